"""Whole documents into the main store. Nothing of them is shown before all are there.

The store has one writer at a time, and people are writing in it too. So what is new goes in first, a batch
at a time and inactive; then one short transaction writes what changed and makes all of it active at once.
What an import that broke off leaves behind is inactive, and the next one takes it up.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from portal.db import MainBase, Store
from portal.directory import index
from portal.directory.cards import Made
from portal.directory.models import Entry, Feed, ServiceCard
from portal.directory.remarks import Report, Weight, Where
from portal.directory.room import COLUMNS
from portal.directory.shelf import Shown, put, words_of

BATCH = 500
AT_ONCE = {"synchronize_session": False}
Row = dict[str, Any]


def _in_batches(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    """SQLite holds in memory what one statement changes."""
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


class Counts(NamedTuple):
    services: int
    added: int
    changed: int
    removed: int
    same: int


class Writing:
    """Only what is new or changed is written, so that the store is not held longer than need be."""

    def __init__(
        self, main: Store, rows: sqlite3.Connection, feed: str, report: Report, now: datetime
    ) -> None:
        self.main, self.rows, self.feed, self.report, self.now = main, rows, feed, report, now
        self.added = self.changed = self.removed = 0

    def all(self, services: int) -> Counts:
        with self.main.reading() as session:
            self._look(session)
        self._others()
        self._add()
        with self.main.writing() as session:
            self._show_new(session)
            self._change(session)
            self._gone(session)
            for shown in self._cards(new=False):
                put(session, shown, self.now)
            self._show_cards(session)
            self._remember(session, services)
            session.commit()
        index.forget_all(self.main)
        return Counts(services, self.added, self.changed, self.removed, services - self.added - self.changed)

    def _look(self, session: Session) -> None:
        """What is there of this feed, and of others under the same ids."""
        found = session.execute(
            select(Entry.kind, Entry.id, Entry.feed, Entry.digest, Entry.active, Entry.kept_at)
            .execution_options(yield_per=5000)
        )  # fmt: skip
        for part in found.partitions():
            held = [(kind, str(id), *rest, kept is not None) for kind, id, *rest, kept in part]
            self.rows.executemany("INSERT INTO have VALUES (?,?,?,?,?,?)", held)
        shown = session.execute(
            select(ServiceCard.id, ServiceCard.digest).where(ServiceCard.feed == self.feed)
        )
        for cards in shown.yield_per(5000).partitions():
            self.rows.executemany(
                "INSERT INTO shown VALUES (?,?)", [(str(id), digest) for id, digest in cards]
            )

    def _others(self) -> None:
        """What another feed brought, or what was changed here, is not touched."""
        for kind, id, feed, kept in self.rows.execute(
            "SELECT w.kind, w.id, h.feed, h.kept FROM whole w JOIN have h ON h.kind = w.kind AND h.id = w.id"
            " WHERE h.digest != w.digest AND (h.feed != ? OR h.kept)", (self.feed,),
        ):  # fmt: skip
            why = "changed here by hand" if kept and feed == self.feed else f"of the feed {feed} already"
            self.report.say(Weight.TOLD, Where("the feed", 0), kind, why, "left as it is", id)

    def _add(self) -> None:
        """What is new, not to be seen yet."""
        table = MainBase.metadata.tables["directory_entry"]
        new = "NOT EXISTS (SELECT 1 FROM have h WHERE h.kind = w.kind AND h.id = w.id)"
        for entries in self._entries(new):
            with self.main.writing() as session:
                session.connection().execute(insert(table), [entry | {"active": False} for entry in entries])
                session.commit()
            self.added += sum(entry["kind"] == "service" for entry in entries)
        for shown in self._cards(new=True):
            with self.main.writing() as session:
                put(session, [one.hidden() for one in shown], self.now)
                session.commit()

    def _change(self, session: Session) -> None:
        changed = (
            "EXISTS (SELECT 1 FROM have h WHERE h.kind = w.kind AND h.id = w.id AND h.feed = ?"
            " AND (h.digest != w.digest OR NOT h.active) AND NOT h.kept)"
        )
        for entries in self._entries(changed, self.feed):
            self.changed += sum(entry["kind"] == "service" for entry in entries)
            for entry in entries:
                at = (Entry.kind == entry.pop("kind"), Entry.id == entry.pop("id"), Entry.kept_at.is_(None))
                session.execute(update(Entry).where(*at).values(**entry).execution_options(**AT_ONCE))

    def _entries(self, where: str, *values: str) -> Iterator[list[Row]]:
        found = self.rows.execute(f"SELECT * FROM whole w WHERE {where}", values)  # noqa: S608 our own words
        while rows := found.fetchmany(BATCH):
            yield [self._entry(row) for row in rows]

    def _entry(self, row: tuple[Any, ...]) -> Row:
        kind, id, name, *links, body, held = row
        return {
            "kind": kind, "id": UUID(id), "feed": self.feed, "name": name, "body": json.loads(body),
            "digest": held, "active": True, "modified_at": self.now, "kept_at": None, "kept_by": None,
            **{column: UUID(link) if link else None for column, link in zip(COLUMNS, links, strict=True)},
        }  # fmt: skip

    def _gone(self, session: Session) -> None:
        """What its feed no longer names stays, but no page shows it."""
        found = self.rows.execute(
            "SELECT kind, id FROM have h WHERE feed = ? AND active AND NOT kept"
            " AND NOT EXISTS (SELECT 1 FROM whole w WHERE w.kind = h.kind AND w.id = h.id)", (self.feed,),
        )  # fmt: skip
        for kind, id in found:
            at = (Entry.kind == kind, Entry.id == UUID(id), Entry.kept_at.is_(None))
            values = {"active": False, "modified_at": self.now}
            session.execute(update(Entry).where(*at).values(**values).execution_options(**AT_ONCE))
            if kind == "service":
                self.removed += 1
                card = update(ServiceCard).where(ServiceCard.id == UUID(id))
                session.execute(card.values(active=False, indexed=False).execution_options(**AT_ONCE))

    def _cards(self, *, new: bool) -> Iterator[list[Shown]]:
        """Cards of this feed's services: those that are new, or those that differ from what is shown."""
        found = self.rows.execute(
            "SELECT c.* FROM card c LEFT JOIN have h ON h.kind = 'service' AND h.id = c.id"
            " LEFT JOIN shown s ON s.id = c.id WHERE (h.id IS NULL OR h.feed = ?)"
            " AND (s.id IS NULL) = ? AND (s.id IS NULL OR s.digest != c.digest)", (self.feed, new),
        )  # fmt: skip
        while rows := found.fetchmany(BATCH):
            yield [self._shown(row) for row in rows]

    def _shown(self, row: tuple[Any, ...]) -> Shown:
        card, places, terms = (json.loads(part) for part in row[1:4])
        owner = card.pop("organization_id")
        made = Made(card, places, [(term, taxonomy) for term, taxonomy in terms])
        return Shown(UUID(row[0]), self.feed, UUID(owner) if owner else None, made, row[4])

    def _show_new(self, session: Session) -> None:
        """What was put in beforehand: nothing else is inactive and of this moment yet."""
        new = (Entry.feed == self.feed, ~Entry.active, Entry.modified_at == self.now)
        for kind in session.scalars(select(Entry.kind).where(*new).distinct()).all():
            ids = session.scalars(select(Entry.id).where(Entry.kind == kind, *new)).all()
            for some in _in_batches(ids):
                at = update(Entry).where(Entry.kind == kind, Entry.id.in_(some))
                session.execute(at.values(active=True).execution_options(**AT_ONCE))

    def _show_cards(self, session: Session) -> None:
        open_ones = select(Entry.id).where(Entry.kind == "service", Entry.feed == self.feed, Entry.active)
        hidden = select(ServiceCard.id).where(
            ServiceCard.feed == self.feed, ServiceCard.status == "active", ~ServiceCard.active,
            ServiceCard.id.in_(open_ones),
        )  # fmt: skip
        for some in _in_batches(session.scalars(hidden).all()):
            away = session.scalars(
                select(ServiceCard.id).where(ServiceCard.id.in_(some), ~ServiceCard.indexed)
            )
            index.learn(session, words_of(session, away.all()))  # they were forgotten when these went
            cards = update(ServiceCard).where(ServiceCard.id.in_(some))
            session.execute(cards.values(active=True, indexed=True).execution_options(**AT_ONCE))

    def _remember(self, session: Session, services: int) -> None:
        feed = session.get(Feed, self.feed)
        changed = bool(self.added or self.changed or self.removed)
        if feed is None:
            feed = Feed(name=self.feed, imported_at=self.now, changed_at=self.now, services=services)
            session.add(feed)
        feed.imported_at, feed.services = self.now, services
        feed.changed_at = self.now if changed else feed.changed_at
