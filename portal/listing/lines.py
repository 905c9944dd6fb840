"""Helplines: called, corrected, hidden and added by whoever leads a team."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.audit import service as audit
from portal.crypto import lp
from portal.directory import tongues
from portal.directory.room import packed
from portal.listing import parts
from portal.listing.service import ONE_CALL, before, for_leads
from portal.programmes.service import staff_names
from portal.support.helplines import LINES
from portal.support.known import added, with_what_is_known
from portal.support.line import INTERPRETERS, Line
from portal.support.models import LineCheck
from portal.work import NotFound, Stale, Work

UNDONE = ("line_checked", "line_unchecked")
BY_ID = {line.id: line for line in LINES}


@dataclass(frozen=True)
class Known:
    """A line as leads see it, also one that is hidden. `line` is as everybody would see it."""

    line: Line
    hidden: bool = False
    note: str = ""
    by_hand: bool = False
    checked_at: datetime | None = None
    checked_by: str = ""
    changed_at: datetime | None = None
    changed_by: str = ""
    may_uncheck: bool = False

    @property
    def said(self) -> parts.Said:
        """What the form of a line shows."""
        rows = [
            {"dial": one.dial, "kind": one.kind.value, "first_word": one.first_word or ""}
            for one in self.line.numbers
        ]
        return {"hours": self.line.hours.name, "text": self.note, "rows": rows}


def listed(work: Work, country: str) -> list[Known]:
    """Those of one country, added ones last; hidden ones too."""
    for_leads(work)
    rows = {row.line_id: row for row in work.main.scalars(select(LineCheck))}
    lines = [
        (BY_ID.get(id) or added(rows[id]), rows.get(id)) for id in (*BY_ID, *sorted(rows.keys() - BY_ID))
    ]
    here = [(line, row) for line, row in lines if line is not None and line.country == country]
    return _known(work, here)


def _known(work: Work, lines: list[tuple[Line, LineCheck | None]]) -> list[Known]:
    who = {id for _line, row in lines if row for id in (row.checked_by, row.changed_by) if id}
    names = staff_names(work, who)
    return [_one(work, line, row, names) for line, row in lines]


def _one(work: Work, line: Line, row: LineCheck | None, names: dict[UUID, str]) -> Known:
    if row is None:
        return Known(line)
    checked = row.checked_at
    return Known(
        with_what_is_known(line, row), row.hidden, row.note, row.line_id not in BY_ID,
        checked, names.get(row.checked_by, "") if row.checked_by else "",
        row.changed_at, names.get(row.changed_by, ""),
        checked is not None and row.checked_by == work.actor.id and work.now - checked < ONE_CALL,
    )  # fmt: skip


def one(work: Work, line_id: str) -> Known:
    """Raises NotFound."""
    for_leads(work)
    row = _row(work, line_id)
    line = BY_ID.get(line_id) or (added(row) if row else None)
    if line is None:
        raise NotFound
    return _known(work, [(line, row)])[0]


def _row(work: Work, line_id: str) -> LineCheck | None:
    return work.main.scalar(select(LineCheck).where(LineCheck.line_id == line_id))


def _own(work: Work, line_id: str) -> LineCheck:
    """The row of a line, made if nobody has said anything of it yet."""
    row = _row(work, line_id)
    if row is None:
        row = LineCheck(
            id=uuid4(), line_id=line_id, said={}, hidden=False, note="", changed_at=work.now,
            changed_by=work.person.id,
        )  # fmt: skip
        work.main.add(row)
    return row


def _noted(work: Work, row: LineCheck, action: str) -> None:
    row.changed_at, row.changed_by = work.now, work.person.id
    audit.record(
        work, action, row.id, lp("line/v1", row.line_id, packed(row.said), int(row.hidden), row.note)
    )


def check(work: Work, line_id: str) -> None:
    """Somebody called: the number reaches this line. A second tap is the same call."""
    if not one(work, line_id).may_uncheck:
        row = _own(work, line_id)
        row.checked_at, row.checked_by = work.now, work.person.id
        audit.record(work, "line_checked", row.id)


def uncheck(work: Work, line_id: str) -> None:
    if one(work, line_id).may_uncheck:
        row = _own(work, line_id)
        # Also after a change of something else than its number: rather never checked than checked wrongly.
        row.checked_at, row.checked_by = before(work, row.id, *UNDONE, "line_changed")
        audit.record(work, "line_unchecked", row.id)


def show(work: Work, line_id: str, *, hidden: bool) -> None:
    if one(work, line_id).hidden is not hidden:
        row = _own(work, line_id)
        row.hidden = hidden
        _noted(work, row, "line_hidden" if hidden else "line_shown")


def change(work: Work, line_id: str, said: parts.Said, mark: str) -> None:
    """Raises Stale. A number that was changed is one that nobody has called yet."""
    there = one(work, line_id)
    if parts.same(said, there.said):
        return
    if parts.mark(there.said) != mark:
        raise Stale
    row = _own(work, line_id)
    numbers = _numbers(there.line, said["rows"])
    if numbers != _numbers(there.line, there.said["rows"]):
        row.said = row.said | {"numbers": numbers}
        row.checked_at = row.checked_by = None
    if said["hours"] != there.said["hours"]:
        row.said = row.said | {"hours": said["hours"]}
    row.note = said["text"]
    _noted(work, row, "line_changed")


def _numbers(line: Line, rows: list[parts.Said]) -> list[dict[str, Any]]:
    """In the shape of helplines.toml. The international number goes with the number that it is of."""
    values = {one.dial: one.value for one in line.numbers}
    return [
        {"dial": row["dial"], "kind": row["kind"], "value": values.get(row["dial"]),
         "first_word": row["first_word"] or None}
        for row in rows if row["dial"]
    ]  # fmt: skip


def add(work: Work, said: parts.Said) -> str:
    """Its id. Who adds it looked at it: it counts as sure only when it was called."""
    for_leads(work)
    codes = [tongues.code_of(name) for name in said["text"].split("\n") if name.strip()]
    spoken = [code for code in dict.fromkeys(codes) if code]
    line_id = str(uuid4())
    row = _own(work, line_id)
    row.said = {
        "country": said["country"], "name": {spoken[0]: said["name"]}, "operator": said["operator"],
        "numbers": _numbers(_NONE, said["rows"]), "hours": said["hours"], "topics": said["topics"],
        "languages": spoken + [INTERPRETERS] * said["interpreters"], "confidence": "medium",
        "source": "added here", "police_run": said["police"],
        **({"advice": "ASK_FIRST"} if said["passes_on"] else {}),
    }  # fmt: skip
    _noted(work, row, "line_added")
    return line_id


_NONE = replace(LINES[0], numbers=())
