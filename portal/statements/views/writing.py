"""Writing, one section a screen."""

from __future__ import annotations

from uuid import UUID

from flask import Response, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import i18n
from portal.answers import line
from portal.i18n import _, format_number, format_time
from portal.statements import apart, asking, notes, service
from portal.statements.sections import COURTS, CURRENT, LONGEST, STATEMENT, neighbours
from portal.statements.titles import title
from portal.statements.views.blueprint import bp, door, the_section, told, up_from
from portal.web import signed_in, writing
from portal.web.access import everyone, survivors_only
from portal.web.errors import give_back
from portal.web.pages import page
from portal.web.signed_in import live
from portal.web.state import portal
from portal.web.transactions import reading, work
from portal.web.writing import Slip, posted_fields, posted_slip, posted_text, wants_json
from portal.work import NotFound, Refused, Stale, Work


@bp.get("/mine/writing/")
@survivors_only
def index() -> Response:
    with reading() as w:
        written, waiting = service.written_numbers(w), apart.numbers(w)
        again = set() if signed_in.is_together() else notes.to_come_back_to(w)
    return page(
        "statements/index.html", door=door, document=CURRENT[STATEMENT], written=written,
        waiting=waiting, again=again,
        begun=[form for form in COURTS.values() if written & {section.number for section in form.sections}],
    )  # fmt: skip


@bp.get("/mine/writing/<int:number>")
@survivors_only
def write(number: int) -> Response:
    the_section(number)
    with reading() as w:
        written = service.read(w, number)
        beside = apart.NOTHING if written.alone else apart.beside(w, number)
        like = asking.like(w, written)
        slip = Slip(w.person.id, number, written.rev, w.now, i18n.current_language())
    shown = the_section(number, written.form)
    before, after = neighbours(number)
    return page(
        "statements/write.html", writing_form="writing", told=told(), section=shown, written=written,
        waiting=beside.waiting, set_aside=beside.set_aside, token=slip.token(), longest=LONGEST,
        before=before, after=after, up=up_from(number), like=like, title=title,
        asked=asking.asked(shown, written), enter_saves=bool(shown.questions),
        one_more="more" in request.args, choosing=_choosing(),
    )  # fmt: skip


@bp.post("/mine/writing/<int:number>")
@survivors_only
def save(number: int) -> AnyResponse:
    the_section(number)
    slip, text = posted_slip(), posted_text()
    if slip is None or slip.number != number:
        told = _("This page was open for too long. Please press Save once more.")
        return give_back(400, told, kept=_begun_anew(number))
    if request.undecodable:  # type: ignore[attr-defined]
        return give_back(400, _("Some letters arrived broken. Please look at them, then save."))
    try:
        return _acted(request.form.get("act", "save"), slip, text)
    except Refused:
        told = _("This is too long: %(length)s characters. Up to %(most)s fit here.",
                 length=format_number(len(text)), most=format_number(LONGEST))  # fmt: skip
        return give_back(413, told)


def _begun_anew(number: int) -> str:
    """A token from before anything was saved, so that what is there is never overwritten by it."""
    with reading() as w:
        return Slip(w.person.id, number, 0, w.now, i18n.current_language()).token()


def _acted(act: str, slip: Slip, text: str) -> AnyResponse:
    """Save first, whatever the button; then what the button says."""
    what, _sep, which = act.partition(":")
    which = _line(which) if what == "drop" else which
    with work() as w:
        written = _save_or_keep(w, slip, text)
    if what in ("back", "gone"):
        _changed_her_mind(what, which)
    said = None
    if written is not None and what in asking.ACTS:
        with work() as w:
            said = asking.ACTS[what](w, slip.number, which)
    if what == "autosave" or wants_json():
        return _as_json(slip, written)
    if what == "pause":
        return _paused(slip.number)
    if written is None or what in ("both", "back"):
        return redirect(url_for(".both", number=slip.number), 303)
    if what in ("versions", "note", "quiet", "files"):
        return redirect(url_for(f".{what}", number=slip.number), 303)
    before, after = neighbours(slip.number)
    target = {"next": after, "before": before}.get(what)
    more = 1 if what == "line" else None
    here = url_for(".write", number=slip.number, said=said, more=more, choosing=_choosing())
    return redirect(door(target) if target else here, 303)


def _choosing() -> UUID | None:
    """What she was choosing when she came here to change a text."""
    try:
        return UUID(request.args.get("choosing", ""))
    except ValueError:
        return None


def _line(which: str) -> str:
    """A line of a table as it is counted when it has been saved."""
    table, _sep, at = which.partition(":")
    return f"{table}:{line(posted_fields(), table, at)}"


def _changed_her_mind(what: str, which: str) -> None:
    """About what was set aside. A second tap finds it done."""
    try:
        with work() as w:
            (apart.take_back if what == "back" else apart.forget)(w, UUID(which))
    except (NotFound, ValueError):
        pass


def _save_or_keep(w: Work, slip: Slip, text: str) -> service.Written | None:
    """None when something newer was there, so that this text was kept beside it."""
    if slip.person != w.person.id:
        raise NotFound
    try:
        return service.save(w, slip.number, slip.rev, text, i18n.current_language())
    except Stale:
        apart.keep(w, _late(slip, text))
        return None


def _as_json(slip: Slip, written: service.Written | None) -> Response:
    if written is None:
        told = _("This part was changed on another page. Both texts are kept. Open it again to see them.")
        return jsonify(kept_apart=told, see=url_for(".both", number=slip.number))
    new = Slip(slip.person, slip.number, written.rev, portal().now(), i18n.current_language())
    return jsonify(saved=saved_at(written), rev=written.rev, kept=new.token())


def saved_at(written: service.Written) -> str:
    if written.saved_at is None:
        return ""
    return _("Saved at %(time)s", time=format_time(written.saved_at))


def _paused(number: int) -> AnyResponse:
    found = live()
    if found is not None:
        found.paused = True
        signed_in.renew(found)  # a new cookie: the browser cannot bring the page back from its own memory
    return redirect(url_for("accounts.paused", next=url_for(".write", number=number)), 303)


@bp.get("/kept")
@everyone
def kept() -> Response:
    return page("statements/kept.html")


@writing.keeps
def keep_late(w: Work, slip: Slip, text: str) -> None:
    apart.keep_late(w, slip.person, _late(slip, text))


def _late(slip: Slip, text: str) -> apart.Late:
    return apart.Late(slip.number, slip.language, slip.page, text)


@writing.saves
def save_anyway(w: Work, slip: Slip, text: str) -> None:
    """On the way out: saved, or kept apart when it is too long or older than what is there."""
    try:
        _save_or_keep(w, slip, text)
    except Refused:
        apart.keep(w, _late(slip, text))
