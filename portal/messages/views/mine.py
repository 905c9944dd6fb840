"""Her threads: with whom, one of them, removing it, and how long messages stay."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.consent.notices import NOTICES
from portal.contact import service as contact
from portal.contact import telling
from portal.i18n import _
from portal.messages import parties, service
from portal.messages.forms import StayForm, WriteForm
from portal.messages.rules import Reason
from portal.messages.views.blueprint import bp, look, send, told
from portal.web.access import survivors_only
from portal.web.forms import ButtonForm
from portal.web.pages import page
from portal.web.transactions import reading, work

WHY_NOT = {
    Reason.ENDED: lambda: _("It has ended, so this was not sent. Your words are still here."),
    Reason.PAUSED: lambda: _("You have paused, so this was not sent. Your words are still here."),
    Reason.FULL: lambda: _("There is no room for more messages here. Remove some first."),
}


@bp.route("/mine/people/messages/", methods=["GET", "POST"])
@survivors_only
def index() -> AnyResponse:
    """Whom she may write to, and for how long messages stay."""
    form = StayForm()
    if form.validate_on_submit():
        with work() as w:
            service.set_stay(w, int(form.days.data))
        return redirect(url_for(".index", said="kept"), 303)
    with reading() as w:
        lines, days = service.mine(w), service.stay(w)
        paused = w.person.paused_at is not None
    form.days.data = form.days.data or str(days)
    return page(
        "messages/index.html", 400 if form.errors else 200, told=told(), lines=lines, stay=form,
        purposes=NOTICES, paused=paused,
    )  # fmt: skip


@bp.route("/mine/people/messages/<uuid:thread_id>", methods=["GET", "POST"])
@survivors_only
def thread(thread_id: UUID) -> AnyResponse:
    form, find = WriteForm(), partial(parties.hers, id=thread_id)
    if form.validate_on_submit():
        why = send(find, form)
        if why is None:
            return redirect(url_for(".thread", thread_id=thread_id, said="sent"), 303)
        form.text.errors = [WHY_NOT[why]()]
    elif "reach" in request.args and not form.is_submitted():
        form.text.data = _asks()
    party, found, line = look(find)
    return page(
        "messages/thread.html", 400 if form.errors else 200, told=told(), party=party, thread=found,
        line=line, purposes=NOTICES, form=form, button=ButtonForm(),
    )  # fmt: skip


def _asks() -> str:
    """That they get in touch, with how she can be reached, for her to change and to send."""
    with reading() as w:
        return telling.asks(contact.read(w))


@bp.post("/mine/people/messages/<uuid:thread_id>/remove")
@survivors_only
def remove(thread_id: UUID) -> AnyResponse:
    if not ButtonForm().validate_on_submit():
        return redirect(url_for(".thread", thread_id=thread_id), 303)
    with work() as w:
        service.remove(w, thread_id)
    return redirect(url_for(".index", said="removed"), 303)
