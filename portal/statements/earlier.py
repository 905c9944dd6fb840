"""Looking at earlier texts of a section, taking one back, taking one away."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select

from portal.audit import service as audit
from portal.statements import drafts, service, versions
from portal.statements.authors import NOBODY_ELSE, Authors
from portal.statements.models import Record, SectionRow, SectionVersion
from portal.statements.said import in_words
from portal.work import NotFound, Work


@dataclass(frozen=True)
class Earlier:
    id: UUID
    number: int
    saved_at: datetime
    text: str = field(repr=False)
    language: str
    authors: Authors = NOBODY_ELSE

    @property
    def words(self) -> str:
        return in_words(self.number, self.text, self.language)


def all_of(work: Work, number: int) -> list[Earlier]:
    """Newest first."""
    record = drafts.my_record(work)
    if record is None:
        return []
    query = _of(record, number).order_by(SectionVersion.rev.desc())
    return [_opened(work, record, row, number) for row in work.main.scalars(query)]


def everything(work: Work) -> list[Earlier]:
    """Of all sections, the newest of each first."""
    record = drafts.my_record(work)
    if record is None:
        return []
    query = versions.of_record(record.id).add_columns(SectionRow.number)
    rows = work.main.execute(query.order_by(SectionRow.number, SectionVersion.rev.desc())).all()
    return [_opened(work, record, row.SectionVersion, row.number) for row in rows]


def read(work: Work, number: int, id: UUID) -> Earlier:
    return _opened(work, *_found(work, number, id), number)


def _of(record: Record, number: int) -> Select[SectionVersion]:
    return versions.of_record(record.id).where(SectionRow.number == number)


def _found(work: Work, number: int, id: UUID) -> tuple[Record, SectionVersion]:
    """Raises NotFound for another's or another section's, and for what is gone."""
    record = drafts.my_record(work)
    row = None if record is None else work.main.scalar(_of(record, number).where(SectionVersion.id == id))
    if record is None or row is None:
        raise NotFound
    return record, row


def _opened(work: Work, record: Record, row: SectionVersion, number: int) -> Earlier:
    document = json.loads(work.keyring.open(row.body, at=versions.place(record, row)))
    saved_at = datetime.fromisoformat(document["saved_at"]) if "saved_at" in document else row.at
    authors = Authors.from_json(document.get("helped"))
    return Earlier(row.id, number, saved_at, document["text"], document["language"], authors)


def take_back(work: Work, number: int, id: UUID) -> None:
    """The earlier text is there again. What was there, whoever saved it when, is a version first, unless
    one says the same. A second tap finds it done."""
    earlier, there = read(work, number, id), service.read(work, number)
    if there.text == earlier.text:
        return
    kept = {one.text for one in all_of(work, number)}
    keeping = bool(there.text.strip()) and there.text not in kept
    service.save(
        work, number, there.rev, earlier.text, earlier.language, keeping=keeping, authors=earlier.authors
    )
    audit.record(work, "took_back", id)


def remove(work: Work, number: int, id: UUID) -> None:
    """For good. Raises NotFound when it is gone already."""
    _record, row = _found(work, number, id)
    work.main.delete(row)
