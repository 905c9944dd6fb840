"""Slots: ways to unlock a person's keys. The slow work needs no database, and none is held open for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.crypto import CannotOpen, KdfParams, SealedSlot, lp, new_id, open_slot, seal_slot
from portal.keyring.models import KeySlot, Principal
from portal.keyring.server import ServerKeys
from portal.keyring.vault import Vault

PASSPHRASE = "passphrase"  # noqa: S105  a kind of slot
QUEUE_SECONDS = 10
_argon2 = threading.BoundedSemaphore(2)  # 64 to 128 MiB each: bounds a worker's memory


class TooBusy(Exception):
    """The queue for unlocking is full; nothing was tried."""


@dataclass(frozen=True)
class Lock:
    """A slot as it was found, its outer layer off: what a passphrase is tried on."""

    row_id: UUID
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
    server: ServerKeys, person: Principal, secret: bytes, urk: bytes, passphrase: str, params: KdfParams
) -> KeySlot:
    """A row to be added. Slow: make it before a transaction begins. Raises TooBusy."""
    id = uuid4()
    ctx = _ctx(server.tenant, person.id, id, PASSPHRASE)
    with _turn():
        slot = seal_slot(passphrase.encode(), urk, slot_id=id.bytes, params=params, ctx=ctx)
    w = server.wrap(slot.w, secret, ctx)
    return KeySlot(id=id, principal_id=person.id, kind=PASSPHRASE, kdf=slot.kdf, salt=slot.salt, w=w)


def slot_row(main: Session, person_id: UUID) -> KeySlot | None:
    query = select(KeySlot).where(KeySlot.principal_id == person_id, KeySlot.kind == PASSPHRASE)
    return main.scalar(query)


def find_lock(main: Session, vault: Vault, server: ServerKeys, person: Principal | None) -> Lock | None:
    """None when there is no such person, or a secret of hers is gone. Asks the same of both stores."""
    id = person.id if person is not None else uuid4()
    row = slot_row(main, id)
    try:
        secret = vault.get(person.vault_id if person is not None else uuid4())
        if row is None or person is None:
            return None
        ctx = _ctx(server.tenant, person.id, row.id, row.kind)
        return Lock(row.id, ctx, SealedSlot(row.salt, row.kdf, server.unwrap(row.w, secret, ctx)))
    except CannotOpen:
        return None


def open_lock(lock: Lock | None, passphrase: str, params: KdfParams) -> bytes:
    """The key behind a passphrase, after the same slow work for a lock that does not exist.

    Raises CannotOpen, and TooBusy when the queue is full.
    """
    with _turn():
        if lock is None:
            id = new_id()
            ctx = lp("slot/v1", id)
            seal_slot(passphrase.encode(), bytes(32), slot_id=id, params=params, ctx=ctx)
            raise CannotOpen
        return open_slot(passphrase.encode(), lock.slot, slot_id=lock.row_id.bytes, ctx=lock.ctx)


def is_weaker(lock: Lock, params: KdfParams) -> bool:
    """The cost has been raised (or changed) since the slot was made."""
    return KdfParams.from_json(lock.slot.kdf) != params
