"""Signing up, in and out; the passphrase once more."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal import i18n
from portal.accounts import service
from portal.accounts.entering import enter, enter_again
from portal.accounts.forms import NO, YES, PassphraseForm, SignInForm, SignUpForm
from portal.accounts.views.blueprint import bp, status
from portal.actor import Role
from portal.i18n import _
from portal.web import beside, signed_in
from portal.web.access import before_the_card, everyone, signed_in_only, while_paused
from portal.web.forms import ButtonForm
from portal.web.guard import safe_next
from portal.web.pages import home, page
from portal.web.sessions import Card
from portal.web.signed_in import live
from portal.web.state import portal
from portal.web.transactions import reading, work


@bp.route("/sign-up", methods=["GET", "POST"])
@everyone
def sign_up() -> Response:
    if live() is not None:
        return redirect(home(), 303)
    language, form = i18n.current_language(), SignUpForm()
    form.for_language(language)
    if form.validate_on_submit():
        params = service.cost(Role.SURVIVOR, for_tests=portal().settings.kdf_for_tests)
        with work() as w:
            card = service.sign_up(w, language, words=form.wants_words, params=params)
            service.say_about(w, young={YES: True, NO: False}.get(form.young.data))
            new = signed_in.live_of(w, Card(card))
        signed_in.begin(new)
        return redirect(url_for(".card"), 303)
    return page("accounts/sign_up.html", status(form), form=form)


@bp.route("/sign-in", methods=["GET", "POST"])
@everyone
def sign_in() -> Response:
    form = SignInForm()
    if form.validate_on_submit():
        entered = enter(form.name.data or "", form.passphrase.data or "", request.remote_addr)
        if entered is not None:
            new = entered.live(borrowed=form.borrowed.data)
            (beside.borrow if new.borrowed else signed_in.begin)(new)
            return redirect(safe_next(home()), 303)
        form.passphrase.errors = [_("The name and the words do not fit together. Please check both.")]
    return page("accounts/sign_in.html", status(form), form=form)


@bp.route("/again", methods=["GET", "POST"])
@signed_in_only
@before_the_card
def step_up() -> Response:
    """The passphrase once more, before something that cannot be taken back."""
    return _again("accounts/step_up.html")


@bp.route("/paused", methods=["GET", "POST"])
@signed_in_only
@while_paused
def paused() -> Response:
    """The pages are hidden; the passphrase brings them back."""
    found = live()
    if found is not None and not found.paused:
        return redirect(safe_next(home()), 303)
    return _again("accounts/paused.html")


def _again(template: str) -> Response:
    found, form = live(), PassphraseForm()
    if found is not None and form.validate_on_submit():
        with reading() as w:
            person = w.person
        if enter_again(person, form.passphrase.data or "", request.remote_addr) is not None:
            found.stepup_at, found.paused = portal().now(), False
            signed_in.renew(found)
            return redirect(safe_next(home()), 303)
        form.passphrase.errors = [_("This does not fit. Please check your secret words or numbers.")]
    return page(template, status(form), form=form)


@bp.post("/sign-out")
@everyone
def sign_out() -> Response:
    response = redirect(url_for("home.front"), 303)
    if ButtonForm().validate_on_submit():
        beside.end()
        signed_in.finish()
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
