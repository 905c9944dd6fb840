"""Parts she lends to a helper, for a time.

She ends it: the parts go under other keys at once. Its date passes: with her next save. What a helper's
key still opens then is what the helper could read before.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from portal.audit import service as audit
from portal.keyring.models import RecordKey
from portal.keyring.records import reach_lent
from portal.statements import service
from portal.statements.drafts import my_or_new_record, my_record, place, sections_of
from portal.statements.models import Record, SectionRow
from portal.statements.part_keys import Loan, another_key, close
from portal.statements.service import Written
from portal.work import NotFound, Work


def lend(work: Work, numbers: Iterable[int], loan: Loan) -> None:
    """These parts of hers, also those with nothing in them yet."""
    record = my_or_new_record(work)
    for number in numbers:
        row = service.my_or_new_row(work, number)
        _take(work, record, row, loan)


def end(work: Work, access_id: UUID) -> None:
    """She ends it: the boxes go, and their parts are sealed under other keys at once."""
    record = my_record(work)
    if record is None:
        return
    keys = set(work.main.scalars(select(RecordKey.key_id).where(RecordKey.access_id == access_id)))
    lent = [row for row in sections_of(work, record) if row.key_id in keys]
    close(work, access_id)
    for row in lent:
        _take(work, record, row)


def _take(work: Work, record: Record, row: SectionRow, loan: Loan | None = None) -> None:
    """The same words and the same revision, so that a page of hers that is open can still be saved."""
    body = work.keyring.open(row.body, at=place(record, row))
    row.key_id = another_key(work, record, row, loan)
    row.body = work.keyring.seal(body, at=place(record, row))
    audit.record(work, "saved", row.id, row.body)


def read(work: Work, access_id: UUID, number: int) -> Written:
    """A part that was lent to the person who acts. Raises NotFound, or CannotOpen when its time is over."""
    found = work.main.execute(
        select(Record, SectionRow, RecordKey)
        .join(SectionRow, SectionRow.record_id == Record.id)
        .join(RecordKey, RecordKey.key_id == SectionRow.key_id)
        .where(
            SectionRow.number == number, RecordKey.access_id == access_id,
            RecordKey.holder_id == work.person.id,
        )
    ).first()  # fmt: skip
    if found is None:
        raise NotFound
    reach_lent(work.keyring, found.RecordKey, work.now)
    document = json.loads(work.keyring.open(found.SectionRow.body, at=place(found.Record, found.SectionRow)))
    return service.written(found.SectionRow, document)
