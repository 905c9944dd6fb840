"""What may be said, and where the points of the line stand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from portal.crypto import digest
from portal.readiness.steps import NAMES
from portal.work import NotFound, Refused

LONGEST = 2000  # characters of one answer in words, after line ends are LF


class Reason(StrEnum):
    TOO_LONG = "too long"


def may_say(name: str, answer: Any) -> None:
    """Raises NotFound for a step there is not, Refused for words that are too long."""
    if name not in NAMES:
        raise NotFound
    if isinstance(answer, str) and len(answer) > LONGEST:
        raise Refused(Reason.TOO_LONG)


def mark_of(answer: Any) -> str:
    """What an open page remembers of the answer it began from; it comes back with the new one."""
    return digest(json.dumps(answer, sort_keys=True).encode()).hex()[:32]


def begins(day: date, zone: ZoneInfo) -> datetime:
    """The moment a day begins where she is; a later one when clocks skip midnight."""
    return datetime.combine(day, time.min, zone)


def along(days: Sequence[date], length: float, apart: float) -> list[float]:
    """Where days, oldest first, stand on a line of this length: in proportion, and never closer than `apart`.

    There must be room for all of them.
    """
    span = (days[-1] - days[0]).days if days else 0
    places = [length * (day - days[0]).days / span if span else 0.0 for day in days]
    for n in range(1, len(places)):
        places[n] = max(places[n], places[n - 1] + apart)
    for n in reversed(range(len(places))):
        places[n] = min(places[n], length - apart * (len(places) - 1 - n))
    return places
