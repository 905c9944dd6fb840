"""Persons: making one, and sealing something to one who is absent."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import delete
from sqlalchemy.orm import Session

from portal.crypto import (
    DEFAULT_SUITE,
    CannotOpen,
    KdfParams,
    Pad,
    Suite,
    generate,
    hpke_open,
    hpke_seal,
    lp,
    new_id,
    new_key,
)
from portal.keyring.keyring import Keyring
from portal.keyring.models import Identity, Principal
from portal.keyring.place import Place
from portal.keyring.server import ServerKeys
from portal.keyring.slots import PASSPHRASE, new_slot
from portal.keyring.vault import Vault


def _identity_ctx(person: UUID, epoch: int) -> bytes:
    return lp("identity/v1", person, epoch)


def new_person(
    main: Session, vault: Vault, server: ServerKeys, *,
    kind: str, language: str, passphrase: str, params: KdfParams, now: datetime, slot: str = PASSPHRASE,
) -> Keyring:  # fmt: skip
    """A principal with one slot, of the kind `slot`, and one identity key. Returns her keyring.

    Call it before anything else is read in the unit of work: the slow part comes first, and nobody
    should wait for a transaction that waits for it.
    """
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
    row = new_slot(server, person, secret, urk, passphrase, params, slot)  # slow: before anything is locked
    main.add(person)
    main.flush()
    main.add(row)
    main.add(Identity(principal_id=person.id, epoch=1, w=keyring.box(private, ctx, secret, Pad.TEXT)))
    main.flush()
    return keyring


@dataclass(frozen=True)
class FreshKeys:
    """New keys for somebody, made before the unit of work that brings them in."""

    urk_id: bytes
    urk: bytes = field(repr=False)
    vault_id: UUID
    secret: bytes = field(repr=False)


def fresh_keys() -> FreshKeys:
    return FreshKeys(new_id(), new_key(), uuid4(), new_key())


def renew_person(keyring: Keyring, fresh: FreshKeys, now: datetime) -> UUID:
    """Her key, her vault secret and her identity are new from here on; nothing else is sealed again yet.

    Returns the id of the vault secret that is to be doomed.
    """
    person = keyring.owner
    old = person.vault_id
    assert old is not None
    keyring.main.execute(delete(Identity).where(Identity.principal_id == person.id))
    keyring.vault.add(fresh.vault_id, fresh.secret, "person", now)
    person.vault_id, person.urk_id, person.epoch = fresh.vault_id, fresh.urk_id, person.epoch + 1
    keyring.hold(fresh.urk_id, fresh.urk)
    private, person.pub = generate(DEFAULT_SUITE)
    person.suite = int(DEFAULT_SUITE)
    person.pub_mac = keyring.server.directory_mac(
        person.id, person.kind, person.epoch, person.suite, person.pub
    )
    ctx = _identity_ctx(person.id, person.epoch)
    w = keyring.box(private, ctx, fresh.secret, Pad.TEXT)
    keyring.main.add(Identity(principal_id=person.id, epoch=person.epoch, w=w))
    keyring.main.flush()
    return old


def about_place(person: Principal) -> Place:
    assert person.urk_id is not None
    return Place(person.tenant, "principal", "about", person.id, person.id, person.urk_id)


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
