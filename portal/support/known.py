"""The helplines as this service knows them: those of the file, and what its leads found out over them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from portal.db import Store
from portal.support.helplines import LINES, BadLine, line
from portal.support.line import Confidence, Hours, Kind, Line, Number
from portal.support.models import LineCheck


def as_known(session: Session) -> tuple[Line, ...]:
    """What is shown to everybody, in one statement."""
    rows = {row.line_id: row for row in session.scalars(select(LineCheck))}
    if not rows:
        return LINES
    known = [laid_over(one, rows.pop(one.id, None)) for one in LINES]
    return (*(one for one in known if one), *_added(rows.values()))


def for_everybody(main: Store) -> tuple[Line, ...]:
    """The same; when the store fails, what the file says: a number to call is worth more than a newer one."""
    try:
        with main.reading() as session:
            return as_known(session)
    except OperationalError:
        return LINES


def laid_over(line: Line, row: LineCheck | None) -> Line | None:
    """The line with its corrections; None when it is hidden."""
    if row is None:
        return line
    return None if row.hidden else with_what_is_known(line, row)


def with_what_is_known(line: Line, row: LineCheck) -> Line:
    """Whoever called knows better than any source, until a number is changed."""
    more: dict[str, Any] = {}
    if "numbers" in row.said:
        more["numbers"] = tuple(Number(**one | {"kind": Kind(one["kind"])}) for one in row.said["numbers"])
    if row.said.get("hours") in Hours.__members__:
        more["hours"] = Hours[row.said["hours"]]
    if row.checked_at is not None:
        more |= {"confidence": Confidence.HIGH, "last_verified": row.checked_at.date()}
    return replace(line, **more)


def added(row: LineCheck) -> Line | None:
    """A line that is not in the file, whole; None for what this version cannot read."""
    try:
        return line({**row.said, "id": row.line_id, "last_verified": row.changed_at.date()})
    except BadLine:
        return None


def _added(rows: Iterable[LineCheck]) -> list[Line]:
    found = [(added(row), row) for row in sorted(rows, key=lambda row: row.line_id) if not row.hidden]
    return [with_what_is_known(line, row) for line, row in found if line is not None]
