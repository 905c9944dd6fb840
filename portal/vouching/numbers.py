"""The two numbers of an asking: one to tell, one to keep.

The one to tell (8 digits) comes out of the public key, so that two people compare the very key they
seal to. The one to keep is made like a recovery number; its hint gives away 16 of its 79.7 bits, which
leaves as many as a passphrase has at least.
"""

from __future__ import annotations

from uuid import UUID

from portal.accounts.numbers import grouped
from portal.crypto import canonical_words, digest, lp

TELL_DIGITS = 8


def number_to_tell(asking: UUID, pub: bytes) -> str:
    """Eight digits in groups of four."""
    value = int.from_bytes(digest(lp("tell/v1", asking, pub)), "big") % 10**TELL_DIGITS
    return grouped(f"{value:0{TELL_DIGITS}d}")


def same_number(typed: str, told: str) -> bool:
    return canonical_words(typed).replace(" ", "") == told.replace(" ", "")


def hint(number: str) -> bytes:
    """Two bytes."""
    return digest(lp("hint/v1", number))[:2]
