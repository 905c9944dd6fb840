"""What speaks for a service and what against it, for one person; and in which order she meets them. Pure.

The order is by use to her, never by name: a service that says in its very name what she looks for; whose
people speak her language themselves; that is near, open now, free; that somebody made sure of lately. What
a feed does not say counts for nothing, and is said to be unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import Enum
from typing import Any, NamedTuple

from portal.directory.asking import distance
from portal.directory.facets import NEAR
from portal.directory.opening import Opening, is_open, opening
from portal.directory.places import Point
from portal.directory.wanted import Wanted

STALE = timedelta(days=365)  # a fact that old is said to be old
LATELY = timedelta(days=183)


class Fact(Enum):
    """A reason for a service, or something that it lacks or that nobody knows."""

    NAMED = "named"
    NEED = "need"
    SPEAKS = "speaks"
    INTERPRETER = "interpreter"
    LANGUAGE_UNKNOWN = "language unknown"
    OTHER_LANGUAGE = "other language"
    OPEN = "open"
    CLOSED = "closed"
    HOURS_UNKNOWN = "hours unknown"
    FREE = "free"
    COSTS = "costs"
    COST_UNKNOWN = "cost unknown"
    NO_PAPERS = "no papers"
    PAPERS = "papers"
    PAPERS_UNKNOWN = "papers unknown"
    STEP_FREE = "step free"
    STEPS_UNKNOWN = "steps unknown"
    CHILDREN = "children"
    CHILDREN_UNKNOWN = "children unknown"
    WOMEN = "women"
    MEN = "men"
    LGBTQ = "lgbtq"
    FAR = "far"


class Reason(NamedTuple):
    fact: Fact
    about: str = ""  # the key of a need


class Place(NamedTuple):
    name: str
    street: str
    city: str
    state: str
    km: float | None


@dataclass(frozen=True)
class Match:
    """One service for one person. `card`: a row of service_card."""

    card: Any
    why: tuple[Reason, ...]
    lacks: tuple[Reason, ...]
    now: datetime
    zone: tzinfo
    place: Place | None
    score: float

    @property
    def opening(self) -> Opening:
        return opening(self.card.hours, self.now, self.zone)

    @property
    def checked_on(self) -> date | None:
        """When somebody last made sure: here by phone, or its feed."""
        return checked_on(self.card)


def checked_on(card: Any) -> date | None:
    days = [day for day in (card.assured_on, card.checked_at.date() if card.checked_at else None) if day]
    return max(days, default=None)


def is_stale(day: date | None, now: datetime) -> bool:
    return day is None or now.date() - day > STALE


def match(
    card: Any,
    named: bool,
    wanted: Wanted,
    needs: tuple[str, ...],
    place: Place | None,
    now: datetime,
    zone: tzinfo,
) -> Match:
    found = is_open(card.hours, now, zone)
    why = [Reason(Fact.NEED, key) for key in needs if key in card.needs.split()]
    why += [Reason(Fact.NAMED)] * named
    lacks: list[Reason] = []
    for fact in (
        *_language(card, wanted),
        *_open(found, wanted),
        *_wishes(card, wanted),
        *_who(card, wanted),
    ):
        (why if fact in GOOD else lacks).append(Reason(fact))
    if place is not None and place.km is not None and place.km > NEAR:
        lacks.append(Reason(Fact.FAR))
    score = sum(GOOD.get(reason.fact, 0) for reason in why) - LACK * len(lacks) + _sure(card, place, now)
    return Match(card, tuple(why), tuple(lacks), now, zone, place, score)


# How much each counts. Language and nearness decide whether a service can be used at all.
GOOD = {
    Fact.NAMED: 3.0, Fact.NEED: 2.0, Fact.SPEAKS: 3.0, Fact.INTERPRETER: 1.0, Fact.OPEN: 1.5, Fact.FREE: 1.0,
    Fact.NO_PAPERS: 1.0, Fact.STEP_FREE: 1.0, Fact.CHILDREN: 1.0, Fact.WOMEN: 1.5, Fact.MEN: 1.5,
    Fact.LGBTQ: 2.0,
}  # fmt: skip
LACK = 0.75


def _sure(card: Any, place: Place | None, now: datetime) -> float:
    """Nearness, a number to call, and how lately somebody made sure."""
    found = 0.5 * bool(card.phone)
    if place is not None and place.km is not None:
        found += 3.0 if place.km < 5 else 2.0 if place.km < 20 else 1.0 if place.km <= NEAR else -3.0
    checked = checked_on(card)
    if checked is not None and now.date() - checked <= LATELY:
        found += 0.5
    return found - 0.5 * is_stale(checked, now)


def _language(card: Any, wanted: Wanted) -> list[Fact]:
    language = wanted.speaks or wanted.reads
    if f" {language} " in card.languages:
        return [Fact.SPEAKS]
    if card.interpreters:
        return [Fact.INTERPRETER]
    if not wanted.speaks:
        return []
    return [Fact.OTHER_LANGUAGE if card.languages else Fact.LANGUAGE_UNKNOWN]


def _open(found: bool | None, wanted: Wanted) -> list[Fact]:
    if found:
        return [Fact.OPEN]
    if not wanted.open_now:
        return []
    return [Fact.HOURS_UNKNOWN if found is None else Fact.CLOSED]


def _wishes(card: Any, wanted: Wanted) -> list[Fact]:
    """What it is known to offer; what was wished for and is not offered, or not known."""
    children = " children " in card.who
    return [
        fact
        for wished, holds, good, bad, unknown in (
            (wanted.free, card.free, Fact.FREE, Fact.COSTS, Fact.COST_UNKNOWN),
            (wanted.no_papers, _not(card.papers), Fact.NO_PAPERS, Fact.PAPERS, Fact.PAPERS_UNKNOWN),
            (wanted.step_free, card.step_free, Fact.STEP_FREE, Fact.STEPS_UNKNOWN, Fact.STEPS_UNKNOWN),
            (wanted.children, children or None, Fact.CHILDREN, Fact.CHILDREN_UNKNOWN, Fact.CHILDREN_UNKNOWN),
        )
        for fact in ([good] if holds else [] if not wished else [unknown if holds is None else bad])
    ]  # fmt: skip


def _not(holds: bool | None) -> bool | None:
    return None if holds is None else not holds


def _who(card: Any, wanted: Wanted) -> list[Fact]:
    facts = {"women": Fact.WOMEN, "men": Fact.MEN, "lgbtq": Fact.LGBTQ}
    return [facts[who] for who in card.who.split() if who in facts and who == wanted.who]


def nearest_of(places: list[Any], point: Point | None) -> Place | None:
    """The one of a service's places that is nearest, or its first."""
    found = [
        Place(one.name, one.street, one.city, one.state, _km(one, point)) for one in places
    ]  # fmt: skip
    return min(found, key=lambda place: (place.km is None, place.km or 0), default=None)


def _km(place: Any, point: Point | None) -> float | None:
    if point is None or place.latitude is None or place.longitude is None:
        return None
    return distance(point.latitude, point.longitude, place.latitude, place.longitude) / 1000
