"""Which key a part is sealed under: the record's own, or, while somebody helps with it, one of its own.

The record's key is never lent, so that who is let into two parts can open two. When a helper's time is
over, the next save takes another key.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update

from portal.keyring.models import Principal, RecordKey
from portal.keyring.records import HELPER, OWNER, keep_record_key, lend_record_key
from portal.statements.models import Record, SectionRow
from portal.work import Work

WHY = "lent"


@dataclass(frozen=True)
class Loan:
    """To whom, how (`suggest` or `read`), under which access, until when."""

    holder_id: UUID
    scope: str
    access_id: UUID
    lapses_at: datetime


def close(work: Work, access_id: UUID) -> None:
    """The boxes of an access go, whoever acts. Her next save of these parts takes another key."""
    of_it = RecordKey.access_id == access_id
    boxes = work.main.execute(select(RecordKey.key_id, RecordKey.vault_id).where(of_it)).all()
    work.main.execute(delete(RecordKey).where(of_it))
    hers = (RecordKey.key_id.in_([box.key_id for box in boxes]), RecordKey.mode == OWNER)
    work.main.execute(update(RecordKey).where(*hers).values(lapses_at=work.now))
    work.doom([box.vault_id for box in boxes], WHY)


def key_to_save(work: Work, record: Record, row: SectionRow) -> bytes:
    """Under which key the next text of a part goes."""
    if row.key_id == record.key_id:
        return record.key_id
    hers = select(RecordKey.lapses_at).where(RecordKey.key_id == row.key_id, RecordKey.mode == OWNER)
    until = work.main.scalar(hers)
    return row.key_id if until is not None and work.now < until else another_key(work, record, row)


def another_key(work: Work, record: Record, row: SectionRow, loan: Loan | None = None) -> bytes:
    """A fresh key, for her and everybody whose time is not over; the record's own when there is nobody."""
    boxes = select(RecordKey).where(RecordKey.key_id == row.key_id, RecordKey.mode == HELPER)
    old = list(work.main.scalars(boxes))
    loans = [Loan(b.holder_id, b.scope, b.access_id, b.lapses_at) for b in old if b.access_id and b.lapses_at]
    standing = [one for one in (*loans, *([loan] if loan else ())) if work.now < one.lapses_at]
    key_id = work.keyring.new_key() if standing else record.key_id
    if standing:
        keep_record_key(work.keyring, record.id, key_id, min(one.lapses_at for one in standing))
    for one in standing:
        holder = work.main.get_one(Principal, one.holder_id)
        lend_record_key(
            work.keyring, record.id, key_id, holder, one.scope, one.access_id, one.lapses_at, work.now
        )
    if row.key_id != record.key_id:
        work.main.execute(delete(RecordKey).where(RecordKey.key_id == row.key_id))
        work.doom([box.vault_id for box in old], WHY)
    return key_id
