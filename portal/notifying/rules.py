"""At which moments something may be sent, and when it is tried again. Decides about values it is given."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from portal.i18n import N_

LONGEST = timedelta(days=366)
PROPOSED = timedelta(days=90)
MARGIN = timedelta(minutes=5)  # sending takes a while: what begins in her hours also ends in them
APART = timedelta(hours=4)  # between two messages
# After a first failure, a second, and so on; when all have passed it is given up.
WAITS = (
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(days=1),
)
EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}")
LONGEST_EMAIL = 254


class Kind(StrEnum):
    """What she can be told of. The message is the same for each."""

    ASKED = "asked"
    ANSWERED = "answered"
    ENDS = "ends"
    MESSAGE = "message"


KINDS = {
    Kind.ASKED: N_("A team asks me something"),
    Kind.ANSWERED: N_("Somebody answers what I shared"),
    Kind.ENDS: N_("Something I shared ends in a week"),
    Kind.MESSAGE: N_("Somebody writes me a message here"),
}


@dataclass(frozen=True)
class Hours:
    """Days of the week (1 is Monday) and hours where she is. From 22:00 to 2:00 goes over midnight, and
    belongs to the day it begins on. No days: never."""

    days: Collection[int]
    begin: time
    end: time
    zone: str
    not_before: date | None = None  # until then she gets in touch herself

    def hold_at(self, moment: datetime) -> bool:
        here = moment.astimezone(ZoneInfo(self.zone))
        day, at = here.isoweekday(), here.time()
        if self.not_before is not None and here.date() < self.not_before:
            return False
        if self.begin < self.end:
            return day in self.days and self.begin <= at < self.end
        the_day_before = day - 1 or 7
        return (day in self.days and at >= self.begin) or (the_day_before in self.days and at < self.end)


def may_send(hours: Hours, now: datetime) -> bool:
    return hours.hold_at(now) and hours.hold_at(now + MARGIN)


def next_try(tries: int, now: datetime) -> datetime | None:
    """After so many tries that all failed; None: no more."""
    return now + WAITS[tries - 1] if tries <= len(WAITS) else None


def is_email(text: str) -> bool:
    """None with an encoded word (`=?…?=`) in it: a header would show another address, or more than one."""
    return len(text) <= LONGEST_EMAIL and "=?" not in text and EMAIL.fullmatch(text) is not None


def begins(day: date, zone: str) -> datetime:
    """The moment a day begins where she is."""
    return datetime.combine(day, time.min, ZoneInfo(zone))
