"""Reading and saving check-ins; looking back; taking one away."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Select, delete, select

from portal.actor import Role
from portal.keyring.place import Place
from portal.readiness import rules
from portal.readiness.models import Checkin
from portal.readiness.steps import NOW
from portal.work import NotAllowed, NotFound, Work, put_over

FORM = 1  # the version of the steps, kept with the answers

Answers = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """A check-in as she sees it. `day` is the day where she is; `answers` are by the step's name."""

    id: UUID
    day: date
    answers: Answers = field(repr=False)

    @property
    def felt(self) -> str | None:
        """The state she named on that day; None when only something else was said then."""
        now = self.answers.get(NOW) or {}
        return now.get("state") if now.get("on") == self.day.isoformat() else None


def _mine(work: Work) -> Select[Checkin]:
    if work.actor.role is not Role.SURVIVOR:
        raise NotAllowed
    return select(Checkin).where(Checkin.owner_id == work.person.id).order_by(Checkin.nth.desc())


def place(work: Work, row: Checkin) -> Place:
    return Place(work.person.tenant, "checkin", "body", row.id, row.owner_id, row.key_id, row.rev)


def _opened(work: Work, row: Checkin) -> Said:
    document = json.loads(work.keyring.open(row.body, at=place(work, row)))
    return Said(row.id, date.fromisoformat(document["day"]), document["answers"])


def latest(work: Work) -> Said | None:
    row = work.main.scalar(_mine(work).limit(1))
    return None if row is None else _opened(work, row)


def everything(work: Work) -> list[Said]:
    """Newest first."""
    return [_opened(work, row) for row in work.main.scalars(_mine(work))]


def read(work: Work, id: UUID) -> Said:
    row = work.main.scalar(_mine(work).where(Checkin.id == id))
    if row is None:
        raise NotFound
    return _opened(work, row)


def asks_again(work: Work) -> bool:
    """The day has come on which she wanted to be asked."""
    said = latest(work)
    ask_at = None if said is None else (said.answers.get(NOW) or {}).get("ask_at")
    return ask_at is not None and datetime.fromisoformat(ask_at) <= work.now


def say(work: Work, name: str, answer: Any, seen: str, today: date) -> bool:
    """Save the answer to one step; None takes it away. `seen`: the mark of the answer it began from.

    True when another answer is there than the one she saw: then a check-in is added, and both stay.
    """
    rules.may_say(name, answer)
    row = work.main.scalar(_mine(work).limit(1))
    last = None if row is None else _opened(work, row)
    before = {} if last is None else last.answers
    there = before.get(name)
    if there == answer:
        return False
    stale = last is not None and seen != rules.mark_of(there)
    answers = {key: value for key, value in {**before, name: answer}.items() if value is not None}
    if row is not None and last is not None and last.day == today and not stale:
        _replace(work, row, answers, today)
    else:
        _add(work, 1 if row is None else row.nth + 1, answers, today)
    return stale


def _add(work: Work, nth: int, answers: Answers, today: date) -> None:
    person = work.person
    row = Checkin(id=uuid4(), owner_id=person.id, nth=nth, key_id=person.urk_id, rev=1, body=b"")
    row.body = _sealed(work, row, answers, today)
    work.main.add(row)
    work.main.flush()


def _replace(work: Work, row: Checkin, answers: Answers, today: date) -> None:
    rev = row.rev
    new = Checkin(id=row.id, owner_id=row.owner_id, key_id=work.person.urk_id, rev=rev + 1)
    body = _sealed(work, new, answers, today)
    put_over(work, Checkin, row.id, rev, key_id=new.key_id, body=body)


def _sealed(work: Work, row: Checkin, answers: Answers, today: date) -> bytes:
    document = {"form": FORM, "day": today.isoformat(), "answers": answers}
    return work.keyring.seal(json.dumps(document, ensure_ascii=False).encode(), at=place(work, row))


def remove(work: Work, id: UUID) -> None:
    """For good. Raises NotFound for another's, and for what is gone already."""
    row = work.main.scalar(_mine(work).where(Checkin.id == id))
    if row is None:
        raise NotFound
    work.main.execute(delete(Checkin).where(Checkin.id == row.id))
