"""Before the parts: what she should know, one short screen at a time, about the service she chose."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.consent import choosing as choosings
from portal.consent import told as screens
from portal.consent.views.blueprint import bp
from portal.consent.views.steps import first_step
from portal.i18n import current_language, offered
from portal.programmes import facts
from portal.web.access import survivors_only
from portal.web.pages import page
from portal.web.transactions import reading


@bp.get("/mine/choices/<uuid:choosing_id>/told/")
@survivors_only
def telling(choosing_id: UUID) -> AnyResponse:
    return redirect(url_for(".told", choosing_id=choosing_id, name=screens.NAMES[0]), 303)


@bp.get("/mine/choices/<uuid:choosing_id>/told/<name>")
@survivors_only
def told(choosing_id: UUID, name: str) -> AnyResponse:
    at = screens.place_of(name)
    screen = screens.SCREENS[at]
    with reading() as w:
        choosing = choosings.mine(w, choosing_id)
        languages = [current_language(), *offered()]
        services = [facts.service_of(w, choosing.recipient_id, languages)] if screen.facts else []
    if choosing.given_as is not None:
        return redirect(url_for(".show", consent_id=choosing.given_as))
    return page(
        "consent/told.html", screen=screen, at=at, names=screens.NAMES, services=services,
        choosing_id=choosing_id, onward=first_step(choosing),
    )  # fmt: skip
