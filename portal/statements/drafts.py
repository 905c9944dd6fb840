"""Her record: finding it, with the keys of it and of a part; making it; its case reference."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import and_, bindparam, exists, func, select
from sqlalchemy.orm import aliased

from portal.actor import Role
from portal.crypto import Pad
from portal.glance import Glance, as_entity
from portal.keyring.models import RecordKey
from portal.keyring.place import Place
from portal.keyring.records import HELPER, is_key_of, keep_record_key, reach_record
from portal.statements.models import PendingInput, Record, SectionRow
from portal.work import NotAllowed, Work

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_LENGTH = 10

_BESIDE = (PendingInput.principal_id == Record.owner_id) & (PendingInput.number == bindparam("number"))
_RECORD, _SECTION = Record.__table__.c, SectionRow.__table__.c
_KEY_OF_PART = aliased(RecordKey)
_LENT = aliased(RecordKey)  # of several who help, the last; her own row has the date of the first
_LENT_UNTIL = select(func.max(_LENT.lapses_at)).where(_LENT.key_id == SectionRow.key_id, _LENT.mode == HELPER)
_MINE = Glance(  # her record, one section of it, which may not be there yet, and the keys of both
    select(
        *_RECORD, *(column.label(f"section_{column.key}") for column in _SECTION),
        RecordKey.vault_id, RecordKey.w, _KEY_OF_PART.vault_id.label("part_vault_id"),
        _KEY_OF_PART.w.label("part_w"), _LENT_UNTIL.scalar_subquery().label("lent_until"),
        exists().where(_BESIDE).label("beside"),
    )
    .select_from(Record)
    .outerjoin(SectionRow, and_(SectionRow.record_id == Record.id, SectionRow.number == bindparam("number")))
    .outerjoin(RecordKey, is_key_of(Record.id, Record.key_id, Record.owner_id))
    .outerjoin(_KEY_OF_PART, is_key_of(Record.id, SectionRow.key_id, Record.owner_id, _KEY_OF_PART))
    .where(Record.owner_id == bindparam("owner"))
)  # fmt: skip


class Mine(NamedTuple):
    """Her record and one section of it, their keys now held. `alone`: surely nothing is kept apart beside
    it. `lent_until`: somebody may read it until then."""

    record: Record | None = None
    row: SectionRow | None = None
    alone: bool = False
    lent_until: datetime | None = None


def my_record(work: Work) -> Record | None:
    return mine(work).record


def mine(work: Work, number: int = 0) -> Mine:
    if work.actor.role is not Role.SURVIVOR:
        raise NotAllowed
    found = _MINE.in_session(work.main, {"owner": work.person.id, "number": number})
    if found is None:
        return Mine()
    record = as_entity(
        work.main, Record, {c.key: getattr(found, c.key) for c in _RECORD}, writing=work.writing
    )
    reach_record(work.keyring, record.id, record.key_id, found.vault_id, found.w)
    if found.section_id is None:
        return Mine(record, alone=not found.beside)
    reach_record(work.keyring, record.id, found.section_key_id, found.part_vault_id, found.part_w)
    there = {c.key: getattr(found, f"section_{c.key}") for c in _SECTION}
    row = as_entity(work.main, SectionRow, there, writing=work.writing)
    return Mine(record, row, not found.beside, found.lent_until)


def _new_record(work: Work) -> Record:
    person, key_id = work.person, work.keyring.new_key()
    record = Record(id=uuid4(), owner_id=person.id, tenant=person.tenant, key_id=key_id)
    reference = "".join(secrets.choice(CROCKFORD) for _ in range(REFERENCE_LENGTH))
    record.reference_w = work.keyring.seal(reference.encode(), at=reference_place(record), pad=Pad.TINY)
    work.main.add(record)
    work.main.flush()
    keep_record_key(work.keyring, record.id, key_id)
    return record


def my_or_new_record(work: Work) -> Record:
    return my_record(work) or _new_record(work)


def reference_place(record: Record) -> Place:
    return Place(record.tenant, "record", "reference", record.id, record.owner_id, record.key_id)


def reference_of(work: Work, record: Record) -> str:
    """The case reference: ten Crockford characters, the only name recipients have for her."""
    return work.keyring.open(record.reference_w, at=reference_place(record)).decode()


def my_reference(work: Work) -> str:
    """Empty until she has written or shared something."""
    record = my_record(work)
    return "" if record is None else reference_of(work, record)


def make_reference(work: Work) -> str:
    """The same, made now when there is none."""
    return reference_of(work, my_or_new_record(work))


def place(record: Record, row: SectionRow) -> Place:
    return Place(record.tenant, "section", "body", row.id, record.owner_id, row.key_id, row.rev)


def sections_of(work: Work, record: Record) -> list[SectionRow]:
    """All of hers, their keys now held."""
    rows = work.main.execute(
        select(SectionRow, RecordKey.vault_id, RecordKey.w)
        .outerjoin(RecordKey, is_key_of(SectionRow.record_id, SectionRow.key_id, bindparam("holder")))
        .where(SectionRow.record_id == record.id),
        {"holder": record.owner_id},
    ).all()
    for row, vault_id, w in rows:
        reach_record(work.keyring, record.id, row.key_id, vault_id, w)
    return [row for row, _vault_id, _w in rows]
