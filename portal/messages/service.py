"""Her threads, how long messages stay, and what time removes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    ScalarSelect,
    and_,
    case,
    delete,
    exists,
    false,
    func,
    or_,
    select,
    union,
    update,
)

from portal.audit import service as audit
from portal.consent.models import Consent
from portal.consent.states import OPEN
from portal.helping.models import Access
from portal.keyring.models import Tie
from portal.messages import parties, rules, threads
from portal.messages.models import Message, Stay
from portal.messages.parties import Party
from portal.messages.threads import Said
from portal.programmes import service as programmes
from portal.work import Work

Told = Row[tuple[UUID, datetime, int]]  # a thread, when its newest message came, how many are new
_TO_HER = (Message.by_id != Tie.owner_id) & Message.opened_at.is_(None)


@dataclass(frozen=True)
class Line:
    """Somebody she has let in. `last`: when the newest message came, None where there is none."""

    id: UUID
    who: str
    purpose: str  # of a consent; "" for a helper
    stands: bool
    new: bool
    last: datetime | None


def mine(work: Work) -> list[Line]:
    """Everybody she may write to and everybody whose messages are still here, the newest first."""
    told = {row.id: row for row in _threads(work)}
    me, now = work.person.id, work.now
    lent = Access.stands_at(now) | Access.id.in_(told)
    given = Consent.stands_at(now) | Consent.id.in_(told)
    access = work.main.scalars(select(Access).where(Access.owner_id == me, lent)).all()
    consent = work.main.scalars(select(Consent).where(Consent.owner_id == me, given)).all()
    names = programmes.staff_names(work, {one.helper_id for one in access})
    names |= programmes.team_names(work, {one.recipient_id for one in consent})
    lines = [_line(work, one, names.get(one.helper_id, ""), "", told.get(one.id)) for one in access]
    lines += [_line(work, c, names.get(c.recipient_id, ""), c.purpose, told.get(c.id)) for c in consent]
    return sorted(lines, key=lambda line: (line.last is None, -line.last.timestamp() if line.last else 0))


def _threads(work: Work) -> list[Told]:
    new = func.sum(case((_TO_HER, 1), else_=0)).label("new")
    query = select(Tie.id, func.max(Message.at).label("last"), new).join(Message, Message.tie_id == Tie.id)
    return list(work.main.execute(query.where(Tie.owner_id == work.person.id).group_by(Tie.id)))


def _line(work: Work, one: Access | Consent, who: str, purpose: str, told: Told | None) -> Line:
    stands = bool(one.stands_at(work.now))
    return Line(one.id, who, purpose, stands, bool(told and told.new), told.last if told else None)


def line(work: Work, party: Party) -> Line:
    """Who is on the other side of one thread of hers."""
    under, other = party.under, party.other_id
    if isinstance(under, Consent):
        who, purpose = programmes.team_names(work, [other]).get(other, ""), under.purpose
    else:
        who, purpose = programmes.staff_names(work, [other]).get(other, ""), ""
    return _line(work, under, who, purpose, None)


def everything(work: Work) -> list[tuple[Line, list[Said]]]:
    """All that is here, for her file; notes nothing as opened."""
    found = [one for one in mine(work) if one.last is not None]
    return [(one, threads.all_of(work, parties.hers(work, one.id))) for one in found]


def how_many_new(owner_id: UUID) -> ScalarSelect[int]:
    """Messages that she has not opened, to be asked together with other things."""
    query = select(func.count()).select_from(Message).join(Tie, Tie.id == Message.tie_id)
    return query.where(Tie.owner_id == owner_id, _TO_HER).scalar_subquery()


def remove(work: Work, id: UUID) -> None:
    """The whole thread, on both sides, at once. Nobody writes there until she writes again."""
    party = parties.hers(work, id)
    tie = work.main.get(Tie, party.id)
    if tie is None:
        return
    if tie.vault_id is not None:
        work.doom([tie.vault_id], "removed")
    work.main.delete(tie)
    party.under.wrote_at = None
    audit.record(work, "thread_removed", party.id)


def stay(work: Work) -> int:
    """For how many days her messages stay; 0: until she removes them."""
    there = work.main.get(Stay, work.person.id)
    return rules.PROPOSED if there is None else there.days


def set_stay(work: Work, days: int) -> None:
    rules.may_stay(days)
    work.main.merge(Stay(owner_id=work.person.id, days=days))
    audit.record(work, "messages_stay", work.person.id)


def sweep(work: Work) -> None:
    """What is older than its owner wants; copies of those who are let in no more; threads without use."""
    for days in rules.DAYS:
        if days != rules.FOR_EVER:
            work.main.execute(delete(Message).where(_over(days, work.now - timedelta(days=days))))
    ended = union(
        select(Access.id).where(Access.ended_at.is_not(None)),
        select(Consent.id).where(Consent.state.not_in(OPEN)),
    )
    over = Tie.id.in_(ended)
    gone = Message.copy_w.is_not(None), Message.tie_id.in_(select(Tie.id).where(over))
    work.main.execute(
        update(Message).where(*gone).values(copy_w=None).execution_options(synchronize_session=False)
    )
    empty = ~exists().where(Message.tie_id == Tie.id)
    work.main.execute(delete(Tie).where(over, empty).execution_options(synchronize_session=False))


def _over(days: int, until: datetime) -> ColumnElement[bool]:
    """Counted from when she wrote it, or first opened it: what she has not seen waits."""
    owners = select(Stay.owner_id).where(Stay.days == days)
    unsaid = Tie.owner_id.not_in(select(Stay.owner_id)) if days == rules.PROPOSED else false()
    theirs = or_(Tie.owner_id.in_(owners), unsaid)
    old = or_(
        and_(Message.by_id == Tie.owner_id, Message.at <= until),
        and_(Message.by_id != Tie.owner_id, Message.opened_at <= until),
    )
    return exists().where(Tie.id == Message.tie_id, theirs, old)
