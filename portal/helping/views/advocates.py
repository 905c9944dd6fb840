"""A helper's own pages: the people she helps now, a part of theirs, her suggestions and notes."""

from __future__ import annotations

from uuid import UUID

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.answers import words_of
from portal.helping import meeting, notes, service, suggestions
from portal.helping.forms import NoteForm, SuggestForm
from portal.helping.models import Scope
from portal.helping.rules import Reason
from portal.helping.views.blueprint import bp, told
from portal.helping.views.letting import given_number, new_number
from portal.i18n import _
from portal.programmes.profiles import spoken
from portal.statements.titles import title
from portal.web.access import advocates_only
from portal.web.forms import ButtonForm
from portal.web.guard import is_prefetch
from portal.web.pages import page
from portal.web.transactions import reading, work
from portal.work import NotFound, Refused

WHY_NOT = {
    Reason.EMPTY: lambda: _("There is nothing in it that differs. Change a word, or ask something."),
    Reason.TOO_MANY: lambda: _("Many suggestions wait already. Please leave time for them to be looked at."),
    Reason.TOO_LONG: lambda: _("This is too long for one part."),
    Reason.READ_ONLY: lambda: _("You may read this part, and not suggest words."),
}


@bp.get("/helping/")
@advocates_only
def index() -> AnyResponse:
    with reading() as w:
        helped, met, codes = service.helped(w), meeting.met(w), meeting.open_codes(w)
        before, over = service.helped_before(w), service.over_lately(w)
    return page(
        "helping/index.html", told=told(), helped=helped, met=met, codes=codes, before=before, over=over,
        button=ButtonForm(),
    )  # fmt: skip


@bp.route("/helping/number", methods=["GET", "POST"])
@advocates_only
def answer() -> AnyResponse:
    """A number that somebody gave her."""
    return given_number(lambda _found: url_for(".index"))


@bp.route("/helping/offer", methods=["GET", "POST"])
@advocates_only
def offer() -> AnyResponse:
    """A number for somebody who may want help."""
    return new_number(hers=False)


@bp.post("/helping/offer/forget")
@advocates_only
def take_back() -> AnyResponse:
    """Numbers nobody has typed, or one meeting."""
    if ButtonForm().validate_on_submit():
        with work() as w:
            meeting.forget(w, request.form.get("which", type=UUID))
    return redirect(url_for(".index", said="away"), 303)


@bp.get("/helping/<uuid:access_id>/")
@advocates_only
def person(access_id: UUID) -> AnyResponse:
    with reading() as w:
        found = service.helping(w, access_id)
    return page(
        "helping/person.html", told=told(), found=found, title=title, spoken=spoken, button=ButtonForm()
    )


@bp.route("/helping/<uuid:access_id>/<int:number>", methods=["GET", "POST"])
@advocates_only
def part(access_id: UUID, number: int) -> AnyResponse:
    """A part of hers, and words for it."""
    if is_prefetch() or request.method == "HEAD":
        abort(403)
    form = SuggestForm()
    if form.validate_on_submit():
        try:
            with work() as w:
                suggestions.suggest(w, access_id, number, form.text.data or "", form.said.data or "")
            return redirect(url_for(".part", access_id=access_id, number=number, said="suggested"), 303)
        except NotFound:
            return _kept_as_note(access_id, form)
        except Refused as refused:
            form.text.errors = [WHY_NOT[Reason(refused.reason)]()]
    return _shown(access_id, number, form)


def _shown(access_id: UUID, number: int, form: SuggestForm) -> AnyResponse:
    with work() as w:
        service.tell_her(w, access_id, number)
    with reading() as w:
        found, written = service.helping(w, access_id), service.read(w, access_id, number)
        made = suggestions.made(w, access_id, number)
    if request.method == "GET":
        form.text.data = words_of(written.text)
    may = found.access.scope == Scope.SUGGEST
    return page(
        "helping/part.html", 400 if form.errors else 200, told=told(), found=found, written=written,
        number=number, title=title, made=made, form=form if may else None, button=ButtonForm(),
    )  # fmt: skip


def _kept_as_note(access_id: UUID, form: SuggestForm) -> AnyResponse:
    """Her time was over while she typed."""
    words = "\n\n".join(text for text in (form.text.data, form.said.data) if text)
    with work() as w:
        notes.add(w, access_id, words)
    return redirect(url_for(".note", access_id=access_id, said="kept"), 303)


@bp.post("/helping/<uuid:access_id>/suggested/<uuid:suggestion_id>/away")
@advocates_only
def away(access_id: UUID, suggestion_id: UUID) -> AnyResponse:
    if ButtonForm().validate_on_submit():
        with work() as w:
            suggestions.take_away(w, suggestion_id)
    return redirect(url_for(".person", access_id=access_id, said="away"), 303)


@bp.route("/helping/<uuid:access_id>/note", methods=["GET", "POST"])
@advocates_only
def note(access_id: UUID) -> AnyResponse:
    form = NoteForm()
    if form.validate_on_submit():
        with work() as w:
            notes.save(w, access_id, form.rev.data or 0, form.text.data or "")
        return redirect(url_for(".note", access_id=access_id, said="noted"), 303)
    with reading() as w:
        there = notes.read(w, access_id)
    if request.method == "GET":
        form.text.data, form.rev.data = there.text, there.rev
    return page("helping/note.html", 400 if form.errors else 200, told=told(), form=form, access_id=access_id)


@bp.post("/helping/<uuid:access_id>/stop")
@advocates_only
def stop(access_id: UUID) -> AnyResponse:
    if not ButtonForm().validate_on_submit():
        return redirect(url_for(".person", access_id=access_id), 303)
    with work() as w:
        service.stop_helping(w, access_id)
    return redirect(url_for(".index", said="stopped"), 303)
