"""Pause and stop: at once, for everything, without a reason.

A *pause* closes what is asked of her and holds every yes she gave: nothing opens under it, no helper sees
her, nobody asks or contacts her, no key is destroyed; when she goes on, all is as it was, save what has
lapsed meanwhile. A *stop* ends every yes and all help: keys are destroyed. Teams she shares with are told
"paused" or "stopped", and nothing more. Her own words stay hers either way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select

from portal.audit import service as audit
from portal.consent import asking, service
from portal.consent.models import Choosing, Consent, ConsentEvent
from portal.consent.states import OPEN, How
from portal.helping import service as helping
from portal.work import Work

TOLD_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Told:
    """What a team is told. What it was called is under a key that does not open now."""

    given_at: datetime
    paused: bool  # else stopped
    since: datetime


def _open(owner_id: UUID) -> Select[Consent]:
    return select(Consent).where(Consent.owner_id == owner_id, Consent.state.in_(OPEN))


def pause(work: Work) -> None:
    """Pausing twice is pausing."""
    if work.person.paused_at is not None:
        return
    work.person.paused_at = work.now
    for consent in work.main.scalars(_open(work.person.id)):
        consent.paused_at = work.now
    asking.close(work, work.person.id, How.HERE)
    audit.record(work, "paused", work.person.id)


def go_on(work: Work) -> None:
    if work.person.paused_at is None:
        return
    work.person.paused_at = None
    for consent in work.main.scalars(_open(work.person.id)):
        consent.paused_at = None
    audit.record(work, "went_on", work.person.id)


def stop(work: Work) -> int:
    """Returns how many consents ended. She can begin anew on any day."""
    found = list(work.main.scalars(_open(work.person.id)))
    for consent in found:
        service.stop(work, consent)
    helping.stop_all(work)
    asking.close(work, work.person.id, How.STOP)
    service.forget_begun(work, Choosing.owner_id == work.person.id)
    work.person.paused_at = None
    audit.record(work, "stopped", work.person.id)
    return len(found)


def how_many(work: Work) -> int:
    """Everything that a stop ends: each yes, and each helper."""
    shared = work.main.scalar(select(func.count()).select_from(_open(work.person.id).subquery())) or 0
    return shared + len(helping.mine(work))


def is_told(now: datetime) -> ColumnElement[bool]:
    """What teams are told of: it is paused, or was stopped in the last 30 days."""
    stopped = select(ConsentEvent.consent_id).where(ConsentEvent.how == How.STOP)
    return or_(
        Consent.paused_at.is_not(None) & Consent.lives_at(now),
        Consent.id.in_(stopped) & (Consent.ended_at > now - TOLD_FOR),
    )


def told(consent: Consent) -> Told:
    since = consent.ended_at or consent.paused_at or consent.given_at
    return Told(consent.given_at, consent.ended_at is None, since)
