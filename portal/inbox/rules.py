"""Who may read, and the few things that can be answered."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from portal.actor import Actor, Role
from portal.consent.models import Consent
from portal.consent.rules import REPLIES
from portal.work import NotAllowed, NotFound, Refused


class Reason(StrEnum):
    ENDED = "it has ended"


def may_look(actor: Actor) -> None:
    if actor.role is not Role.FACILITATOR:
        raise NotAllowed


def may_open(consent: Consent | None, teams: set[UUID], now: datetime) -> Consent:
    """Raises NotFound for what was never this team's, Refused for what has ended."""
    if consent is None or consent.recipient_id not in teams:
        raise NotFound
    if not consent.stands_at(now):
        raise Refused(Reason.ENDED)
    return consent


def may_answer(code: str) -> None:
    if code not in REPLIES:
        raise NotFound
