"""The other side of a thread: a helper's, and a team's."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.i18n import _
from portal.messages import parties
from portal.messages.forms import WriteForm
from portal.messages.rules import Reason
from portal.messages.views.blueprint import Finds, bp, look, send, told
from portal.web.access import advocates_only, facilitators_only
from portal.web.pages import page
from portal.work import NotFound, Refused

WHY_NOT = {
    Reason.UNOPENED: lambda: _("Five of your messages have not been opened. Please leave them time."),
    Reason.FULL: lambda: _("There is no room for more messages here."),
    Reason.NOT_BEGUN: lambda: _("You can answer when they have written to you."),
    Reason.PAUSED: lambda: _("The writer has paused, so this was not sent. Please do not contact them."),
}


@bp.route("/helping/<uuid:access_id>/messages", methods=["GET", "POST"])
@advocates_only
def with_helper(access_id: UUID) -> AnyResponse:
    back = url_for("helping.person", access_id=access_id)
    return _thread(partial(parties.of_helper, access_id=access_id), back)


@bp.route("/inbox/<uuid:share_id>/messages", methods=["GET", "POST"])
@facilitators_only
def with_team(share_id: UUID) -> AnyResponse:
    return _thread(partial(parties.of_team, share_id=share_id), url_for("inbox.open", share_id=share_id))


def _thread(find: Finds, back: str) -> AnyResponse:
    form = WriteForm()
    try:
        if form.validate_on_submit():
            why = send(find, form)
            if why is None:
                return redirect(f"{request.path}?said=sent", 303)
            form.text.errors = [WHY_NOT[why]()] if why in WHY_NOT else []
        party, found, _hers = look(find)
    except (Refused, NotFound) as gone:
        return _closed(gone, form)
    may_write = (found.begun and not party.paused) or bool(form.text.data)
    return page(
        "messages/theirs.html", 400 if form.errors else 200, told=told(), party=party, thread=found,
        form=form if may_write else None, back=back,
    )  # fmt: skip


def _closed(why: Exception, form: WriteForm) -> AnyResponse:
    """Whatever was typed is given back. What never was this reader's looks the same as what is over."""
    paused = isinstance(why, Refused) and why.reason is Reason.PAUSED
    return page("messages/closed.html", 410, paused=paused, form=form if form.text.data else None)
