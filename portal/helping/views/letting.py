"""Letting somebody help: a number, who it is, what they may see, and yes once more."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.accounts import entering
from portal.helping import meeting, service
from portal.helping.forms import HERE, BringForm, ChooseForm, CodeForm, StartForm
from portal.helping.rules import Reason
from portal.helping.views.blueprint import bp, wanted
from portal.i18n import _
from portal.programmes.profiles import spoken
from portal.statements import service as statements
from portal.statements.sections import COURTS, CURRENT, STATEMENT
from portal.statements.titles import title
from portal.web.access import survivors_only
from portal.web.forms import ButtonForm
from portal.web.guard import to_step_up
from portal.web.pages import page
from portal.web.signed_in import is_fresh, live
from portal.web.state import portal
from portal.web.transactions import reading, work
from portal.work import Refused, Work

WHY_NOT = {
    Reason.TOO_SOON: lambda: _("Please take a moment, at least a minute, and then press it again."),
    Reason.NOT_CHOSEN: lambda: _("Please choose once more."),
    Reason.NOT_HERE: lambda: _("This person does not work here any more."),
    Reason.NOT_FRESH: lambda: _("Please choose once more."),
}


def try_code(typed: str) -> UUID | None:
    """One try at a number: never quick, and slower after wrong ones."""
    found = live()
    assert found is not None
    assert found.actor.id is not None
    index = portal().server.mac("throttle", b"meeting" + found.actor.id.bytes)

    def attempt() -> UUID | None:
        with work() as w:
            return meeting.meet(w, typed)

    return entering.slowly(index, request.remote_addr, attempt)


def new_number(*, hers: bool) -> AnyResponse:
    """A number to be passed on, by her or by a helper."""
    form = BringForm()
    if form.validate_on_submit():
        beside = form.where.data == HERE
        with work() as w:
            code = meeting.make(w, beside=beside)
        # No address leads to it: whoever opens the history must not find a way in.
        return page("helping/code.html", code=code, beside=beside, hers=hers)
    return page("helping/bring.html", 400 if form.errors else 200, form=form)


def given_number(then: Callable[[UUID], str]) -> AnyResponse:
    """A number that somebody gave her, or a helper. `then`: the address to go on to."""
    form = CodeForm()
    if form.validate_on_submit():
        found = try_code(form.code.data or "")
        if found is not None:
            return redirect(then(found), 303)
        form.code.errors = [_("There is nothing with this number, or its time is over. Please ask again.")]
    return page("helping/number.html", 400 if form.errors else 200, form=form)


@bp.route("/mine/people/bring", methods=["GET", "POST"])
@survivors_only
def bring() -> AnyResponse:
    return new_number(hers=True)


@bp.post("/mine/people/bring/forget")
@survivors_only
def forget() -> AnyResponse:
    if ButtonForm().validate_on_submit():
        with work() as w:
            meeting.forget(w)
    return redirect(url_for(".mine", said="forgotten"), 303)


@bp.route("/mine/people/number", methods=["GET", "POST"])
@survivors_only
def typed() -> AnyResponse:
    """A number that somebody gave her."""
    return given_number(lambda found: url_for(".met", meeting_id=found))


def _parts(w: Work) -> list[tuple[str, str]]:
    """Those of her statement, and of court drafts she has begun."""
    written = statements.written_numbers(w)
    begun = [form for form in COURTS.values() if written & {one.number for one in form.sections}]
    numbers = [one.number for form in (CURRENT[STATEMENT], *begun) for one in form.sections]
    return [(str(number), _(title(number))) for number in numbers]


@bp.route("/mine/people/met/<uuid:meeting_id>", methods=["GET", "POST"])
@survivors_only
def met(meeting_id: UUID) -> AnyResponse:
    """Who it is; no, or what they may see. Nothing opens here."""
    form = ChooseForm().with_languages()
    with reading() as w:
        found = meeting.hers(w, meeting_id)
        who = service.helper(w, found.meeting.helper_id, wanted())  # type: ignore[arg-type]
        form.parts.choices = _parts(w)
    if request.method == "POST" and not is_fresh():
        return to_step_up()
    if form.validate_on_submit():
        numbers = [int(number) for number in form.parts.data or []]
        return _or_say_why(meeting_id, lambda w: meeting.choose(
            w, meeting_id, numbers, form.scope.data, int(form.days.data), safe=form.safe.data,
            fresh=is_fresh(), pair=form.pair,
        ))  # fmt: skip
    return page(
        "helping/met.html", 400 if form.errors else 200, form=form, met=found, who=who, spoken=spoken,
        button=ButtonForm(),
    )  # fmt: skip


def _or_say_why(meeting_id: UUID, act: Callable[[Work], object]) -> AnyResponse:
    try:
        with work() as w:
            act(w)
    except Refused:
        return redirect(url_for(".met", meeting_id=meeting_id), 303)
    return redirect(url_for(".start", meeting_id=meeting_id), 303)


@bp.post("/mine/people/met/<uuid:meeting_id>/no")
@survivors_only
def no(meeting_id: UUID) -> AnyResponse:
    if not ButtonForm().validate_on_submit():
        return redirect(url_for(".met", meeting_id=meeting_id), 303)
    with work() as w:
        meeting.forget(w, meeting_id)
    return redirect(url_for(".mine", said="no"), 303)


@bp.route("/mine/people/met/<uuid:meeting_id>/yes", methods=["GET", "POST"])
@survivors_only
def start(meeting_id: UUID) -> AnyResponse:
    """Once more, on her own: then the keys are made."""
    if not is_fresh():
        return to_step_up()
    form = StartForm()
    if form.validate_on_submit():
        try:
            with work() as w:
                access = meeting.start(w, meeting_id, form.called.data or "", fresh=is_fresh())
            return redirect(url_for(".one", access_id=access.id), 303)
        except Refused as refused:
            form.called.errors = [WHY_NOT[Reason(refused.reason)]()]
    with reading() as w:
        found = meeting.hers(w, meeting_id).meeting
        if found.chosen_at is None:
            return redirect(url_for(".met", meeting_id=meeting_id), 303)
        who = service.helper(w, found.helper_id, wanted())  # type: ignore[arg-type]
    return page(
        "helping/start.html", 400 if form.errors else 200, form=form, meeting=found, who=who, title=title,
        spoken=spoken, button=ButtonForm(), numbers=[int(number) for number in found.numbers.split(",")],
    )  # fmt: skip
