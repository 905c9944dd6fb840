"""Sealed files, version 1: STREAM over chunks, so that a large one is never whole in memory.

    offset  0        1        2..17     18..41   42..73    74..
            version  suite    key id    salt     commit    chunks of 64 KiB, each with its tag (16)

    okm(64) = HKDF-SHA256(key, salt, info = "portal/stream/v1" ‖ file[0:18] ‖ SHA256(ctx))
    okm     = AES key (32) ‖ commit (32)
    chunk n = AES-256-GCM(nonce = n as 11 bytes ‖ 1 for the last, else 0; AAD = file[0:74] ‖ ctx)

The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár, "Online Authenticated-Encryption and its
Nonce-Reuse Misuse-Resistance", CRYPTO 2015): chunks cannot be reordered, left out, or cut off at the end.
The header and the commitment are those of `seal`.

The content is followed by zeros and, in its last 8 bytes, by its length: what is stored has one of the
sizes of `pad`. Whoever opens looks at the last chunk first, so a file that was cut gives nothing at all.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Callable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from portal.crypto.errors import CannotOpen
from portal.crypto.pad import room
from portal.crypto.seal import derive, key_id_of

CHUNK = 1 << 16
_WRITTEN = b"\x01\x01"
_INFO = b"portal/stream/v1"
_KEY, _ID, _SALT, _COMMIT, _TAG = 32, 16, 24, 32, 16
_NAMED = 2 + _ID
_SALTED = _NAMED + _SALT
_HEADER = _SALTED + _COMMIT
_LENGTH = 8
_LAST = b"\x01"


def _derived(key: bytes, *, salt: bytes, named: bytes, ctx: bytes) -> tuple[bytes, bytes]:
    info = _INFO + named + hashlib.sha256(ctx).digest()
    okm = derive(key, salt=salt, info=info, length=_KEY + _COMMIT)
    return okm[:_KEY], okm[_KEY:]


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (_LAST if last else b"\x00")


class Sealing:
    """Seals what is given to `write`, piece by piece; `finish` ends it. `out` takes the sealed bytes."""

    def __init__(self, out: Callable[[bytes], object], key: bytes, *, key_id: bytes, ctx: bytes) -> None:
        self._begin(out, key, key_id=key_id, ctx=ctx, salt=os.urandom(_SALT))

    def _begin(
        self, out: Callable[[bytes], object], key: bytes, *, key_id: bytes, ctx: bytes, salt: bytes
    ) -> None:
        """With a given salt, for known answers only."""
        if len(key) != _KEY or len(key_id) != _ID or len(salt) != _SALT:
            raise ValueError("a sealing key has 32 bytes, a key id 16, a salt 24")
        named = _WRITTEN + key_id
        aes_key, commit = _derived(key, salt=salt, named=named, ctx=ctx)
        self._out, self._cipher = out, AESGCM(aes_key)
        self._aad = named + salt + commit + ctx
        self._waits, self._number, self.length = bytearray(), 0, 0
        out(named + salt + commit)

    def __repr__(self) -> str:
        return "<Sealing>"

    def write(self, content: bytes) -> int:
        self.length += len(content)
        for at in range(0, len(content), CHUNK):
            self._take(content[at : at + CHUNK])
        return len(content)

    def finish(self) -> None:
        """Pads and ends it. Nothing may be written afterwards."""
        missing = room(self.length + _LENGTH) - _LENGTH - self.length
        while missing:
            missing -= len(zeros := bytes(min(missing, CHUNK)))
            self._take(zeros)
        self._take(self.length.to_bytes(_LENGTH, "big"))
        self._put(bytes(self._waits), last=True)

    def _take(self, content: bytes) -> None:
        """A full chunk waits until more comes, since it may be the last."""
        self._waits += content
        while len(self._waits) > CHUNK:
            self._put(bytes(self._waits[:CHUNK]), last=False)
            del self._waits[:CHUNK]

    def _put(self, chunk: bytes, *, last: bool) -> None:
        self._out(self._cipher.encrypt(_nonce(self._number, last=last), chunk, self._aad))
        self._number += 1


class Opening:
    """Reads a sealed file, from any place in it. Raises CannotOpen, whatever the reason, also later.

    `length` is how many bytes the content has.
    """

    def __init__(self, file: BinaryIO, key: bytes, *, key_id: bytes, ctx: bytes) -> None:
        self._file = file
        file.seek(0)
        header = file.read(_HEADER)
        if not hmac.compare_digest(key_id_of(header + bytes(_TAG)), key_id) or len(key) != _KEY:
            raise CannotOpen
        named, salt, commit = header[:_NAMED], header[_NAMED:_SALTED], header[_SALTED:]
        aes_key, expected = _derived(key, salt=salt, named=named, ctx=ctx)
        if not hmac.compare_digest(commit, expected):
            raise CannotOpen
        self._cipher, self._aad = AESGCM(aes_key), header + ctx
        self._last = (file.seek(0, os.SEEK_END) - _HEADER - _TAG - 1) // (CHUNK + _TAG)
        self.length = self._read_length()

    def __repr__(self) -> str:
        return "<Opening>"

    def _read_length(self) -> int:
        """It stands in the last 8 bytes. No size of `room` leaves fewer than those in the last chunk."""
        end = self._chunk(self._last) if self._last >= 0 else b""
        length = int.from_bytes(end[-_LENGTH:], "big")
        if len(end) < _LENGTH or room(length + _LENGTH) != self._last * CHUNK + len(end):
            raise CannotOpen
        return length

    def _chunk(self, number: int) -> bytes:
        self._file.seek(_HEADER + number * (CHUNK + _TAG))
        sealed = self._file.read(CHUNK + _TAG)
        try:
            return self._cipher.decrypt(_nonce(number, last=number == self._last), sealed, self._aad)
        except InvalidTag:
            raise CannotOpen from None

    def read(self, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The content from `start` to before `end`, in pieces of at most 64 KiB."""
        end = self.length if end is None else min(end, self.length)
        while start < end:
            number, skip = divmod(start, CHUNK)
            piece = self._chunk(number)[skip : skip + end - start]
            start += len(piece)
            yield piece

    def close(self) -> None:
        self._file.close()
