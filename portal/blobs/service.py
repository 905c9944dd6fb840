"""Keeping, copying and letting go."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, update

from portal.blobs.disk import FileKey, Writing, open_file, path_of
from portal.blobs.models import Blob
from portal.work import Work

ORPHAN_AGE = 3600  # seconds: one that was just written waits for its row


class NoRoom(Exception):
    """The disk is full, or cannot be written."""


def keep(work: Work, made: Writing, share_id: UUID | None = None) -> FileKey:
    """Its row, in this unit of work. Raises NoRoom; the file is hers who acts."""
    if not made.finish():
        raise NoRoom
    assert made.owner == work.person.id
    work.main.add(Blob(id=made.file.blob, owner_id=made.owner, share_id=share_id, size=made.size()))
    made.kept = True
    return made.file


def copy(folder: Path, owner: UUID, file: FileKey) -> Writing:
    """The same content under a fresh key. Raises CannotOpen, NoRoom."""
    there = open_file(folder, owner, file)
    made = Writing(folder, owner, there.length)
    try:
        for piece in there.read():
            made.write(piece)
    except BaseException:
        made.drop()
        raise
    finally:
        there.close()
    if not made.finish():
        raise NoRoom
    return made


def let_go(work: Work, which: ColumnElement[bool]) -> None:
    """They go when this unit of work has been committed, with the next sweep."""
    work.main.execute(update(Blob).where(which).values(owner_id=None))


def sweep(work: Work) -> None:
    """Removes what was let go, and what never got a row. Begins after a commit. What cannot be removed now
    waits for the next one."""
    let_go = work.main.scalars(select(Blob.id).where(Blob.owner_id.is_(None)))
    gone = [id for id in let_go if _removed(path_of(work.stores.files, id))]
    work.main.execute(delete(Blob).where(Blob.id.in_(gone)))
    known = {id.hex for id in work.main.scalars(select(Blob.id))}
    for path in _old(work.stores.files, work.now.timestamp() - ORPHAN_AGE):
        if path.name not in known:
            _removed(path)


def _removed(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _old(folder: Path, before: float) -> Iterator[Path]:
    for inner, _folders, names in os.walk(folder):
        for path in (Path(inner, name) for name in names):
            with suppress(FileNotFoundError):  # renamed or dropped just now
                if path.stat().st_mtime < before:
                    yield path
