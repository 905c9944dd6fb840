"""Sealing to someone who is not here: HPKE (RFC 9180), base mode, HKDF-SHA256, AES-256-GCM.

    suite               KEM                      private  public  added to a text
    1  X25519           DHKEM(X25519)            32       32      48
    2  MLKEM768_X25519  ML-KEM-768 with X25519   96       1216    1136            (the default)

A blob is the encapsulated key followed by the ciphertext; it does not name its suite, because the suite
belongs to the key pair and is stored, authenticated, beside the public key. All context goes into
`info`. Keys are raw bytes: X25519 as in RFC 7748; the hybrid is the ML-KEM seed (FIPS 203, d ‖ z, 64
bytes) or encapsulation key (1184 bytes), then the X25519 key. The hybrid is the default because a
statement has to stay secret for longer than X25519 can be promised to.
"""

from enum import IntEnum
from typing import Any

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hpke as pyca
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from portal.crypto.errors import CannotOpen

_SEED = 64
_ENCAPSULATION_KEY = 1184


class Suite(IntEnum):
    """The number is stored; it never changes its meaning."""

    X25519 = 1
    MLKEM768_X25519 = 2


DEFAULT_SUITE = Suite.MLKEM768_X25519  # for new key pairs

# Constants on purpose: a setting could be turned back to something weaker.
_READABLE = frozenset({Suite.X25519, Suite.MLKEM768_X25519})
_WRITABLE = frozenset({Suite.X25519, Suite.MLKEM768_X25519})

_KEMS = {Suite.X25519: pyca.KEM.X25519, Suite.MLKEM768_X25519: pyca.KEM.MLKEM768_X25519}


def supported(suite: Suite) -> bool:
    """Whether this machine's library can make and use keys of `suite`."""
    try:
        generate(suite)
    except (UnsupportedAlgorithm, ValueError):
        return False
    return True


def generate(suite: Suite) -> tuple[bytes, bytes]:
    """A new key pair: (private, public). Raises ValueError for a suite we do not write."""
    suite = _allowed(suite, _WRITABLE)
    curve = X25519PrivateKey.generate()
    private, public = curve.private_bytes_raw(), curve.public_key().public_bytes_raw()
    if suite is Suite.X25519:
        return private, public
    lattice = MLKEM768PrivateKey.generate()
    return lattice.private_bytes_raw() + private, lattice.public_key().public_bytes_raw() + public


def hpke_seal(suite: Suite, public: bytes, text: bytes, *, info: bytes) -> bytes:
    """`text` sealed to the holder of `public`'s private key, bound to `info`.

    Raises ValueError for a malformed public key or a suite we do not write.
    """
    suite = _allowed(suite, _WRITABLE)
    return _pyca_suite(suite).encrypt(text, _public_key(suite, public), info=info)


def hpke_open(suite: Suite, private: bytes, blob: bytes, *, info: bytes) -> bytes:
    """The text of `blob`. Raises CannotOpen, whatever the reason."""
    try:
        suite = _allowed(suite, _READABLE)
        return _pyca_suite(suite).decrypt(blob, _private_key(suite, private), info=info)
    except (InvalidTag, UnsupportedAlgorithm, ValueError, TypeError):
        raise CannotOpen from None


def _allowed(suite: int, readable_or_writable: frozenset[Suite]) -> Suite:
    if suite not in readable_or_writable:
        raise ValueError("this HPKE suite is not in use")
    return Suite(suite)


def _pyca_suite(suite: Suite) -> pyca.Suite:
    return pyca.Suite(_KEMS[suite], pyca.KDF.HKDF_SHA256, pyca.AEAD.AES_256_GCM)


def _public_key(suite: Suite, public: bytes) -> Any:
    if suite is Suite.X25519:
        return X25519PublicKey.from_public_bytes(public)
    lattice, curve = public[:_ENCAPSULATION_KEY], public[_ENCAPSULATION_KEY:]
    return pyca.MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(lattice), X25519PublicKey.from_public_bytes(curve)
    )


def _private_key(suite: Suite, private: bytes) -> Any:
    if suite is Suite.X25519:
        return X25519PrivateKey.from_private_bytes(private)
    seed, curve = private[:_SEED], private[_SEED:]
    return pyca.MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(seed), X25519PrivateKey.from_private_bytes(curve)
    )
