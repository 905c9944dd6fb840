"""Asking for one thing more, passing on, and the step somebody is at."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.consent.notices import NOTICES
from portal.consent.rules import Reason
from portal.i18n import _
from portal.inbox import asking, passing, stages
from portal.inbox.forms import AskForm, PassedOnForm, StageForm
from portal.inbox.views.blueprint import bp, closed
from portal.programmes.stages import NAMES, Step
from portal.web.access import facilitators_only
from portal.web.pages import page
from portal.web.transactions import reading, work
from portal.work import Refused


@bp.route("/inbox/<uuid:share_id>/ask", methods=["GET", "POST"])
@facilitators_only
def ask(share_id: UUID) -> AnyResponse:
    """One thing more; what this team has asked before stands there with its answer."""
    form = AskForm()
    try:
        if form.validate_on_submit() and _asks(share_id, form):
            return redirect(url_for(".ask", share_id=share_id), 303)
        with reading() as w:
            before = asking.asked(w, share_id)
    except Refused as refused:
        return closed(refused, share_id)
    return page(
        "inbox/ask.html", 400 if form.errors else 200, form=form, before=before, purposes=NOTICES,
        share_id=share_id,
    )  # fmt: skip


def _asks(share_id: UUID, form: AskForm) -> bool:
    try:
        with work() as w:
            asking.ask(w, share_id, form.purpose.data, form.why.data)
    except Refused as refused:
        if refused.reason != Reason.ASKED_BEFORE:
            raise
        form.purpose.errors = [_("Your team has asked for this before. How it stands is written above.")]
        return False
    return True


@bp.route("/inbox/<uuid:share_id>/passed-on", methods=["GET", "POST"])
@facilitators_only
def passed_on(share_id: UUID) -> AnyResponse:
    """Something was passed on, as the writer said; the writer sees it."""
    try:
        with reading() as w:
            form = PassedOnForm().under(passing.may_go(w, share_id))
        if form.validate_on_submit():
            with work() as w:
                passing.note(w, share_id, form.to.data, form.way.data)
            return redirect(url_for(".open", share_id=share_id), 303)
    except Refused as refused:
        return closed(refused, share_id)
    return page("inbox/passed_on.html", 400 if form.errors else 200, form=form, share_id=share_id)


@bp.route("/inbox/<uuid:share_id>/stage", methods=["GET", "POST"])
@facilitators_only
def stage(share_id: UUID) -> AnyResponse:
    """Where the writer is with this team, for her to see."""
    try:
        with reading() as w:
            place = stages.place(w, share_id)
        form = StageForm(data={"stage": place.stage if place else None})
        if form.validate_on_submit():
            with work() as w:
                stages.note(w, share_id, Step(form.stage.data))
            return redirect(url_for(".stage", share_id=share_id), 303)
    except Refused as refused:
        return closed(refused, share_id)
    status = 400 if form.errors else 200
    return page("inbox/stage.html", status, form=form, place=place, names=NAMES, share_id=share_id)
