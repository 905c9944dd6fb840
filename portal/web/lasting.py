"""How long a session lives without a touch, and in all (NIST SP 800-63B, AAL2 and AAL3, asks for no more than
an hour and 12 or 24).

15 minutes, and 8 hours, for staff 10. An hour without a touch where a survivor said that the device is her
own, or that somebody sits with her. On somebody else's device 10 minutes, and 45 in all.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, literal, or_

from portal.actor import Role
from portal.web.models import SessionRow

IDLE = timedelta(minutes=15)
IDLE_ON_HER_OWN = timedelta(hours=1)
IDLE_BORROWED = timedelta(minutes=10)
LONGEST = {Role.SURVIVOR: timedelta(hours=8)}
LONGEST_STAFF = timedelta(hours=10)
LONGEST_BORROWED = timedelta(minutes=45)
FRESH = timedelta(minutes=5)
TOGETHER_FOR = timedelta(hours=2)
SEEN_EVERY = timedelta(minutes=1)  # last seen is up to a minute late, and a page that says 14:18 means it


def longest(role: Role, *, borrowed: bool) -> timedelta:
    return LONGEST_BORROWED if borrowed else LONGEST.get(role, LONGEST_STAFF)


def idle(*, borrowed: bool, longer: bool) -> timedelta:
    if borrowed:
        return IDLE_BORROWED
    return IDLE_ON_HER_OWN if longer else IDLE


def is_over(row: Any, now: datetime) -> bool:
    """Of a row of the session store. What a page said while somebody sat with her holds afterwards, too."""
    beside = row.together_until is not None and row.idle_at < row.together_until
    without_a_touch = idle(borrowed=row.borrowed, longer=row.longer or beside)
    return bool(now >= row.ends_at or row.idle_at <= now - SEEN_EVERY - without_a_touch)


def over(now: datetime) -> ColumnElement[bool]:
    """The same for a query."""
    late = now - SEEN_EVERY
    beside = SessionRow.idle_at < SessionRow.together_until
    since = case(
        (SessionRow.borrowed, _at(late - IDLE_BORROWED)),
        (or_(SessionRow.longer, beside), _at(late - IDLE_ON_HER_OWN)),
        else_=_at(late - IDLE),
    )
    return or_(SessionRow.ends_at <= now, SessionRow.idle_at <= since)


def _at(moment: datetime) -> ColumnElement[datetime]:
    return literal(moment, SessionRow.__table__.c.idle_at.type)
