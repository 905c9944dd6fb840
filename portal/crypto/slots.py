"""Slots: a secret a person carries (words, digits) stretched until it can seal her root key.

    wrapping key = Argon2id v1.3 (secret, salt 16 bytes, ad = ctx), 32 bytes      RFC 9106
    slot         = salt, parameters, seal(wrapping key, root key, key id = slot id, ctx, tiny)

The parameters are stored with each slot, so they can be raised later; whoever lowers stored ones only
makes the slot useless, because they go into the hash. How many stretches may run at once is decided by
the caller: one takes the stated memory and, at 64 MiB, about 0.2 s of a processor.

Opening a slot *is* the proof that the secret is right: no hash of it is kept elsewhere.
"""

import json
import os
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from portal.crypto.errors import CannotOpen
from portal.crypto.pad import Pad
from portal.crypto.seal import open_sealed, seal
from portal.crypto.words import canonical_words

__all__ = [
    "STAFF",
    "SURVIVOR",
    "KdfParams",
    "SealedSlot",
    "canonical_words",
    "open_slot",
    "seal_slot",
    "stretch",
]

_SALT = 16
_STRETCHED = 32
_ARGON2_VERSION = 0x13

# The floor of OWASP's Password Storage Cheat Sheet for Argon2id: 19 MiB, two passes.
_LEAST_MEMORY_KIB = 19 * 1024
_LEAST_PASSES = 2
# Above these a stored number is a mistake or an attack on our memory, not a choice.
_MOST_MEMORY_KIB = 1024 * 1024
_MOST_PASSES = 16
_MOST_LANES = 16


@dataclass(frozen=True)
class KdfParams:
    """Cost of one stretch: memory in KiB, passes over it, lanes. Raises ValueError out of range."""

    memory_kib: int
    passes: int
    lanes: int
    weak: bool = field(default=False, kw_only=True)  # set through weak_for_tests only

    def __post_init__(self) -> None:
        numbers = (self.memory_kib, self.passes, self.lanes)
        if any(type(number) is not int for number in numbers) or type(self.weak) is not bool:
            raise ValueError("Argon2 parameters are whole numbers")
        least_memory = 8 * max(self.lanes, 1) if self.weak else _LEAST_MEMORY_KIB
        least_passes = 1 if self.weak else _LEAST_PASSES
        if not (
            least_memory <= self.memory_kib <= _MOST_MEMORY_KIB
            and least_passes <= self.passes <= _MOST_PASSES
            and 1 <= self.lanes <= _MOST_LANES
        ):
            raise ValueError("Argon2 parameters out of range")

    @classmethod
    def weak_for_tests(cls, memory_kib: int = 64, passes: int = 1, lanes: int = 1) -> "KdfParams":
        """Parameters below the floor, so that tests are quick. They mark every slot made with them."""
        return cls(memory_kib, passes, lanes, weak=True)

    def to_json(self) -> str:
        """One line of JSON, to be stored with the slot."""
        numbers = {"alg": "argon2id", "v": _ARGON2_VERSION}
        numbers |= {"m": self.memory_kib, "t": self.passes, "p": self.lanes}
        return json.dumps(numbers | ({"weak_for_tests": True} if self.weak else {}), separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "KdfParams":
        """What `to_json` wrote. Raises ValueError for anything else."""
        try:
            stored: Any = json.loads(text)
            weak = stored.get("weak_for_tests") is True
            params = cls(stored["m"], stored["t"], stored["p"], weak=weak)
        except (KeyError, TypeError, AttributeError, RecursionError, json.JSONDecodeError):
            raise ValueError("not Argon2 parameters") from None
        if stored != json.loads(params.to_json()):
            raise ValueError("not Argon2 parameters")
        return params


SURVIVOR = KdfParams(64 * 1024, 3, 1)  # RFC 9106 §4, second recommended option, with one lane
STAFF = KdfParams(128 * 1024, 3, 1)  # staff open other people's words, and have faster machines


@dataclass(frozen=True)
class SealedSlot:
    """What is stored of a slot: `kdf` is KdfParams as JSON, `w` the sealed root key."""

    salt: bytes = field(repr=False)
    kdf: str
    w: bytes = field(repr=False)


def stretch(secret: bytes, *, salt: bytes, params: KdfParams, ctx: bytes) -> bytes:
    """32 bytes of Argon2id of `secret`; `ctx` is its associated data. Raises ValueError for a short salt."""
    kdf = Argon2id(
        salt=salt,
        length=_STRETCHED,
        iterations=params.passes,
        lanes=params.lanes,
        memory_cost=params.memory_kib,
        ad=ctx,
    )
    return kdf.derive(bytes(secret))


def seal_slot(secret: bytes, urk: bytes, *, slot_id: bytes, params: KdfParams, ctx: bytes) -> SealedSlot:
    """A slot in which `secret` seals the root key `urk`. `slot_id` has 16 bytes.

    Raises ValueError when a size is wrong.
    """
    salt = os.urandom(_SALT)
    key = stretch(secret, salt=salt, params=params, ctx=ctx)
    return SealedSlot(salt, params.to_json(), seal(key, urk, key_id=slot_id, ctx=ctx, pad=Pad.TINY))


def open_slot(secret: bytes, slot: SealedSlot, *, slot_id: bytes, ctx: bytes) -> bytes:
    """The root key. Raises CannotOpen for a wrong secret and for a slot that was changed or moved."""
    try:
        key = stretch(secret, salt=slot.salt, params=KdfParams.from_json(slot.kdf), ctx=ctx)
    except (ValueError, TypeError):
        raise CannotOpen from None
    return open_sealed(key, slot.w, key_id=slot_id, ctx=ctx)
