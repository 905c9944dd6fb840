"""Reading and saving sections."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import uuid4

from sqlalchemy import and_, bindparam, exists, select

from portal.actor import Role
from portal.answers import Answers, opened
from portal.audit import service as audit
from portal.crypto import Pad
from portal.glance import Glance, as_entity
from portal.keyring.models import RecordKey
from portal.keyring.place import Place
from portal.keyring.records import is_key_of, keep_record_key, reach_record
from portal.statements import rules, versions
from portal.statements.models import PendingInput, Record, SectionRow
from portal.statements.said import in_words
from portal.statements.sections import NUMBERS, newest
from portal.work import NotAllowed, Stale, Work, put_over

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_LENGTH = 10

_BESIDE = (PendingInput.principal_id == Record.owner_id) & (PendingInput.number == bindparam("number"))
_RECORD, _SECTION = Record.__table__.c, SectionRow.__table__.c
_MINE = Glance(  # her record, one section of it, which may not be there yet, and the record's key
    select(
        *_RECORD, *(column.label(f"section_{column.key}") for column in _SECTION),
        RecordKey.vault_id, RecordKey.w, exists().where(_BESIDE).label("beside"),
    )
    .select_from(Record)
    .outerjoin(SectionRow, and_(SectionRow.record_id == Record.id, SectionRow.number == bindparam("number")))
    .outerjoin(RecordKey, is_key_of(Record.id, Record.key_id, Record.owner_id))
    .where(Record.owner_id == bindparam("owner"))
)  # fmt: skip


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


def my_record(work: Work) -> Record | None:
    return _mine(work)[0]


def _mine(work: Work, number: int = 0) -> tuple[Record | None, SectionRow | None, bool]:
    """Her record, its key now held, one section of it, and whether surely nothing is kept apart beside it."""
    if work.actor.role is not Role.SURVIVOR:
        raise NotAllowed
    found = _MINE.in_session(work.main, {"owner": work.person.id, "number": number})
    if found is None:
        return None, None, False
    record = as_entity(
        work.main, Record, {c.key: getattr(found, c.key) for c in _RECORD}, writing=work.writing
    )
    reach_record(work.keyring, record.id, record.key_id, found.vault_id, found.w)
    if found.section_id is None:
        return record, None, not found.beside
    there = {c.key: getattr(found, f"section_{c.key}") for c in _SECTION}
    return record, as_entity(work.main, SectionRow, there, writing=work.writing), not found.beside


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


def _opened(work: Work, record: Record, row: SectionRow) -> Written:
    document = json.loads(work.keyring.open(row.body, at=place(record, row)))
    return Written(
        number=row.number, text=document["text"], rev=row.rev, form=document["form"],
        language=document["language"], saved_at=datetime.fromisoformat(document["saved_at"]),
    )  # fmt: skip


def read(work: Work, number: int) -> Written:
    record, row, alone = _mine(work, number)
    if record is None or row is None:
        return Written(number, form=newest(number))
    return replace(_opened(work, record, row), alone=alone)


def read_all(work: Work, *, unsaid: bool = False) -> list[Written]:
    """Every section with words in it, in the form's order. `unsaid`: also with nothing but answers that
    are not asked for now."""
    record = my_record(work)
    if record is None:
        return []
    rows = work.main.scalars(select(SectionRow).where(SectionRow.record_id == record.id))
    opened = [_opened(work, record, row) for row in rows]
    return sorted(
        (w for w in opened if w.words.strip() or (unsaid and w.text)), key=lambda w: NUMBERS.index(w.number)
    )


def written_numbers(work: Work) -> set[int]:
    """Which sections have been saved; opens nothing."""
    query = select(SectionRow.number).join(Record).where(Record.owner_id == work.person.id)
    return set(work.main.scalars(query))


def save(
    work: Work, number: int, rev: int, text: str, language: str, *, keeping: bool | None = None,
    form: int | None = None,
) -> Written:  # fmt: skip
    """Save a section that was begun from `rev`. `keeping`: whether what is there stays as a version;
    None: when it is worth it. `form`: the version of the questions from now on; None: as it was.

    The same text twice is one save. Raises Stale when something newer and different is there,
    Refused when the text is too long.
    """
    rules.may_save(number, text)
    record, row, _alone = _mine(work, number)
    if record is not None and row is not None:
        return _save_again(work, record, row, rev, text, language, keeping=keeping, form=form)
    begun = Written(number, text, 1, _version(text, form or newest(number)), language, work.now)
    if not text.strip():
        return replace(begun, rev=0, saved_at=None)
    record = record or _new_record(work)
    row = SectionRow(id=uuid4(), record_id=record.id, number=number, key_id=record.key_id, rev=1, body=b"")
    row.body = _sealed(work, record, row, begun)
    work.main.add(row)
    work.main.flush()
    audit.record(work, "saved", row.id, row.body)
    return begun


def _save_again(
    work: Work, record: Record, row: SectionRow, rev: int, text: str, language: str, *,
    keeping: bool | None, form: int | None,
) -> Written:  # fmt: skip
    there = _opened(work, record, row)
    form = _version(text, form or there.form)
    if there.text == text and there.form == form:
        return there
    if row.rev != rev:
        raise Stale
    new = SectionRow(id=row.id, number=row.number, key_id=record.key_id, rev=rev + 1)
    written = Written(row.number, text, rev + 1, form, language, work.now)
    body = _sealed(work, record, new, written)
    put_over(work, SectionRow, row.id, rev, key_id=record.key_id, body=body)
    if keeping is None:
        keeping = rules.is_worth_keeping(there.text, there.saved_at, text, work.now)
    if keeping:
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
    document = {"form": written.form, "text": written.text, "language": written.language}
    if written.saved_at is not None:
        document["saved_at"] = written.saved_at.isoformat()
    return json.dumps(document, ensure_ascii=False).encode()
