"""One sealed file: written piece by piece, opened from any place in it."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from portal.crypto import CannotOpen, Opening, Sealing, lp, new_id, new_key

TEMPORARY = ".new"
LOOK = 1 << 16  # bytes at either end, to see what kind of file it is


@dataclass(frozen=True)
class FileKey:
    """Which file, and its key: what stands in a sealed document."""

    blob: UUID
    key_id: bytes = field(repr=False)
    key: bytes = field(repr=False)

    def to_json(self) -> dict[str, str]:
        return {"blob": self.blob.hex, "key_id": self.key_id.hex(), "key": self.key.hex()}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> FileKey:
        return cls(UUID(kept["blob"]), bytes.fromhex(kept["key_id"]), bytes.fromhex(kept["key"]))


def _ctx(owner: UUID, blob: UUID) -> bytes:
    return lp("file/v1", owner, blob)


def path_of(folder: Path, blob: UUID) -> Path:
    return folder / blob.hex[:2] / blob.hex


def open_file(folder: Path, owner: UUID, file: FileKey) -> Opening:
    """To be closed. Raises CannotOpen, also when it is not there."""
    try:
        found = path_of(folder, file.blob).open("rb")
    except FileNotFoundError:
        raise CannotOpen from None
    try:
        return Opening(found, file.key, key_id=file.key_id, ctx=_ctx(owner, file.blob))
    except CannotOpen:
        found.close()
        raise


class Writing:
    """A file in the making. What is too much, or for which the disk has no room, is taken and thrown away:
    whoever sends it is told at the end, and nothing of it stays.

    `head` and `tail` are its first and last bytes, in clear, in memory only.
    """

    def __init__(self, folder: Path, owner: UUID, most: int) -> None:
        self.folder, self.owner, self.most = folder, owner, most
        self.file = FileKey(uuid4(), new_id(), new_key())
        self.length, self.head, self.tail = 0, b"", b""
        self.too_large = self.no_room = self.kept = False
        self.path = path_of(folder, self.file.blob)
        self._new = self.path.with_name(self.path.name + TEMPORARY)
        self._out: Any = None
        self._guarded(self._begin)

    def __repr__(self) -> str:
        return "<Writing>"

    def _begin(self) -> None:
        for made in (self.path.parent.parent, self.path.parent):
            made.mkdir(mode=0o700, exist_ok=True)
        number = os.open(self._new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        self._out = open(number, "wb", buffering=0)  # noqa: SIM115  closed by `finish` or `drop`
        ctx = _ctx(self.owner, self.file.blob)
        self._sealing = Sealing(self._out.write, self.file.key, key_id=self.file.key_id, ctx=ctx)

    def _guarded(self, act: Any, *given: Any) -> None:
        try:
            act(*given)
        except OSError:  # a full disk, or one that cannot be written
            self.no_room = True
            self.drop()

    def write(self, content: bytes) -> int:
        self.length += len(content)
        if self.length > self.most:
            self.too_large = True
            self.drop()
        if self._out is not None:
            self.head += content[: max(LOOK - len(self.head), 0)]
            self.tail = (self.tail + content)[-LOOK:]
            self._guarded(self._sealing.write, bytes(content))
        return len(content)

    def seek(self, *_place: int) -> int:
        """What a form's parser does when it has read a file."""
        return 0

    def flush(self) -> None:
        """Each piece is written at once."""

    def close(self) -> None:
        """It is over, whoever wanted it."""
        if not self.kept:
            self.drop()

    def finish(self) -> bool:
        """Under its name, and on the disk for good. False where there was no room, or too much."""
        if self._out is not None:
            self._guarded(self._end)
        return not (self.too_large or self.no_room)

    def _end(self) -> None:
        self._sealing.finish()
        os.fsync(self._out.fileno())
        self._out.close()
        self._out = None
        self._new.rename(self.path)
        for folder in (self.path.parent, self.path.parent.parent):
            number = os.open(folder, os.O_RDONLY)
            os.fsync(number)
            os.close(number)

    def size(self) -> int:
        return self.path.stat().st_size

    def drop(self) -> None:
        if self._out is not None:
            self._out.close()
            self._out = None
        for path in (self._new, self.path):
            with suppress(OSError):  # the sweep comes by later
                path.unlink()
