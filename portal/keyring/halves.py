"""A key cut in two, and the key pair of somebody who asks to come back (see the package `vouching`).

R = R1 xor R2: either half alone is as good as chance. A half is sealed to the one who holds it; to
vouch is to seal it once more, to the key pair of an asking, which only the number on her paper opens.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from uuid import UUID

from portal.crypto import (
    DEFAULT_SUITE,
    KdfParams,
    Pad,
    Suite,
    generate,
    hpke_open,
    hpke_seal,
    lp,
    new_key,
    open_sealed,
    seal,
)
from portal.keyring.keyring import Keyring
from portal.keyring.server import ServerKeys
from portal.keyring.slots import seal_slowly

SIZE = 32


def new_halves() -> tuple[bytes, bytes]:
    return secrets.token_bytes(SIZE), secrets.token_bytes(SIZE)


def together(first: bytes, second: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(first, second, strict=True))


def half_ctx(tenant: str, owner: UUID, slot: UUID, helper: UUID, number: int) -> bytes:
    return lp("half/v1", tenant, owner, slot, helper, number)


def given_ctx(tenant: str, asking: UUID, slot: UUID, number: int) -> bytes:
    return lp("vouched/v1", tenant, asking, slot, number)


def asking_ctx(tenant: str, owner: UUID, asking: UUID, what: str) -> bytes:
    return lp("asking/v1", tenant, owner, asking, what)


@dataclass(frozen=True)
class AskingKeys:
    """What is stored of an asking: a key under the number on her paper, a private key under that."""

    kdf: str
    salt: bytes = field(repr=False)
    key_w: bytes = field(repr=False)
    private_w: bytes = field(repr=False)
    suite: int
    pub: bytes
    pub_mac: bytes


def new_asking(
    server: ServerKeys, owner: UUID, id: UUID, number: str, secret: bytes, params: KdfParams
) -> AskingKeys:
    """Slow. `secret`: the owner's vault secret, for the outer layers. Raises TooBusy."""
    key, suite = new_key(), int(DEFAULT_SUITE)
    private, pub = generate(DEFAULT_SUITE)
    ctx = asking_ctx(server.tenant, owner, id, "key")
    slot = seal_slowly(number, key, id, params, ctx)
    private_ctx = asking_ctx(server.tenant, owner, id, "private")
    inner = seal(key, private, key_id=id.bytes, ctx=private_ctx, pad=Pad.TEXT)
    return AskingKeys(
        slot.kdf, slot.salt, server.wrap(slot.w, secret, ctx), server.wrap(inner, secret, private_ctx),
        suite, pub, server.directory_mac(id, "asking", 1, suite, pub),
    )  # fmt: skip


def private_of(
    server: ServerKeys, owner: UUID, id: UUID, key: bytes, private_w: bytes, secret: bytes
) -> bytes:
    """The private key of an asking, out of the key that her number opened. Raises CannotOpen."""
    ctx = asking_ctx(server.tenant, owner, id, "private")
    return open_sealed(key, server.unwrap(private_w, secret, ctx), key_id=id.bytes, ctx=ctx)


def give(keyring: Keyring, suite: int, pub: bytes, half: bytes, info: bytes, secret: bytes) -> bytes:
    """A half, sealed to the key pair of an asking."""
    return keyring.server.wrap(hpke_seal(Suite(suite), pub, half, info=info), secret, info)


def take(server: ServerKeys, suite: int, private: bytes, w: bytes, info: bytes, secret: bytes) -> bytes:
    """Raises CannotOpen."""
    return hpke_open(Suite(suite), private, server.unwrap(w, secret, info), info=info)
