"""Staged rows -> whole documents: children to their owners, secret places emptied, digests made."""

from __future__ import annotations

import json
import sqlite3
from functools import lru_cache
from typing import Any

from portal.directory.cleaning import MOST, Cleaner, Record
from portal.directory.confidential import at_it, is_secret, of_it, withhold
from portal.directory.remarks import Weight, Where
from portal.directory.room import COLUMNS, digest, packed
from portal.directory.staging import Staging
from portal.directory.standard import ANY_OWNER, OWNERS, WHOLE

BATCH = 500
ROOM = 5_000  # children of one record: a table of a few lines can name millions, one inside another


def assemble(staging: Staging) -> None:
    _Assembly(staging).all()


class _Assembly:
    def __init__(self, staging: Staging) -> None:
        self.rows: sqlite3.Connection = staging.rows
        self.cleaner: Cleaner = staging.cleaner
        self.secret_services = staging.secret
        self.rows.execute("CREATE INDEX child_owner ON child (owner_id)")
        self.rows.execute("CREATE INDEX child_id ON child (id)")
        self.owners = {kind for (kind,) in self.rows.execute("SELECT DISTINCT owner FROM child")}
        self.has = lru_cache(4096)(self._has)
        self.secret_places: set[str] = set()
        self.room = ROOM
        self.programs: set[str] = set()  # that a service holds

    def all(self) -> None:
        if self.secret_services:
            for service, location in self.rows.execute(
                "SELECT service_id, location_id FROM doc WHERE kind = 'service_at_location'"
            ):
                if service in self.secret_services:
                    self.secret_places.add(location)
        for kind in WHOLE:
            self._documents(kind)
        self._orphans()
        self.rows.execute("CREATE INDEX whole_service ON whole (service_id) WHERE service_id IS NOT NULL")

    def _documents(self, kind: str) -> None:
        for row in self.rows.execute("SELECT id, name, body, organization_id, service_id, location_id,"
                                     " taxonomy_id, parent_id FROM doc WHERE kind = ?", (kind,)):  # fmt: skip
            body = json.loads(row[2])
            self.room = ROOM
            self.grow(kind, body)
            if not self.room:
                at, done = Where("the feed", 0), f"at most {ROOM} kept, {MOST} in one list"
                self.cleaner.say(Weight.ASIDE, at, kind, "too much belongs to one record", done, body["id"])
            if kind == "service":
                self._service(body)
            elif kind == "taxonomy_term":
                body = self._with_taxonomy(body)
            at = Where("the feed", 0)
            if kind == "location" and (body["id"] in self.secret_places or is_secret(body)):
                body = withhold(self.cleaner, body, at)
                self.secret_places.add(body["id"])
            elif kind == "service_at_location" and row[5] in self.secret_places:
                body = at_it(body)
            elif kind == "service" and body["id"] in self.secret_services:
                body = of_it(body)
            self._store(kind, body, dict(zip(COLUMNS, row[3:], strict=True)))

    def _store(self, kind: str, body: Record, refers: dict[str, Any]) -> None:
        name = str(body.get("name", ""))[:300]
        links = [refers.get(column) for column in COLUMNS]
        self.rows.execute(
            "INSERT OR IGNORE INTO whole VALUES (?,?,?,?,?,?,?,?,?,?)",
            (kind, body["id"], name, *links, packed(body), digest(body, links)),
        )

    def grow(self, kind: str, record: Record, within: tuple[tuple[str, str], ...] = ()) -> None:
        """Put what belongs to a record into it, and so on inward; nothing stands inside itself."""
        within = (*within, (kind, record["id"]))
        if not (self.owners & {kind, ""}):
            return
        for list_name, child_kind, text in self.rows.execute(
            "SELECT list, kind, body FROM child WHERE owner_id = ? AND owner IN (?, '') ORDER BY seq LIMIT ?",
            (record["id"], kind, self.room),
        ).fetchall():
            if not self.room:
                return
            self.room -= 1
            child = self._without_owners(child_kind, json.loads(text))
            if (child_kind, child["id"]) in within:
                continue
            self.grow(child_kind, child, within)
            if child_kind == "attribute":
                self._term(child)
            self._add(record, list_name, child)

    def _add(self, record: Record, list_name: str, child: Record) -> None:
        listed = record.setdefault(list_name, [])
        if len(listed) >= MOST:
            self.room = 0
            return
        same = next((one for one in listed if one.get("id") == child["id"]), None)
        if same is not None and same != child:
            said = self.cleaner.id_of(list_name, packed(child))
            if any(one.get("id") == said for one in listed):
                return
            child["id"] = said
            self.cleaner.say(
                Weight.MENDED,
                Where("the feed", 0),
                f"{list_name}: id",
                "used twice for one owner",
                "given another",
            )
        if same is None or same != child:
            listed.append(child)

    def _without_owners(self, kind: str, child: Record) -> Record:
        """Whose it is, is said by where it stands; an owner that is not in the feed is still named."""
        for name, owner in OWNERS.items():
            if name in child and name != "program_id" and self.has(owner, child[name]):
                del child[name]
        if kind in ANY_OWNER and self.has("", child.get(ANY_OWNER[kind][0], "")):
            del child[ANY_OWNER[kind][0]]
        return child

    def _has(self, kind: str, id: str) -> bool:
        found = (
            "SELECT 1 FROM doc WHERE kind = ? AND id = ?"
            if kind in WHOLE
            else "SELECT 1 FROM child WHERE ? != '0' AND id = ?"
        )
        if kind == "":
            return any(self.has(one, id) for one in WHOLE) or bool(
                self.rows.execute(found, ("1", id)).fetchone()
            )
        return self.rows.execute(found, (kind, id)).fetchone() is not None

    def _service(self, body: Record) -> None:
        eligible = body.pop("eligibility", None)
        if isinstance(eligible, list):
            told = [body.get("eligibility_description"), *(one.get("eligibility") for one in eligible)]
            body["eligibility_description"] = "\n".join(str(one) for one in told if one)
        found = self._doc("program", body.get("program_id"))
        if found and "program" not in body:
            body["program"] = self._without_owners("program", found)
            self.programs.add(body.pop("program_id"))
        for each in body.get("attributes", ()):
            self._term(each)

    def _term(self, attribute: Record) -> None:
        """Its term as the whole feed tells it, inside; named by its id where the feed lacks it."""
        inside = attribute.get("taxonomy_term") or {}
        found = self._doc("taxonomy_term", inside.get("id") or attribute.get("taxonomy_term_id"))
        if found:
            attribute["taxonomy_term"] = self._with_taxonomy(found)
            attribute.pop("taxonomy_term_id", None)

    def _with_taxonomy(self, term: Record) -> Record:
        inside = term.get("taxonomy_detail") or {}
        found = self._doc("taxonomy", inside.get("id") or term.get("taxonomy_id"))
        if found:
            term["taxonomy_detail"] = found
            if term.get("taxonomy_id") == found["id"]:
                del term["taxonomy_id"]
        return term

    def _doc(self, kind: str, id: str | None) -> Record | None:
        row = (
            self.rows.execute("SELECT body FROM doc WHERE kind = ? AND id = ?", (kind, id)).fetchone()
            if id
            else None
        )
        return json.loads(row[0]) if row else None

    def _orphans(self) -> None:
        """Children of nothing in this feed are kept as they are."""
        found = self.rows.execute(
            "SELECT kind, body FROM child c WHERE NOT EXISTS (SELECT 1 FROM child k JOIN doc d"
            " ON d.id = k.owner_id WHERE k.id = c.id AND k.kind = c.kind)"
            " AND NOT EXISTS (SELECT 1 FROM child k JOIN child o ON o.id = k.owner_id WHERE k.id = c.id"
            " AND k.kind = c.kind) ORDER BY seq"
        )
        for kind, text in found:
            body = json.loads(text)
            if body["id"] not in self.programs:
                self._store(kind[:32], body, {})
