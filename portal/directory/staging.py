"""Rows of a feed -> staged records: what stands inside others is taken out, what comes twice is one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from portal.directory import older
from portal.directory.cleaning import LINKS, MOST, STAFF, Cleaner, Record
from portal.directory.confidential import SECRET_PLACE
from portal.directory.records import Row
from portal.directory.remarks import Weight, Where
from portal.directory.room import COLUMNS, digest, packed
from portal.directory.standard import ANY_OWNER, FIELDS, OWNERS, PLURAL, WHOLE

# What stands in columns and not in the body: who a document belongs to.
REFERS = {
    "service": ("organization_id",),
    "location": ("organization_id",),
    "service_at_location": ("service_id", "location_id"),
}
COPIED = {"taxonomy_term": ("taxonomy_id", "parent_id")}
NESTED_KNOWN = 20_000


class Staging:
    """Rows in, documents out. `services` and `broken` count what the feed has and what is wrong with it."""

    def __init__(self, rows: sqlite3.Connection, cleaner: Cleaner) -> None:
        self.rows, self.cleaner = rows, cleaner
        self.services = self.broken = 0
        self.secret: set[str] = set()  # services that say their place is confidential
        self._nested: dict[bytes, str | None] = {}

    def take(self, row: Row) -> None:
        kind = older.kind_of(row.hint, row.values, row.at.file)
        if row.values.keys() & {"$schema", "openapi"} or isinstance(row.values.get("properties"), dict):
            self.cleaner.say(Weight.TOLD, row.at, "the file", "describes data and holds none", "left out")
        elif kind is None and older.owners_of(row.values):
            self._unknown_table(row)
        elif kind is None:
            self.cleaner.say(Weight.ASIDE, row.at, "the record", "not of the standard", "left out")
        else:
            for of, values in older.mapped(row.hint, kind, row.values):
                if of in WHOLE:
                    self.whole(of, values, row.at)
                else:
                    self._child(of, values, row.at)

    def whole(self, kind: str, given: Mapping[str, Any], at: Where, *, nested: bool = False) -> str | None:
        """Stage a record and all that stands inside it. Its id, or None when it could not be used."""
        if nested:
            key = digest(kind, given)
            if key in self._nested:
                return self._nested[key]
        values = dict(given)
        inside = {
            name: values.pop(name) for name in _INSIDE[kind] if isinstance(values.get(name), dict | list)
        }
        if kind == "service":
            self.services += 1
        for name in ("organization", "service", "location"):
            if isinstance(inside.get(name), dict):
                values[f"{name}_id"] = self._inner(name, inside[name], at)
        found = self.cleaner.record(kind, values, at)
        self.broken += kind == "service" and self.cleaner.broken
        id = self._put(kind, found, at, nested=nested) if found else None
        self._keep_terms(at)
        if id is not None:
            self._lists(kind, id, inside, at)
        if nested:
            if len(self._nested) > NESTED_KNOWN:
                self._nested.clear()
            self._nested[key] = id
        return id

    def _inner(self, kind: str, given: Record, at: Where, *, nested: bool = True) -> str | None:
        """One that stands inside another, in whatever version it is written."""
        (_kind, values), *more = older.mapped(kind, kind, given)
        id = self.whole(kind, values, at, nested=nested)
        for of, row in more:
            self.whole(of, row, at, nested=True)
        return id or (self.cleaner.id_of(kind, given["id"]) if given.get("id") else None)

    def _lists(self, kind: str, id: str, inside: Record, at: Where) -> None:
        for one in _records(inside.get("service_at_locations")):
            if "location" not in one and "location_id" not in one:
                one = {"location": one}
            self._inner("service_at_location", {**one, "service_id": id}, at, nested=False)
        for one in _records(inside.get("locations")):
            self._inner("location", {**one, "organization_id": id}, at)
        for one in _records(inside.get("services")):
            self._inner("service", {**one, "organization_id": id}, at)

    def _keep_terms(self, at: Where) -> None:
        terms, self.cleaner.terms = self.cleaner.terms, []
        for term in terms:
            key = digest("term", term)
            if key not in self._nested:
                self._nested[key] = self._put("taxonomy_term", term, at, nested=True)

    def _put(self, kind: str, found: Record, at: Where, *, nested: bool) -> str:
        refers = {name: found.pop(name, None) for name in REFERS.get(kind, ())}
        refers |= {name: found.get(name) for name in COPIED.get(kind, ())}
        if kind == "taxonomy_term" and "taxonomy_detail" in found:
            taxonomy = self._put("taxonomy", dict(found["taxonomy_detail"]), at, nested=True)
            refers["taxonomy_id"] = refers["taxonomy_id"] or taxonomy
        if kind == "service" and SECRET_PLACE.search(f"{found['name']} {found.get('description', '')}"):
            self.secret.add(found["id"])
        row = [
            kind,
            found["id"],
            found.get("name", ""),
            *(refers.get(name) for name in COLUMNS),
            packed(found),
        ]
        added = self.rows.execute("INSERT OR IGNORE INTO doc VALUES (?,?,?,?,?,?,?,?,?)", row).rowcount
        return found["id"] if added else self._again(kind, found, refers, row, at, nested)

    def _again(
        self, kind: str, found: Record, refers: Record, row: list[Any], at: Where, nested: bool
    ) -> str:
        """The id is known: the same record once more, more of it, or another one under the same id."""
        name, text, *known = self.rows.execute(
            "SELECT name, body, organization_id, service_id, location_id, taxonomy_id, parent_id FROM doc"
            " WHERE kind = ? AND id = ?", (kind, found["id"]),
        ).fetchone()  # fmt: skip
        if kind == "service" and name != found["name"] and not nested:
            found["id"] = self.cleaner.id_of(
                kind, f"{found['id']} {found['name']} {refers['organization_id']}"
            )
            done = "given an id of its own"
            self.cleaner.say(
                Weight.ASIDE, at, "service.id", "used for another service before", done, found["name"]
            )
            return self._put(kind, found | refers, at, nested=True)
        old = json.loads(text)
        merged, differs = _merged(old, found)
        if not nested:
            self._say_again(kind, at, differs, merged == old)
        links = [refers.get(column) or link for column, link in zip(COLUMNS, known, strict=True)]
        self.rows.execute("REPLACE INTO doc VALUES (?,?,?,?,?,?,?,?,?)", [*row[:3], *links, packed(merged)])
        return str(found["id"])

    def _say_again(self, kind: str, at: Where, differs: set[str], same: bool) -> None:
        if differs:
            told = ", ".join(sorted(differs)[:5])
            self.cleaner.say(
                Weight.ASIDE, at, f"{kind}: {told}", "said otherwise before", "the first was kept"
            )
        elif same:
            self.cleaner.say(Weight.TOLD, at, kind, "the same again", "left out")

    def _child(self, kind: str, given: Record, at: Where) -> None:
        if kind == "contact" and not self.cleaner.with_contacts:
            self.cleaner.say(Weight.TOLD, at, "contact", "names staff", "left out")
            return
        if kind not in FIELDS:
            self._loose(kind, given, at)
            return
        for found in self.cleaner.several(kind, given, at):
            if (
                not self.cleaner.with_contacts
                and found.pop("contact_id", None)
                and not older.owners_of(found)
            ):
                continue  # the number of a member of staff
            if kind == "program":
                self._put(kind, dict(found), at, nested=True)
            self._keep(kind, PLURAL[kind], found)
        self._keep_terms(at)

    def _keep(self, kind: str, list_name: str, found: Record) -> None:
        owners = [(OWNERS[name], found[name]) for name in OWNERS if found.get(name)]
        if kind in ANY_OWNER and found.get(ANY_OWNER[kind][0]):
            owners.append(("", found[ANY_OWNER[kind][0]]))
        body = packed(found)
        for owner, owner_id in owners or [("none", "")]:
            self.rows.execute(
                "INSERT INTO child (owner, owner_id, list, kind, id, body) VALUES (?,?,?,?,?,?)",
                (owner, owner_id, list_name, kind, found["id"], body),
            )

    def _loose(self, kind: str, given: Mapping[str, Any], at: Where) -> None:
        """A row of a table that the standard does not know: kept in a list of its owner's."""
        found = {
            str(name)[:80]: self.cleaner._unknown(value)
            for name, value in given.items()
            if self.cleaner.with_contacts or name in OWNERS or not STAFF.search(name.casefold())
        }
        for name in older.owners_of(found):
            found[name] = self.cleaner.id_of(LINKS[name], found[name])
        found["id"] = self.cleaner.id_of(kind, found.get("id") or packed(found))
        self._keep(kind, kind, found)

    def _unknown_table(self, row: Row) -> None:
        name = row.hint.removesuffix(".csv")[:40]
        if STAFF.search(name.casefold()) and not self.cleaner.with_contacts:
            self.cleaner.say(Weight.TOLD, row.at, name, "names staff", "left out")
            return
        self.cleaner.say(Weight.TOLD, row.at, name, "not a table of the standard", "kept beside its owner")
        self._loose(name, row.values, row.at)


_INSIDE = {
    "service": ("organization", "service_at_locations"),
    "organization": ("locations", "services"),
    "service_at_location": ("location", "service"),
    "location": (),
    "taxonomy": (),
    "taxonomy_term": (),
}


def _records(listed: Any) -> Iterator[Record]:
    if isinstance(listed, list):
        yield from (one for one in listed if isinstance(one, dict))


def _merged(old: Record, new: Record) -> tuple[Record, set[str]]:
    """All that either says; what both say differently stays as it was, and is named."""
    merged, differs = dict(old), set()
    for name, value in new.items():
        known = old.get(name)
        if known is None:
            merged[name] = value
        elif isinstance(known, list) and isinstance(value, list):
            ids = {one.get("id") for one in known if isinstance(one, dict)}
            more = [one for one in value if isinstance(one, dict) and one.get("id") not in ids]
            merged[name] = (known + more)[: max(MOST, len(known))]
            if len(known) + len(more) > len(merged[name]):
                differs.add(name)
        elif known != value:
            differs.add(name)
    return merged, differs
