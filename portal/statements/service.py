"""Reading and saving sections."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from portal.answers import Answers, opened, words_of
from portal.audit import service as audit
from portal.statements import part_keys, rules, versions
from portal.statements.authors import NOBODY_ELSE, Authors, carried
from portal.statements.drafts import mine, my_or_new_record, my_record, place, sections_of
from portal.statements.models import Record, SectionRow
from portal.statements.said import in_words
from portal.statements.sections import NUMBERS, newest
from portal.work import Stale, Work, put_over


@dataclass(frozen=True)
class Written:
    """A section as its writer sees it. `rev` 0: nothing saved yet. `form`: the version of the questions
    it is written with."""

    number: int
    text: str = field(default="", repr=False)
    rev: int = 0
    form: int = 0
    language: str = ""
    saved_at: datetime | None = None
    alone: bool = False  # surely nothing is kept apart beside it
    lent: bool = False  # somebody who helps her can read it now
    authors: Authors = NOBODY_ELSE  # whose the words are that are her own part of it

    @property
    def words(self) -> str:
        """To read: its answers with their questions, then words of her own."""
        return in_words(self.number, self.text, self.language)

    @property
    def summed(self) -> str:
        """The same with the sums of her lists, for herself."""
        return in_words(self.number, self.text, self.language, summed=True)

    @property
    def answers(self) -> Answers:
        """To write on."""
        return opened(self.text) or Answers(self.form, self.text)


def _opened(work: Work, record: Record, row: SectionRow) -> Written:
    return written(row, json.loads(work.keyring.open(row.body, at=place(record, row))))


def written(row: SectionRow, document: dict[str, Any]) -> Written:
    """A section out of its document."""
    saved_at = datetime.fromisoformat(document["saved_at"]) if "saved_at" in document else None
    return Written(
        number=row.number, text=document["text"], rev=row.rev, form=document["form"],
        language=document["language"], saved_at=saved_at, authors=Authors.from_json(document.get("helped")),
    )  # fmt: skip


def read(work: Work, number: int) -> Written:
    record, row, alone, until = mine(work, number)
    if record is None or row is None:
        return Written(number, form=newest(number))
    return replace(_opened(work, record, row), alone=alone, lent=until is not None and work.now < until)


def read_all(work: Work, *, unsaid: bool = False) -> list[Written]:
    """Every section with words in it, in the form's order. `unsaid`: also with nothing but answers that
    are not asked for now."""
    record = my_record(work)
    if record is None:
        return []
    opened = [_opened(work, record, row) for row in sections_of(work, record)]
    return sorted(
        (w for w in opened if w.words.strip() or (unsaid and w.text)), key=lambda w: NUMBERS.index(w.number)
    )


def written_numbers(work: Work) -> set[int]:
    """Which sections have been saved; opens nothing."""
    query = select(SectionRow.number).join(Record).where(Record.owner_id == work.person.id)
    return set(work.main.scalars(query))


def save(
    work: Work, number: int, rev: int, text: str, language: str, *, keeping: bool | None = None,
    form: int | None = None, authors: Authors | None = None,
) -> Written:  # fmt: skip
    """Save a section that was begun from `rev`. `keeping`: whether what is there stays as a version;
    None: when it is worth it. `form`: the version of the questions from now on; None: as it was.
    `authors`: of the new text, where it is known; None: what is new in it is hers.

    The same text twice is one save. Raises Stale when something newer and different is there,
    Refused when the text is too long.
    """
    rules.may_save(number, text)
    record, row, *_more = mine(work, number)
    if record is not None and row is not None:
        return _save_again(work, record, row, rev, text, language, keeping, form, authors)
    begun = Written(
        number, text, 1, _version(text, form or newest(number)), language, work.now,
        authors=authors or NOBODY_ELSE,
    )  # fmt: skip
    if not text.strip():
        return replace(begun, rev=0, saved_at=None)
    _add_row(work, record or my_or_new_record(work), begun)
    return begun


def _add_row(work: Work, record: Record, begun: Written) -> SectionRow:
    number, key_id = begun.number, record.key_id
    row = SectionRow(id=uuid4(), record_id=record.id, number=number, key_id=key_id, rev=1, body=b"")
    row.body = _sealed(work, record, row, begun)
    work.main.add(row)
    work.main.flush()
    audit.record(work, "saved", row.id, row.body)
    return row


def my_or_new_row(work: Work, number: int) -> SectionRow:
    """A section of hers, its key held, also when nothing is written there yet."""
    record, row, *_more = mine(work, number)
    begun = Written(number, "", 1, newest(number))
    return row or _add_row(work, record or my_or_new_record(work), begun)


def _save_again(
    work: Work, record: Record, row: SectionRow, rev: int, text: str, language: str,
    keeping: bool | None, form: int | None, authors: Authors | None,
) -> Written:  # fmt: skip
    there = _opened(work, record, row)
    form = _version(text, form or there.form)
    if there.text == text and there.form == form:
        return there
    if row.rev != rev and (rev or there.text):  # a part that was lent before she began it has nothing yet
        raise Stale
    if authors is None:
        authors = carried(words_of(there.text), there.authors, words_of(text))
    key_id = part_keys.key_to_save(work, record, row)
    new = SectionRow(id=row.id, number=row.number, key_id=key_id, rev=row.rev + 1)
    written = Written(row.number, text, new.rev, form, language, work.now, authors=authors)
    body = _sealed(work, record, new, written)
    put_over(work, SectionRow, row.id, row.rev, key_id=key_id, body=body)
    if keeping is None:
        keeping = rules.is_worth_keeping(there.text, there.saved_at, text, work.now)
    if keeping and there.text.strip():  # a part that was only lent has never been a text of hers
        versions.keep(work, record, row, _document(there), there.saved_at or work.now)
    audit.record(work, "saved", row.id, body)
    return written


def _version(text: str, form: int) -> int:
    """Answers say themselves which questions they belong to."""
    answers = opened(text)
    return form if answers is None else answers.version


def _sealed(work: Work, record: Record, row: SectionRow, written: Written) -> bytes:
    return work.keyring.seal(_document(written), at=place(record, row))


def _document(written: Written) -> bytes:
    document: dict[str, Any] = {"form": written.form, "text": written.text, "language": written.language}
    if written.saved_at is not None:
        document["saved_at"] = written.saved_at.isoformat()
    if written.authors:
        document["helped"] = written.authors.to_json()
    return json.dumps(document, ensure_ascii=False).encode()
