"""What was kept apart: late words, words older than what is there, and, for a day, what she did not keep."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Select, bindparam, delete, func, select

from portal.keyring.models import Principal
from portal.keyring.persons import open_from, pending_ctx, seal_to
from portal.statements import rules, service
from portal.statements.models import ASIDE, PendingInput
from portal.statements.said import in_words
from portal.work import NotFound, Stale, Work

ASIDE_FOR = timedelta(days=1)

_BESIDE = (
    select(PendingInput.id, PendingInput.slip, PendingInput.came_at)
    .where(PendingInput.principal_id == bindparam("person"), PendingInput.number == bindparam("number"))
    .order_by(PendingInput.came_at)
)


class Keep(StrEnum):
    FIRST = "first"  # what is saved
    SECOND = "second"  # what was kept apart
    BOTH = "both"  # the second under the first


@dataclass(frozen=True)
class Kept:
    """`origin`: another open "page", one whose session had ended ("late"), or what was saved "before"."""

    id: UUID
    number: int
    came_at: datetime
    text: str = field(repr=False)
    language: str
    origin: str = "page"

    @property
    def words(self) -> str:
        return in_words(self.number, self.text, self.language)


@dataclass(frozen=True)
class Beside:
    """`waiting`: oldest first. `set_aside`: what she did not keep, if that was today."""

    waiting: list[UUID]
    set_aside: UUID | None


NOTHING = Beside([], None)


@dataclass(frozen=True)
class Late:
    """Words that cannot simply be saved. `page` is the open page they came from, 16 bytes."""

    number: int
    language: str
    page: bytes
    text: str = field(repr=False)


# Keeping


def keep_late(work: Work, person_id: UUID, late: Late) -> None:
    """For a writer who is not signed in: only ever added. Raises NotFound after erasure, Refused when
    too much waits already or it is too long."""
    person = work.main.get(Principal, person_id)
    if person is None:
        raise NotFound
    waiting = _of(person_id).where(PendingInput.late, PendingInput.slip != ASIDE)
    count = work.main.scalar(select(func.count()).select_from(waiting.subquery())) or 0
    rules.may_keep_late(late.number, late.text, count)
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
    if late.text.strip():
        document = {"text": late.text, "language": late.language}
        _add(work, person, document, number=late.number, late=is_late, slip=late.page)


def _add(work: Work, person: Principal, document: dict[str, str], **clear: Any) -> None:
    id = uuid4()
    text = json.dumps(document, ensure_ascii=False).encode()
    w = seal_to(work.server, work.vault, person, text, pending_ctx(work.server, person.id, id))
    work.main.add(PendingInput(id=id, principal_id=person.id, came_at=work.now, w=w, **clear))


# Looking


def numbers(work: Work) -> set[int]:
    """The sections something waits beside; opens nothing."""
    query = select(PendingInput.number).where(PendingInput.principal_id == work.person.id)
    return set(work.main.scalars(query.where(PendingInput.slip != ASIDE)))


def beside(work: Work, number: int) -> Beside:
    """What lies beside one section; opens nothing."""
    rows = work.main.execute(_BESIDE, {"person": work.person.id, "number": number}).all()
    lately = work.now - ASIDE_FOR
    set_aside = [row.id for row in rows if row.slip == ASIDE and row.came_at > lately]
    return Beside([row.id for row in rows if row.slip != ASIDE], set_aside[-1] if set_aside else None)


def read(work: Work, id: UUID) -> Kept:
    return _opened(work, _row(work, id))


def _of(person_id: UUID) -> Select[PendingInput]:
    return select(PendingInput).where(PendingInput.principal_id == person_id)


def _row(work: Work, id: UUID, *, aside: bool = False) -> PendingInput:
    """Raises NotFound for another's, and for what is settled already."""
    row = work.main.get(PendingInput, id)
    if row is None or row.principal_id != work.person.id or (row.slip == ASIDE) is not aside:
        raise NotFound
    return row


def _opened(work: Work, row: PendingInput) -> Kept:
    text = open_from(work.keyring, row.w, pending_ctx(work.server, row.principal_id, row.id))
    document = json.loads(text)
    came_at = datetime.fromisoformat(document["came_at"]) if "came_at" in document else row.came_at
    origin = document.get("origin") or ("late" if row.late else "page")
    return Kept(row.id, row.number, came_at, document["text"], document["language"], origin)


# Deciding


def settle(work: Work, id: UUID, rev: int, keep: Keep, language: str) -> None:
    """Keep one of the two texts, or both. The one she does not keep is set aside.

    Raises NotFound when it is settled already, Stale when what is saved is not revision `rev`, the one
    she saw, and Refused when it is too long. Then all stays as it was.
    """
    row = _row(work, id)
    there, kept = service.read(work, row.number), _opened(work, row)
    if there.rev != rev:
        raise Stale
    if keep is Keep.BOTH:
        service.save(work, row.number, rev, rules.together(there.text, kept.text, row.number), language)
    elif keep is Keep.SECOND:
        service.save(work, row.number, rev, kept.text, kept.language)
        since = there.saved_at or work.now
        _put_aside(work, Kept(id, row.number, since, there.text, there.language, "before"))
    else:
        _put_aside(work, kept)
    work.main.delete(row)


def _put_aside(work: Work, kept: Kept) -> None:
    """From now on `came_at` counts its day. What was set aside before keeps its own."""
    if kept.text.strip():
        document = {"text": kept.text, "language": kept.language, "origin": kept.origin}
        document["came_at"] = kept.came_at.isoformat()
        _add(work, work.person, document, number=kept.number, late=False, slip=ASIDE)


def take_back(work: Work, id: UUID) -> None:
    """What was set aside waits beside its section again. Raises NotFound when it is gone."""
    row = _row(work, id, aside=True)
    row.came_at, row.slip = _opened(work, row).came_at, id.bytes


def forget(work: Work, id: UUID) -> None:
    """What was set aside goes at once, not after its day."""
    work.main.delete(_row(work, id, aside=True))


def sweep(work: Work) -> None:
    """What was set aside a day ago goes."""
    over = PendingInput.came_at <= work.now - ASIDE_FOR
    work.main.execute(delete(PendingInput).where(PendingInput.slip == ASIDE, over))
