"""Files as parts of a share: each is ticked by itself, and copied under a key of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from portal.blobs import service as blobs
from portal.blobs.disk import FileKey, Writing, open_file
from portal.consent import rules
from portal.crypto import Opening
from portal.i18n import N_
from portal.statements.files import File
from portal.statements.kinds import NAMES, TYPES, Kind, Type
from portal.work import Refused, Work

Copies = dict[UUID, Writing]  # by the file they were made of
BY = {
    "": N_("It is not said who wrote these words."),
    "me": N_("These words are by the writer."),
    "helper": N_("Somebody who helped the writer wrote these words."),
    "machine": N_("A program on a device wrote these words."),
}
_TICK = re.compile(r"[psd][0-9a-f]{5}")
_KINDS = {kind[0]: kind for kind in Kind}


@dataclass(frozen=True)
class Attached:
    """`by`: who wrote the words beside it. `id`: of the file among hers; None in a share."""

    file: FileKey
    type: Type
    by: str = ""
    id: UUID | None = field(default=None, compare=False)

    @classmethod
    def of(cls, one: File) -> Attached:
        return cls(one.file, one.type, one.by, one.id)

    @property
    def kind(self) -> Kind:
        return self.type.kind

    @property
    def written(self) -> str:
        """A msgid."""
        return BY[self.by]

    def to_json(self, file: FileKey) -> dict[str, Any]:
        return {"key": file.to_json(), "type": self.type.mimetype, "by": self.by}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Attached:
        return cls(FileKey.from_json(kept["key"]), TYPES[kept["type"]], kept["by"])


def is_file(tick: str) -> bool:
    return _TICK.fullmatch(tick) is not None


def name_of(tick: str) -> str:
    """A msgid. What she called it stands in no list that the server can read."""
    return NAMES[_KINDS[tick[0]]]


def copied(work: Work, attached: Attached, copies: Copies, share_id: UUID) -> FileKey:
    """The share's own copy: made before, or now. Raises Refused where the disk has no room."""
    try:
        made = copies.get(attached.file.blob) or copy(work, attached)
        return blobs.keep(work, made, share_id)
    except blobs.NoRoom:
        raise Refused(rules.Reason.NO_ROOM) from None


def copy(work: Work, attached: Attached) -> Writing:
    try:
        return blobs.copy(work.stores.files, work.person.id, attached.file)
    except blobs.NoRoom:
        raise Refused(rules.Reason.NO_ROOM) from None


@contextmanager
def dropped_at_the_end(copies: Copies) -> Iterator[Copies]:
    """Those that were not kept."""
    try:
        yield copies
    finally:
        for made in copies.values():
            made.close()


def content(work: Work, owner_id: UUID, attached: Attached) -> Opening:
    return open_file(work.stores.files, owner_id, attached.file)
