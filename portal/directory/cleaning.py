"""One record of a feed, as the standard writes it. What was wrong with it goes into the report."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from portal.directory import kinds, values
from portal.directory.remarks import Report, Weight, Where
from portal.directory.standard import ANY_OWNER, CHILDREN, FIELDS, INSIDE, OWNERS, REQUIRED
from portal.directory.values import NotThat

Record = dict[str, Any]
FEEDS = UUID("6b5f0f0e-6a0c-5d0c-9a53-5f3e0e1f7a01")  # made for this; never to be changed
ASIDE = "_as_given"
JSON_COLUMN = "_json"
DEEPEST = 24  # as deep as a record may be nested
LINKS = OWNERS | {"parent_organization_id": "organization", "taxonomy_term_id": "taxonomy_term",
                  "taxonomy_id": "taxonomy", "parent_id": "taxonomy_term"}  # fmt: skip
STAFF = re.compile(r"(^|_)(contact|staff|admin|manager|director)(_|$|s$)")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_INNER = {kind: CHILDREN[kind] | INSIDE.get(kind, {}) for kind in FIELDS}
_ANY = {name for name, _kind in ANY_OWNER.values()}
MOST = 500  # of one list: nobody has so many telephones


def _plain(name: str, value: Any) -> tuple[str, Any]:
    """A column of a table that holds no text (see exporting.py)."""
    if name.endswith(JSON_COLUMN) and isinstance(value, str):
        with suppress(ValueError, RecursionError):
            read = json.loads(value)
            if not _is_deep(read):
                return name.removesuffix(JSON_COLUMN), read
    return name, value


def _is_deep(value: Any, left: int = DEEPEST) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return not left or any(_is_deep(one, left - 1) for one in inner)


@dataclass
class Cleaner:
    """`namespace` makes the same feed's ids the same each time."""

    feed: str
    report: Report
    with_contacts: bool = False
    terms: list[Record] = field(default_factory=list)  # found inside attributes
    unwanted: set[str] = field(default_factory=set)  # ids of terms and taxonomies that are somebody's
    broken: bool = False  # the service that was cleaned last has a field that is not what it should be

    def __post_init__(self) -> None:
        self.namespace = uuid5(FEEDS, self.feed)

    def id_of(self, kind: str, given: object) -> str:
        """Its own when it is a UUID, else one made of it: the same each time."""
        said = str(given).strip()
        if _UUID.fullmatch(said):
            return said.lower()
        return str(uuid5(self.namespace, f"{kind}:{said}"))

    def record(self, kind: str, given: Mapping[str, Any], at: Where, owner: str = "") -> Record | None:
        """Clean, with its children; None when it cannot be used, which the report then says."""
        if kind == "service":
            self.broken = False
        found: Record = {}
        inner = _INNER[kind]
        for name, value in given.items():
            if name not in inner and name != "id":
                self._field(kind, *_plain(str(name), value), found, at)
        for name in FIELDS[kind].keys() & found.keys() if owner else ():
            if found[name] == owner:
                del found[name]  # whose it is, is said by where it stands
        found = {"id": self._id(kind, given.get("id"), found, at, owner), **found}
        for name in inner.keys() & given.keys():
            self._inner(kind, name, given[name], found, at)
        fixed = kinds.FIX[kind](self, found, at) if kind in kinds.FIX else found
        return self._whole(kind, fixed, at)

    def _id(self, kind: str, given: object, found: Record, at: Where, owner: str) -> str:
        if isinstance(given, str | int) and not values.is_nothing(given):
            return self.id_of(kind, given)
        if kind in ("service", "organization", "location"):
            self.say(Weight.MENDED, at, f"{kind}.id", "blank", "one was made out of the record")
        return str(uuid5(self.namespace, f"{kind}:{owner}:{sorted(found.items(), key=str)}"))

    def _whole(self, kind: str, found: Record | None, at: Where) -> Record | None:
        missing = [name for name in REQUIRED.get(kind, ()) if found is not None and not found.get(name)]
        if missing:
            self.say(Weight.ASIDE, at, f"{kind}.{missing[0]}", "missing", f"the {kind} was left out")
            self.broken = True
            return None
        return found

    def say(self, weight: Weight, at: Where, name: str, wrong: str, done: str, value: object = "") -> None:
        self.report.say(weight, at, name, wrong, done, value)

    def aside(self, kind: str, name: str, value: object, found: Record, at: Where, wrong: str) -> None:
        """Keep what cannot be read where no page and no program takes it for the real thing."""
        kept = self._unknown(value)
        if kept not in ("", [], {}, None):
            found[name + ASIDE] = kept
        self.say(Weight.ASIDE, at, f"{kind}.{name}", wrong, f"kept aside as {name}{ASIDE}", value)
        self.broken = self.broken or kind == "service"

    def _inner(self, kind: str, name: str, value: Any, found: Record, at: Where) -> None:
        if value is None or value == "" or value == [] or value == {}:
            return
        if name in CHILDREN[kind]:
            self._children(kind, name, value, found, at)
        else:
            self._inside(kind, name, value, found, at)

    def _field(self, kind: str, name: str, value: Any, found: Record, at: Where) -> None:
        known = FIELDS[kind].get(name)
        if value is None or value == "" or value == [] or value == {}:
            return
        if known == "i" or name in _ANY or name in LINKS:
            if isinstance(value, str | int) and not values.is_nothing(value):
                found[name] = self.id_of(self._link(kind, name, found), value)
            elif not values.is_nothing(value):
                self.aside(kind, name, value, found, at, "not the id of a record")
        elif known:
            self._typed(kind, name, known, value, found, at)
        elif self.with_contacts or not STAFF.search(name.casefold()):
            found[values.text(name)[0][:80]] = self._unknown(value)  # type: ignore[index]
        else:
            self.say(Weight.TOLD, at, f"{kind}.{name}", "names staff", "left out")

    def _link(self, kind: str, name: str, found: Record) -> str:
        if name in LINKS:
            return LINKS[name]
        said = str(found.get(ANY_OWNER[kind][1], "")).casefold()
        return said if said in FIELDS else "service"

    def _typed(self, kind: str, name: str, letter: str, value: Any, found: Record, at: Where) -> None:
        if letter != "s" and values.is_nothing(value):
            return
        try:
            read, mended = values.READERS[letter](value)
        except NotThat as not_that:
            if letter == "t":  # hours in words: see kinds.schedule
                found[name + ASIDE] = self._unknown(value)
                return
            self.aside(kind, name, value, found, at, str(not_that))
            return
        if mended:
            self.say(Weight.MENDED, at, f"{kind}.{name}", mended, "put right", value)
        if read != "":
            found[name] = read

    def _children(self, kind: str, name: str, value: Any, found: Record, at: Where) -> None:
        child = CHILDREN[kind][name]
        if child == "contact" and not self.with_contacts:
            self.say(Weight.TOLD, at, f"{kind}.contacts", "names staff", "left out")
            return
        listed = value if isinstance(value, list) else [value]
        if len(listed) > MOST:
            self.say(Weight.ASIDE, at, f"{kind}.{name}", f"more than {MOST}", "the rest left out")
        kept = list(self._listed(child, listed[:MOST], found["id"], at))
        if kept:
            found[name] = kept

    def _listed(self, child: str, listed: list[Any], owner: str, at: Where) -> Iterator[Record]:
        seen: set[str] = set()
        for each in listed:
            if not isinstance(each, Mapping):
                self.say(Weight.ASIDE, at, child, "not a record", "left out", each)
                continue
            for record in self.several(child, each, at, owner):
                if record["id"] not in seen:
                    yield record
                seen.add(record["id"])

    def several(self, kind: str, given: Mapping[str, Any], at: Where, owner: str = "") -> list[Record]:
        """One row may be several records: "English, Spanish"."""
        parts = kinds.SPLIT[kind](self, given, at) if kind in kinds.SPLIT else [given]
        found = [self.record(kind, part, at, owner) for part in parts]
        return [record for record in found if record is not None]

    def _inside(self, kind: str, name: str, value: Any, found: Record, at: Where) -> None:
        inner = INSIDE[kind][name]
        record = self.record(inner, value, at, found["id"]) if isinstance(value, Mapping) else None
        if record is not None:
            found[name] = record
            if inner == "taxonomy_term":
                self.terms.append(record)
        elif inner == "taxonomy_term":
            found[kinds.UNWANTED] = True

    def _unknown(self, value: Any) -> Any:
        """What the standard does not name is kept, as plain as the rest."""
        if isinstance(value, Mapping):
            return {values.text(str(name))[0]: self._unknown(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [self._unknown(inner) for inner in value[:MOST]]
        if isinstance(value, bool | int) or value is None:
            return value if not isinstance(value, int) or abs(value) < 1 << 53 else str(value)
        if isinstance(value, float):
            return value if value == value and abs(value) < 1e300 else str(value)
        return values.text(value)[0]
