"""An interpreter's page beside a part, and what she does with what was written there."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.helping import notes, service, translations
from portal.helping.forms import TAKE, BesideForm, TranslateForm
from portal.helping.rules import Reason
from portal.helping.views.blueprint import bp, told
from portal.i18n import _
from portal.statements.titles import title
from portal.web.access import advocates_only, survivors_only
from portal.web.forms import TOO_OLD, ButtonForm
from portal.web.guard import is_prefetch
from portal.web.pages import page
from portal.web.transactions import reading, work
from portal.work import NotFound, Refused, Stale

WHY_NOT = {
    Reason.EMPTY: lambda: _("Nothing is translated yet. Write something, or mark a gap."),
    Reason.TOO_LONG: lambda: _("This is too long for one part."),
    Reason.NOT_WHOLE: lambda: _(
        "To say that it is complete, each paragraph needs words or the mark for a gap. Or save it without "
        "that, and go on later."
    ),
}


@bp.route("/helping/<uuid:access_id>/<int:number>/translation", methods=["GET", "POST"])
@advocates_only
def translate(access_id: UUID, number: int) -> AnyResponse:
    """Paragraph by paragraph, beside the original as it is now."""
    if is_prefetch() or request.method == "HEAD":
        abort(403)
    form, why = TranslateForm(), ""
    if form.validate_on_submit():
        try:
            _save(access_id, number, form)
            return redirect(url_for(".translate", access_id=access_id, number=number, said="translated"), 303)
        except NotFound:
            return _kept_as_note(access_id, form)
        except Refused as refused:
            why = WHY_NOT[Reason(refused.reason)]()
    elif form.is_submitted():
        why = str(TOO_OLD)
    return _shown(access_id, number, form, why)


def _save(access_id: UUID, number: int, form: TranslateForm) -> None:
    with work() as w:
        translations.save(
            w, access_id, number, form.said, form.qualification.data or "", attested=form.attested.data
        )  # fmt: skip


def _kept_as_note(access_id: UUID, form: TranslateForm) -> AnyResponse:
    """The time was over while it was typed."""
    with work() as w:
        notes.add(w, access_id, "\n\n".join(one.text for one in form.said if one.text))
    return redirect(url_for(".note", access_id=access_id, said="kept"), 303)


def _shown(access_id: UUID, number: int, typed: TranslateForm, why: str) -> AnyResponse:
    with work() as w:
        service.tell_her(w, access_id, number)
    with reading() as w:
        found, written = service.helping(w, access_id), service.read(w, access_id, number)
        made, state = translations.made(w, access_id, number)
    if typed.is_submitted():
        made = typed.over(made)
    now = made.beside(written.words)
    return page(
        "helping/translate.html", 400 if why else 200, told=told(), why=why, found=found, number=number,
        title=title, made=made, now=now.paragraphs, no_more=made.no_more(written.words), state=state,
        form=TranslateForm.of(now),
    )  # fmt: skip


@bp.get("/mine/people/translated/<int:number>")
@survivors_only
def translated(number: int) -> Response:
    """Her words and what an interpreter made of them, side by side."""
    with reading() as w:
        found = translations.of_part(w, number)
    return page(
        "helping/translated.html", told=told(), found=found, number=number, title=title, button=ButtonForm()
    )


@bp.post("/mine/people/translated/<uuid:translation_id>")
@survivors_only
def settle_translation(translation_id: UUID) -> AnyResponse:
    """Take it, to be shown beside her words or not, or put it away; to leave it needs no button."""
    form = BesideForm()
    if not form.validate_on_submit():
        return redirect(url_for(".mine"), 303)
    try:
        with work() as w:
            if form.answer.data == TAKE:
                beside = form.beside.data
                number = translations.take(w, translation_id, form.seen.data or 0, beside=beside)
            else:
                number = translations.refuse(w, translation_id)
    except (Stale, Refused):
        return redirect(url_for(".mine", said="newer"), 303)
    return redirect(url_for(".translated", number=number, said=form.said), 303)


@bp.post("/mine/people/translated/<uuid:translation_id>/remove")
@survivors_only
def remove_translation(translation_id: UUID) -> AnyResponse:
    if not ButtonForm().validate_on_submit():
        return redirect(url_for(".mine"), 303)
    with work() as w:
        translations.remove(w, translation_id)
    return redirect(url_for(".mine", said="removed"), 303)
