"""What was kept apart: late words, and words that were older than what is there."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select

from portal.keyring.models import Principal
from portal.keyring.persons import open_from, pending_ctx, seal_to
from portal.statements import rules, service
from portal.statements.models import PendingInput
from portal.work import NotFound, Work


@dataclass(frozen=True)
class Kept:
    id: UUID
    number: int
    came_at: datetime
    text: str = field(repr=False)
    language: str


@dataclass(frozen=True)
class Late:
    """Words that cannot simply be saved. `page` is the open page they came from, 16 bytes."""

    number: int
    language: str
    page: bytes
    text: str = field(repr=False)


def keep_late(work: Work, person_id: UUID, late: Late) -> None:
    """For a writer who is not signed in: only ever added. Raises NotFound after erasure, Refused when
    too much waits already or it is too long."""
    person = work.main.get(Principal, person_id)
    if person is None:
        raise NotFound
    waiting = select(func.count()).where(PendingInput.principal_id == person_id, PendingInput.late)
    rules.may_keep_late(late.number, late.text, work.main.scalar(waiting) or 0)
    _keep(work, person, late, is_late=True)


def keep(work: Work, late: Late) -> None:
    """For a writer who is signed in: the newest text of one open page takes the place of its older one."""
    older = delete(PendingInput).where(
        PendingInput.principal_id == work.person.id,
        PendingInput.slip == late.page,
        PendingInput.late.is_(False),
    )
    work.main.execute(older)
    _keep(work, work.person, late, is_late=False)


def _keep(work: Work, person: Principal, late: Late, *, is_late: bool) -> None:
    if not late.text.strip():
        return
    id = uuid4()
    document = json.dumps({"text": late.text, "language": late.language}, ensure_ascii=False).encode()
    w = seal_to(work.server, work.vault, person, document, pending_ctx(work.server, person.id, id))
    work.main.add(
        PendingInput(
            id=id, principal_id=person.id, number=late.number, came_at=work.now, late=is_late,
            slip=late.page, w=w,
        )
    )  # fmt: skip


def numbers(work: Work) -> set[int]:
    """The sections something waits beside; opens nothing."""
    query = select(PendingInput.number).where(PendingInput.principal_id == work.person.id)
    return set(work.main.scalars(query))


def beside(work: Work, number: int) -> list[Kept]:
    """What waits beside one section, oldest first."""
    rows = work.main.scalars(
        select(PendingInput)
        .where(PendingInput.principal_id == work.person.id, PendingInput.number == number)
        .order_by(PendingInput.came_at)
    )
    return [_opened(work, row) for row in rows]


def _opened(work: Work, row: PendingInput) -> Kept:
    text = open_from(work.keyring, row.w, pending_ctx(work.server, row.principal_id, row.id))
    document = json.loads(text)
    return Kept(row.id, row.number, row.came_at, document["text"], document["language"])


def take(work: Work, id: UUID, rev: int, text: str, language: str) -> None:
    """Put what was kept under what she has. Raises as `service.save` does; then it stays kept."""
    row = _mine(work, id)
    whole = rules.together(text, _opened(work, row).text)
    service.save(work, row.number, rev, whole, language)
    work.main.delete(row)


def remove(work: Work, id: UUID) -> None:
    work.main.delete(_mine(work, id))


def _mine(work: Work, id: UUID) -> PendingInput:
    row = work.main.get(PendingInput, id)
    if row is None or row.principal_id != work.person.id:
        raise NotFound
    return row
