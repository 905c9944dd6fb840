"""Somebody who has copied everything the service has: what can be read with it?

    python -m tests.real.thief < loot.json > found.json

    loot.json   {"stores": [SQLite files], "files": [folders of sealed files], "keyset": file,
                 "passphrases": [what people were made to say]}
    found.json  see `Thief.report`

It knows the program and its formats, and goes round portal/keyring: there are no checks here that
could stand in its way, only keys that fit or do not. Every key it finds is tried on every blob,
until nothing new opens. It runs in a process of its own, so that it has files and nothing else.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from portal.crypto import (
    CannotOpen,
    Opening,
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
from tests.real.stolen import CONTEXTS, Row, looks_sealed, parts_of, rows_in

HEX = re.compile(rb"(?:[0-9a-f]{2}){16,}")
SUITES = {32: Suite.X25519, 96: Suite.MLKEM768_X25519}  # by the length of a private key
HALF = 32
SERVICE = ("app_secret", "secret")  # what the server's keys alone open, and what other boxes need


@dataclass
class Box:
    """Something sealed: a column, or what came out of one when its outer layer came off."""

    row: Row
    column: str
    blob: bytes
    tried: set[bytes] = field(default_factory=set)
    is_open: bool = False


class Thief:
    """`keys` are 32 bytes, or 96 for a private key; `outers` those that only take an outer layer off."""

    def __init__(self, stores: list[str], keyset: str, passphrases: list[str]) -> None:
        self.keks = set(load_keyset(f"file:{keyset}", {}).keys.values())
        spelled = [(canonical_words(said), said) for said in passphrases]
        self.passphrases = [words.encode() for both in spelled for words in both]
        self.keys, self.outers = set(self.keks), set[bytes]()
        self.tenant, self.peeled = "", 0
        self.unknown: set[str] = set()
        self.boxes: list[Box] = []
        self.opened: list[tuple[Row, bytes]] = []
        self.owners: set[UUID] = set()
        for row in (row for store in stores for row in rows_in(store)):
            if row.table == "blob" and row["owner_id"]:
                self.owners.add(row.id("owner_id"))
            for column, value in row.values.items():
                self._take(row, column, value)

    def _take(self, row: Row, column: str, value: Any) -> None:
        """Whatever stands in a row: a box to be opened, or something that may be a key."""
        if (row.table, column) in CONTEXTS and value is not None:
            self.boxes.append(Box(row, column, value))
        elif looks_sealed(value):
            self.unknown.add(f"{row.table}.{column}")
        elif isinstance(value, bytes | str):
            self._harvest(value if isinstance(value, bytes) else value.encode())

    def _harvest(self, text: bytes) -> None:
        """Keep whatever may be a key: the whole, one of its parts, or something written out in hex."""
        written = [bytes.fromhex(found.decode()) for found in HEX.findall(text)]
        self.keys |= {part for part in (text, *parts_of(text), *written) if len(part) in SUITES}

    def search(self) -> None:
        """Until a whole round opens nothing."""
        self._take_service_keys()
        before = -1
        while before < len(self.opened):
            before = len(self.opened)
            self._join_halves()
            for box in [box for box in self.boxes if not box.is_open]:
                self._try(box)

    def _join_halves(self) -> None:
        """Two halves of one slot's key, from whomever: together they are one key more."""
        halves: dict[str, dict[int, bytes]] = {}
        for row, text in self.opened:
            if row.table == "vouch_half" and len(text) == HALF:
                halves.setdefault(row["slot_id"], {})[row["number"]] = text
        for box in [box for box in self.boxes if box.row.table == "key_slot"]:
            both = halves.get(box.row["id"], {})
            if len(both) == 2:
                whole = bytes(a ^ b for a, b in zip(both[1], both[2], strict=True))
                self.keys.add(derive(whole, salt=box.row["salt"], info="portal/people/v1"))

    def _take_service_keys(self) -> None:
        """These first: the other contexts name the tenant, and an outer layer wants KEK and vault secret."""
        for box in [box for box in self.boxes if box.row.table in SERVICE]:
            self._try(box)
        vault = {text for row, text in self.opened if row.table == "secret"}
        named = {row["name"]: text for row, text in self.opened if row.table == "app_secret"}
        self.tenant = named["tenant"][:16].hex()
        self.outers = {derive(kek, salt=one, info="portal/outer/v1") for kek in self.keks for one in vault}

    def _try(self, box: Box) -> None:
        for key, text in self._openings(box):
            box.is_open = True
            self.opened.append((box.row, text))
            if key in self.outers or looks_sealed(text):
                self.peeled += 1
                self.boxes.append(Box(box.row, box.column, text))
            else:
                self._harvest(text)
            return

    def _openings(self, box: Box) -> Iterator[tuple[bytes, bytes]]:
        """Every way in that has not been tried on this box before: (key, what came out)."""
        ctx = CONTEXTS[box.row.table, box.column](box.row, self.tenant)
        for key in {*self.keys, *self.outers, *self.passphrases} - box.tried:
            box.tried.add(key)
            for way in (self._unseal, self._decapsulate, self._unlock):
                try:
                    yield key, way(key, box, ctx)
                except CannotOpen:
                    continue

    def _unseal(self, key: bytes, box: Box, ctx: bytes) -> bytes:
        return open_sealed(key, box.blob, key_id=key_id_of(box.blob), ctx=ctx)

    def _decapsulate(self, key: bytes, box: Box, ctx: bytes) -> bytes:
        if len(key) not in SUITES or looks_sealed(box.blob):
            raise CannotOpen
        return hpke_open(SUITES[len(key)], key, box.blob, info=ctx)

    def _unlock(self, key: bytes, box: Box, ctx: bytes) -> bytes:
        if key not in self.passphrases or box.row.table not in ("key_slot", "vouch_asking"):
            raise CannotOpen
        slot = SealedSlot(salt=box.row["salt"], kdf=box.row["kdf"], w=box.blob)
        return open_slot(key, slot, slot_id=box.row.id().bytes, ctx=ctx)

    def open_files(self, folders: list[str]) -> None:
        """Every key on every file; whose it is, any of the stolen tables may say."""
        keys = [key for key in self.keys if len(key) == 32]
        for path in (path for folder in folders for path in Path(folder).rglob("*") if path.is_file()):
            for owner in self.owners:
                ctx = lp("file/v1", owner, UUID(path.name))
                for key in keys:
                    with suppress(CannotOpen), path.open("rb") as file:
                        key_id = file.read(18)[2:]
                        content = b"".join(Opening(file, key, key_id=key_id, ctx=ctx).read())
                        self.opened.append((Row("file", {}, {}), content))

    def report(self) -> dict[str, Any]:
        """How many layers came off, sealed columns it cannot place, and in hex all it opened and may use."""
        return {
            "peeled": self.peeled,
            "unknown": sorted(self.unknown),
            "opened": [[row.table, text.hex()] for row, text in self.opened],
            "keys": sorted(key.hex() for key in self.keys),
        }


def main() -> None:
    loot = json.load(sys.stdin)
    assert all(Path(store).is_file() for store in loot["stores"])
    thief = Thief(loot["stores"], loot["keyset"], loot["passphrases"])
    thief.search()
    thief.open_files(loot["files"])
    json.dump(thief.report(), sys.stdout)


if __name__ == "__main__":
    main()
