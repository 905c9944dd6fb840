"""A feed into the main store: all of it, or nothing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid5

from sqlalchemy import select

from portal.audit import service as audit
from portal.crypto import lp
from portal.db import Store
from portal.directory.assembling import assemble
from portal.directory.cards import card_of
from portal.directory.cleaning import FEEDS, Cleaner
from portal.directory.confidential import at_it, is_secret
from portal.directory.models import Entry
from portal.directory.records import rows as rows_of
from portal.directory.remarks import Report, Unreadable, Weight, Where
from portal.directory.room import COLUMNS, digest, packed, waiting_room
from portal.directory.sources import Source, sources
from portal.directory.staging import Staging
from portal.directory.writing import Counts, Writing
from portal.work import Work

FIRST = ("taxonomies", "taxonomy", "taxonomy_terms", "taxonomy_term")  # what is not wanted is known from them


class Asked(NamedTuple):
    """`anyway`: also when most of its services are broken. `told` is given every number of bytes read."""

    path: Path
    feed: str
    with_contacts: bool = False
    anyway: bool = False
    told: Callable[[int], None] = lambda _bytes: None


def check(asked: Asked, report: Report) -> int:
    """Read all of it and write nothing. How many services it has. Raises Unreadable."""
    with waiting_room() as rows:
        return _staged(asked, report, rows)


def bring_in(main: Store, asked: Asked, report: Report, now: datetime) -> Counts:
    """The feed replaces what it brought before. Raises Unreadable, having written nothing."""
    with waiting_room() as rows:
        services = _staged(asked, report, rows)
        _kept_here(main, rows)
        _make_cards(rows)
        return Writing(main, rows, asked.feed, report, now).all(services)


def noted(work: Work, feed: str, counts: Counts) -> None:
    """In the log: that a feed came in, with a digest of how much it changed. No name is in it."""
    audit.record(work, "directory_imported", uuid5(FEEDS, feed), lp("import/v1", *counts))


def _staged(asked: Asked, report: Report, rows: sqlite3.Connection) -> int:
    staging = Staging(rows, Cleaner(asked.feed, report, asked.with_contacts))
    with sources(asked.path, report) as found:
        for source in sorted(found, key=lambda source: source.stem not in FIRST):
            for row in _read(source, report, asked.told):
                staging.take(row)
    assemble(staging)
    usable = rows.execute("SELECT count(*) FROM whole WHERE kind = 'service'").fetchone()[0]
    if not rows.execute("SELECT count(*) FROM whole").fetchone()[0]:
        raise Unreadable("it holds nothing of the standard. Nothing was taken in")
    if staging.services and not usable:
        raise Unreadable(f"none of its {staging.services} services can be used. Nothing was taken in")
    if staging.broken * 2 > staging.services and not asked.anyway:
        raise Unreadable(
            f"{staging.broken} of its {staging.services} services have fields that are not what they should"
            " be. Nothing was taken in; --anyway takes what can be used"
        )
    return int(usable)


def _read(source: Source, report: Report, told: Callable[[int], None]) -> Iterator[Any]:
    if source.size == 0:
        report.say(Weight.ASIDE, Where(source.name, 0), "the file", "empty", "left out")
        told(0)
        return
    yield from rows_of(source, report, told)


def _kept_here(main: Store, rows: sqlite3.Connection) -> None:
    """What somebody changed here stands over what its feed says."""
    with main.reading() as session:
        for entry in session.scalars(select(Entry).where(Entry.kept_at.is_not(None))):
            links = [str(link) if (link := getattr(entry, column)) else None for column in COLUMNS]
            rows.execute(
                "UPDATE whole SET name = ?, organization_id = ?, service_id = ?, location_id = ?,"
                " taxonomy_id = ?, parent_id = ?, body = ? WHERE kind = ? AND id = ?",
                (entry.name, *links, packed(entry.body), entry.kind, str(entry.id)),
            )
            if entry.kind == "location" and is_secret(entry.body):
                _tell_nothing(rows, str(entry.id))
            if entry.kind != "service":  # added here to a service of this feed: its card shows it
                rows.execute(
                    "INSERT OR IGNORE INTO whole VALUES (?,?,?,?,?,?,?,?,?,?)",
                    (entry.kind, str(entry.id), entry.name, *links, packed(entry.body), entry.digest),
                )


def _tell_nothing(rows: sqlite3.Connection, location_id: str) -> None:
    """A place that became confidential here: its feed may still say where services are in it."""
    at = "kind = 'service_at_location' AND location_id = ?"
    for id, text in rows.execute(f"SELECT id, body FROM whole WHERE {at}", (location_id,)).fetchall():  # noqa: S608
        body = packed(at_it(json.loads(text)))
        rows.execute(f"UPDATE whole SET body = ? WHERE {at} AND id = ?", (body, location_id, id))  # noqa: S608


def _make_cards(rows: sqlite3.Connection) -> None:
    for id, text, owner in rows.execute("SELECT id, body, organization_id FROM whole WHERE kind = 'service'"):
        organization = _body(rows, "organization", owner)
        places = [
            (json.loads(at), _body(rows, "location", location))
            for at, location in rows.execute(
                "SELECT body, location_id FROM whole WHERE service_id = ?", (id,)
            )
        ]
        made = card_of(json.loads(text), organization, places)
        row = [packed(part) for part in (made.card | {"organization_id": owner}, made.places, made.terms)]
        rows.execute("INSERT INTO card VALUES (?,?,?,?,?)", (id, *row, digest(row)))


def _body(rows: sqlite3.Connection, kind: str, id: str | None) -> Any:
    found = (
        rows.execute("SELECT body FROM whole WHERE kind = ? AND id = ?", (kind, id)).fetchone()
        if id
        else None
    )
    return json.loads(found[0]) if found else None
