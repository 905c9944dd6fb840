"""New keys for her: nobody helps any more, and what waits is sealed again. New keys for a helper: what was
lent to her, her notes and her copies are sealed again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from sqlalchemy import select

from portal.accounts.renewal import Again, reseals
from portal.actor import Role
from portal.crypto import CannotOpen
from portal.helping import meeting, notes, service, suggestions, translations
from portal.helping.models import Access, HelperNote, Suggestion, Translation
from portal.keyring.models import RecordKey
from portal.keyring.records import HELPER, reach_lent, seal_lent_again
from portal.work import Work


@reseals
def _suggested(work: Work) -> Again:
    mine = Suggestion.owner_id == work.person.id
    if work.actor.role is Role.ADVOCATE:
        mine = (Suggestion.helper_id == work.person.id) & Suggestion.copy_w.is_not(None)
    copy, opened = work.actor.role is Role.ADVOCATE, []
    for row in work.main.scalars(select(Suggestion).where(mine)).all():
        with suppress(CannotOpen):  # a broken one must not keep anybody from renewing
            opened.append((row, suggestions.opened(work, row, copy=copy)))

    def again() -> None:
        for row, document in opened:
            suggestions.seal_again(work, row, document, copy=copy)
        if work.actor.role is Role.SURVIVOR:
            service.end_all(work)

    return again


@reseals
def _translated(work: Work) -> Again:
    copy, opened = work.actor.role is Role.ADVOCATE, []
    mine = Translation.owner_id == work.person.id
    if copy:
        mine = (Translation.helper_id == work.person.id) & Translation.copy_w.is_not(None)
    for row in work.main.scalars(select(Translation).where(mine)).all():
        with suppress(CannotOpen):
            opened.append((row, translations.opened(work, row, copy=copy)))

    def again() -> None:
        for row, said in opened:
            translations.seal_again(work, row, said, copy=copy)

    return again


@reseals
def _lent(work: Work) -> Again:
    boxes = select(RecordKey).where(RecordKey.holder_id == work.person.id, RecordKey.mode == HELPER)
    held = []
    for row in work.main.scalars(boxes).all():
        with suppress(CannotOpen):
            reach_lent(work.keyring, row, work.now)
            held.append(row)

    def again() -> None:
        for row in held:
            seal_lent_again(work.keyring, row)

    return again


@reseals
def _called(work: Work) -> Again:
    mine = Access.helper_id == work.person.id, Access.called_w.is_not(None)
    opened: list[tuple[Access, str]] = []
    for row in work.main.scalars(select(Access).where(*mine)).all():
        with suppress(CannotOpen):
            opened.append((row, meeting.called(work, row)))

    def again() -> None:
        for row, name in opened:
            row.called_w = meeting.called_to(work, row, work.person, name)

    return again


@reseals
def _noted(work: Work) -> Callable[[], None]:
    rows = work.main.scalars(select(HelperNote).where(HelperNote.helper_id == work.person.id)).all()
    opened = [(row, work.keyring.open(row.body, at=notes.place(work, row))) for row in rows]

    def again() -> None:
        assert work.person.urk_id is not None
        for row, text in opened:
            row.key_id = work.person.urk_id
            row.body = work.keyring.seal(text, at=notes.place(work, row))

    return again
