"""Notes to herself, one beside each section, and one of names that nobody should read. They are no part of
what she writes, so no share holds them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from uuid import uuid4

from sqlalchemy import Select, select

from portal.actor import Role
from portal.keyring.place import Place
from portal.statements import rules
from portal.statements.models import SectionNote
from portal.work import NotAllowed, Work, put_over

NAMES = 0  # beside no section: names and words to look out for before sharing, one a line


@dataclass(frozen=True)
class Note:
    """`again`: she wants to come back to this section. `rev` 0: nothing noted yet."""

    text: str = field(default="", repr=False)
    again: bool = False
    rev: int = 0


def _mine(work: Work) -> Select[SectionNote]:
    if work.actor.role is not Role.SURVIVOR:
        raise NotAllowed
    return select(SectionNote).where(SectionNote.owner_id == work.person.id)


def place(work: Work, row: SectionNote) -> Place:
    return Place(work.person.tenant, "section_note", "body", row.id, row.owner_id, row.key_id, row.rev)


def _opened(work: Work, row: SectionNote) -> Note:
    document = json.loads(work.keyring.open(row.body, at=place(work, row)))
    return Note(document["text"], document["again"], row.rev)


def _row(work: Work, number: int) -> SectionNote | None:
    return work.main.scalar(_mine(work).where(SectionNote.number == number))


def read(work: Work, number: int) -> Note:
    row = _row(work, number)
    return Note() if row is None else _opened(work, row)


def everything(work: Work) -> dict[int, Note]:
    """By section."""
    return {row.number: _opened(work, row) for row in work.main.scalars(_mine(work))}


def names(work: Work) -> list[str]:
    """What she wants to be told of wherever it stands in what she shares."""
    return [line.strip() for line in read(work, NAMES).text.splitlines() if line.strip()]


def to_come_back_to(work: Work) -> set[int]:
    """The sections she has marked."""
    return {number for number, note in everything(work).items() if note.again}


def save(work: Work, number: int, rev: int, text: str, again: bool) -> Note:
    """What is noted now. When it was begun from another note than is there, both stay: what is there
    first, then this one. An emptied note keeps its row, so that a revision never means two texts."""
    row = _row(work, number)
    there = Note() if row is None else _opened(work, row)
    if there.rev != rev:
        text, again = rules.both_in_one(there.text, text), again or there.again
    note = Note(text, again, there.rev + 1)
    if (there.text, there.again) == (text, again) or (row is None and not again and not text.strip()):
        return there
    _put(work, row, number, note)
    return note


def _put(work: Work, row: SectionNote | None, number: int, note: Note) -> None:
    person = work.person
    assert person.urk_id is not None
    id = uuid4() if row is None else row.id
    new = SectionNote(id=id, owner_id=person.id, number=number, key_id=person.urk_id, rev=note.rev)
    document = {"text": note.text, "again": note.again}
    new.body = work.keyring.seal(json.dumps(document, ensure_ascii=False).encode(), at=place(work, new))
    if row is None:
        work.main.add(new)
        work.main.flush()
        return
    put_over(work, SectionNote, id, note.rev - 1, key_id=new.key_id, body=new.body)
