"""What may be given and answered, and what an end date may be. Decides about values it is given."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from portal.consent.notices import LONGEST, NOTICES, PROPOSED
from portal.i18n import N_
from portal.work import Refused


class Reason(StrEnum):
    NOTHING_TICKED = "nothing ticked"
    NO_DATE = "no date"
    TOO_SOON = "too soon"
    TOO_LATE = "too late"
    NO_SUCH_TEAM = "no such team"
    NO_SUCH_PURPOSE = "no such purpose"
    CHANGED = "changed since you looked"
    TYPE_AGAIN = "passphrase too long ago"
    STILL_OPEN = "it is still open"


# What a recipient can say back: she meets these on the consent, her home and her activity.
REPLIES = {
    "have": N_("We have it. We will answer you here."),
    "read": N_("We have read it. Thank you for trusting us with it."),
    "question": N_("We have a question. You decide whether you want to hear it."),
    "time": N_("We need a little more time."),
}


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The last moment of a day where she is, so that "until Friday" holds through Friday."""
    return datetime.combine(day + timedelta(days=1), time.min, zone) - timedelta(seconds=1)


def proposed_end(now: datetime, zone: ZoneInfo) -> date:
    return (now + PROPOSED).astimezone(zone).date()


def latest_end(now: datetime, zone: ZoneInfo) -> date:
    return (now + LONGEST).astimezone(zone).date() - timedelta(days=1)


def may_end(lapses_at: datetime | None, now: datetime) -> None:
    """Raises Refused with the first reason that stands in the way."""
    if lapses_at is None:
        raise Refused(Reason.NO_DATE)
    if lapses_at <= now:
        raise Refused(Reason.TOO_SOON)
    if lapses_at > now + LONGEST:
        raise Refused(Reason.TOO_LATE)


def may_tick(numbers: list[int], written: set[int]) -> None:
    if not numbers or not set(numbers) <= written:
        raise Refused(Reason.NOTHING_TICKED)


def may_be_for(purpose: str) -> None:
    if purpose not in NOTICES:
        raise Refused(Reason.NO_SUCH_PURPOSE)


def may_give(*, fresh: bool, seen: str, now_there: str) -> None:
    """She typed her passphrase a moment ago, and what she looked at is what will be shared."""
    if seen != now_there:
        raise Refused(Reason.CHANGED)
    if not fresh:
        raise Refused(Reason.TYPE_AGAIN)
