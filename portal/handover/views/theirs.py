"""A request as its partner sees it, and what they note of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.consent.notices import NOTICES
from portal.consent.rules import IN_TOUCH
from portal.crypto import CannotOpen
from portal.handover import service
from portal.handover.forms import CouldNotForm
from portal.handover.views.blueprint import bp
from portal.inbox import rules
from portal.inbox import service as inbox
from portal.programmes import service as programmes
from portal.web.access import facilitators_only
from portal.web.errors import say
from portal.web.forms import ButtonForm
from portal.web.guard import is_prefetch
from portal.web.pages import page
from portal.web.transactions import reading, work
from portal.work import NotFound, Refused


def _closed(why: Exception, share_id: UUID) -> Response:
    """Taken back or over; or its writer has paused, and that is all that is said."""
    paused = isinstance(why, Refused) and why.reason is rules.Reason.PAUSED
    return page("inbox/paused.html" if paused else "inbox/ended.html", 410, share_id=share_id)


@bp.get("/inbox/<uuid:share_id>/request")
@facilitators_only
def open(share_id: UUID) -> AnyResponse:
    """The opening is in the log before the words are opened."""
    if is_prefetch() or request.method == "HEAD":
        return Response(status=403)
    try:
        with work() as w:
            service.note_opening(w, share_id)
    except Refused as refused:
        return _closed(refused, share_id)
    try:
        values = _opened(share_id)
    except (Refused, NotFound, CannotOpen) as gone:  # taken back in between
        say(gone)
        return _closed(gone, share_id)
    return page("handover/open.html", share_id=share_id, button=ButtonForm(), said=IN_TOUCH, **values)


def _opened(share_id: UUID) -> dict[str, Any]:
    with reading() as w:
        shown, noted = inbox.read(w, share_id), service.noted(w, share_id)
        me = w.person.id
        names = programmes.staff_names(w, {me, *([noted.by_id] if noted else [])})
        return {
            "shown": shown, "notice": NOTICES[shown.purpose], "noted": noted, "names": names,
            "viewer": names.get(me, ""), "viewed_at": w.now,
        }  # fmt: skip


@bp.route(
    "/inbox/<uuid:share_id>/request/<any('in-touch',done,'could-not'):outcome>", methods=["GET", "POST"]
)
@facilitators_only
def note(share_id: UUID, outcome: str) -> AnyResponse:
    form = CouldNotForm() if outcome == "could-not" else ButtonForm()
    try:
        if form.validate_on_submit():
            state = form.why.data if isinstance(form, CouldNotForm) else outcome.replace("-", "_")
            with work() as w:
                service.note(w, share_id, state)
            onward = "inbox.copies" if state == service.DONE else ".open"
            return redirect(url_for(onward, share_id=share_id), 303)
        with reading() as w:
            service.find(w, share_id)
    except Refused as refused:
        return _closed(refused, share_id)
    status = 400 if form.errors else 200
    return page("handover/note.html", status, form=form, outcome=outcome, share_id=share_id)
