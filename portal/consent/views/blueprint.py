"""One blueprint for all of them."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from portal.consent import notices
from portal.consent.models import Consent
from portal.i18n import _
from portal.programmes import service as programmes
from portal.statements.sections import section
from portal.work import Work

bp = Blueprint("consent", __name__)


def named(w: Work, consent: Consent) -> dict[str, Any]:
    """What a consent is called on her pages."""
    names = [section(number) for number in consent.numbers]
    return {
        "team": programmes.team_names(w, [consent.recipient_id])[consent.recipient_id],
        "purpose": notices.NOTICES[consent.purpose].name,
        "part_names": [_(found.name) for found in names if found is not None],
    }
