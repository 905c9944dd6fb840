"""A helper's words beside hers, and what she does with them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ScalarSelect, func, select

from portal.answers import packed, words_of
from portal.audit import service as audit
from portal.crypto import lp
from portal.helping import rules, service
from portal.helping.models import Access, State, Suggestion
from portal.keyring.models import Principal
from portal.keyring.persons import open_from, seal_to
from portal.programmes import service as programmes
from portal.statements import service as statements
from portal.statements.authors import Helper, carried
from portal.work import NotFound, Refused, Stale, Work

ROLE = "advocate"


@dataclass(frozen=True)
class Suggested:
    """`text`: the words a part would have, "" when there is only something said; `base`: the words it had
    when this was made. `said`: a question, or why."""

    id: UUID
    number: int
    access_id: UUID
    who: str
    made_at: datetime
    state: State
    rev: int
    text: str = field(default="", repr=False)
    base: str = field(default="", repr=False)
    said: str = field(default="", repr=False)


def _ctx(work: Work, row: Suggestion, holder: UUID) -> bytes:
    return lp("suggestion/v1", work.server.tenant, row.id, row.access_id, row.number, holder)


# A helper's


def suggest(work: Work, access_id: UUID, number: int, text: str, said: str) -> None:
    """The same twice is one. Raises NotFound when the access is over, Refused with the reason that stands
    in the way."""
    access = service.their_access(work, access_id)
    there = service.read(work, access_id, number)
    base = words_of(there.text)
    document = {"text": "" if text.strip() == base.strip() else text, "base": base, "said": said}
    wait = _waiting_of(work, access)
    same = [row for row in wait if (row.number, row.rev) == (number, there.rev)]
    if any(opened(work, row, copy=True) == document for row in same):
        return
    rules.may_suggest(access, document["text"], said, len(wait))
    row = Suggestion(
        id=uuid4(), access_id=access.id, owner_id=access.owner_id, helper_id=work.person.id, number=number,
        rev=there.rev, made_at=work.now, state=State.WAITING,
    )  # fmt: skip
    owner = work.main.get_one(Principal, access.owner_id)
    row.w = _sealed(work, row, owner, document)
    row.copy_w = _sealed(work, row, work.person, document, work.vault.get(access.vault_id))
    work.main.add(row)
    audit.record(work, "suggested", row.id)


def _sealed(
    work: Work, row: Suggestion, to: Principal, document: dict[str, str], secret: bytes | None = None
) -> bytes:
    text = json.dumps(document, ensure_ascii=False).encode()
    return seal_to(work.server, work.vault, to, text, _ctx(work, row, to.id), secret)


def _waiting_of(work: Work, access: Access) -> list[Suggestion]:
    mine = Suggestion.access_id == access.id, Suggestion.state == State.WAITING
    return list(work.main.scalars(select(Suggestion).where(*mine)))


def made(work: Work, access_id: UUID, number: int) -> list[Suggested]:
    """What this helper suggested for a part, newest first. What is settled shows no words any more."""
    access = service.their_access(work, access_id)
    rows = select(Suggestion).where(Suggestion.access_id == access.id, Suggestion.number == number)
    return [_mine(work, row) for row in work.main.scalars(rows.order_by(Suggestion.made_at.desc()))]


def _mine(work: Work, row: Suggestion) -> Suggested:
    return _said(row, "", opened(work, row, copy=True))


def take_away(work: Work, id: UUID) -> None:
    """A helper takes back what she suggested, while it waits."""
    row = work.main.get(Suggestion, id)
    if row is None or row.helper_id != work.person.id or row.state != State.WAITING:
        raise NotFound
    service.their_access(work, row.access_id)
    work.main.delete(row)


# Hers


def waiting(work: Work) -> list[Suggested]:
    """What she has not settled, oldest first; opens nothing."""
    return [one for one in left(work) if one.state is State.WAITING]


def left(work: Work) -> list[Suggested]:
    """The same and, newest first, what she put away; opens nothing."""
    mine = Suggestion.owner_id == work.person.id, Suggestion.state != State.TAKEN
    order = Suggestion.settled_at.desc(), Suggestion.made_at
    rows = list(work.main.scalars(select(Suggestion).where(*mine).order_by(*order)))
    names = programmes.staff_names(work, {row.helper_id for row in rows})
    return [_said(row, names.get(row.helper_id, ""), {}) for row in rows]


def how_many_wait(owner_id: UUID) -> ScalarSelect[int]:
    """To be asked together with other things."""
    mine = Suggestion.owner_id == owner_id, Suggestion.state == State.WAITING
    return select(func.count()).where(*mine).scalar_subquery()


def _row(work: Work, id: UUID) -> Suggestion:
    row = work.main.get(Suggestion, id)
    if row is None or row.owner_id != work.person.id:
        raise NotFound
    return row


def read(work: Work, id: UUID) -> Suggested:
    row = _row(work, id)
    who = programmes.staff_names(work, {row.helper_id}).get(row.helper_id, "")
    return _said(row, who, opened(work, row))


def opened(work: Work, row: Suggestion, *, copy: bool = False) -> dict[str, str]:
    """The document of one that was made for, or by, the person who acts."""
    blob = row.copy_w if copy else row.w
    if blob is None:
        return {}
    text = open_from(
        work.keyring, blob, _ctx(work, row, work.person.id), _secret(work, row) if copy else None
    )
    document: dict[str, str] = json.loads(text)
    return document


def _secret(work: Work, row: Suggestion) -> bytes:
    return work.vault.get(work.main.get_one(Access, row.access_id).vault_id)


def seal_again(work: Work, row: Suggestion, document: dict[str, str], *, copy: bool = False) -> None:
    if copy:
        row.copy_w = _sealed(work, row, work.person, document, _secret(work, row))
    else:
        row.w = _sealed(work, row, work.person, document)


def _said(row: Suggestion, who: str, document: dict[str, str]) -> Suggested:
    return Suggested(
        row.id, row.number, row.access_id, who, row.made_at, State(row.state), row.rev, **document
    )


def take(work: Work, id: UUID, rev: int, language: str) -> None:
    """These are her words now. What was there stays among her earlier texts, and the text says who helped.

    `rev`: the revision she looked at; raises Stale when another is there by now, Refused when there is
    nothing to take. A second tap finds it done.
    """
    row = _row(work, id)
    if row.state == State.TAKEN:
        return
    document = opened(work, row)
    there = statements.read(work, row.number)
    if there.rev != rev:
        raise Stale
    if not document["text"].strip():
        raise Refused(rules.Reason.EMPTY)
    who = programmes.staff_names(work, {row.helper_id}).get(row.helper_id, "")
    by = Helper(who, ROLE, work.now.date().isoformat())
    authors = carried(words_of(there.text), there.authors, document["text"], by)
    text = document["text"]
    if there.text != words_of(there.text):
        text = packed(replace(there.answers, text=text))
    statements.save(work, row.number, rev, text, there.language or language, keeping=True, authors=authors)
    _settle(work, row, State.TAKEN)


def refuse(work: Work, id: UUID) -> None:
    """Also for what was only said: she has seen it."""
    row = _row(work, id)
    if row.state == State.WAITING:
        _settle(work, row, State.REFUSED)


def back(work: Work, id: UUID) -> None:
    """She thinks again about one she refused."""
    row = _row(work, id)
    if row.state == State.REFUSED:
        row.state, row.settled_at = State.WAITING, None


def _settle(work: Work, row: Suggestion, state: State) -> None:
    row.state, row.settled_at, row.copy_w = state, work.now, None
    audit.record(work, f"suggestion_{state}", row.id)
