"""A helper's own notes beside an access: under her key, read by nobody else, gone two weeks after its end."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.helping.models import Access, HelperNote
from portal.keyring.place import Place
from portal.work import NotFound, Work, put_over

LONGEST = 64_000  # characters: a suggestion that came too late must fit


@dataclass(frozen=True)
class Note:
    text: str = field(default="", repr=False)
    rev: int = 0


def place(work: Work, row: HelperNote) -> Place:
    return Place(work.person.tenant, "helper_note", "body", row.id, row.helper_id, row.key_id, row.rev)


def _access(work: Work, access_id: UUID) -> Access:
    """Also one that has ended. Raises NotFound for another's."""
    found = work.main.get(Access, access_id)
    if found is None or found.helper_id != work.person.id:
        raise NotFound
    return found


def read(work: Work, access_id: UUID) -> Note:
    _access(work, access_id)
    row = _row(work, access_id)
    return Note() if row is None else Note(work.keyring.open(row.body, at=place(work, row)).decode(), row.rev)


def _row(work: Work, access_id: UUID) -> HelperNote | None:
    return work.main.scalar(select(HelperNote).where(HelperNote.access_id == access_id))


def save(work: Work, access_id: UUID, rev: int, text: str) -> None:
    """When it was begun from another note than is there, both stay."""
    access, there = _access(work, access_id), read(work, access_id)
    if there.rev != rev and there.text.strip() not in text:
        text = f"{there.text.rstrip()}\n\n{text}"
    row, me = _row(work, access_id), work.person
    if text == there.text or (row is None and not text.strip()):
        return
    assert me.urk_id is not None
    id = uuid4() if row is None else row.id
    new = HelperNote(id=id, access_id=access.id, helper_id=me.id, rev=there.rev + 1, key_id=me.urk_id)
    new.body = work.keyring.seal(text.encode(), at=place(work, new))
    if row is None:
        work.main.add(new)
        work.main.flush()
        return
    put_over(work, HelperNote, id, there.rev, key_id=new.key_id, body=new.body)


def add(work: Work, access_id: UUID, text: str) -> None:
    """Under what is noted already: words that could not be suggested any more."""
    there = read(work, access_id)
    if text.strip():
        save(work, access_id, there.rev, f"{there.text.rstrip()}\n\n{text}".strip())
