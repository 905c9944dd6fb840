"""Record keys: the key of a live draft, held by its owner."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Uuid, bindparam, select

from portal.crypto import CannotOpen, lp
from portal.keyring.keyring import Keyring
from portal.keyring.models import RecordKey

OWNER = "owner"
NEVER = 0

_SEALED = select(RecordKey.vault_id, RecordKey.w).where(
    RecordKey.record_id == bindparam("record", type_=Uuid()),  # its table is not known here
    RecordKey.key_id == bindparam("key"),
    RecordKey.holder_id == bindparam("holder"),
)


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


def reach_record(keyring: Keyring, record_id: UUID, key_id: bytes) -> None:
    """Hold a record's key, if it was sealed to this person. Raises CannotOpen."""
    if keyring.holds(key_id):
        return
    person = keyring.owner
    asked = {"record": record_id, "key": key_id, "holder": person.id}
    row = keyring.main.execute(_SEALED, asked).one_or_none()
    if row is None:
        raise CannotOpen
    ctx = _ctx(person.tenant, record_id, key_id, person.id)
    keyring.hold(key_id, keyring.unbox(row.w, ctx, keyring.vault.get(row.vault_id)))
