"""Feeds to import in tests, and what came of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from portal.db import MainBase, Store
from portal.directory.importing import Asked, bring_in
from portal.directory.models import Entry, ServiceCard
from portal.directory.remarks import Report, Weight
from portal.directory.writing import Counts

DATA = Path(__file__).parent / "data"
NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
TABLES = (
    "directory_feed", "directory_entry", "service_card", "service_place", "service_term", "directory_word",
)  # fmt: skip


def store_in(folder: Path) -> Store:
    store = Store(f"sqlite:///{folder / 'main.db'}", journal="WAL")
    MainBase.metadata.create_all(store.engine, tables=[MainBase.metadata.tables[name] for name in TABLES])
    return store


def bring(store: Store, path: Path, name: str = "feed", **options: Any) -> tuple[Counts, Report]:
    report = Report()
    now = options.pop("now", NOW)
    return bring_in(store, Asked(path, name, **options), report, now), report


def page_of(folder: Path, *services: Any, name: str = "services.json") -> Path:
    """A JSON page with these services in it."""
    path = folder / name
    path.write_text(json.dumps({"contents": list(services)}), encoding="utf-8")
    return path


def table(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.csv"
    path.write_text(text, encoding="utf-8")
    return path


def service(**fields: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "name": "Example help", "status": "active"} | fields


def bodies(store: Store, kind: str) -> list[dict[str, Any]]:
    with store.reading() as session:
        return [
            entry.body
            for entry in session.scalars(select(Entry).where(Entry.kind == kind).order_by(Entry.id))
        ]


def all_entries(store: Store) -> list[tuple[Any, ...]]:
    """Everything that an import decides and shows, but for when."""
    with store.reading() as session:
        found = session.scalars(select(Entry).where(Entry.active).order_by(Entry.kind, Entry.id)).all()
        return [(e.kind, e.id, e.name, e.organization_id, e.service_id, e.location_id, e.body) for e in found]


def cards(store: Store) -> list[ServiceCard]:
    with store.reading() as session:
        return list(session.scalars(select(ServiceCard).order_by(ServiceCard.name)))


def said(report: Report, weight: Weight | None = None) -> Iterator[str]:
    """What was wrong, as "field: wrong: done"."""
    for fault in report.faults:
        if weight in (None, fault.weight):
            yield f"{fault.field}: {fault.wrong}: {fault.done}"
