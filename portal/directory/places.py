"""A place as somebody types it -> where to look. The directory itself knows its places; no map is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.directory import index
from portal.directory.facets import around, named
from portal.directory.models import DirectoryWord, ServicePlace
from portal.directory.names import plain
from portal.directory.spelling import apart, nearest

SAMPLE = 500  # places of a town from which its middle is taken


class Point(NamedTuple):
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Where:
    """`facets`: what services there stand under, any of them. `point`: the middle, where it is known."""

    name: str
    facets: tuple[str, ...]
    point: Point | None = None
    typed: str = ""  # as it was typed, when that was taken for a mistake


@dataclass(frozen=True)
class Looked:
    """`where` is None when nobody here knows the place; `like` are names that may be meant."""

    where: Where | None
    like: tuple[str, ...] = ()


def look_up(session: Session, said: str) -> Looked:
    """At most four statements."""
    key, _comma, more = said.partition(",")
    key, more = plain(key), plain(more)
    found = _known(session, key, said.strip()) if key else []
    if found:
        return Looked(_where(session, found, more))
    rows = [(kind, word, name) for kind, word, name in index.alike(session, [key], places=True) if key]
    near = nearest(key, [word for _kind, word, _name in rows])
    meant = [row for word in near for row in rows if row[1] == word]
    if not meant:
        return Looked(None)
    closest = apart(key, meant[0][1], 9)
    sure = [row for row in meant if apart(key, row[1], 9) == closest]
    names = tuple(dict.fromkeys(name for _kind, _word, name in meant))[:5]
    if len({word for _kind, word, _name in sure}) > 1:
        return Looked(None, names)
    where = _where(session, sure, more)
    return Looked(Where(where.name, where.facets, where.point, said), names[1:])


def _known(session: Session, key: str, said: str) -> list[tuple[str, str, str]]:
    found = session.execute(
        select(DirectoryWord.kind, DirectoryWord.word, DirectoryWord.said).where(
            DirectoryWord.kind != "word", DirectoryWord.word == key
        )
    ).all()
    if found or not any(map(str.isdigit, said)):
        return [(kind, word, name) for kind, word, name in found]
    there = session.scalar(
        select(ServicePlace.postal_code).where(ServicePlace.postal_code == said.upper()).limit(1)
    )
    return [("postal_code", there, there)] if there else []


def _where(session: Session, found: list[tuple[str, str, str]], more: str) -> Where:
    facets = [named(kind, word) for kind, word, _name in found]
    point = next(
        (_middle(session, kind, word, more) for kind, word, _ in found if kind in ("city", "postal_code")),
        None,
    )
    return Where(found[0][2], (*facets, *(around(*point) if point else ())), point)


def _middle(session: Session, kind: str, word: str, more: str) -> Point | None:
    """Of the places of that name in the state where most of them are, or in the one that was typed too."""
    column = ServicePlace.city_key if kind == "city" else ServicePlace.postal_code
    some = (
        select(ServicePlace.state, ServicePlace.latitude, ServicePlace.longitude)
        .where(column == word, ServicePlace.latitude.is_not(None), ServicePlace.longitude.is_not(None))
        .limit(SAMPLE)
    ).subquery()
    rows = session.execute(
        select(some.c.state, func.avg(some.c.latitude), func.avg(some.c.longitude))
        .group_by(some.c.state)
        .order_by(func.count().desc(), some.c.state)
    ).all()
    rows = [row for row in rows if more and plain(row[0]) == more] or list(rows)
    return Point(rows[0][1], rows[0][2]) if rows else None
