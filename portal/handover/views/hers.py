"""Asking that somebody gets in touch, what came of it, and taking it back."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.consent import typed as typing
from portal.consent.rules import IN_TOUCH, Reason
from portal.consent.typed import Typed
from portal.contact import service as contact
from portal.contact import telling
from portal.contact.service import Plan
from portal.handover import partners, service
from portal.handover.forms import AskForm
from portal.handover.partners import Service
from portal.handover.views.blueprint import bp
from portal.helping import service as helping
from portal.i18n import N_, _, current_language, offered
from portal.programmes import facts
from portal.web.access import survivors_only
from portal.web.errors import give_back
from portal.web.forms import ButtonForm
from portal.web.pages import page
from portal.web.state import portal
from portal.web.transactions import reading, work
from portal.web.writing import posted_text
from portal.work import Refused, Work

TOLD = {
    "back": N_("Taken back. They cannot open it any more, and the key made for them is destroyed."),
    "gone": N_("This service cannot be asked here now. Nothing was sent."),
    "stands": N_("You have asked them already. It stands below. Nothing was sent twice."),
}
NOT_SAFE = N_("Your plan says that this way is never safe for you. Please choose another one.")


def _told() -> str:
    said = TOLD.get(request.args.get("said", ""))
    return "" if said is None else _(said)


@bp.get("/mine/reach/")
@survivors_only
def index() -> Response:
    with reading() as w:
        lines, to_ask = service.mine(w), partners.to_ask(w)
        helpers, paused = helping.mine(w), w.person.paused_at is not None
    return page(
        "handover/index.html", told=_told(), lines=lines, to_ask=to_ask, helpers=helpers, paused=paused,
        noted=IN_TOUCH, button=ButtonForm(),
    )  # fmt: skip


@bp.get("/mine/reach/<uuid:choosing_id>/change")
@survivors_only
def change(choosing_id: UUID) -> AnyResponse:
    """What she typed, once more."""
    with reading() as w:
        service_id = service.to_change(w, choosing_id)
    return redirect(url_for(".ask", service_id=service_id, why=request.args.get("why")), 303)


@bp.route("/mine/reach/new/<uuid:service_id>", methods=["GET", "POST"])
@survivors_only
def ask(service_id: UUID) -> AnyResponse:
    with reading() as w:
        team_id = service.partner_of(w.main, service_id)
        elsewhere = _elsewhere(w, team_id)
        if team_id is None or elsewhere:
            return _not_now(elsewhere)
        plan, one = contact.read(w), partners.service(w, service_id)
        form, due = _form(w, team_id, plan), plan.is_due(w.now)
        about = facts.service_of(w, team_id, [current_language(), *offered()])
    if form.validate_on_submit():
        where = _asked(team_id, one, form)
        if where:
            return redirect(where, 303)
    return page(
        "handover/ask.html", 400 if form.errors else 200, form=form, service=one, team_id=team_id,
        about=about, goes=telling.least(plan), due=due, waits=service.waits_for_her(plan),
    )  # fmt: skip


def _elsewhere(w: Work, team_id: UUID | None) -> str:
    """Where she goes who cannot ask this now; "" when she can."""
    if w.person.paused_at is not None:
        return url_for("consent.pause")
    if team_id is None:
        return url_for(".index", said="gone")
    return "" if typing.standing(w, team_id) is None else url_for(".index", said="stands")


def _not_now(elsewhere: str) -> AnyResponse:
    """What she typed meanwhile is on her screen, to be kept or sent again."""
    if posted_text().strip():
        gone = TOLD["gone"]
        return give_back(409, _(gone))
    return redirect(elsewhere, 303)


def _form(w: Work, team_id: UUID, plan: Plan) -> AskForm:
    """With what she typed before, and without what her plan says."""
    begun = service.begun(w, team_id)
    before = service.typed_in(w, begun) if begun else None
    known = {} if before is None else {**vars(before), "text": before.need, "days": str(before.days)}
    form = AskForm(data={name: value for name, value in known.items() if value})
    if telling.says_where(plan):
        return form.without_reach()
    if request.args.get("why") == Reason.NOT_SAFE.name and not form.is_submitted():
        form.way.errors = [_(NOT_SAFE)]
    return form


def _asked(team_id: UUID, one: Service, form: AskForm) -> str:
    """Where to look at it and say yes or no; "" when something has to be looked at here first."""
    said = Typed(
        one.id, one.name, int(form.days.data), need=form.text.data or "", called=form.called.data or "",
        **{name: form.said(name) for name in ("way", "where", "when", "answer")},
    )  # fmt: skip
    zone = ZoneInfo(portal().settings.timezone)
    try:
        with work() as w:
            choosing_id = service.ask(w, team_id, said, zone, keep="keep" in form and form.keep.data)
    except Refused as refused:
        return _refused(refused.reason, form)
    return url_for("consent.give", choosing_id=choosing_id)


def _refused(reason: StrEnum, form: AskForm) -> str:
    if reason in (Reason.NOT_SAFE, Reason.NO_WAY) and "way" in form:
        form.way.errors = [_(NOT_SAFE)]
        return ""
    if reason == Reason.PAUSED:
        return url_for("consent.pause")
    return url_for(".index", said="stands" if reason == Reason.STANDS else "gone")


@bp.post("/mine/reach/<uuid:consent_id>/back")
@survivors_only
def back(consent_id: UUID) -> AnyResponse:
    """In one tap."""
    if not ButtonForm().validate_on_submit():
        return redirect(url_for(".index"), 303)
    with work() as w:
        service.take_back(w, consent_id)
    return redirect(url_for(".index", said="back"), 303)
