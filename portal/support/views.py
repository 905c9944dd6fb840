"""The public page of numbers, and the emergency number at the foot of every page."""

from __future__ import annotations

from flask import Blueprint, Response, request

from portal.i18n import _, current_language
from portal.support import rules
from portal.support.known import for_everybody
from portal.web.access import everyone
from portal.web.pages import page
from portal.web.state import portal

bp = Blueprint("support", __name__)


@bp.route("/support/")
@everyone
def index() -> Response:
    language, home = current_language(), portal().settings.country
    asked = request.args.get("country", ""), request.args.get("speaks", "")
    lines = for_everybody(portal().stores.main)
    reader = rules.reader(lines, language, home, *asked)
    return page(
        "support/index.html",
        reader=reader,
        found=rules.found(lines, reader),
        places=rules.countries(lines, home, language),
        spoken=rules.languages(lines, language),
        countries=rules.emergencies(language),
        country_name=rules.country_name(reader.country, language),
        language_name=rules.language_name(reader.speaks, language),
        name_in_english=rules.language_name(reader.speaks, "en"),
        emergency=_emergency(reader.country or home),
    )


@bp.app_context_processor
def emergency() -> dict[str, list[dict[str, str]]]:
    """`emergency`, for every template: [{"label", "number", "dial"}] of the service's country."""
    return {"emergency": _emergency(portal().settings.country)}


def _emergency(country: str) -> list[dict[str, str]]:
    numbers = rules.emergency_of(country)
    return [{"label": _(e.label), "number": e.number, "dial": e.number} for e in numbers]
