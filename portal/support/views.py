"""The public page of numbers, and the emergency number at the foot of every page."""

from __future__ import annotations

from flask import Blueprint, Response

from portal.i18n import _, current_language
from portal.support import rules
from portal.support.helplines import LINES
from portal.web.access import everyone
from portal.web.pages import page
from portal.web.state import portal

bp = Blueprint("support", __name__)


@bp.route("/support/")
@everyone
def index() -> Response:
    language, country = current_language(), portal().settings.country
    return page(
        "support/index.html",
        found=rules.arranged(LINES, language, country),
        countries=rules.emergencies(language),
        language_name=rules.language_name(language, language),
        name_in_english=rules.language_name(language, "en"),
    )


@bp.app_context_processor
def emergency() -> dict[str, list[dict[str, str]]]:
    """`emergency`, for every template: [{"label", "number", "dial"}] of the service's country."""
    numbers = rules.emergency_of(portal().settings.country)
    return {"emergency": [{"label": _(e.label), "number": e.number, "dial": e.number} for e in numbers]}
