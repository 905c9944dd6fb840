"""What only another process may do with the databases: hold them open, and look at their bytes.

    python -m tests.work.elsewhere hold main.db vault.db     reads until its standard input ends
    python -m tests.work.elsewhere find FOLDER               hex strings in, the files they are in out

(A process that opens and closes a database file of its own loses SQLite's locks on it.)
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.house.source import ROOT

COMMAND = [sys.executable, "-m", "tests.work.elsewhere"]
CHUNK = 48  # bytes: a blob is cut up by SQLite's pages


@contextmanager
def reader_of(*databases: Path) -> Iterator[None]:
    """Another process reads these, in the middle of a transaction."""
    names = [str(path) for path in databases]
    process = subprocess.Popen(
        [*COMMAND, "hold", *names], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == b"reading\n"
        yield
    finally:
        process.communicate()


def files_with(blob: bytes, folder: Path) -> set[str]:
    """The names of the files in which a piece of `blob` stands."""
    asked = json.dumps([blob[at : at + CHUNK].hex() for at in range(0, len(blob) - CHUNK, CHUNK)])
    told = subprocess.run(
        [*COMMAND, "find", str(folder)], input=asked, text=True, capture_output=True, check=True, cwd=ROOT
    )
    return set(json.loads(told.stdout))


def hold(databases: list[str]) -> None:
    held = [sqlite3.connect(f"file:{name}?mode=ro", uri=True, isolation_level=None) for name in databases]
    for connection in held:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    print("reading", flush=True)
    sys.stdin.read()


def find(folder: str) -> None:
    pieces = [bytes.fromhex(piece) for piece in json.load(sys.stdin)]
    assert pieces
    files = [path for path in Path(folder).iterdir() if path.is_file()]
    print(json.dumps([path.name for path in files if any(piece in path.read_bytes() for piece in pieces)]))


if __name__ == "__main__":
    hold(sys.argv[2:]) if sys.argv[1] == "hold" else find(sys.argv[2])
