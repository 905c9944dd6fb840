"""Somebody who has copied everything the service has: what can be read with it?

    python -m tests.real.thief < loot.json > found.json

    loot.json   {"stores": [SQLite files], "keyset": file, "passphrases": [what somebody was made to say]}
    found.json  see `Thief.report`

It knows the program and its formats as portal/crypto describes them, and shares nothing with
portal/keyring, where a check could stand in its way: there are no checks here, only keys that fit or do
not. Every key it finds is tried on every blob, until nothing new opens. It runs in a process of its
own, so that it has files and nothing else.
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from portal.crypto import (
    CannotOpen,
    SealedSlot,
    Suite,
    canonical_words,
    derive,
    hpke_open,
    key_id_of,
    load_keyset,
    lp,
    open_sealed,
    open_slot,
)

HEX = re.compile(r"(?:[0-9a-f]{2}){16,}")
SUITES = {32: Suite.X25519, 96: Suite.MLKEM768_X25519}  # by the length of a private key
OWNER = ("owner", "write", 0)


@dataclass(frozen=True)
class Row:
    """`at("record")` is the row of that table that this one points to."""

    store: str
    table: str
    values: dict[str, Any]
    at: Callable[[str], Row]

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def id(self, column: str = "id") -> UUID:
        return UUID(self.values[column])

    def moment(self, column: str) -> int:
        """Microseconds since 1970."""
        at = datetime.fromisoformat(self.values[column]).replace(tzinfo=UTC)
        return round(at.timestamp() * 1_000_000)


Ctx = Callable[[Row, str], bytes]


def _field(table: str, column: str, owner: Callable[[Row], UUID], key: str, rev: str = "") -> Ctx:
    return lambda r, t: lp("field/v1", t, table, column, r.id(), owner(r), r[key], r[rev] if rev else 1)


def _grant(r: Row, t: str) -> bytes:
    end = r.moment("lapses_at")
    return lp("grant/v1", t, r.id(), r.id("share_id"), r.id("recipient_id"), r["epoch"], end)


# What every sealed column is bound to: table and column, and the context out of its row and the tenant.
CONTEXTS: dict[tuple[str, str], Ctx] = {
    ("app_secret", "w_kek"): lambda r, t: lp("app/v1", r["name"]),
    ("secret", "w_kek"): lambda r, t: lp("vault/v1", r.id()),
    ("staff", "name_w"): lambda r, t: lp("staff/v1", t, r.id()),
    ("invitation", "name_w"): lambda r, t: lp("staff/v1", t, r.id()),
    ("sess", "w"): lambda r, t: lp("session/v1", r.id("principal_id")),
    ("key_slot", "w"): lambda r, t: lp("slot/v1", t, r.id("principal_id"), r.id(), r["kind"]),
    ("identity", "w"): lambda r, t: lp("identity/v1", r.id("principal_id"), r["epoch"]),
    ("rkey", "w"): lambda r, t: lp("rkey/v1", t, r.id("record_id"), r["key_id"], r.id("holder_id"), *OWNER),
    ("consent_grant", "w"): _grant,
    ("team_member", "w"): lambda r, t: lp("member/v1", t, r.id("team_id"), r["epoch"], r.id("member_id")),
    ("pending_input", "w"): lambda r, t: lp("pending/v1", t, r.id("principal_id"), r.id()),
    ("share_group", "owner_w"): lambda r, t: lp("group/v1", t, r.id("share_id"), r["name"], r["key_id"]),
    ("share_group", "body"): _field("share_group", "body", lambda r: r.at("share").id("owner_id"), "key_id"),
    ("section", "body"): _field("section", "body", lambda r: r.at("record").id("owner_id"), "key_id", "rev"),
    ("record", "reference_w"): _field("record", "reference", lambda r: r.id("owner_id"), "key_id"),
    ("principal", "profile_w"): _field("principal", "profile", lambda r: r.id(), "urk_id"),
}  # fmt: skip


def rows_in(store: str) -> Iterator[Row]:
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as database:
        database.row_factory = sqlite3.Row
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {table: [dict(row) for row in database.execute(f"SELECT * FROM {table}")] for table in tables}
    for table, found in rows.items():
        for values in found:
            yield Row(store, table, values, lambda to, v=values: _target(store, rows, v, to))


def _target(store: str, rows: dict[str, list[dict[str, Any]]], values: dict[str, Any], table: str) -> Row:
    found = next(row for row in rows[table] if row["id"] == values[f"{table}_id"])
    return Row(store, table, found, lambda to: _target(store, rows, found, to))


def looks_sealed(value: object) -> bool:
    try:
        return isinstance(value, bytes) and len(key_id_of(value)) == 16
    except CannotOpen:
        return False


@dataclass
class Box:
    """Something sealed: a column, or what was found inside one when a layer came off."""

    row: Row
    column: str
    blob: bytes
    depth: int = 0
    tried: set[bytes] = field(default_factory=set)
    is_open: bool = False


class Thief:
    def __init__(self, stores: list[str], keyset: str, passphrases: list[str]) -> None:
        self.keks = dict(load_keyset(f"file:{keyset}", {}).keys)
        self.secrets = [canonical_words(said).encode() for said in passphrases]
        self.rows = [row for store in stores for row in rows_in(store)]
        self.keys: set[bytes] = set(self.keks.values())
        self.privates: set[bytes] = set()
        self.boxes: list[Box] = []
        self.opened: list[tuple[Box, bytes]] = []
        self.peeled, self.tenant = 0, ""
        self.unknown: set[str] = set()
        for row in self.rows:
            for column, value in row.values.items():
                self._take(row, column, value)

    def _take(self, row: Row, column: str, value: Any) -> None:
        """Whatever stands in a row: a box to be opened, or something that may be a key."""
        if (row.table, column) in CONTEXTS and value is not None:
            self.boxes.append(Box(row, column, value))
        elif looks_sealed(value):
            self.unknown.add(f"{row.table}.{column}")
        else:
            self._harvest(value)

    def _harvest(self, value: Any) -> None:
        """Keep whatever may be a key: as it is, in a list of parts, or written out in a text."""
        if isinstance(value, str):
            value = value.encode()
        if not isinstance(value, bytes):
            return
        for part in (value, *parts_of(value), *map(bytes.fromhex, HEX.findall(value.decode("latin-1")))):
            if len(part) == 32:
                self.keys.add(part)
            if len(part) in SUITES:
                self.privates.add(part)

    # Opening

    def search(self) -> None:
        """Until a whole round opens nothing."""
        self._open_server_secrets()
        while self._round():
            pass

    def _open_server_secrets(self) -> None:
        """The service's own keys first: contexts name the tenant, which is one of them."""
        for box in [box for box in self.boxes if box.row.table in ("app_secret", "secret")]:
            self._try(box)
        named = {box.row["name"]: text for box, text in self.opened if box.row.table == "app_secret"}
        self.tenant = named["tenant"][:16].hex()
        vault = [text for box, text in self.opened if box.row.table == "secret"]
        for kek in self.keks.values():
            self.keys |= {derive(kek, salt=secret, info="portal/outer/v1") for secret in vault}

    def _round(self) -> bool:
        before = len(self.opened)
        for box in [box for box in self.boxes if not box.is_open]:
            self._try(box)
        return len(self.opened) > before

    def _try(self, box: Box) -> None:
        ctx = CONTEXTS[box.row.table, box.column](box.row, self.tenant)
        for text in self._openings(box, ctx):
            box.is_open = True
            self.opened.append((box, text))
            if self._is_a_layer(box, text):
                self.peeled += 1
                self.boxes.append(Box(box.row, box.column, text, box.depth + 1))
            else:
                self._harvest(text)
            return

    def _openings(self, box: Box, ctx: bytes) -> Iterator[bytes]:
        attempts: list[tuple[bytes, Callable[[], bytes]]] = []
        for key in self.keys - box.tried:
            attempts.append((key, lambda key=key: _unseal(key, box.blob, ctx)))
        for private in self.privates - box.tried:
            suite = SUITES[len(private)]
            attempts.append((private, lambda s=suite, p=private: hpke_open(s, p, box.blob, info=ctx)))
        for secret in self.secrets if "kdf" in box.row.values else []:
            attempts.append((secret, lambda secret=secret: _unlock(secret, box, ctx)))
        for name, attempt in attempts:
            box.tried.add(name)
            try:
                yield attempt()
            except CannotOpen:
                continue

    def _is_a_layer(self, box: Box, text: bytes) -> bool:
        """Whether what came out is itself sealed: to somebody's key, or as HPKE does, without a header."""
        return looks_sealed(text) or (box.depth == 0 and len(text) > 1136)

    # Telling

    def report(self) -> dict[str, Any]:
        """Counts of layers taken off, columns it cannot place, and in hex all it opened and every key."""
        return {
            "peeled": self.peeled,
            "unknown": sorted(self.unknown),
            "opened": [[box.row.table, text.hex()] for box, text in self.opened],
            "keys": sorted(key.hex() for key in self.keys | self.privates),
        }


def _unseal(key: bytes, blob: bytes, ctx: bytes) -> bytes:
    return open_sealed(key, blob, key_id=key_id_of(blob), ctx=ctx)


def _unlock(secret: bytes, box: Box, ctx: bytes) -> bytes:
    slot = SealedSlot(salt=box.row["salt"], kdf=box.row["kdf"], w=box.blob)
    return open_slot(secret, slot, slot_id=box.row.id().bytes, ctx=ctx)


def parts_of(text: bytes) -> list[bytes]:
    """The parts of what `lp` made; none for anything else."""
    at, parts = 2, []
    while at < len(text):
        size = int.from_bytes(text[at : at + 4], "big")
        parts.append(text[at + 4 : at + 4 + size])
        at += 4 + size
    return parts if at == len(text) else []


def main() -> None:
    loot = json.load(sys.stdin)
    assert all(Path(store).is_file() for store in loot["stores"])
    thief = Thief(loot["stores"], loot["keyset"], loot["passphrases"])
    thief.search()
    json.dump(thief.report(), sys.stdout)


if __name__ == "__main__":
    main()
