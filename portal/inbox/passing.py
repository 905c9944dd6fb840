"""Passing on: only what she gave for that, only to whom and in which way she said, and noted each time."""

from __future__ import annotations

from uuid import UUID

from portal.audit import service as audit
from portal.consent.choosing import codes
from portal.consent.models import Consent
from portal.consent.passing import noted
from portal.consent.states import Act
from portal.inbox import service
from portal.work import NotFound, Work


def may_go(work: Work, share_id: UUID) -> Consent:
    """Raises NotFound where nothing was given to pass on, Refused when it has ended or is paused."""
    return service.find(work, share_id, Act.HAND_ON)


def note(work: Work, share_id: UUID, to: str, way: str) -> None:
    """She sees it, with the name of whoever did it. Raises NotFound for what she did not say yes to."""
    consent = may_go(work, share_id)
    if to not in codes(consent.onward) or way not in codes(consent.means):
        raise NotFound
    audit.tell_owner(work, consent.owner_id, share_id, "passed_on", noted(to, way))
