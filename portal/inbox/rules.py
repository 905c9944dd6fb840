"""Who may read, and the few things that can be answered."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from portal.actor import Actor, Role
from portal.consent.models import Consent
from portal.consent.notices import TYPED
from portal.consent.rules import BY_WHEN, COPIES, REPLIES
from portal.consent.states import Act
from portal.work import NotAllowed, NotFound, Refused

PAPER_FOR = timedelta(minutes=10)


class Reason(StrEnum):
    ENDED = "it has ended"
    PAUSED = "its writer has paused"


def may_look(actor: Actor) -> None:
    if actor.role is not Role.FACILITATOR:
        raise NotAllowed


def may(act: Act, consent: Consent | None, actor: Actor, teams: set[UUID], now: datetime) -> Consent:
    """Raises NotFound for what was never this team's, Refused when it has ended (or not yet) or is paused."""
    if consent is None or actor.id is None or consent.recipient_id not in teams:
        raise NotFound
    if act is Act.HAND_ON and not consent.onward:
        raise NotFound  # this was never given to be passed on
    if act in (Act.ASK, Act.NOTE_STEP) and consent.purpose in TYPED:
        raise NotFound  # a partner gets in touch, and nothing else
    if not consent.permits(act, actor.id, teams, now):
        raise Refused(Reason.PAUSED if consent.lives_at(now) and consent.paused_at else Reason.ENDED)
    return consent


def may_answer(code: str, days: int) -> None:
    """`days`: by when something is promised, 0 for no promise."""
    if code not in REPLIES or days not in (0, *BY_WHEN):
        raise NotFound


def may_say_of_copies(what: str) -> None:
    if what not in COPIES:
        raise NotFound


def may_be_on_paper(printed_at: datetime | None, now: datetime) -> bool:
    """A page to print is shown for as long as one noted act of printing reaches."""
    return printed_at is not None and now - printed_at < PAPER_FOR
