"""A note to herself beside a section, and the names to look out for."""

from __future__ import annotations

from contextlib import suppress

from flask import jsonify, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.i18n import _, format_time
from portal.statements import notes
from portal.statements.forms import NoteForm
from portal.statements.questions.shape import Section
from portal.statements.rules import LONGEST_NOTE
from portal.statements.views.blueprint import TOLD, bp, the_section, told
from portal.web import writing
from portal.web.access import for_her_alone, survivors_only
from portal.web.pages import page
from portal.web.state import portal
from portal.web.transactions import reading, work
from portal.web.writing import wants_json
from portal.work import NotFound


@bp.route("/mine/writing/names", defaults={"number": notes.NAMES}, methods=["GET", "POST"])
@bp.route("/mine/writing/<int:number>/note", methods=["GET", "POST"])
@survivors_only
@for_her_alone
def note(number: int) -> AnyResponse:
    shown, form = _beside(number), NoteForm()
    if form.validate_on_submit():
        return _noted(number, form)
    if wants_json():
        return jsonify(message=" ".join(str(e) for errors in form.errors.values() for e in errors))
    if not form.is_submitted():
        with reading() as w:
            there = notes.read(w, number)
        form.rev.data, form.text.data, form.again.data = there.rev, there.text, there.again
    return page(
        "statements/note.html", 400 if form.errors else 200, writing_form="writing", told=told(),
        section=shown, form=form, longest=LONGEST_NOTE,
    )  # fmt: skip


def _beside(number: int) -> Section | None:
    """None for the names, which stand beside no section."""
    return None if number == notes.NAMES else the_section(number)


def _noted(number: int, form: NoteForm) -> AnyResponse:
    noted = _save(number, form)
    together = noted.text.strip() != (form.text.data or "").strip()
    if wants_json() and together:
        both = TOLD.get("together", "")
        return jsonify(kept_apart=_(both), see=url_for(".note", number=number))
    if wants_json():
        saved = _("Saved at %(time)s", time=format_time(portal().now()))
        return jsonify(saved=saved, rev=noted.rev)
    return redirect(url_for(".note", number=number, said="together" if together else "noted"), 303)


def _save(number: int, form: NoteForm) -> notes.Note:
    with work() as w:
        return notes.save(w, number, form.rev.data or 0, form.text.data or "", form.again.data)


@writing.saves_form("note")
def save_anyway() -> None:
    """On the way out: also too much, or broken letters, which she is told of when she comes back."""
    form = NoteForm()
    form.validate()
    with suppress(NotFound, ValueError):
        number = int(request.form.get("number", ""))
        _beside(number)
        if "csrf_token" not in form.errors:
            _save(number, form)
