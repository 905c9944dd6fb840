"""When a way back that two people hold may be used."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from portal.vouching.models import STOPPED, Asking
from portal.work import Refused

WAIT = timedelta(days=3)  # with a warning on her pages, so that she can stop it
KEPT_FOR = timedelta(days=14)  # an asking; then she asks anew
MOST_OPEN = 200  # askings of one person


class Reason(StrEnum):
    SAME_PERSON = "the same person twice"
    NOT_HERE = "somebody who does not work here"
    NOT_FRESH = "the passphrase was not typed lately"


class Stand(StrEnum):
    """How far an asking is, as she is told it when she comes with her number."""

    ASKED = "asked"  # not both have said yes
    WAITING = "waiting"  # both have; the three days are not over
    OPEN = "open"
    STOPPED = "stopped"


def may_choose(first: UUID, second: UUID, able: set[UUID], *, fresh: bool) -> None:
    """Raises Refused: two different people who work here, and her passphrase typed lately."""
    if not fresh:
        raise Refused(Reason.NOT_FRESH)
    if first == second:
        raise Refused(Reason.SAME_PERSON)
    if not {first, second} <= able:
        raise Refused(Reason.NOT_HERE)


def opens_at(asking: Asking) -> datetime | None:
    """None before anybody has said yes."""
    return None if asking.vouched_at is None else asking.vouched_at + WAIT


def stand(asking: Asking, vouched: int, now: datetime) -> Stand:
    """`vouched`: how many of the two said yes."""
    if asking.state == STOPPED:
        return Stand.STOPPED
    opens = opens_at(asking)
    if vouched < 2 or opens is None:
        return Stand.ASKED
    return Stand.OPEN if now >= opens else Stand.WAITING


def is_over(asking: Asking, now: datetime) -> bool:
    """Counted from the first yes, where there is one: what a page promised must still come."""
    return now >= (asking.vouched_at or asking.asked_at) + KEPT_FOR
