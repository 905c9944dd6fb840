"""What somebody suggested, and whose words are whose."""

from __future__ import annotations

from uuid import UUID

from flask import Response, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import i18n
from portal.answers import words_of
from portal.helping import suggestions
from portal.helping.forms import TAKE, SettleForm
from portal.helping.models import State
from portal.helping.views.blueprint import bp, told
from portal.statements import service as statements
from portal.statements.authors import Helper
from portal.statements.difference import Runs, marked
from portal.statements.rules import Reason as TooMuch
from portal.statements.titles import title
from portal.web.access import survivors_only
from portal.web.forms import ButtonForm
from portal.web.pages import page
from portal.web.transactions import reading, work
from portal.work import NotFound, Refused, Stale


@bp.get("/mine/people/suggested/<uuid:suggestion_id>")
@survivors_only
def suggestion(suggestion_id: UUID) -> AnyResponse:
    """Her words and the suggested ones, side by side."""
    with reading() as w:
        found = suggestions.read(w, suggestion_id)
        if found.state is not State.WAITING:
            return redirect(url_for(".mine"), 303)
        there = statements.read(w, found.number)
    now = words_of(there.text)
    return page(
        "helping/suggestion.html", told=told(), found=found, there=there, now=now, title=title,
        marked=marked(now, found.text), since=bool(found.text) and now != found.base,
        form=SettleForm(formdata=None, seen=there.rev), button=ButtonForm(),
    )  # fmt: skip


@bp.post("/mine/people/suggested/<uuid:suggestion_id>")
@survivors_only
def settle(suggestion_id: UUID) -> AnyResponse:
    """Take it or put it away; to leave it needs no button."""
    form = SettleForm()
    again = redirect(url_for(".suggestion", suggestion_id=suggestion_id), 303)
    if not form.validate_on_submit():
        return again
    try:
        with work() as w:
            if form.answer.data == TAKE:
                suggestions.take(w, suggestion_id, form.seen.data or 0, i18n.current_language())
            else:
                suggestions.refuse(w, suggestion_id)
            number = suggestions.read(w, suggestion_id).number
    except Stale:
        return again
    except Refused as refused:  # the part has answers too, and both together do not fit
        long = "long" if refused.reason == TooMuch.TOO_LONG else None
        return redirect(url_for(".suggestion", suggestion_id=suggestion_id, said=long), 303)
    if form.answer.data == TAKE:
        return redirect(url_for("statements.write", number=number, said="taken"), 303)
    return redirect(url_for(".mine", said="refused"), 303)


@bp.post("/mine/people/suggested/<uuid:suggestion_id>/back")
@survivors_only
def back(suggestion_id: UUID) -> AnyResponse:
    """One that she put away waits again."""
    if not ButtonForm().validate_on_submit():
        return redirect(url_for(".mine"), 303)
    with work() as w:
        suggestions.back(w, suggestion_id)
    return redirect(url_for(".suggestion", suggestion_id=suggestion_id), 303)


@bp.get("/mine/writing/<int:number>/whose")
@survivors_only
def whose(number: int) -> Response:
    """Which of her words somebody helped with."""
    with reading() as w:
        written = statements.read(w, number)
    if not written.authors:
        raise NotFound
    passages = written.authors.passages(words_of(written.text))

    def runs(helper: Helper) -> Runs:
        return [(text, by == helper) for text, by in passages]

    helpers = written.authors.helpers
    return page("helping/whose.html", number=number, written=written, helpers=helpers, runs=runs, title=title)
