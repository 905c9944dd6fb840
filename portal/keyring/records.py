"""Record keys: the key of a live draft, held by its owner."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import QueryableAttribute

from portal.crypto import CannotOpen, lp
from portal.keyring.keyring import Keyring
from portal.keyring.models import RecordKey

OWNER = "owner"
NEVER = 0

Column = ColumnElement[Any] | QueryableAttribute[Any]


def is_key_of(record: Column, key: Column, holder: Column) -> ColumnElement[bool]:
    """Joins `RecordKey` to a record, whose table is not known here."""
    return and_(RecordKey.record_id == record, RecordKey.key_id == key, RecordKey.holder_id == holder)


def _ctx(tenant: str, record: UUID, key_id: bytes, holder: UUID) -> bytes:
    return lp("rkey/v1", tenant, record, key_id, holder, OWNER, "write", NEVER)


def keep_record_key(keyring: Keyring, record_id: UUID, key_id: bytes) -> None:
    """Seal a record's key, which the keyring holds, to its owner."""
    person = keyring.owner
    assert person.vault_id is not None
    ctx = _ctx(person.tenant, record_id, key_id, person.id)
    keyring.main.add(
        RecordKey(
            key_id=key_id, record_id=record_id, holder_id=person.id, mode=OWNER, scope="write",
            vault_id=person.vault_id, w=keyring.box(keyring.key(key_id), ctx, keyring.secret),
        )
    )  # fmt: skip


def reach_record(
    keyring: Keyring, record_id: UUID, key_id: bytes, vault_id: UUID | None, w: bytes | None
) -> None:
    """Hold a record's key, if it was sealed to this person. Raises CannotOpen.

    The last two stand in its row of `RecordKey`; None where there is none.
    """
    if keyring.holds(key_id):
        return
    person = keyring.owner
    if w is None:
        raise CannotOpen
    ctx = _ctx(person.tenant, record_id, key_id, person.id)
    keyring.hold(key_id, keyring.unbox(w, ctx, keyring.vault.get(vault_id)))
