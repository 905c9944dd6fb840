"""What interpreters wrote beside her words, and what she does with it.

An interpreter saves as often as needed; the last one replaces those before. What she has taken is not
replaced: the next one waits beside it until she takes that.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from portal.audit import service as audit
from portal.crypto import lp
from portal.helping import rules, service
from portal.helping.models import Access, State, Translation
from portal.helping.translated import ATTESTS, Paragraph, Translated
from portal.i18n import _, current_language
from portal.keyring.models import Principal
from portal.keyring.persons import open_from, seal_to
from portal.programmes import service as programmes
from portal.statements import service as statements
from portal.work import NotFound, Refused, Stale, Work


@dataclass(frozen=True)
class Beside:
    """One as she finds it. `rev`: which save of it. `shown`: beside her words when she shares the part."""

    id: UUID
    number: int
    state: State
    rev: int
    saved_at: datetime
    shown: bool
    translated: Translated = field(repr=False)


def _ctx(work: Work, row: Translation, holder: UUID) -> bytes:
    return lp("translation/v1", work.server.tenant, row.id, row.access_id, row.number, row.rev, holder)


def opened(work: Work, row: Translation, *, copy: bool = False) -> Translated:
    """One that was made for, or by, the person who acts."""
    blob = row.copy_w if copy else row.w
    if blob is None:
        raise NotFound
    secret = _secret(work, row) if copy else None
    text = open_from(work.keyring, blob, _ctx(work, row, work.person.id), secret)
    return Translated.from_json(json.loads(text))


def _secret(work: Work, row: Translation) -> bytes:
    """Round the interpreter's copy; gone when the access ends."""
    return work.vault.get(work.main.get_one(Access, row.access_id).vault_id)


def _sealed(
    work: Work, row: Translation, to: Principal, said: Translated, secret: bytes | None = None
) -> bytes:
    text = json.dumps(said.to_json(), ensure_ascii=False).encode()
    return seal_to(work.server, work.vault, to, text, _ctx(work, row, to.id), secret)


def seal_again(work: Work, row: Translation, said: Translated, *, copy: bool = False) -> None:
    if copy:
        row.copy_w = _sealed(work, row, work.person, said, _secret(work, row))
    else:
        row.w = _sealed(work, row, work.person, said)


# An interpreter's


def made(work: Work, access_id: UUID, number: int) -> tuple[Translated, State | None]:
    """The last that was saved, and what she did with it; an empty one and None before that."""
    access = _theirs(work, access_id)
    row = _newest(work, access, number)
    if row is None:
        return _empty(work, access), None
    return opened(work, row, copy=True), State(row.state)


def _theirs(work: Work, access_id: UUID) -> Access:
    access = service.their_access(work, access_id)
    if not access.translates:
        raise NotFound
    return access


def _newest(work: Work, access: Access, number: int) -> Translation | None:
    mine = Translation.access_id == access.id, Translation.number == number, Translation.copy_w.is_not(None)
    return work.main.scalar(select(Translation).where(*mine).order_by(Translation.saved_at.desc()))


def _empty(work: Work, access: Access) -> Translated:
    who = programmes.staff_names(work, {work.person.id}).get(work.person.id, "")
    return Translated(access.from_language, access.to_language, who)


def save(
    work: Work, access_id: UUID, number: int, said: Iterable[Paragraph], qualification: str, *, attested: bool
) -> None:
    """Raises NotFound when the access is over, Refused with the reason that stands in the way."""
    access = _theirs(work, access_id)
    there = service.read(work, access_id, number)
    found = _empty(work, access)
    written = tuple(one for one in said if one.text.strip() or one.marks)
    now = work.now.date().isoformat()
    signed = {"attested": _(ATTESTS), "attested_in": current_language(), "day": now} if attested else {}
    new = Translated(
        found.source, found.target, found.who, qualification, paragraphs=written, **signed
    )  # fmt: skip
    length = sum(len(one.text) + len(one.marks) for one in written)
    rules.may_translate(access, length, attested=attested, whole=new.beside(there.words).is_whole)
    row = _row_for(work, access, number)
    row.rev, row.saved_at, row.state = row.rev + 1, work.now, State.WAITING
    row.w = _sealed(work, row, work.main.get_one(Principal, access.owner_id), new)
    row.copy_w = _sealed(work, row, work.person, new, work.vault.get(access.vault_id))
    work.main.add(row)
    audit.record(work, "translated", row.id)


