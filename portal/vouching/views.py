"""Choosing two people; asking them; their answer; coming back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response

from portal import i18n
from portal.accounts.numbers import canonical_number, is_mistyped
from portal.accounts.words import new_passphrase
from portal.actor import Role
from portal.bidi import isolated
from portal.i18n import _, format_list
from portal.vouching import coming, service
from portal.vouching.forms import NO, YES, AnswerForm, AskForm, ChooseForm, ComeForm, ToldForm
from portal.vouching.rules import KEPT_FOR, WAIT, Reason
from portal.web import signed_in
from portal.web.access import everyone, staff_only, survivors_only
from portal.web.forms import ButtonForm
from portal.web.guard import to_step_up
from portal.web.pages import page
from portal.web.sessions import Card, Live, Why
from portal.web.signed_in import is_fresh, live
from portal.web.state import portal
from portal.web.transactions import known_of_person, look_up_with_person, reading, work
from portal.work import Refused

bp = Blueprint("vouching", __name__)
WHY_NOT = {
    Reason.SAME_PERSON: lambda: _("Please choose two different people. One alone can never open your pages."),
    Reason.NOT_HERE: lambda: _("This person is not here any more. Please choose again."),
}


def _not_yet() -> str:
    return _(
        "This does not fit, or nobody has said yet that it is you. Please check the name and the number, "
        "and talk to your two people."
    )


@bp.get("/mine/people/back")
@survivors_only
def mine() -> Response:
    with reading() as w:
        chosen, warnings = service.chosen(w), service.warnings(w)
    return page(
        "vouching/mine.html", chosen=chosen, warnings=warnings, days=WAIT.days, named=_named,
        button=ButtonForm(),
    )  # fmt: skip


def _named(names: Iterable[str]) -> str:
    return format_list(map(isolated, names))


@bp.route("/mine/people/back/choose", methods=["GET", "POST"])
@survivors_only
def choose() -> Response:
    if not is_fresh():
        return to_step_up()
    form = ChooseForm()
    with reading() as w:
        people = service.people(w)
    form.first.choices = form.second.choices = [("", _("Please choose"))] + [
        (str(person.id), _label(person)) for person in people
    ]
    if form.validate_on_submit():
        try:
            with work() as w:
                service.choose(w, _id(form.first.data), _id(form.second.data), fresh=is_fresh())
            return redirect(url_for(".mine"), 303)
        except Refused as refused:
            form.second.errors = [WHY_NOT[refused.reason]()]  # type: ignore[index]
    return page("vouching/choose.html", 400 if form.errors else 200, form=form, few=len(people) < 2)


def _label(person: service.Person) -> str:
    role = _("advocate") if person.role == Role.ADVOCATE else _("facilitator")
    return f"{isolated(person.name)} · {role} · {isolated(person.programme)}"


def _id(text: str | None) -> UUID:
    try:
        return UUID(text or "")
    except ValueError:
        raise Refused(Reason.NOT_HERE) from None


@bp.post("/mine/people/back/only-mine")
@survivors_only
def keep_mine() -> Response:
    if ButtonForm().validate_on_submit():
        with work() as w:
            service.keep_mine(w)
    return redirect(url_for(".mine"), 303)


@bp.post("/mine/people/back/<uuid:asking_id>/stop")
@survivors_only
def stop(asking_id: UUID) -> Response:
    if ButtonForm().validate_on_submit():
        with work() as w:
            service.stop(w, asking_id)
    return redirect(url_for(".mine"), 303)


@bp.route("/recover/people", methods=["GET", "POST"])
@everyone
def ask() -> Response:
    """Two numbers: one to tell, one to keep."""
    form = AskForm()
    if form.validate_on_submit():
        numbers = coming.ask(form.name.data or "", request.remote_addr)
        # No address leads to them: whoever opens the history must not find what brings her back.
        return page("vouching/numbers.html", numbers=numbers, days=WAIT.days)
    return page("vouching/ask.html", 400 if form.errors else 200, form=form, days=WAIT.days)


@bp.route("/recover/people/back", methods=["GET", "POST"])
@everyone
def come() -> Response:
    form, language, came = ComeForm(), i18n.current_language(), None
    form.for_language(language)
    if form.validate_on_submit():
        number = canonical_number(form.number.data or "")
        if is_mistyped(number):
            form.number.errors = [_("There is a slip in this number. Please compare it, digit by digit.")]
            return page("vouching/come.html", 400, form=form, came=None)
        came = coming.come(form.name.data or "", number, request.remote_addr)
        if came is None:
            form.number.errors = [_not_yet()]
        elif came.entered is not None:
            words = new_passphrase(language, words=form.wants_words)
            signed_in.begin(came.entered.live(Card(words, Why.VOUCHED, came.entered.slot)))
            return redirect(url_for("accounts.card"), 303)
    return page("vouching/come.html", 400 if form.errors else 200, form=form, came=came)


@bp.route("/vouch", methods=["GET", "POST"])
@staff_only
def told() -> Response:
    """For one of the two: the number she told, and then the question whether it is her."""
    if not is_fresh():
        return to_step_up()
    form = ToldForm()
    if form.validate_on_submit():
        with reading() as w:
            asking = service.find_told(w, form.told.data or "")
        if asking is not None:
            return redirect(
                url_for(".sure", kept=coming.carried(canonical_number(form.told.data or ""))), 303
            )
        form.told.errors = [_("There is nobody with this number who chose you. Please ask for it again.")]
    return page("vouching/told.html", 400 if form.errors else 200, form=form)


@bp.get("/vouch/sure/<kept>")
@staff_only
def sure(kept: str) -> Response:
    """Is it really this person?"""
    found = coming.brought(kept)
    if found is None:
        return redirect(url_for(".told"), 303)
    return page("vouching/answer.html", form=AnswerForm(), told=found[0])


@bp.post("/vouch/answer")
@staff_only
def answer() -> Response:
    form = AnswerForm()
    if not is_fresh() or not form.validate_on_submit() or form.answer.data not in (YES, NO):
        return redirect(url_for(".told"), 303)
    with work() as w:
        act = service.vouch if form.answer.data == YES else service.deny
        act(w, form.told.data or "")
    return redirect(url_for(".answered", said=YES if form.answer.data == YES else NO), 303)


@bp.get("/vouch/done/<any(yes,no):said>")
@staff_only
def answered(said: str) -> Response:
    return page("vouching/answered.html", said_yes=said == YES, days=WAIT.days)


look_up_with_person("newest_yes", service.NEWEST_YES)


@bp.app_context_processor
def asked_for() -> dict[str, Any]:
    """For the note on every page of hers while somebody was vouched for as her."""
    found = live()
    if found is None or found.actor.role is not Role.SURVIVOR or found.paused or found.card is not None:
        return {"asked_for": False}
    try:
        known = known_of_person()
        yes = _newest_yes(found) if known is None else known["newest_yes"]
    except OperationalError:  # the page that says so is made with this too, and carries her words
        yes = None
    return {"asked_for": yes is not None and yes + KEPT_FOR > portal().now()}


def _newest_yes(found: Live) -> datetime | None:
    """On a page for which nothing else was looked up."""
    assert found.actor.id is not None
    return service.newest_yes(portal().stores.main, found.actor.id)
