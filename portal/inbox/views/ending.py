"""It ends: the writer said so, the team stops, and what became of copies."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.consent.states import Act
from portal.inbox import service
from portal.inbox.forms import CopiesForm, RevokeForm
from portal.inbox.views.blueprint import bp, closed
from portal.web.access import facilitators_only
from portal.web.forms import ButtonForm, Form
from portal.web.pages import page
from portal.web.transactions import reading, work
from portal.work import Refused, Work


@bp.route("/inbox/<uuid:share_id>/told", methods=["GET", "POST"])
@facilitators_only
def told(share_id: UUID) -> AnyResponse:
    """The writer said "stop" to this reader."""
    return _ends("inbox/told.html", ButtonForm(), share_id, Act.NOTE_TOLD, service.note_told)


@bp.route("/inbox/<uuid:share_id>/revoke", methods=["GET", "POST"])
@facilitators_only
def revoke(share_id: UUID) -> AnyResponse:
    """The team does not use it any more, and says why."""
    form = RevokeForm()
    return _ends(
        "inbox/revoke.html",
        form,
        share_id,
        Act.REVOKE,
        lambda w, id: service.revoke(w, id, form.why.data or ""),
    )


def _ends(
    template: str, form: Form, share_id: UUID, what: Act, act: Callable[[Work, UUID], None]
) -> AnyResponse:
    try:
        if form.validate_on_submit():
            with work() as w:
                act(w, share_id)
            return redirect(url_for(".copies", share_id=share_id), 303)
        with reading() as w:
            service.find(w, share_id, what)
    except Refused as refused:
        return closed(refused, share_id)
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
