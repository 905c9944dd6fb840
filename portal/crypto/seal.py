"""Sealed blobs, version 1: authenticated encryption that is bound to a key, a place and a meaning.

    offset  0        1        2..17     18..41   42..73    74..
            version  suite    key id    salt     commit    AES-256-GCM ciphertext ‖ tag (16)

    okm(76) = HKDF-SHA256(key, salt, info = "portal/seal/v1" ‖ blob[0:18] ‖ SHA256(ctx))
    okm     = AES key (32) ‖ nonce (12) ‖ commit (32)
    AAD     = blob[0:74] ‖ ctx

A fresh key *and* nonce for each blob remove the 2³² limit on random nonces (NIST SP 800-38D §8.3).
The commitment is there because GCM alone can be made to open under two keys (Len, Grubbs, Ristenpart,
"Partitioning Oracle Attacks", USENIX Security 2021). The overhead is 90 bytes, before padding.
"""

import hashlib
import hmac
import os
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from portal.crypto.errors import CannotOpen
from portal.crypto.pad import Pad, unpad
from portal.crypto.pad import pad as padded

__all__ = ["CannotOpen", "derive", "key_id_of", "lp", "new_id", "new_key", "open_sealed", "seal"]

# Version and suite. Constants on purpose: a setting could be turned back to something weaker.
_WRITTEN = b"\x01\x01"
_READABLE = frozenset({_WRITTEN})

_INFO = b"portal/seal/v1"
_KEY, _ID, _SALT, _COMMIT, _TAG = 32, 16, 24, 32, 16
_NONCE = 12
_NAMED = 2 + _ID  # where the key id ends
_SALTED = _NAMED + _SALT
_HEADER = _SALTED + _COMMIT

_MOST_PARTS = (1 << 16) - 1
_LONGEST_PART = (1 << 32) - 1
_LARGEST_INT = (1 << 64) - 1


class _Derived(NamedTuple):
    aes_key: bytes
    nonce: bytes
    commit: bytes

    def __repr__(self) -> str:
        return "_Derived(…)"


def new_key() -> bytes:
    """32 random bytes from the operating system."""
    return os.urandom(_KEY)


def new_id() -> bytes:
    """16 random bytes from the operating system, to name a key."""
    return os.urandom(_ID)


def lp(domain: str, *parts: bytes | str | int | UUID) -> bytes:
    """Length-prefixed `domain` and `parts`: u16 count, then u32 length ‖ bytes of each.

    Text is UTF-8, a UUID its 16 bytes, a number an unsigned 64-bit big endian. Different lists of encoded
    parts never give the same bytes; the domain fixes which kind stands at which position.
    Raises TypeError for other types (also bool, which would pass as a number), ValueError out of range.
    """
    encoded = [_part(part) for part in (domain, *parts)]
    if len(encoded) > _MOST_PARTS:
        raise ValueError("at most 65535 parts")
    listed = b"".join(len(part).to_bytes(4, "big") + part for part in encoded)
    return len(encoded).to_bytes(2, "big") + listed


def _part(part: bytes | str | int | UUID) -> bytes:
    if isinstance(part, str):
        encoded = part.encode()
    elif isinstance(part, UUID):
        encoded = part.bytes
    elif isinstance(part, int) and not isinstance(part, bool):
        if not 0 <= part <= _LARGEST_INT:
            raise ValueError("a number in a context has 64 bits and no sign")
        encoded = part.to_bytes(8, "big")
    elif isinstance(part, bytes | bytearray):
        encoded = bytes(part)
    else:
        raise TypeError(f"a context has no {type(part).__name__}")
    if len(encoded) > _LONGEST_PART:
        raise ValueError("a part of a context is shorter than 4 GiB")
    return encoded


def derive(key: bytes, *, salt: bytes = b"", info: str | bytes, length: int = _KEY) -> bytes:
    """HKDF-SHA-256 (RFC 5869) of `key`: `length` bytes, at most 8160. Raises ValueError out of range."""
    if not key or length < 1:
        raise ValueError("HKDF wants a key and a length")
    label = info.encode() if isinstance(info, str) else info
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=label).derive(key)


def seal(key: bytes, text: bytes | bytearray, *, key_id: bytes, ctx: bytes, pad: Pad = Pad.TEXT) -> bytes:
    """A blob that only `key`, asked with the same `key_id` and `ctx`, opens.

    `key` has 32 bytes, `key_id` 16; `ctx` comes from `lp` and says where and what the text is.
    Raises ValueError when a size is wrong or `text` does not fit its padding class.
    """
    return _seal_with_salt(key, text, key_id=key_id, ctx=ctx, pad=pad, salt=os.urandom(_SALT))


def _seal_with_salt(
    key: bytes, text: bytes | bytearray, *, key_id: bytes, ctx: bytes, pad: Pad, salt: bytes
) -> bytes:
    """`seal` with a given salt, for known answers only: a salt used twice gives the nonce twice."""
    if len(key) != _KEY or len(key_id) != _ID or len(salt) != _SALT:
        raise ValueError("a sealing key has 32 bytes, a key id 16, a salt 24")
    named = _WRITTEN + key_id
    derived = _derived(key, salt=salt, named=named, ctx=ctx)
    header = named + salt + derived.commit
    return header + AESGCM(derived.aes_key).encrypt(derived.nonce, padded(text, pad), header + ctx)


def open_sealed(key: bytes, blob: bytes, *, key_id: bytes, ctx: bytes) -> bytes:
    """The text of `blob`. Raises CannotOpen, whatever the reason, and nothing else for bytes arguments."""
    if not hmac.compare_digest(key_id_of(blob), key_id) or len(key) != _KEY:
        raise CannotOpen
    header = bytes(blob[:_HEADER])
    derived = _derived(key, salt=header[_NAMED:_SALTED], named=header[:_NAMED], ctx=ctx)
    if not hmac.compare_digest(derived.commit, header[_SALTED:]):
        raise CannotOpen
    try:
        text = AESGCM(derived.aes_key).decrypt(derived.nonce, blob[_HEADER:], header + ctx)
    except InvalidTag:
        raise CannotOpen from None
    return unpad(text)


def key_id_of(blob: bytes) -> bytes:
    """Which key the blob says it is sealed with; not authenticated until the blob has been opened.

    Raises CannotOpen for anything that is not a whole header of a version and suite we read.
    """
    if not isinstance(blob, bytes | bytearray) or len(blob) < _HEADER + _TAG:
        raise CannotOpen
    if bytes(blob[:2]) not in _READABLE:
        raise CannotOpen
    return bytes(blob[2:_NAMED])


def _derived(key: bytes, *, salt: bytes, named: bytes, ctx: bytes) -> _Derived:
    info = _INFO + named + hashlib.sha256(ctx).digest()
    okm = derive(key, salt=salt, info=info, length=_KEY + _NONCE + _COMMIT)
    return _Derived(okm[:_KEY], okm[_KEY : _KEY + _NONCE], okm[_KEY + _NONCE :])
