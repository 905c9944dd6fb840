"""The facilitator's pages."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.consent.notices import NOTICES
from portal.crypto import CannotOpen
from portal.inbox import rules, service
from portal.inbox.forms import AnswerForm
from portal.keyring import teams
from portal.programmes import service as programmes
from portal.web.access import facilitators_only
from portal.web.errors import say
from portal.web.guard import is_prefetch
from portal.web.pages import page
from portal.web.transactions import reading, work
from portal.work import NotFound, Refused

bp = Blueprint("inbox", __name__)


@bp.get("/inbox/")
@facilitators_only
def index() -> Response:
    with reading() as w:
        shares = service.live_shares(w, _after())
        colleagues = programmes.colleagues(w, programmes.my_team(w))
    waits = not any(c.is_me and c.holds_key for c in colleagues)
    few = sum(c.holds_key for c in colleagues) < teams.FEWEST
    others = any(not c.holds_key for c in colleagues)
    return page("inbox/index.html", shares=shares, waits=waits, few=few, others=others)


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
    except Refused:
        return page("inbox/ended.html", 410)
    try:
        with reading() as w:
            shown, answered = service.read(w, share_id), service.answers(w, share_id)
            names = programmes.staff_names(w, {act.staff_id for act in answered})
    except (Refused, NotFound, CannotOpen) as gone:  # withdrawn in between, or its key destroyed
        say(gone)
        return page("inbox/ended.html", 410)
    return page(
        "inbox/open.html", shown=shown, share_id=share_id, notice=NOTICES[shown.purpose],
        replies=rules.REPLIES, answered=answered, names=names, reply=AnswerForm(),
    )  # fmt: skip


@bp.post("/inbox/<uuid:share_id>/answer")
@facilitators_only
def answer(share_id: UUID) -> AnyResponse:
    form = AnswerForm()
    if form.validate_on_submit():
        try:
            with work() as w:
                service.answer(w, share_id, form.code.data or "")
        except Refused:
            return page("inbox/ended.html", 410)
    return redirect(url_for(".open", share_id=share_id), 303)
