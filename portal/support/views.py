"""The public page of numbers, and the emergency number at the foot of every page."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.accounts import service as accounts
from portal.actor import Role
from portal.i18n import _, current_language
from portal.support import rules
from portal.support.emergency import EMERGENCY
from portal.support.known import for_everybody
from portal.web import signed_in
from portal.web.access import everyone, survivors_only
from portal.web.forms import ButtonForm
from portal.web.pages import page
from portal.web.signed_in import live
from portal.web.state import portal
from portal.web.transactions import work

bp = Blueprint("support", __name__)


@bp.route("/support/")
@everyone
def index() -> Response:
    language, home = current_language(), signed_in.country()
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
        button=_may_stay(reader.country, home),
    )


def _may_stay(country: str, home: str) -> ButtonForm | None:
    """She can have the numbers of a country she looks at on all her pages."""
    found = live()
    hers = found is not None and found.actor.role is Role.SURVIVOR
    return ButtonForm() if hers and country in EMERGENCY and country != home else None


@bp.post("/mine/country/<code>")
@survivors_only
def country(code: str) -> AnyResponse:
    """Kept with what she said of herself, which only she can open, and in her session."""
    found = live()
    if code in EMERGENCY and found is not None and ButtonForm().validate_on_submit():
        found.country = "" if code == portal().settings.country else code
        with work() as w:
            accounts.say_about(w, country=found.country or None)
        signed_in.renew(found)
    return redirect(url_for(".index"), 303)


@bp.app_context_processor
def emergency() -> dict[str, list[dict[str, str]]]:
    """`emergency`, for every template: [{"label", "number", "dial"}] of her country, or the service's."""
    return {"emergency": _emergency(signed_in.country())}


def _emergency(country: str) -> list[dict[str, str]]:
    numbers = rules.emergency_of(country)
    return [{"label": _(e.label), "number": e.number, "dial": e.number} for e in numbers]
