"""A zip made while it is sent, piece by piece; locked when there is a passphrase."""

from __future__ import annotations

import io
from collections.abc import Generator
from contextlib import suppress
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED

from pyzipper import WZ_AES, AESZipFile

from portal.crypto import CannotOpen, Opening

MADE = (1980, 1, 1, 0, 0, 0)  # the first day a zip knows: when it was made is nobody's business


class _Sink(io.RawIOBase):
    """Takes what the packer writes, until it is sent."""

    def __init__(self) -> None:
        self._waits = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self._waits += content
        return len(content)

    def taken(self) -> bytes:
        taken, self._waits = bytes(self._waits), bytearray()
        return taken


def packed(found: dict[str, Opening | bytes], passphrase: str) -> Generator[bytes, None, None]:
    """A zip, piece by piece, so that it is never whole in memory; without a passphrase it is not locked."""
    sink = _Sink()
    try:
        with AESZipFile(sink, "w") as file:
            if passphrase:
                file.setpassword(passphrase.encode())
                file.setencryption(WZ_AES, nbits=256)
            for name, content in found.items():
                info = file.zipinfo_cls(name, MADE)
                info.compress_type = ZIP_DEFLATED if isinstance(content, bytes) else ZIP_STORED
                # One that is broken inside ends where it breaks: the rest comes all the same.
                with file.open(info, "w") as packing, suppress(CannotOpen):
                    for piece in [content] if isinstance(content, bytes) else content.read():
                        packing.write(piece)
                        yield sink.taken()
        yield sink.taken()
    finally:
        for content in found.values():
            if not isinstance(content, bytes):
                content.close()
