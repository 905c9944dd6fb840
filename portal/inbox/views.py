"""The facilitator's pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.consent.notices import NOTICES
from portal.consent.rules import Reason
from portal.consent.states import Act
from portal.crypto import CannotOpen
from portal.i18n import _
from portal.inbox import asking, passing, rules, service, stages
from portal.inbox.forms import AnswerForm, AskForm, CopiesForm, PassedOnForm, RevokeForm, StageForm
from portal.keyring import teams
from portal.programmes import facts
from portal.programmes import service as programmes
from portal.programmes.stages import NAMES, Step
from portal.web.access import facilitators_only
from portal.web.errors import say
from portal.web.forms import ButtonForm, Form
from portal.web.guard import is_prefetch
from portal.web.pages import page
from portal.web.transactions import reading, work
from portal.work import NotFound, Refused, Work

bp = Blueprint("inbox", __name__)


@bp.get("/inbox/")
@facilitators_only
def index() -> Response:
    with reading() as w:
        shares, news = service.live_shares(w, _after()), service.news(w)
        team, owed = facts.my_team_and_owed(w)
        colleagues = programmes.colleagues(w, team)
    waits = not any(c.is_me and c.holds_key for c in colleagues)
    few = sum(c.holds_key for c in colleagues) < teams.FEWEST
    others = any(not c.holds_key for c in colleagues)
    return page(
        "inbox/index.html", shares=shares, news=news, waits=waits, few=few, others=others,
        owed=owed, purposes=NOTICES,
    )  # fmt: skip


def _after() -> UUID | None:
    try:
        return UUID(request.args.get("after", ""))
    except ValueError:
        return None


@bp.get("/inbox/<uuid:share_id>")
@facilitators_only
def open(share_id: UUID) -> AnyResponse:
    """The opening is in the log before the words are opened."""
    if is_prefetch() or request.method == "HEAD":
        return Response(status=403)
    try:
        with work() as w:
            service.note_opening(w, share_id)
    except Refused as refused:
        return closed(refused)
    try:
        values = _opened(share_id)
    except (Refused, NotFound, CannotOpen) as gone:  # withdrawn in between, or its key destroyed
        say(gone)
        return closed(gone)
    return page("inbox/open.html", reply=AnswerForm(), button=ButtonForm(), **values)


def closed(why: Exception) -> Response:
    """It has ended; or its writer has paused, and that is all that is said."""
    paused = isinstance(why, Refused) and why.reason is rules.Reason.PAUSED
    return page("inbox/paused.html" if paused else "inbox/ended.html", 410)


def _opened(share_id: UUID) -> dict[str, Any]:
    """The words, and under what they are seen: by whom, when."""
    with reading() as w:
        shown, answered = service.read(w, share_id), service.answers(w, share_id)
        me = w.person.id
        names = programmes.staff_names(w, {me, *(act.staff_id for act in answered)})
        return {
            "shown": shown, "share_id": share_id, "notice": NOTICES[shown.purpose], "names": names,
            "replies": rules.REPLIES, "answered": answered, "viewer": names.get(me, ""), "viewed_at": w.now,
        }  # fmt: skip


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
        return closed(refused)
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


@bp.post("/inbox/<uuid:share_id>/print")
@facilitators_only
def print_it(share_id: UUID) -> AnyResponse:
    """Printing is an act: the writer sees it before there is anything to print."""
    if ButtonForm().validate_on_submit():
        try:
            with work() as w:
                service.note_printing(w, share_id)
        except Refused as refused:
            return closed(refused)
    return redirect(url_for(".paper", share_id=share_id), 303)


@bp.get("/inbox/<uuid:share_id>/paper")
@facilitators_only
def paper(share_id: UUID) -> AnyResponse:
    """As it goes onto paper: to whom, what for, until when, and when it was printed stand on it."""
    if is_prefetch():
        return Response(status=403)
    try:
        with reading() as w:
            noted = service.may_be_on_paper(w, share_id)
        values = _opened(share_id) if noted else {}
    except (Refused, CannotOpen) as gone:
        return closed(gone)
    if not noted:
        return redirect(url_for(".open", share_id=share_id), 303)
    return page("inbox/paper.html", **values)


@bp.route("/inbox/<uuid:share_id>/told", methods=["GET", "POST"])
@facilitators_only
def told(share_id: UUID) -> AnyResponse:
    """The writer said "stop" to this reader."""
    return _ends("inbox/told.html", ButtonForm(), share_id, service.note_told)


@bp.route("/inbox/<uuid:share_id>/revoke", methods=["GET", "POST"])
@facilitators_only
def revoke(share_id: UUID) -> AnyResponse:
    """The team does not use it any more, and says why."""
    form = RevokeForm()
    return _ends(
        "inbox/revoke.html", form, share_id, lambda w, id: service.revoke(w, id, form.why.data or "")
    )


def _ends(template: str, form: Form, share_id: UUID, act: Callable[[Work, UUID], None]) -> AnyResponse:
    try:
        if form.validate_on_submit():
            with work() as w:
                act(w, share_id)
            return redirect(url_for(".copies", share_id=share_id), 303)
        with reading() as w:
            service.find(w, share_id)
    except Refused as refused:
        return closed(refused)
    return page(template, 400 if form.errors else 200, form=form, share_id=share_id)


@bp.route("/inbox/<uuid:share_id>/copies", methods=["GET", "POST"])
@facilitators_only
def copies(share_id: UUID) -> AnyResponse:
    """It has ended: what became of copies?"""
    form = CopiesForm()
    try:
        if form.validate_on_submit():
            with work() as w:
                service.acknowledge(w, share_id, form.what.data or "")
            return redirect(url_for(".index"), 303)
        with reading() as w:
            service.find(w, share_id, Act.ACKNOWLEDGE)
    except Refused:  # it has not ended
        return redirect(url_for(".open", share_id=share_id), 303)
    return page("inbox/copies.html", 400 if form.errors else 200, form=form)


@bp.post("/inbox/<uuid:share_id>/answer")
@facilitators_only
def answer(share_id: UUID) -> AnyResponse:
    form = AnswerForm()
    if form.validate_on_submit():
        try:
            with work() as w:
                service.answer(w, share_id, form.code.data or "", form.days)
        except Refused as refused:
            return closed(refused)
    return redirect(url_for(".open", share_id=share_id), 303)


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
        return closed(refused)
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
        return closed(refused)
    status = 400 if form.errors else 200
    return page("inbox/stage.html", status, form=form, place=place, names=NAMES, share_id=share_id)
