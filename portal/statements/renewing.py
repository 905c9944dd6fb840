"""Her draft, her files, her notes and what waits for her, sealed again when she has renewed her keys.

The draft, its earlier texts and its files get a new record key: whoever holds the old one from an old
copy opens nothing that is written afterwards. What came while she was signed out was sealed to her old
identity, so it is opened first, or it would be lost.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from sqlalchemy import delete, select

from portal.accounts.renewal import Again, reseals
from portal.actor import Role
from portal.audit import service as audit
from portal.crypto import CannotOpen, Pad
from portal.keyring.models import RecordKey
from portal.keyring.persons import open_from, pending_ctx, seal_to
from portal.keyring.place import Place
from portal.keyring.records import HELPER, keep_record_key
from portal.statements import drafts, files, notes, versions
from portal.statements.models import PendingInput, Record, SectionNote
from portal.work import Work


@reseals
def _draft(work: Work) -> Again:
    mine = drafts.my_record(work) if work.actor.role is Role.SURVIVOR else None
    if mine is None:
        return lambda: None
    record = work.main.get_one(Record, mine.id)
    reference = drafts.reference_of(work, record)
    found: list[tuple[Any, Callable[[Record, Any], Place]]] = [
        *((row, drafts.place) for row in drafts.sections_of(work, record)),
        *((row, versions.place) for row in work.main.scalars(versions.of_record(record.id))),
        *((row, files.place) for row in work.main.scalars(files.of_record(record))),
    ]
    opened = [(row, place, work.keyring.open(row.body, at=place(record, row))) for row, place in found]

    def again() -> None:
        keyring = work.keyring
        _drop_keys(work, record)
        record.key_id = keyring.new_key()
        at = drafts.reference_place(record)
        record.reference_w = keyring.seal(reference.encode(), at=at, pad=Pad.TINY)
        keep_record_key(keyring, record.id, record.key_id)
        for row, place, text in opened:
            if place is files.place:
                text = files.under_a_new_key(work, text)
            row.key_id = record.key_id
            row.body = keyring.seal(text, at=place(record, row))
            if place is not versions.place:
                audit.record(work, "saved", row.id, row.body)

    return again


def _drop_keys(work: Work, record: Record) -> None:
    """Hers, and those of whom she had lent a part to."""
    keys = RecordKey.record_id == record.id
    lent = work.main.scalars(select(RecordKey.vault_id).where(keys, RecordKey.mode == HELPER))
    work.doom(lent, "renewed")
    work.main.execute(delete(RecordKey).where(keys))


@reseals
def _notes(work: Work) -> Again:
    rows = work.main.scalars(select(SectionNote).where(SectionNote.owner_id == work.person.id)).all()
    opened = [(row, work.keyring.open(row.body, at=notes.place(work, row))) for row in rows]

    def again() -> None:
        assert work.person.urk_id is not None
        for row, text in opened:
            row.key_id = work.person.urk_id
            row.body = work.keyring.seal(text, at=notes.place(work, row))

    return again


@reseals
def _waiting(work: Work) -> Again:
    rows = work.main.scalars(select(PendingInput).where(PendingInput.principal_id == work.person.id)).all()
    opened = []
    for row in rows:
        with suppress(CannotOpen):  # a broken one stays as it is; it must not keep her from renewing
            opened.append((row, open_from(work.keyring, row.w, _ctx(work, row))))

    def again() -> None:
        for row, text in opened:
            row.w = seal_to(work.server, work.vault, work.person, text, _ctx(work, row))

    return again


def _ctx(work: Work, row: PendingInput) -> bytes:
    return pending_ctx(work.server, row.principal_id, row.id)
