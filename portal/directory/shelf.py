"""Cards put where pages and searches read them, with their places and terms; the old ones go."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from portal.db import MainBase
from portal.directory import index
from portal.directory.cards import Made, card_of, day
from portal.directory.models import Entry, ServiceCard, ServicePlace, ServiceTerm
from portal.directory.names import plain
from portal.directory.room import digest

Row = dict[str, Any]
Word = tuple[str, str, str]  # as index.learn takes it
PLACE = ("city", "state", "country")
TABLES = (
    (ServiceCard, ServiceCard.id),
    (ServicePlace, ServicePlace.service_id),
    (ServiceTerm, ServiceTerm.service_id),
)


class Shown(NamedTuple):
    """A card that was made, of which service, and out of which feed."""

    id: UUID
    feed: str
    organization_id: UUID | None
    made: Made
    digest: bytes
    waits: bool = False  # to be shown when all of its feed is there

    @property
    def indexed(self) -> bool:
        return bool(self.made.card["active"]) or self.waits

    def hidden(self) -> Shown:
        """Not to be seen yet, but put into the index: it would hold up everybody at the end."""
        return self._replace(
            made=self.made._replace(card=self.made.card | {"active": False}), waits=self.indexed
        )


def put(session: Session, shown: Sequence[Shown], now: datetime) -> None:
    """In place of those of the same services. When somebody called there is kept."""
    ids = [one.id for one in shown]
    checked = session.execute(
        select(ServiceCard.id, ServiceCard.checked_at, ServiceCard.checked_by).where(ServiceCard.id.in_(ids))
    )
    calls = {row.id: {"checked_at": row.checked_at, "checked_by": row.checked_by} for row in checked}
    if calls:
        for table, column in TABLES:
            session.execute(delete(table).where(column.in_(ids)).execution_options(synchronize_session=False))
    _insert(session, ServiceCard, (_card(one, now, calls.get(one.id)) for one in shown))
    _learn(session, [one.made for one in shown if one.indexed])
    _insert(session, ServicePlace, (_place(place) for one in shown for place in one.made.places))
    _insert(session, ServiceTerm, (_term(one.id, *term) for one in shown for term in one.made.terms))


def _insert(session: Session, table: type[MainBase], rows: Iterable[Row]) -> None:
    found = list(rows)
    if found:
        session.connection().execute(insert(MainBase.metadata.tables[table.__tablename__]), found)


def _learn(session: Session, made: Sequence[Made]) -> None:
    texts = (f"{one.card['title']} {one.card['words']}" for one in made)
    places = (tuple(place[kind] for kind in PLACE) for one in made for place in one.places)
    index.learn(session, _words(texts, places))


def _words(texts: Iterable[str], places: Iterable[Sequence[str]]) -> set[Word]:
    """The words and the names of places that stand in cards, for forgiving mistakes."""
    words = {word for text in texts for word in text.split()}
    found = {("word", word[:120], "") for word in words if 3 < len(word) < 40 and not word.isdigit()}
    for place in places:
        for kind, name in zip(PLACE, place, strict=True):
            said = " ".join(name.split())
            found |= {(kind, plain(said)[:120], said)} if plain(said) else set()
    return found


def words_of(session: Session, ids: Sequence[UUID]) -> set[Word]:
    """What the cards of these services say as they are stored."""
    card, place = ServiceCard, ServicePlace
    texts = session.execute(select(card.title, card.words).where(card.id.in_(ids)))
    places = session.execute(select(place.city, place.state, place.country).where(place.service_id.in_(ids)))
    return _words((" ".join(row) for row in texts), (tuple(row) for row in places))


def _number(card: Row) -> int:
    """Those that say most of what a person needs to know come first; among them as chance has it, so that
    no feed can choose a number that another service has."""
    says = (
        card["phone"],
        card["hours"],
        card["languages"],
        card["needs"],
        card["summary"],
        card["assured_on"],
    )
    return (len(says) - sum(map(bool, says)) << 56) + secrets.randbits(56)


def _card(one: Shown, now: datetime, call: Row | None) -> Row:
    card = dict(one.made.card)
    said = card.pop("last_modified")
    return card | {
        "id": one.id, "feed": one.feed, "digest": one.digest, "organization_id": one.organization_id,
        "number": _number(card), "indexed": one.indexed,
        "assured_on": day(card["assured_on"]),
        "modified_at": datetime.fromisoformat(said).astimezone(UTC) if said else now,
        **(call or {"checked_at": None, "checked_by": None}),
    }  # fmt: skip


def _place(place: Row) -> Row:
    return place | {"service_id": UUID(place["service_id"]), "location_id": UUID(place["location_id"])}


def _term(service_id: UUID, term: str, taxonomy: str | None) -> Row:
    return {
        "service_id": service_id, "term_id": UUID(term), "taxonomy_id": UUID(taxonomy) if taxonomy else None,
    }  # fmt: skip


def refresh(session: Session, entry: Entry, now: datetime) -> None:
    """Make the card of this service anew, out of what is stored. A word that went with the old card, such as
    the city of a place that is not to be told any more, is nowhere from then on."""
    before = words_of(session, [entry.id])
    at = session.scalars(
        select(Entry).where(Entry.kind == "service_at_location", Entry.service_id == entry.id, Entry.active)
    ).all()
    places = [(one.body, _body(session, "location", one.location_id)) for one in at]
    made = card_of(entry.body, _body(session, "organization", entry.organization_id), places)
    owner = str(entry.organization_id) if entry.organization_id else None
    made = made._replace(card=made.card | {"active": made.card["active"] and entry.active})
    put(session, [Shown(entry.id, entry.feed, entry.organization_id, made, digest(owner, made))], now)
    index.forget(session, [(kind, word) for kind, word, _said in before])


def _body(session: Session, kind: str, id: UUID | None) -> Row | None:
    entry = session.get(Entry, (kind, id)) if id else None
    return entry.body if entry is not None else None
