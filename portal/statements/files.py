"""Files beside a section: photographs and drawings, sound, documents.

A row of their own and not in the section's document, so that an upload never collides with a save.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import IO, Any, cast
from uuid import UUID, uuid4

from sqlalchemy import Select, delete, select

from portal.audit import service as audit
from portal.blobs import service as blobs
from portal.blobs.disk import FileKey, Writing, open_file
from portal.blobs.models import Blob
from portal.crypto import CannotOpen, Opening
from portal.keyring.place import Place
from portal.statements import drafts, rules
from portal.statements.kinds import TYPES, FileReason, Kind, Type, type_of
from portal.statements.models import Attachment, Record
from portal.statements.pictures import made_anew
from portal.work import NotFound, Refused, Work, put_over

MIB = 1024 * 1024
LARGEST, LARGEST_TOGETHER, MOST = 25 * MIB, 100 * MIB, 20
TICK = 5  # hexadecimal digits by which a file is known in a consent


@dataclass(frozen=True)
class File:
    """`words`: what it says, or what can be seen in it; `by`: who wrote that, a code of `rules`."""

    id: UUID
    number: int
    file: FileKey
    type: Type
    size: int
    added_at: datetime
    title: str = field(default="", repr=False)
    words: str = field(default="", repr=False)
    by: str = ""
    language: str = ""
    rev: int = 1

    @property
    def kind(self) -> Kind:
        return self.type.kind

    @property
    def tick(self) -> str:
        """Short, since a consent lists what was ticked: which kind of file, and the beginning of its id."""
        return self.kind[0] + self.id.hex[:TICK]


@dataclass(frozen=True)
class Ready:
    """A file that was received, looked at, and is on the disk."""

    made: Writing
    type: Type


def prepare(sent: Writing | None) -> Ready:
    """What takes long, before anything is locked. Raises Refused with a FileReason; nothing stays then."""
    if sent is None:
        raise Refused(FileReason.NONE)
    _may_stay(sent)
    found = type_of(sent.head, sent.tail)
    return _pictured(sent, found) if found.kind is Kind.PICTURE else Ready(sent, found)


def _may_stay(made: Writing) -> None:
    finished = made.finish()
    if made.too_large:
        raise Refused(FileReason.TOO_LARGE)
    if not finished:
        raise Refused(FileReason.NO_ROOM)


def _pictured(sent: Writing, type: Type) -> Ready:
    made = Writing(sent.folder, sent.owner, sent.most)
    source = open_file(sent.folder, sent.owner, sent.file)
    try:
        now = made_anew(source, type, cast(IO[bytes], made))
        _may_stay(made)
    except BaseException:
        made.drop()
        raise
    finally:
        source.close()
        sent.drop()
    return Ready(made, now)


def of_record(record: Record) -> Select[Attachment]:
    return select(Attachment).where(Attachment.record_id == record.id)


def place(record: Record, row: Attachment) -> Place:
    return Place(record.tenant, "attachment", "body", row.id, record.owner_id, row.key_id, row.rev)


def _opened(work: Work, record: Record, row: Attachment) -> File:
    said = json.loads(work.keyring.open(row.body, at=place(record, row)))
    return File(
        row.id, row.number, FileKey.from_json(said["file"]), TYPES[said["type"]], said["size"],
        datetime.fromisoformat(said["added_at"]), said["title"], said["words"], said["by"],
        said["language"], row.rev,
    )  # fmt: skip


def _document(one: File) -> bytes:
    said: dict[str, Any] = {
        "file": one.file.to_json(), "type": one.type.mimetype, "size": one.size, "title": one.title,
        "words": one.words, "by": one.by, "language": one.language, "added_at": one.added_at.isoformat(),
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False).encode()


def everything(work: Work, number: int | None = None) -> list[File]:
    """Hers, oldest first: of all sections, or of one."""
    record = drafts.my_record(work)
    if record is None:
        return []
    found = [_opened(work, record, row) for row in work.main.scalars(of_record(record))]
    return sorted((one for one in found if number in (None, one.number)), key=lambda one: one.added_at)


def room(all: Iterable[File]) -> int:
    """Bytes that still fit into her statement."""
    return max(0, LARGEST_TOGETHER - sum(one.size for one in all))


def _mine(work: Work, id: UUID) -> tuple[Record, Attachment]:
    record = drafts.my_record(work)
    row = None if record is None else work.main.scalar(of_record(record).where(Attachment.id == id))
    if record is None or row is None:
        raise NotFound
    return record, row


def read(work: Work, id: UUID) -> File:
    return _opened(work, *_mine(work, id))


def add(work: Work, number: int, ready: Ready) -> File:
    """Raises Refused when there is no room left for it in her statement."""
    record = drafts.my_or_new_record(work)
    there = everything(work)
    if len(there) >= MOST:
        raise Refused(FileReason.TOO_MANY)
    if ready.made.length > room(there):
        raise Refused(FileReason.FULL)
    id = uuid4()
    while any(one.id.hex[:TICK] == id.hex[:TICK] for one in there):
        id = uuid4()
    try:
        file = blobs.keep(work, ready.made)
    except blobs.NoRoom:
        raise Refused(FileReason.NO_ROOM) from None
    one = File(id, number, file, ready.type, ready.made.length, work.now)
    row = Attachment(id=id, record_id=record.id, number=number, key_id=record.key_id, rev=1)
    row.body = work.keyring.seal(_document(one), at=place(record, row))
    work.main.add(row)
    work.main.flush()
    audit.record(work, "saved", row.id, row.body)
    return one


def say(work: Work, id: UUID, rev: int, title: str, words: str, by: str, language: str) -> File:
    """What it is called, and what it says. When that was begun from other words than are there, both stay."""
    record, row = _mine(work, id)
    there = _opened(work, record, row)
    if there.rev != rev:
        both = rules.both_in_one(there.words, words)
        words, by = both, by if both == words or by == there.by else ""
        title = " ".join(rules.both_in_one(there.title, title).split())
    if (title, words, by) == (there.title, there.words, there.by):
        return there
    one = replace(there, title=title, words=words, by=by, language=language, rev=there.rev + 1)
    new = Attachment(id=id, record_id=record.id, number=one.number, key_id=record.key_id, rev=one.rev)
    body = work.keyring.seal(_document(one), at=place(record, new))
    put_over(work, Attachment, id, there.rev, key_id=record.key_id, body=body)
    audit.record(work, "saved", id, body)
    return one


def remove(work: Work, id: UUID) -> int:
    """For good. Returns the section it stood beside."""
    one = read(work, id)
    work.main.execute(delete(Attachment).where(Attachment.id == id))
    blobs.let_go(work, Blob.id == one.file.blob)
    audit.record(work, "removed", id)
    return one.number


def under_a_new_key(work: Work, document: bytes) -> bytes:
    """The document of a file whose content has a new key. One that is broken, or for which the disk has no
    room, keeps its own: it must not keep her from renewing."""
    said = json.loads(document)
    file = FileKey.from_json(said["file"])
    try:
        new = blobs.keep(work, blobs.copy(work.stores.files, work.person.id, file))
    except (CannotOpen, blobs.NoRoom):
        return document
    blobs.let_go(work, Blob.id == file.blob)
    return json.dumps({**said, "file": new.to_json()}, ensure_ascii=False).encode()


def content(work: Work, one: File) -> Opening:
    """To be closed by whoever sends it."""
    return open_file(work.stores.files, work.person.id, one.file)
