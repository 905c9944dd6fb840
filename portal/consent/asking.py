"""A team asks her for one thing, once, and says why. "No" costs nothing and is not explained."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import and_, false, or_, select, update

from portal.audit import service as audit
from portal.consent import choosing, ledger, rules
from portal.consent.models import Choosing, Consent, Request
from portal.consent.notices import NOTICES
from portal.consent.states import UNANSWERED, How, State
from portal.notifying.rules import Kind
from portal.notifying.service import notify
from portal.work import NotFound, Work


def ask(work: Work, consent: Consent, purpose: str, why: str) -> Request:
    """`consent`: what the asking team can read now, for a colleague of it who acts.

    Raises Refused for what was asked before: it was answered, or waits for her. What she put off until
    a day that has come is asked anew in its place.
    """
    before = [r for r in of_team(work, consent) if r.purpose == purpose]
    rules.may_be_for(purpose)
    has_it = _has(work, consent, purpose)
    rules.may_ask(purpose, why, [(r.state, r.later) for r in before], work.now, has_it=has_it)
    assert work.actor.id is not None
    for old in before:
        if old.state == State.DEFERRED:
            ledger.note(work, old, State.INVALIDATED, How.SERVICE, by_id=work.actor.id)
    request = Request(
        id=uuid4(), owner_id=consent.owner_id, team_id=consent.recipient_id, share_id=consent.share_id,
        by_id=work.actor.id, purpose=purpose, why=why, at=work.now,
    )  # fmt: skip
    work.main.add(request)
    work.main.flush()
    ledger.note(work, request, State.REQUESTED, How.SERVICE, by_id=work.actor.id, why=why)
    audit.record(work, "asked", request.id)
    notify(work, consent.owner_id, Kind.ASKED)
    return request


def _has(work: Work, consent: Consent, purpose: str) -> bool:
    """She has said yes to just that, or has taken such a yes back of late. More parts may be asked for."""
    back = and_(Consent.state == State.WITHDRAWN, Consent.ended_at > work.now - rules.LEFT_IN_PEACE)
    there = false() if NOTICES[purpose].takes_parts else Consent.lives_at(work.now)
    query = select(Consent.id).where(
        Consent.owner_id == consent.owner_id, Consent.recipient_id == consent.recipient_id,
        Consent.purpose == purpose, or_(back, there),
    )  # fmt: skip
    return work.main.scalar(query.limit(1)) is not None


def of_team(work: Work, consent: Consent) -> list[Request]:
    """Everything this team has asked the writer of this, oldest first."""
    query = select(Request).where(
        Request.owner_id == consent.owner_id, Request.team_id == consent.recipient_id
    )
    return list(work.main.scalars(query.order_by(Request.at)))


def waits(request: Request, now: datetime) -> bool:
    """She is asked this now. What she put off waits out of her sight until its day."""
    put_off = request.state == State.DEFERRED and request.later is not None and now < request.later
    return request.is_open and not put_off


def waiting(work: Work) -> list[Request]:
    """What she is asked now, oldest first."""
    return [request for request in reversed(all_mine(work)) if waits(request, work.now)]


def all_mine(work: Work) -> list[Request]:
    """Newest first."""
    query = select(Request).where(Request.owner_id == work.person.id)
    return list(work.main.scalars(query.order_by(Request.at.desc())))


def mine(work: Work, id: UUID) -> Request:
    found = work.main.get(Request, id)
    if found is None or found.owner_id != work.person.id:
        raise NotFound
    return found


def yes(work: Work, id: UUID) -> Choosing:
    """She wants to look at it: nothing is given before she has seen it and said yes there.

    A second tap, or another window, goes on with the first one's choices.
    """
    request = mine(work, id)
    rules.may_be_answered(request.state)
    begun = work.main.scalar(select(Choosing).where(Choosing.asked == request.id))
    if begun is None:
        begun = choosing.begin(work, request.team_id, request.purpose)
        begun.asked = request.id
    return begun


def no(work: Work, id: UUID) -> None:
    request = mine(work, id)
    rules.may_be_answered(request.state)
    ledger.note(work, request, State.REFUSED, How.HERE)
    audit.record(work, "refused", request.id)


def later(work: Work, id: UUID, days: int) -> None:
    """`days`: before which they may not ask once more; one of LATER."""
    request = mine(work, id)
    rules.may_be_answered(request.state)
    if days not in rules.LATER:
        raise NotFound
    request.later = work.now + timedelta(days=days)
    ledger.note(work, request, State.DEFERRED, How.HERE)
    audit.record(work, "put_off", request.id)


def answered_by(work: Work, id: UUID | None) -> UUID | None:
    """The id a consent gets that answers a request. Raises Refused when that is not open any more."""
    if id is None:
        return None
    request = mine(work, id)
    rules.may_be_answered(request.state)
    request.state = State.GIVEN
    return request.id


def move(work: Work, old_share_id: UUID, share_id: UUID) -> None:
    """What was asked out of a share that a renewed one replaces."""
    work.main.execute(update(Request).where(Request.share_id == old_share_id).values(share_id=share_id))


def close(work: Work, owner_id: UUID, how: How, share_id: UUID | None = None) -> None:
    """What is still open of it: all of hers, or what was asked out of one share that has ended."""
    query = select(Request).where(Request.owner_id == owner_id, Request.state.in_(UNANSWERED))
    if share_id is not None:
        query = query.where(Request.share_id == share_id)
    for request in work.main.scalars(query):
        ledger.note(work, request, State.INVALIDATED, how)
