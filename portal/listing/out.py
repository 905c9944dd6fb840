"""All of the directory as a file to take along, as `portal support export` writes it.

It is public, so it may lie in a temporary folder while it is made; what is sent is a file that no folder
names any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from portal.audit import service as audit
from portal.db import Store
from portal.directory.exporting import to_json, to_tables
from portal.listing.service import for_leads
from portal.work import Work

KINDS = {"json": "application/json", "zip": "application/zip"}
PIECE = 64 * 1024


def noted(work: Work) -> None:
    """That somebody took it along, before they have it."""
    for_leads(work)
    audit.record(work, "directory_exported", work.person.id)


def made(main: Store, kind: str) -> IO[bytes]:
    with TemporaryDirectory(prefix="portal-export-") as name:
        folder = Path(name)
        path = folder / f"directory.{kind}"
        with main.reading() as session:
            if kind == "json":
                to_json(session, path)
            else:
                to_tables(session, folder / "tables")
                _packed(path, folder / "tables")
        return path.open("rb")


def _packed(path: Path, folder: Path) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        for table in sorted(folder.iterdir()):
            packed.write(table, table.name)


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece
