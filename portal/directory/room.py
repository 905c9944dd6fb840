"""Where the records of a feed wait until all of it has been read: a file of its own, gone afterwards.

`doc` holds records that others refer to, `child` rows of tables that belong to another; `whole` and `card`
are what comes of them, `have` is what the main store holds.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory

COLUMNS = ("organization_id", "service_id", "location_id", "taxonomy_id", "parent_id")


_SHAPE = """
CREATE TABLE doc (kind TEXT, id TEXT, name TEXT, organization_id TEXT, service_id TEXT, location_id TEXT,
    taxonomy_id TEXT, parent_id TEXT, body TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE child (seq INTEGER PRIMARY KEY, owner TEXT, owner_id TEXT, list TEXT, kind TEXT, id TEXT,
    body TEXT);
CREATE TABLE whole (kind TEXT, id TEXT, name TEXT, organization_id TEXT, service_id TEXT, location_id TEXT,
    taxonomy_id TEXT, parent_id TEXT, body TEXT, digest BLOB, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE card (id TEXT PRIMARY KEY, card TEXT, places TEXT, terms TEXT, digest BLOB) WITHOUT ROWID;
CREATE TABLE have (kind TEXT, id TEXT, feed TEXT, digest BLOB, active INT, kept INT, PRIMARY KEY (kind, id))
    WITHOUT ROWID;
CREATE TABLE shown (id TEXT PRIMARY KEY, digest BLOB) WITHOUT ROWID;
"""


packed = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_sorted = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def digest(*parts: object) -> bytes:
    return blake2b(_sorted(parts).encode(), digest_size=16).digest()


@contextmanager
def waiting_room() -> Iterator[sqlite3.Connection]:
    with TemporaryDirectory(prefix="portal-import-") as folder:
        rows = sqlite3.connect(Path(folder) / "rows.db", isolation_level=None)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-32000", "locking_mode=EXCLUSIVE"):
            rows.execute(f"PRAGMA {pragma}")
        rows.executescript(_SHAPE)
        rows.execute("BEGIN")
        try:
            yield rows
        finally:
            rows.close()
