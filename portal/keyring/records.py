"""Record keys: the key of a live draft, held by its owner; keys of parts of it, lent until a date.

The record's own key is never lent. A part that somebody helps with has a key of its own, so that who is
let into two parts can open two.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import QueryableAttribute

from portal.crypto import CannotOpen, lp
from portal.keyring.keyring import Keyring
from portal.keyring.models import Principal, RecordKey
from portal.keyring.persons import open_from, seal_to

OWNER, HELPER = "owner", "helper"
NEVER = 0

Column = ColumnElement[Any] | QueryableAttribute[Any]


def is_key_of(record: Column, key: Column, holder: Column, row: Any = RecordKey) -> ColumnElement[bool]:
    """Joins `RecordKey`, or an alias of it, to a record, whose table is not known here."""
    return and_(row.record_id == record, row.key_id == key, row.holder_id == holder)


def _ctx(
    tenant: str, record: UUID, key_id: bytes, holder: UUID, mode: str = OWNER, scope: str = "write",
    ends: int = NEVER,
) -> bytes:  # fmt: skip
    return lp("rkey/v1", tenant, record, key_id, holder, mode, scope, ends)


def keep_record_key(
    keyring: Keyring, record_id: UUID, key_id: bytes, lapses_at: datetime | None = None
) -> None:
    """Seal a key, which the keyring holds, to the owner of the record."""
    person = keyring.owner
    assert person.vault_id is not None
    ctx = _ctx(person.tenant, record_id, key_id, person.id)
    keyring.main.add(
        RecordKey(
            key_id=key_id, record_id=record_id, holder_id=person.id, mode=OWNER, scope="write",
            vault_id=person.vault_id, w=keyring.box(keyring.key(key_id), ctx, keyring.secret),
            lapses_at=lapses_at,
        )
    )  # fmt: skip


def reach_record(
    keyring: Keyring, record_id: UUID, key_id: bytes, vault_id: UUID | None, w: bytes | None
) -> None:
    """Hold a key, if it was sealed to this person as the owner. Raises CannotOpen.

    The last two stand in its row of `RecordKey`; None where there is none.
    """
    if keyring.holds(key_id):
        return
    person = keyring.owner
    if w is None:
        raise CannotOpen
    ctx = _ctx(person.tenant, record_id, key_id, person.id)
    keyring.hold(key_id, keyring.unbox(w, ctx, keyring.vault.get(vault_id)))


def _lent_ctx(keyring: Keyring, row: RecordKey) -> bytes:
    """Holds the end date to the microsecond: a date edited in the database opens nothing."""
    if row.lapses_at is None:
        raise CannotOpen
    ends = int(row.lapses_at.timestamp() * 1_000_000)
    tenant = keyring.owner.tenant
    return _ctx(tenant, row.record_id, row.key_id, row.holder_id, row.mode, row.scope, ends)


def lend_record_key(
    keyring: Keyring, record_id: UUID, key_id: bytes, holder: Principal, scope: str, access_id: UUID,
    lapses_at: datetime, now: datetime,
) -> None:  # fmt: skip
    """Seal a part's key to a helper, until a date, under a vault secret of its own."""
    vault_id, secret = keyring.vault.new("access", now, lapses_at)
    row = RecordKey(
        key_id=key_id, record_id=record_id, holder_id=holder.id, mode=HELPER, scope=scope,
        vault_id=vault_id, owner_id=keyring.owner.id, access_id=access_id, lapses_at=lapses_at,
    )  # fmt: skip
    ctx = _lent_ctx(keyring, row)
    row.w = seal_to(keyring.server, keyring.vault, holder, keyring.key(key_id), ctx, secret)
    keyring.main.add(row)


def reach_lent(keyring: Keyring, row: RecordKey, now: datetime) -> None:
    """Hold a part's key that was lent to this person. Raises CannotOpen, also after its end date."""
    if row.lapses_at is None or now >= row.lapses_at or row.holder_id != keyring.owner.id:
        raise CannotOpen
    if not keyring.holds(row.key_id):
        secret = keyring.vault.get(row.vault_id)
        keyring.hold(row.key_id, open_from(keyring, row.w, _lent_ctx(keyring, row), secret))


def seal_lent_again(keyring: Keyring, row: RecordKey) -> None:
    """To the identity its holder, who acts, has by now; the keyring holds the key."""
    secret = keyring.vault.get(row.vault_id)
    key, ctx = keyring.key(row.key_id), _lent_ctx(keyring, row)
    row.w = seal_to(keyring.server, keyring.vault, keyring.owner, key, ctx, secret)