def _row_for(work: Work, access: Access, number: int) -> Translation:
    """The one that still waits, or a new one beside what she took."""
    row = _newest(work, access, number)
    if row is not None and row.state != State.TAKEN:
        row.settled_at = None
        return row
    if row is not None:
        row.copy_w = None
    return Translation(
        id=uuid4(), access_id=access.id, owner_id=access.owner_id, helper_id=work.person.id, number=number,
        rev=0, beside=False,
    )  # fmt: skip


# Hers


def listed(work: Work) -> list[tuple[Translation, str]]:
    """All of hers, each with the language it is in; opens nothing."""
    rows = work.main.execute(
        select(Translation, Access.to_language)
        .join(Access, Access.id == Translation.access_id)
        .where(Translation.owner_id == work.person.id)
        .order_by(Translation.number, Translation.saved_at)
    ).all()
    return [(row.Translation, row.to_language) for row in rows]


def everything(work: Work) -> list[Beside]:
    mine = select(Translation).where(Translation.owner_id == work.person.id)
    rows = work.main.scalars(mine.order_by(Translation.number, Translation.saved_at))
    return [_beside(row, opened(work, row)) for row in rows]


def of_part(work: Work, number: int) -> list[Beside]:
    """Each beside the part as it is now. Raises NotFound when there is none."""
    mine = Translation.owner_id == work.person.id, Translation.number == number
    rows = work.main.scalars(select(Translation).where(*mine).order_by(Translation.saved_at)).all()
    if not rows:
        raise NotFound
    words = statements.read(work, number).words
    return [_beside(row, opened(work, row).beside(words)) for row in rows]


def _beside(row: Translation, said: Translated) -> Beside:
    return Beside(row.id, row.number, State(row.state), row.rev, row.saved_at, row.beside, said)


def shown(work: Work) -> dict[int, tuple[Translated, ...]]:
    """What she wants beside her words when she shares a part, by its number."""
    mine = Translation.owner_id == work.person.id, Translation.beside, Translation.state == State.TAKEN
    found: dict[int, tuple[Translated, ...]] = {}
    for row in work.main.scalars(select(Translation).where(*mine).order_by(Translation.saved_at)):
        found[row.number] = (*found.get(row.number, ()), opened(work, row))
    return found


def _row(work: Work, id: UUID) -> Translation:
    row = work.main.get(Translation, id)
    if row is None or row.owner_id != work.person.id:
        raise NotFound
    return row


def take(work: Work, id: UUID, rev: int, *, beside: bool) -> int:
    """It is hers, beside her words for readers or not; what she took before of the same goes. Returns the
    part's number. Raises Stale when it is not the one she looked at, Refused while it is not attested."""
    row = _row(work, id)
    if row.rev != rev:
        raise Stale
    if not opened(work, row).attested:
        raise Refused(rules.Reason.NOT_ATTESTED)
    before = Translation.access_id == row.access_id, Translation.number == row.number
    work.main.execute(
        delete(Translation).where(*before, Translation.state == State.TAKEN, Translation.id != id)
    )
    _settle(work, row, State.TAKEN, beside=beside)
    return row.number


def refuse(work: Work, id: UUID) -> int:
    """Put away: it goes after a week."""
    row = _row(work, id)
    _settle(work, row, State.REFUSED, beside=False)
    return row.number


def _settle(work: Work, row: Translation, state: State, *, beside: bool) -> None:
    row.state, row.settled_at, row.beside = state, work.now, beside
    audit.record(work, f"translation_{state}", row.id)


def remove(work: Work, id: UUID) -> None:
    """At once, the interpreter's copy too."""
    row = _row(work, id)
    work.main.delete(row)
    audit.record(work, "translation_removed", id)
