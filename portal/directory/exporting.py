"""The directory out again: one JSON file, or a folder of tables. What is taken in again is what was there.

JSON is the standard's page of whole services; beside its `contents` stand lists of what no service reaches.
Tables have one file for each kind; a field the standard does not know is a column of its own, and when it is
no text, a column whose name ends in `_json`. A table holds one record for each id: where a feed uses one id
for telephones that differ, only JSON keeps them apart. Cells that a spreadsheet would run have a mark in
front (see cells.py).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from portal.directory.cells import harmless
from portal.directory.cleaning import JSON_COLUMN
from portal.directory.models import Entry
from portal.directory.reading import BATCH, Whole, body
from portal.directory.room import packed
from portal.directory.standard import ANY_OWNER, CHILDREN, FIELDS, OWNERS, PLURAL, TABLES, WHOLE

Record = dict[str, Any]
_OWNER_COLUMN = {kind: column for column, kind in OWNERS.items()}


def to_json(session: Session, path: Path, feed: str | None = None) -> int:
    """How many services were written. The file is there whole, or as it was before."""
    part = path.with_name(path.name + ".part")
    total = session.scalar(select(func.count()).select_from(_entries("service", feed).subquery())) or 0
    with part.open("w", encoding="utf-8") as file:
        page = {"total_items": total, "total_pages": 1, "page_number": 1, "size": total}
        page |= {"first_page": True, "last_page": True, "empty": not total}
        file.write(packed(page)[:-1])
        _list(file, "contents", _services(session, feed))
        for kind in session.scalars(select(Entry.kind).distinct().order_by(Entry.kind)).all():
            if kind != "service":
                _list(file, PLURAL.get(kind, kind), _unreached(session, kind, feed))
        file.write("}\n")
    part.replace(path)
    return total


def _list(file: IO[str], name: str, records: Iterator[Record]) -> None:
    first = next(records, None)
    if first is None and name != "contents":
        return
    file.write(f",{packed(name)}:[")
    if first is not None:
        file.write("\n" + packed(first))
    for record in records:
        file.write(",\n" + packed(record))
    file.write("\n]")


def _entries(kind: str, feed: str | None) -> Any:
    query = select(Entry).where(Entry.kind == kind, Entry.active)
    return query if feed is None else query.where(Entry.feed == feed)


def _batches(session: Session, query: Any) -> Iterator[Sequence[Entry]]:
    last = None
    while True:
        ordered = query.order_by(Entry.id).limit(BATCH)
        found = session.scalars(ordered.where(Entry.id > last) if last is not None else ordered).all()
        if not found:
            return
        last = found[-1].id
        yield found
        session.expunge_all()


def _services(session: Session, feed: str | None) -> Iterator[Record]:
    for entries in _batches(session, _entries("service", feed)):
        yield from Whole(session).services(entries)


def _unreached(session: Session, kind: str, feed: str | None) -> Iterator[Record]:
    """What stands inside no service."""
    query, other = _entries(kind, feed), aliased(Entry)
    at = select(other.id).where(other.active)
    if kind == "organization":
        query = query.where(~at.where(other.kind == "service", other.organization_id == Entry.id).exists())
    elif kind == "location":
        its = aliased(Entry)
        at = at.join(its, and_(its.kind == "service", its.id == other.service_id, its.active))
        at = at.where(other.kind == "service_at_location", other.location_id == Entry.id)
        query = query.where(~at.exists())
    elif kind == "service_at_location":
        query = query.where(~at.where(other.kind == "service", other.id == Entry.service_id).exists())
    for entries in _batches(session, query):
        yield from (_with_owners(entry) for entry in entries)


def _with_owners(entry: Entry) -> Record:
    found = body(entry)
    for column in ("organization_id", "service_id", "location_id"):
        if getattr(entry, column):
            found[column] = str(getattr(entry, column))
    return found


def to_tables(session: Session, folder: Path, feed: str | None = None) -> int:
    """How many services were written. Each table is there whole, or as it was before."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as spool:
        tables = _Tables(Path(spool))
        kinds = session.scalars(select(Entry.kind).distinct()).all()
        for kind in sorted(kinds, key=lambda kind: (kind not in WHOLE, kind)):
            for entries in _batches(session, _entries(kind, feed)):
                for entry in entries:
                    tables.add(kind, _with_owners(entry))
        tables.write(folder)
    return tables.counts.get("service", 0)


def _cells(columns: Sequence[str], row: Record) -> list[Any]:
    told = (row.get(name, "") for name in columns)
    return [harmless(cell) if isinstance(cell, str) else cell for cell in told]


class _Tables:
    """Rows wait in files, since the columns are known only when all have been seen."""

    def __init__(self, spool: Path) -> None:
        self.spool = spool
        self.files: dict[str, IO[str]] = {}
        self.more: dict[str, set[str]] = {}
        self.counts: dict[str, int] = {}

    def add(self, kind: str, record: Record) -> None:
        row: Record = {}
        for name, value in record.items():
            if name in CHILDREN.get(kind, {}):
                self._children(kind, record["id"], CHILDREN[kind][name], value)
            elif name in ("program", "taxonomy_term", "taxonomy_detail") and isinstance(value, dict):
                self._inside(name, value, row)
            elif name in FIELDS.get(kind, {}) or (isinstance(value, str) and not name.endswith(JSON_COLUMN)):
                row[name] = value
            else:
                row[name + JSON_COLUMN] = packed(value)
        self._keep(kind, row)

    def _children(self, kind: str, owner: str, child: str, records: list[Record]) -> None:
        column = ANY_OWNER[child][0] if child in ANY_OWNER else _OWNER_COLUMN.get(kind, "")
        for record in records:
            self.add(child, record | {column: owner} if column else record)

    def _inside(self, name: str, value: Record, row: Record) -> None:
        row["taxonomy_id" if name == "taxonomy_detail" else f"{name}_id"] = value["id"]
        if name == "program":
            self.add("program", value)

    def _keep(self, kind: str, row: Record) -> None:
        if kind not in self.files:
            self.files[kind] = (self.spool / f"{len(self.files)}").open("w+", encoding="utf-8")
        self.files[kind].write(packed(row) + "\n")
        self.more.setdefault(kind, set()).update(row.keys() - FIELDS.get(kind, {}).keys())
        self.counts[kind] = self.counts.get(kind, 0) + 1

    def write(self, folder: Path) -> None:
        resources = []
        for kind, file in self.files.items():
            columns = [*FIELDS.get(kind, {"id": "s"}), *sorted(self.more[kind] - {"id"})]
            path = folder / TABLES.get(kind, f"{kind}.csv")
            part = path.with_name(path.name + ".part")
            with part.open("w", encoding="utf-8", newline="") as out, file:
                table = csv.writer(out)
                table.writerow(map(harmless, columns))
                file.seek(0)
                table.writerows(_cells(columns, json.loads(line)) for line in file)
            part.replace(path)
            schema = {"fields": [{"name": name, "type": "string"} for name in columns]}
            resources.append({"name": path.stem, "path": path.name, "schema": schema})
        package = {
            "name": "hsds",
            "profile": "tabular-data-package",
            "version": "3.0",
            "resources": resources,
        }
        (folder / "datapackage.json").write_text(json.dumps(package, indent=1) + "\n", encoding="utf-8")
