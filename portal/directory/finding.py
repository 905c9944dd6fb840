"""Finding a service: what somebody wants goes in, matches in the order of their use to her come out.

At most ten statements, whatever the directory holds: at most `MANY` services are looked at closely, those
that say most about themselves. Where little is found, what comes near is shown too, with what it lacks.
Nothing of what was asked is written anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.directory import index
from portal.directory.facets import NEAR
from portal.directory.models import ServiceCard, ServicePlace
from portal.directory.names import folded
from portal.directory.needs import like
from portal.directory.places import Looked, Where, look_up
from portal.directory.ranking import Fact, Match, match, nearest_of
from portal.directory.spelling import nearest
from portal.directory.wanted import Typed, Wanted, typed

MANY = 150
FEW = 5  # with fewer matches, near misses are looked for
MISSES = 10
TOLD = [
    column for column in ServiceCard.__table__.columns
    if column.name not in ("words", "title", "facets", "digest", "feed", "checked_by", "terms")
]  # fmt: skip
UNMET = frozenset({Fact.CLOSED, Fact.HOURS_UNKNOWN, Fact.FAR})  # what the index does not know


@dataclass(frozen=True)
class Found:
    matches: tuple[Match, ...]
    misses: tuple[Match, ...]  # near misses, each with what it lacks
    looked: Looked  # where
    read_as: tuple[tuple[str, str], ...]  # words that were taken for mistakes -> what they were read as
    speaks: str  # the language that was asked for, chosen or named in the words


def find(session: Session, wanted: Wanted, now: datetime, zone: tzinfo) -> Found:
    said, read_as = _spelled(session, wanted.words)
    wanted = replace(wanted, speaks=wanted.speaks or said.speaks)
    looked = look_up(session, wanted.place) if wanted.place.strip() else Looked(None)
    ask = _Asking(session, wanted, said, looked.where, now, zone)
    nowhere = bool(wanted.place.strip()) and looked.where is None
    matches = [] if nowhere else ask.strictly()
    misses: list[Match] = []
    if len(matches) < FEW:
        known = {one.card.id for one in matches}
        misses = [one for one in ask.loosely() if one.card.id not in known][:MISSES]
    return Found(tuple(matches), tuple(misses), looked, read_as, wanted.speaks)


def _spelled(session: Session, words: str) -> tuple[Typed, tuple[tuple[str, str], ...]]:
    """With words that nobody wrote replaced by the nearest that somebody did."""
    said = typed(words)
    plain = [word for word in said.rest if " " not in word]
    known = index.known(session, plain)
    strange = [word for word in plain if word not in known and len(word) > 3][:3]
    if not strange:
        return said, ()
    there = [word for _kind, word, _said in index.alike(session, strange, places=False)]
    meant = {word: best[0] for word in strange if (best := nearest(word, [*like(word), *there]))}
    mended = typed(" ".join(meant.get(word, word) for word in folded(words).split()))
    return replace(mended, speaks=said.speaks), tuple(meant.items())


@dataclass(frozen=True)
class _Asking:
    session: Session
    wanted: Wanted
    said: Typed
    where: Where | None
    now: datetime
    zone: tzinfo

    def strictly(self) -> list[Match]:
        """All that she asked for."""
        chosen = _chosen(self.wanted, self.where)
        spoken, pieces = _any("facets", _need(self.said.needs)), self.said.pieces
        rest = [f"{{title words}} : ({index.said(self.said.rest)})"] if self.said.rest else []
        by_need = [spoken, *rest] if spoken else []
        by_words = [f"{{title words}} : ({index.said(pieces)})"] if pieces else []
        title = [f"title : ({index.said(pieces)})"] if pieces else []
        named = _without(_all(chosen, title), self.wanted) if title else ""
        ways = [way for way in (" AND ".join(by_need), *by_words) if way]
        both = [f"({' OR '.join(f'({way})' for way in ways)})"] if ways else []
        found = self._matches(named, _without(_all(chosen, both), self.wanted))
        return [one for one in found if not UNMET & {reason.fact for reason in one.lacks}]

    def loosely(self) -> list[Match]:
        """What is left when only what she needs counts: any of her words, here or from afar."""
        words = [index.said([piece]) for piece in self.said.pieces]
        needs = _any("facets", _need((*self.wanted.needs, *self.said.needs)))
        either = [
            part for part in (needs, f"{{title words}} : ({' OR '.join(words)})" if words else "") if part
        ]
        here = _any("facets", ("afar", *self.where.facets) if self.where else ("afar",))
        said = _all([here], [f"({' OR '.join(either)})"] if either else [])
        return self._matches("", _without(said, self.wanted))

    def _matches(self, named: str, said: str) -> list[Match]:
        found = index.matching(named, said, MANY)
        asked = select(*TOLD, found.c.named).join(found, found.c.number == ServiceCard.number)
        rows = self.session.execute(asked.where(ServiceCard.active)).all()
        cards: dict[UUID, tuple[Any, bool]] = {}
        for row in rows:
            cards[row.id] = (row, bool(row.named) or (row.id in cards and cards[row.id][1]))
        places = self._places(cards) if cards else {}
        point = self.where.point if self.where else None
        needs = tuple(dict.fromkeys((*self.wanted.needs, *self.said.needs)))
        matches = [
            match(card, named, self.wanted, needs, nearest_of(places.get(id, []), point), self.now, self.zone)
            for id, (card, named) in cards.items()
        ]
        return sorted(matches, key=lambda one: (-one.score, _km(one), one.card.name))

    def _places(self, ids: Iterable[UUID]) -> dict[UUID, list[Any]]:
        places = ServicePlace.__table__.columns
        found: dict[UUID, list[Any]] = {}
        for row in self.session.execute(
            select(*places).where(places.service_id.in_(list(ids))).limit(20 * MANY)
        ):
            found.setdefault(row.service_id, []).append(row)
        return found


def _km(one: Match) -> float:
    return one.place.km if one.place and one.place.km is not None else 10.0 * NEAR


def _chosen(wanted: Wanted, where: Where | None) -> list[str]:
    """What the index can be asked for: each of these must hold."""
    speaks = [f"speaks{wanted.speaks}", "interpreters"] + ["speaksunsaid"] * (wanted.speaks == "en")
    parts = [
        _any("facets", _need(wanted.needs)), _any("facets", speaks) if wanted.speaks else "",
        _any("facets", where.facets) if where else "",
    ]  # fmt: skip
    wishes = {
        "free": wanted.free, "nopapers": wanted.no_papers, "stepfree": wanted.step_free,
        "forchildren": wanted.children, "afar": wanted.afar,
    }  # fmt: skip
    return [
        part for part in (*parts, *(f"facets : {name}" for name, holds in wishes.items() if holds)) if part
    ]


def _need(keys: Iterable[str]) -> list[str]:
    return [f"need{key}" for key in keys]


def _any(column: str, words: Sequence[str]) -> str:
    return f"{column} : ({' OR '.join(words)})" if words else ""


def _all(chosen: list[str], more: list[str]) -> str:
    return " AND ".join((*chosen, *more)) or "facets : service"


def _without(expression: str, wanted: Wanted) -> str:
    """Whoever says that they are a woman is not sent to a place for men only, and the other way round."""
    others = {"women": "formen", "men": "forwomen"}.get(wanted.who)
    return f"({expression}) NOT facets : {others}" if others else expression
