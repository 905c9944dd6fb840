"""What a team asks of her: yes, no or later. Nothing is given here."""

from __future__ import annotations

from uuid import UUID

from flask import Response, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.consent import asking, notices, rules
from portal.consent.forms import NO, YES, AskedForm
from portal.consent.views.blueprint import bp
from portal.consent.views.giving import to_begin
from portal.programmes import service as programmes
from portal.web.access import survivors_only
from portal.web.pages import page
from portal.web.transactions import reading, work
from portal.work import Refused, Work


@bp.get("/mine/choices/asked/<uuid:request_id>")
@survivors_only
def asked(request_id: UUID) -> Response:
    with reading() as w:
        found = asking.mine(w, request_id)
        team = programmes.team_names(w, [found.team_id])[found.team_id]
        who = programmes.staff_names(w, [found.by_id]).get(found.by_id, "")
    is_open = found.is_open
    return page(
        "consent/asked.html" if is_open else "consent/answered.html", 200 if is_open else 410, asked=found,
        team=team, who=who, notice=notices.NOTICES[found.purpose], why=rules.WHY_ASKED[found.why],
        form=AskedForm(),
    )  # fmt: skip


@bp.post("/mine/choices/asked/<uuid:request_id>")
@survivors_only
def say(request_id: UUID) -> AnyResponse:
    """What was answered meanwhile, in another window or by a first tap, is said to be so."""
    form, where = AskedForm(), url_for(".asked", request_id=request_id)
    try:
        if form.validate_on_submit():
            with work() as w:
                where = _said(w, request_id, form)
    except Refused as refused:
        if refused.reason in (rules.Reason.NO_SUCH_TEAM, rules.Reason.FACTS_MISSING):
            where = url_for(".asked", request_id=request_id, team="gone")
    return redirect(where, 303)


def _said(w: Work, request_id: UUID, form: AskedForm) -> str:
    """Where her answer leads."""
    if form.answer.data == YES:
        return to_begin(w, asking.yes(w, request_id))
    if form.answer.data == NO:
        asking.no(w, request_id)
    else:
        asking.later(w, request_id, form.days.data)
    return url_for(".index", said=form.answer.data)
