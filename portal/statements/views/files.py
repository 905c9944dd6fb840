"""Files beside a section: adding one, looking and listening, saying what it says, taking it away."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from flask import Response, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import i18n
from portal.crypto import digest, lp
from portal.i18n import N_, _, format_number, format_time
from portal.statements import files as kept
from portal.statements.kinds import NAMES, FileReason
from portal.statements.rules import LONGEST_NOTE
from portal.statements.views.blueprint import TOLD, bp, the_section, told
from portal.statements.views.file_forms import BY, FileForm, FileWordsForm
from portal.web import uploads, writing
from portal.web.access import survivors_only
from portal.web.files import sealed
from portal.web.forms import ButtonForm
from portal.web.guard import is_prefetch
from portal.web.headers import set_policies
from portal.web.pages import page
from portal.web.state import portal
from portal.web.transactions import reading, work
from portal.web.writing import wants_json
from portal.work import NotFound, Refused

WHY = {
    FileReason.NONE: N_("Please choose a file first."),
    FileReason.EMPTY: N_("There is nothing in this file. Please choose another one."),
    FileReason.UNKNOWN: N_("We cannot keep this kind of file. Below it says which kinds we can keep."),
    FileReason.HEIC: N_("This photograph is of a kind (HEIC) that we cannot read. Please save it as JPEG first, or send it to yourself, which often makes a JPEG of it."),  # noqa: E501
    FileReason.VIDEO: N_("This is a film. We can keep only sound: please record the sound alone."),
    FileReason.BROKEN: N_("This file is broken, or not all of it came. Please try again, or choose another one."),  # noqa: E501
    FileReason.TOO_LARGE: N_("This file is too large. One file can have up to %(most)s MB."),
    FileReason.TOO_MANY_DOTS: N_("This picture is too large to look into. Please make it smaller, or save it as JPEG."),  # noqa: E501
    FileReason.FULL: N_("There is not enough room left for this file: %(together)s MB fit into everything together. You can remove a file to make room."),  # noqa: E501
    FileReason.TOO_MANY: N_("There are %(count)s files already, and no more fit. You can remove one to make room."),  # noqa: E501
    FileReason.NO_ROOM: N_("There is no room on our side just now, so this file was not kept. Please try again later."),  # noqa: E501
}  # fmt: skip
STATUS = {FileReason.TOO_LARGE: 413, FileReason.FULL: 413, FileReason.NO_ROOM: 503}
_LIMITS = {
    "most": kept.LARGEST // kept.MIB, "together": kept.LARGEST_TOGETHER // kept.MIB, "count": kept.MOST,
}  # fmt: skip


@bp.get("/mine/writing/<int:number>/files")
@survivors_only
def files(number: int) -> Response:
    return _files(number, FileForm(formdata=None))


def _files(number: int, form: FileForm, why: str = "", status: int = 200) -> Response:
    shown = the_section(number)
    with reading() as w:
        all, whose = kept.everything(w), digest(lp("files/v1", w.person.id)).hex()
    response = page(
        "statements/files.html", status, section=shown, files=[f for f in all if f.number == number],
        form=form, why=why, told=told(), names=NAMES, room=format_number(kept.room(all) // kept.MIB),
        limits={name: format_number(value) for name, value in _LIMITS.items()}, most=kept.LARGEST,
        more_scripts=["keep.js", "record.js", "draw.js"], whose=whose,
    )  # fmt: skip
    return set_policies(response, records=True)


@bp.post("/mine/writing/<int:number>/files")
@survivors_only
@uploads.takes_file(kept.LARGEST)
def add_file(number: int) -> AnyResponse:
    the_section(number)
    sent, form = uploads.received(), FileForm()
    if uploads.has_ended():
        return uploads.sign_in_again()
    if not form.validate_on_submit():
        return _not_taken(number, form, form.first_error(), 400)
    try:
        id = _take(number, sent)
    except Refused as refused:
        reason = FileReason(refused.reason)
        limits = {name: format_number(value) for name, value in _LIMITS.items()}
        return _not_taken(number, form, _(WHY[reason], **limits), STATUS.get(reason, 400))
    see = url_for(".one_file", id=id)
    return jsonify(see=see) if wants_json() else redirect(see, 303)


def _take(number: int, sent: kept.Writing | None) -> UUID:
    """Looked at before anything is locked."""
    ready = kept.prepare(sent)
    try:
        with work() as w:
            return kept.add(w, number, ready).id
    finally:
        ready.made.close()


def _not_taken(number: int, form: FileForm, why: str, status: int) -> Response:
    if wants_json():
        return uploads.told(why, status)
    return _files(number, form, why, status)


@bp.route("/mine/writing/files/<uuid:id>", methods=["GET", "POST"])
@survivors_only
def one_file(id: UUID) -> AnyResponse:
    form = FileWordsForm()
    if form.validate_on_submit():
        return _said(id, form)
    if wants_json():
        return jsonify(message=form.first_error())
    with reading() as w:
        one = kept.read(w, id)
    if not form.is_submitted():
        form = FileWordsForm(formdata=None, rev=one.rev, title=one.title, text=one.words, by=one.by)
    return page(
        "statements/file.html", 400 if form.errors else 200, writing_form="writing", told=told(), one=one,
        section=the_section(one.number), form=form, longest=LONGEST_NOTE, names=NAMES,
    )  # fmt: skip


def _said(id: UUID, form: FileWordsForm) -> AnyResponse:
    one = _say(id, form)
    together = one.words.strip() != (form.text.data or "").strip()
    if wants_json() and together:
        return jsonify(kept_apart=_(TOLD.get("together", "")), see=url_for(".one_file", id=id))
    if wants_json():
        return jsonify(saved=_("Saved at %(time)s", time=format_time(portal().now())), rev=one.rev)
    return redirect(url_for(".one_file", id=id, said="together" if together else "noted"), 303)


def _say(id: UUID, form: FileWordsForm) -> kept.File:
    by = form.by.data if form.by.data in BY else ""
    title, words = form.title.data or "", form.text.data or ""
    with work() as w:
        return kept.say(w, id, form.rev.data or 0, title, words, by, i18n.current_language())


@writing.saves_form("file")
def save_anyway() -> None:
    """On the way out: also too much, or broken letters, which she is told of when she comes back."""
    form = FileWordsForm()
    form.validate()
    with suppress(NotFound, ValueError):
        if "csrf_token" not in form.errors:
            _say(UUID(request.form.get("file", "")), form)


@bp.get("/mine/writing/files/<uuid:id>/content")
@survivors_only
def file_content(id: UUID) -> Response:
    if is_prefetch():
        return Response(status=403)
    with reading() as w:
        one = kept.read(w, id)
        opened = kept.content(w, one)
    return sealed(opened, one.type.mimetype, one.type.ending)


@bp.route("/mine/writing/files/<uuid:id>/remove", methods=["GET", "POST"])
@survivors_only
def remove_file(id: UUID) -> AnyResponse:
    form = ButtonForm()
    if form.validate_on_submit():
        try:
            with work() as w:
                number = kept.remove(w, id)
        except NotFound:  # a second tap finds it done
            return redirect(url_for(".index"), 303)
        return redirect(url_for(".files", number=number, said="removed"), 303)
    with reading() as w:
        one = kept.read(w, id)
    return page("statements/remove_file.html", 400 if form.errors else 200, one=one, form=form, names=NAMES)
