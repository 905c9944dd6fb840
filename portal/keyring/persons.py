"""Persons: making one, unlocking one, sealing something to one who is absent."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.crypto import (
    DEFAULT_SUITE,
    CannotOpen,
    KdfParams,
    Pad,
    SealedSlot,
    Suite,
    generate,
    hpke_open,
    hpke_seal,
    lp,
    new_id,
    new_key,
    open_slot,
    seal_slot,
)
from portal.keyring.keyring import Keyring
from portal.keyring.models import Identity, KeySlot, Principal
from portal.keyring.place import Place
from portal.keyring.server import ServerKeys
from portal.keyring.vault import Vault

PASSPHRASE = "passphrase"  # noqa: S105  a kind of slot
QUEUE_SECONDS = 10
_argon2 = threading.BoundedSemaphore(2)  # 64 to 128 MiB each: bounds a worker's memory


class TooBusy(Exception):
    """The queue for unlocking is full; nothing was tried."""


@contextmanager
def _turn() -> Iterator[None]:
    if not _argon2.acquire(timeout=QUEUE_SECONDS):
        raise TooBusy
    try:
        yield
    finally:
        _argon2.release()


def _slot_ctx(server: ServerKeys, person: UUID, slot: UUID, kind: str) -> bytes:
    return lp("slot/v1", server.tenant, person, slot, kind)


def _identity_ctx(person: UUID, epoch: int) -> bytes:
    return lp("identity/v1", person, epoch)


def new_person(
    main: Session, vault: Vault, server: ServerKeys, *,
    kind: str, language: str, passphrase: str, params: KdfParams, now: datetime,
) -> Keyring:  # fmt: skip
    """A principal with one slot and one identity key, in the open transaction. Returns her keyring."""
    vault_id, secret = vault.new("person", now)
    urk = new_key()
    person = Principal(
        id=uuid4(), tenant=server.tenant, kind=kind, status="new", language=language,
        made_at=now, vault_id=vault_id, urk_id=new_id(), epoch=1, suite=int(DEFAULT_SUITE),
    )  # fmt: skip
    keyring = Keyring(main, vault, server, person, urk)
    private, person.pub = generate(DEFAULT_SUITE)
    person.pub_mac = server.directory_mac(person.id, kind, 1, int(DEFAULT_SUITE), person.pub)
    ctx = _identity_ctx(person.id, 1)
    slot = _new_slot(server, person, secret, urk, passphrase, params)  # slow: before the database is locked
    main.add(person)
    main.flush()
    main.add(slot)
    main.add(Identity(principal_id=person.id, epoch=1, w=keyring.box(private, ctx, secret, Pad.TEXT)))
    main.flush()
    return keyring


def _new_slot(
    server: ServerKeys, person: Principal, secret: bytes, urk: bytes, passphrase: str, params: KdfParams
) -> KeySlot:
    id = uuid4()
    ctx = _slot_ctx(server, person.id, id, PASSPHRASE)
    with _turn():
        slot = seal_slot(passphrase.encode(), urk, slot_id=id.bytes, params=params, ctx=ctx)
    w = server.wrap(slot.w, secret, ctx)
    return KeySlot(id=id, principal_id=person.id, kind=PASSPHRASE, kdf=slot.kdf, salt=slot.salt, w=w)


def unlock(
    main: Session, vault: Vault, server: ServerKeys, person: Principal | None, passphrase: str,
    params: KdfParams,
) -> Keyring:  # fmt: skip
    """The keyring behind a passphrase. The same slow work whether or not there is such a person.

    Raises CannotOpen, and TooBusy when the queue is full.
    """
    found = _find_slot(main, vault, server, person)
    if person is None or found is None:
        with _turn():
            _work_for_nothing(passphrase, params)
        raise CannotOpen
    row, slot = found
    ctx = _slot_ctx(server, person.id, row.id, row.kind)
    with _turn():
        urk = open_slot(passphrase.encode(), slot, slot_id=row.id.bytes, ctx=ctx)
    return Keyring(main, vault, server, person, urk)


def strengthen(keyring: Keyring, passphrase: str, params: KdfParams) -> None:
    """Make the slot again when the cost has been raised since."""
    person = keyring.owner
    query = select(KeySlot).where(KeySlot.principal_id == person.id, KeySlot.kind == PASSPHRASE)
    row = keyring.main.scalars(query).one()
    if KdfParams.from_json(row.kdf) == params or person.urk_id is None:
        return
    urk = keyring.key(person.urk_id)
    new = _new_slot(keyring.server, person, keyring.secret, urk, passphrase, params)
    keyring.main.delete(row)
    keyring.main.add(new)


def _find_slot(
    main: Session, vault: Vault, server: ServerKeys, person: Principal | None
) -> tuple[KeySlot, SealedSlot] | None:
    """None when there is no such person, or a secret of hers is gone."""
    id = person.id if person is not None else uuid4()
    row = main.scalar(select(KeySlot).where(KeySlot.principal_id == id, KeySlot.kind == PASSPHRASE))
    try:
        secret = vault.get(person.vault_id if person is not None else uuid4())
        assert row is not None
        ctx = _slot_ctx(server, id, row.id, row.kind)
        return row, SealedSlot(salt=row.salt, kdf=row.kdf, w=server.unwrap(row.w, secret, ctx))
    except (CannotOpen, AssertionError):
        return None


def _work_for_nothing(passphrase: str, params: KdfParams) -> None:
    slot_id = new_id()
    seal_slot(passphrase.encode(), bytes(32), slot_id=slot_id, params=params, ctx=lp("slot/v1", slot_id))


def profile_place(person: Principal) -> Place:
    assert person.urk_id is not None
    return Place(person.tenant, "principal", "profile", person.id, person.id, person.urk_id)


def pending_ctx(server: ServerKeys, person: UUID, item: UUID) -> bytes:
    return lp("pending/v1", server.tenant, person, item)


def seal_to(
    server: ServerKeys, vault: Vault, person: Principal, text: bytes, info: bytes, secret: bytes | None = None
) -> bytes:
    """Seal something to a person who is not here, under her vault secret or the given one.

    Raises CannotOpen for a public key the directory did not make.
    """
    suite, pub, tag = person.suite, person.pub, person.pub_mac
    if suite is None or pub is None or tag is None:
        raise CannotOpen
    server.check_directory(person.id, person.kind, person.epoch, suite, pub, tag)
    outer = vault.get(person.vault_id) if secret is None else secret
    return server.wrap(hpke_seal(Suite(suite), pub, text, info=info), outer, info)


def open_from(keyring: Keyring, blob: bytes, info: bytes, secret: bytes | None = None) -> bytes:
    """What somebody sealed to this person with `seal_to`."""
    inner = keyring.server.unwrap(blob, keyring.secret if secret is None else secret, info)
    return hpke_open(_suite(keyring.owner), identity(keyring), inner, info=info)


def identity(keyring: Keyring) -> bytes:
    """Her HPKE private key."""
    person = keyring.owner
    held = keyring.private(person.id, person.epoch)
    if held is not None:
        return held
    row = keyring.main.get(Identity, (person.id, person.epoch))
    if row is None:
        raise CannotOpen
    private = keyring.unbox(row.w, _identity_ctx(person.id, person.epoch), keyring.secret)
    keyring.hold_private(person.id, person.epoch, private)
    return private


def _suite(person: Principal) -> Suite:
    try:
        return Suite(person.suite or 0)
    except ValueError:
        raise CannotOpen from None
