"""Slots: ways to unlock a person's keys. The slow work needs no database, and none is held open for it.

*passphrase* generated words or digits · *own* a sentence of her own · *recovery* the number on a second
paper · *people* a random key whose two halves lie with two people (see the package `vouching`).
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.crypto import (
    CannotOpen,
    KdfParams,
    Pad,
    SealedSlot,
    derive,
    lp,
    new_id,
    new_key,
    open_sealed,
    open_slot,
    seal,
    seal_slot,
)
from portal.keyring.models import KeySlot, Principal
from portal.keyring.server import ServerKeys
from portal.keyring.vault import Vault

PASSPHRASE, OWN, RECOVERY, PEOPLE = "passphrase", "own", "recovery", "people"
WORDS = (PASSPHRASE, OWN)  # what one signs in with; a person has one of the two
HKDF = '{"alg":"hkdf-sha256"}'  # for a secret that is random already
QUEUE_SECONDS = 10
_argon2 = threading.BoundedSemaphore(2)  # 64 to 128 MiB each: bounds a worker's memory


class TooBusy(Exception):
    """The queue for unlocking is full; nothing was tried."""


@dataclass(frozen=True)
class Lock:
    """A slot as it was found, its outer layer off: what a passphrase is tried on."""

    row_id: UUID
    kind: str
    ctx: bytes = field(repr=False)
    slot: SealedSlot = field(repr=False)


@contextmanager
def _turn() -> Iterator[None]:
    if not _argon2.acquire(timeout=QUEUE_SECONDS):
        raise TooBusy
    try:
        yield
    finally:
        _argon2.release()


def _ctx(tenant: str, person: UUID, slot: UUID, kind: str) -> bytes:
    return lp("slot/v1", tenant, person, slot, kind)


def new_slot(
    server: ServerKeys, person: Principal, secret: bytes, urk: bytes, typed: str, params: KdfParams,
    kind: str = PASSPHRASE,
) -> KeySlot:  # fmt: skip
    """A row to be added. Slow: make it before a transaction begins. Raises TooBusy."""
    id = uuid4()
    ctx = _ctx(server.tenant, person.id, id, kind)
    slot = seal_slowly(typed, urk, id, params, ctx)
    w = server.wrap(slot.w, secret, ctx)
    return KeySlot(id=id, principal_id=person.id, kind=kind, kdf=slot.kdf, salt=slot.salt, w=w)


def seal_slowly(typed: str, key: bytes, id: UUID, params: KdfParams, ctx: bytes) -> SealedSlot:
    """A key of 32 bytes under what a person carries. Raises TooBusy."""
    with _turn():
        return seal_slot(typed.encode(), key, slot_id=id.bytes, params=params, ctx=ctx)


def new_random_slot(
    server: ServerKeys, person: Principal, secret: bytes, urk: bytes, key: bytes, kind: str
) -> KeySlot:
    """A slot under 32 random bytes that nobody carries in her head: quick."""
    id, salt = uuid4(), new_key()
    ctx = _ctx(server.tenant, person.id, id, kind)
    inner = seal(_random_key(key, salt), urk, key_id=id.bytes, ctx=ctx, pad=Pad.TINY)
    return KeySlot(
        id=id, principal_id=person.id, kind=kind, kdf=HKDF, salt=salt, w=server.wrap(inner, secret, ctx)
    )


def open_random(lock: Lock, key: bytes) -> bytes:
    """Raises CannotOpen."""
    opened = _random_key(key, lock.slot.salt)
    return open_sealed(opened, lock.slot.w, key_id=lock.row_id.bytes, ctx=lock.ctx)


def _random_key(key: bytes, salt: bytes) -> bytes:
    return derive(key, salt=salt, info="portal/people/v1")


def slot_row(main: Session, person_id: UUID, kinds: tuple[str, ...] = WORDS) -> KeySlot | None:
    query = select(KeySlot).where(KeySlot.principal_id == person_id, KeySlot.kind.in_(kinds))
    return main.scalar(query)


def remove_slots(main: Session, person_id: UUID, kinds: tuple[str, ...]) -> None:
    """What hangs on a slot goes with it, by cascade."""
    main.execute(delete(KeySlot).where(KeySlot.principal_id == person_id, KeySlot.kind.in_(kinds)))


def find_lock(
    main: Session, vault: Vault, server: ServerKeys, person: Principal | None,
    kinds: tuple[str, ...] = WORDS,
) -> Lock | None:  # fmt: skip
    """None when there is no such person or slot, or a secret is gone. Asks the same of both stores."""
    id = person.id if person is not None else uuid4()
    row = slot_row(main, id, kinds)
    try:
        secret = vault.get(person.vault_id if person is not None else uuid4())
        if row is None or person is None:
            return None
        ctx = _ctx(server.tenant, person.id, row.id, row.kind)
        slot = SealedSlot(row.salt, row.kdf, server.unwrap(row.w, secret, ctx))
        return Lock(row.id, row.kind, ctx, slot)
    except CannotOpen:
        return None


def open_lock(lock: Lock | None, typed: str, params: KdfParams) -> bytes:
    """The key behind a passphrase, after the same slow work for a lock that does not exist.

    Raises CannotOpen, and TooBusy when the queue is full.
    """
    with _turn():
        if lock is None:
            id = new_id()
            ctx = lp("slot/v1", id)
            seal_slot(typed.encode(), bytes(32), slot_id=id, params=params, ctx=ctx)
            raise CannotOpen
        return open_slot(typed.encode(), lock.slot, slot_id=lock.row_id.bytes, ctx=lock.ctx)


def is_weaker(lock: Lock, params: KdfParams) -> bool:
    """The cost has been raised (or changed) since the slot was made."""
    return KdfParams.from_json(lock.slot.kdf) != params
