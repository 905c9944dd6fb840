"""Looking up what is sealed, and noticing what was changed: keyed hashes and comparison.

A blind index lets a sealed name be found again without storing it: HMAC-SHA-256 under a key of the
server, cut to 16 bytes. Who holds that key can test guesses, so only generated names and references are
indexed, never words, names of people, or anything with few possible values.
"""

import hashlib
import hmac
import unicodedata

from portal.crypto.seal import lp

_INDEX = 16


def blind_index(key: bytes, tenant: str, name: str) -> bytes:
    """16 bytes that are equal for equal names of one tenant, after NFKC and case folding.

    Spaces are not touched: a caller who wants them forgiven strips them before.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return mac(key, lp(tenant, folded))[:_INDEX]


def mac(key: bytes, data: bytes) -> bytes:
    """HMAC-SHA-256 (RFC 2104, FIPS 198-1), 32 bytes. Raises ValueError without a key."""
    if not key:
        raise ValueError("a MAC wants a key")
    return hmac.digest(key, data, "sha256")


def same(a: bytes, b: bytes) -> bool:
    """Whether two byte strings are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(a, b)


def digest(data: bytes) -> bytes:
    """SHA-256, 32 bytes."""
    return hashlib.sha256(data).digest()
