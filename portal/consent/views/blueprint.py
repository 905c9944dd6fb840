"""One blueprint for all of them."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from portal.consent import notices
from portal.consent.choosing import codes
from portal.consent.models import Consent
from portal.consent.parts import title_of
from portal.i18n import _
from portal.programmes import service as programmes
from portal.work import Work

bp = Blueprint("consent", __name__)


def named(w: Work, consent: Consent) -> dict[str, Any]:
    """What a consent is called on her pages."""
    notice = notices.NOTICES[consent.purpose]
    return {
        "team": programmes.team_names(w, [consent.recipient_id])[consent.recipient_id],
        "purpose": notice.name,
        "part_names": [_(title_of(tick, consent.purpose)) for tick in codes(consent.groups)],
        "means": [_(notice.means[code]) for code in codes(consent.means)],
        "onward": [_(notice.onward[code]) for code in codes(consent.onward)],
    }
