"""Asking the writer of a share for one thing more."""

from __future__ import annotations

from uuid import UUID

from portal.consent import asking
from portal.consent.models import Request
from portal.consent.states import Act
from portal.inbox import service
from portal.work import Work


def asked(work: Work, share_id: UUID) -> list[Request]:
    """What this team has asked the writer before, newest first. Raises Refused when it does not stand."""
    return asking.of_team(work, service.find(work, share_id, Act.ASK))[::-1]


def ask(work: Work, share_id: UUID, purpose: str, why: str) -> Request:
    """Raises Refused when the share does not stand, or for what was asked before."""
    return asking.ask(work, service.find(work, share_id, Act.ASK), purpose, why)
