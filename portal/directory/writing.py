"""Whole documents into the main store, within the one transaction of an import."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from portal.db import MainBase
from portal.directory.cards import Made
from portal.directory.models import Entry, Feed, ServiceCard
from portal.directory.remarks import Report, Weight, Where
from portal.directory.room import COLUMNS
from portal.directory.shelf import Shown, put

BATCH = 500

_ENTRY = insert(MainBase.metadata.tables["directory_entry"])


class Counts(NamedTuple):
    services: int
    added: int
    changed: int
    removed: int
    same: int


class Writing:
    """Only what is new or changed is written, so that the store is not held longer than need be."""

    def __init__(
        self, session: Session, rows: sqlite3.Connection, feed: str, report: Report, now: datetime
    ) -> None:
        self.session, self.rows, self.feed, self.report, self.now = session, rows, feed, report, now
        self.added = self.changed = self.removed = 0

    def all(self, services: int) -> Counts:
        self._look()
        self._entries("NOT EXISTS (SELECT 1 FROM have h WHERE h.kind = w.kind AND h.id = w.id)", self._add)
        self._entries(
            "EXISTS (SELECT 1 FROM have h WHERE h.kind = w.kind AND h.id = w.id AND h.feed = ?"
            " AND (h.digest != w.digest OR NOT h.active) AND NOT h.kept)", self._change, self.feed,
        )  # fmt: skip
        self._gone()
        self._others()
        self._cards()
        self._remember(services)
        return Counts(services, self.added, self.changed, self.removed, services - self.added - self.changed)

    def _look(self) -> None:
        """What is there of this feed, and of others under the same ids."""
        found = self.session.execute(
            select(Entry.kind, Entry.id, Entry.feed, Entry.digest, Entry.active, Entry.kept_at)
            .execution_options(yield_per=5000)
        )  # fmt: skip
        for part in found.partitions():
            self.rows.executemany(
                "INSERT INTO have VALUES (?,?,?,?,?,?)",
                [
                    (kind, str(id), feed, held, active, kept is not None)
                    for kind, id, feed, held, active, kept in part
                ],
            )

    def _entries(self, where: str, write: Callable[[list[dict[str, Any]]], None], *values: str) -> None:
        found = self.rows.execute(f"SELECT * FROM whole w WHERE {where}", values)  # noqa: S608 our own words
        while rows := found.fetchmany(BATCH):
            write([self._entry(row) for row in rows])

    def _entry(self, row: tuple[Any, ...]) -> dict[str, Any]:
        kind, id, name, *links, body, held = row
        return {
            "kind": kind, "id": UUID(id), "feed": self.feed, "name": name, "body": json.loads(body),
            "digest": held, "active": True, "modified_at": self.now, "kept_at": None, "kept_by": None,
            **{column: UUID(link) if link else None for column, link in zip(COLUMNS, links, strict=True)},
        }  # fmt: skip

    def _add(self, entries: list[dict[str, Any]]) -> None:
        self.session.connection().execute(_ENTRY, entries)
        self.added += sum(entry["kind"] == "service" for entry in entries)

    def _change(self, entries: list[dict[str, Any]]) -> None:
        for entry in entries:
            at = (Entry.kind == entry["kind"], Entry.id == entry["id"])
            self.session.execute(delete(Entry).where(*at))
        self.session.connection().execute(_ENTRY, entries)
        self.changed += sum(entry["kind"] == "service" for entry in entries)

    def _gone(self) -> None:
        """What its feed no longer names stays, but no page shows it."""
        found = self.rows.execute(
            "SELECT kind, id FROM have h WHERE feed = ? AND active AND NOT kept"
            " AND NOT EXISTS (SELECT 1 FROM whole w WHERE w.kind = h.kind AND w.id = h.id)", (self.feed,),
        )  # fmt: skip
        for kind, id in found:
            self.session.execute(
                update(Entry)
                .where(Entry.kind == kind, Entry.id == UUID(id))
                .values(active=False, modified_at=self.now)
            )
            if kind == "service":
                self.removed += 1
                self.session.execute(
                    update(ServiceCard).where(ServiceCard.id == UUID(id)).values(active=False)
                )

    def _others(self) -> None:
        """What another feed brought, or what was changed here, is not touched."""
        for kind, id, feed, kept in self.rows.execute(
            "SELECT w.kind, w.id, h.feed, h.kept FROM whole w JOIN have h ON h.kind = w.kind AND h.id = w.id"
            " WHERE h.digest != w.digest AND (h.feed != ? OR h.kept)", (self.feed,),
        ):  # fmt: skip
            why = "changed here by hand" if kept and feed == self.feed else f"of the feed {feed} already"
            self.report.say(Weight.TOLD, Where("the feed", 0), kind, why, "left as it is", id)

    def _cards(self) -> None:
        known = {
            str(id): held
            for id, held in self.session.execute(
                select(ServiceCard.id, ServiceCard.digest).where(ServiceCard.feed == self.feed)
            )
        }
        found = self.rows.execute(
            "SELECT c.* FROM card c LEFT JOIN have h ON h.kind = 'service' AND h.id = c.id"
            " WHERE h.id IS NULL OR h.feed = ?", (self.feed,),
        )  # fmt: skip
        while rows := found.fetchmany(BATCH):
            put(self.session, [self._shown(row) for row in rows if known.get(row[0]) != row[4]], self.now)
            back = [UUID(row[0]) for row in rows if json.loads(row[1])["active"]]
            self.session.execute(
                update(ServiceCard).where(ServiceCard.id.in_(back), ~ServiceCard.active).values(active=True)
            )

    def _shown(self, row: tuple[Any, ...]) -> Shown:
        card, places, terms = (json.loads(part) for part in row[1:4])
        owner = card.pop("organization_id")
        made = Made(card, places, [(term, taxonomy) for term, taxonomy in terms])
        return Shown(UUID(row[0]), self.feed, UUID(owner) if owner else None, made, row[4])

    def _remember(self, services: int) -> None:
        feed = self.session.get(Feed, self.feed)
        changed = bool(self.added or self.changed or self.removed)
        if feed is None:
            feed = Feed(name=self.feed, imported_at=self.now, changed_at=self.now, services=services)
            self.session.add(feed)
        feed.imported_at, feed.services = self.now, services
        feed.changed_at = self.now if changed else feed.changed_at
