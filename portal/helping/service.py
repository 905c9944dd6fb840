"""Access while it stands: who helps whom, reading a part, giving it longer, and every way it ends."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, delete, func, select, update

from portal.actor import Role
from portal.audit import service as audit
from portal.crypto import CannotOpen
from portal.helping import meeting, rules
from portal.helping.models import Access, Claim, Ended, HelperNote, State, Suggestion, Translation
from portal.keyring.models import Principal, Tie
from portal.programmes import profiles
from portal.programmes import service as programmes
from portal.statements import lending, part_keys
from portal.statements.part_keys import Loan
from portal.statements.service import Written
from portal.work import NotFound, Refused, Work

READ_PART = "read_part"


@dataclass(frozen=True)
class Helping:
    """One access as either of the two sees it. `who`: the helper's name for her, and for the helper
    what she is called. `waiting`, for the helper: suggestions she has not settled."""

    access: Access
    who: str
    waiting: int = 0
    unclaimed: bool = False  # begun on paper, and nobody has claimed it yet

    @property
    def id(self) -> UUID:
        return self.access.id


# Hers


def mine(work: Work) -> list[Helping]:
    """Who helps her now, longest first."""
    rows = list(work.main.scalars(_hers(work).where(Access.stands_at(work.now)).order_by(Access.began_at)))
    names = programmes.staff_names(work, {row.helper_id for row in rows})
    return [Helping(row, names.get(row.helper_id, "")) for row in rows]


def _hers(work: Work) -> Select[Access]:
    return select(Access).where(Access.owner_id == work.person.id)


def my_access(work: Work, id: UUID) -> Access:
    """Raises NotFound for another's."""
    found = work.main.get(Access, id)
    if found is None or found.owner_id != work.person.id or work.actor.role is not Role.SURVIVOR:
        raise NotFound
    return found


def helper(work: Work, id: UUID, wanted: list[str]) -> profiles.Person:
    """Who somebody is who could help her, in the first of these languages."""
    return profiles.of_staff(work, id, wanted)


def end(work: Work, id: UUID) -> None:
    """In one tap. Twice is once. It ends also when something of hers does not open."""
    access = my_access(work, id)
    if access.ended_at is None:
        with suppress(CannotOpen):
            lending.end(work, access.id)
        _close(work, access, Ended.HERS)


def end_all(work: Work) -> None:
    """When her keys are new: nobody holds one of the old ones any more."""
    for access in work.main.scalars(_hers(work).where(Access.ended_at.is_(None))).all():
        _ended(work, access, Ended.HERS)


def give_longer(work: Work, id: UUID, days: int, *, fresh: bool) -> None:
    """From now on, so many days. Only hers to do. Raises Refused; NotFound for one that has ended."""
    access = my_access(work, id)
    pair = access.from_language, access.to_language
    rules.may_choose(access.parts, access.scope, days, pair, fresh=fresh)
    if not access.stands_at(work.now):
        raise NotFound
    if not meeting.is_here(work, access.helper_id):
        raise Refused(rules.Reason.NOT_HERE)
    part_keys.close(work, access.id)
    access.lapses_at = work.now + timedelta(days=days)
    lending.lend(work, access.parts, Loan(access.helper_id, access.scope, access.id, access.lapses_at))
    audit.record(work, "let_help", access.id)


def _ended(work: Work, access: Access, how: Ended) -> None:
    """A helper's copies go; what waits for her stays hers."""
    access.ended_at, access.ended, access.called_w, access.wrote_at = work.now, how, None, None
    tie = work.main.get(Tie, access.id)
    if tie is not None and tie.vault_id is not None:
        work.doom([tie.vault_id], part_keys.WHY)
        tie.vault_id = None
    for kind in (Suggestion, Translation):
        work.main.execute(update(kind).where(kind.access_id == access.id).values(copy_w=None))
    work.doom([access.vault_id], "help")
    audit.record(work, "help_ended", access.id)


# A helper's


def helped(work: Work) -> list[Helping]:
    """Whom this helper helps now; who has paused everything is not seen."""
    standing = _helpers(work).join(Principal, Principal.id == Access.owner_id)
    standing = standing.where(Access.stands_at(work.now), Principal.paused_at.is_(None))
    claims = standing.outerjoin(Claim, Claim.id == Access.owner_id).add_columns(Claim.id.label("claim"))
    rows = work.main.execute(claims.order_by(Access.began_at)).all()
    found: list[tuple[Access, bool]] = [(row.Access, row.claim is not None) for row in rows]
    work.vault.fetch(id for id in (work.person.vault_id, *(one.vault_id for one, _is in found)) if id)
    waits = _waits(work)
    return [Helping(one, meeting.called(work, one), waits.get(one.id, 0), is_open) for one, is_open in found]


