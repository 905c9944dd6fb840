"""What is received: the list, the words, on paper, and an answer."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.consent.notices import NOTICES, TYPED
from portal.crypto import CannotOpen
from portal.inbox import rules, service
from portal.inbox.forms import AnswerForm
from portal.inbox.views.blueprint import bp, closed
from portal.keyring import teams
from portal.programmes import facts
from portal.programmes import service as programmes
from portal.web.access import facilitators_only
from portal.web.errors import say
from portal.web.files import sealed
from portal.web.forms import ButtonForm
from portal.web.guard import is_prefetch
from portal.web.pages import page
from portal.web.transactions import reading, work
from portal.work import NotFound, Refused


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
            purpose = service.note_opening(w, share_id)
    except Refused as refused:
        return closed(refused, share_id)
    if purpose in TYPED:
        return redirect(url_for("handover.open", share_id=share_id))
    try:
        values = _opened(share_id)
    except (Refused, NotFound, CannotOpen) as gone:  # withdrawn in between, or its key destroyed
        say(gone)
        return closed(gone, share_id)
    return page("inbox/open.html", reply=AnswerForm(), button=ButtonForm(), **values)


@bp.get("/inbox/<uuid:share_id>/files/<tick>")
@facilitators_only
def file(share_id: UUID, tick: str) -> AnyResponse:
    """A photograph, a recording, a document: like the words, each time it is asked for."""
    if is_prefetch():
        return Response(status=403)
    try:
        with work() as w:
            service.note_opening(w, share_id)
        with reading() as w:
            one, opened = service.open_file(w, share_id, tick)
    except (Refused, CannotOpen) as gone:
        return closed(gone, share_id)
    return sealed(opened, one.type.mimetype, one.type.ending)


def _opened(share_id: UUID) -> dict[str, Any]:
    """The words, and under what they are seen: by whom, when."""
    with reading() as w:
        shown, answered = service.read(w, share_id), service.answers(w, share_id)
        me = w.person.id
        names = programmes.staff_names(w, {me, *(act.staff_id for act in answered)})
        return {
            "shown": shown, "share_id": share_id, "notice": NOTICES[shown.purpose], "names": names,
            "files": partial(url_for, ".file", share_id=share_id),
            "replies": rules.REPLIES, "answered": answered, "viewer": names.get(me, ""), "viewed_at": w.now,
        }  # fmt: skip


@bp.post("/inbox/<uuid:share_id>/print")
@facilitators_only
def print_it(share_id: UUID) -> AnyResponse:
    """Printing is an act: the writer sees it before there is anything to print."""
    if ButtonForm().validate_on_submit():
        try:
            with work() as w:
                service.note_printing(w, share_id)
        except Refused as refused:
            return closed(refused, share_id)
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
        return closed(gone, share_id)
    if not noted:
        return redirect(url_for(".open", share_id=share_id), 303)
    return page("inbox/paper.html", **values)


@bp.post("/inbox/<uuid:share_id>/answer")
@facilitators_only
def answer(share_id: UUID) -> AnyResponse:
    form = AnswerForm()
    if form.validate_on_submit():
        try:
            with work() as w:
                service.answer(w, share_id, form.code.data or "", form.days)
        except Refused as refused:
            return closed(refused, share_id)
    return redirect(url_for(".open", share_id=share_id), 303)