def _helpers(work: Work) -> Select[Access]:
    return select(Access).where(Access.helper_id == work.person.id)


def _waits(work: Work) -> dict[UUID, int]:
    """Her suggestions that nobody has settled, by access."""
    mine = Suggestion.helper_id == work.person.id, Suggestion.state == State.WAITING
    count = select(Suggestion.access_id, func.count()).where(*mine).group_by(Suggestion.access_id)
    return {id: number for id, number in work.main.execute(count)}


def helped_before(work: Work) -> int:
    """How many times she has helped before: a number, and nothing else of it."""
    over = select(func.count()).select_from(_helpers(work).where(~Access.stands_at(work.now)).subquery())
    return work.main.scalar(over) or 0


def their_access(work: Work, id: UUID) -> Access:
    """A helper's, while it stands and she has not paused everything. Raises NotFound."""
    found = work.main.get(Access, id)
    if found is None or found.helper_id != work.person.id or not found.stands_at(work.now):
        raise NotFound
    if work.main.get_one(Principal, found.owner_id).paused_at is not None:
        raise NotFound
    return found


def helping(work: Work, id: UUID) -> Helping:
    access = their_access(work, id)
    return Helping(access, meeting.called(work, access))


def read(work: Work, id: UUID, number: int) -> Written:
    """A part that was lent. She sees in her activity that it was opened."""
    access = their_access(work, id)
    if number not in access.parts:
        raise NotFound
    written = lending.read(work, access.id, number)
    return replace(written, alone=True)


def tell_her(work: Work, id: UUID, number: int) -> None:
    """Note that a part was opened, before it is."""
    access = their_access(work, id)
    if number in access.parts:
        audit.tell_owner(work, access.owner_id, access.id, READ_PART, str(number))


def stop_helping(work: Work, id: UUID) -> None:
    """The helper ends it."""
    _close(work, their_access(work, id), Ended.HELPER)


def _close(work: Work, access: Access, how: Ended) -> None:
    part_keys.close(work, access.id)
    _ended(work, access, how)


def stop_all(work: Work) -> None:
    """She stops everything: all help ends, and whoever waits to help is sent away."""
    for one in mine(work):
        end(work, one.id)
    for met in meeting.met(work):
        meeting.forget(work, met.meeting.id)
    meeting.forget(work)


def end_with_service(work: Work, helper_id: UUID) -> int:
    """Somebody does not work here any more: every access of theirs ends at once. Returns how many."""
    rows = work.main.scalars(select(Access).where(Access.helper_id == helper_id, Access.ended_at.is_(None)))
    ended = rows.all()
    for access in ended:
        _close(work, access, Ended.SERVICE)
    return len(ended)


def sweep(work: Work) -> int:
    """Dates that have passed; codes, answered suggestions and notes that are old. Returns how many ended."""
    meeting.sweep(work)
    over = select(Access).where(Access.ended_at.is_(None), Access.lapses_at <= work.now)
    ended = work.main.scalars(over).all()
    for access in ended:
        _close(work, access, Ended.DATE)
    settled = Suggestion.state != State.WAITING, Suggestion.settled_at <= work.now - rules.SETTLED_FOR
    work.main.execute(delete(Suggestion).where(*settled))
    gone = Translation.state == State.REFUSED, Translation.settled_at <= work.now - rules.SETTLED_FOR
    work.main.execute(delete(Translation).where(*gone))
    old = select(Access.id).where(Access.ended_at <= work.now - rules.NOTES_FOR)
    work.main.execute(delete(HelperNote).where(HelperNote.access_id.in_(old)))
    return len(ended)


def over_lately(work: Work) -> list[tuple[Access, datetime]]:
    """A helper's accesses that ended and beside which her notes still are."""
    noted = select(Access).join(HelperNote, HelperNote.access_id == Access.id)
    rows = work.main.scalars(noted.where(Access.helper_id == work.person.id, ~Access.stands_at(work.now)))
    return [(row, (row.ended_at or row.lapses_at) + rules.NOTES_FOR) for row in rows]
