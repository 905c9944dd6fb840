"""Signing up, in and out; the word card; the passphrase once more; erasing everything."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from portal import i18n
from portal.accounts import service
from portal.accounts.entering import enter, enter_again
from portal.accounts.forms import (
    WORDS,
    ButtonForm,
    PassphraseForm,
    SignInForm,
    SignUpForm,
    TypeBackForm,
)
from portal.accounts.words import has_words
from portal.actor import Role
from portal.i18n import _
from portal.web import sessions, signed_in
from portal.web.access import before_the_card, everyone, signed_in_only, survivors_only, while_paused
from portal.web.guard import safe_next
from portal.web.pages import home, page
from portal.web.sessions import new_live
from portal.web.signed_in import live
from portal.web.state import portal
from portal.web.transactions import reading, work

bp = Blueprint("accounts", __name__)


@bp.route("/sign-up", methods=["GET", "POST"])
@everyone
def sign_up() -> Response:
    if live() is not None:
        return redirect(home(), 303)
    language = i18n.current_language()
    form = SignUpForm()
    if not has_words(language):
        del form.kind
    if form.validate_on_submit():
        words = form.kind is not None and form.kind.data == WORDS
        params = service.cost(Role.SURVIVOR, for_tests=portal().settings.kdf_for_tests)
        with work() as w:
            card = service.sign_up(w, language, words=words, params=params)
            new = new_live(w.actor, w.keyring.key(w.person.urk_id), w.now, card)
        signed_in.begin(new)
        return redirect(url_for(".card"), 303)
    return page("accounts/sign_up.html", status(form), form=form)


def status(form: SignUpForm | SignInForm | PassphraseForm | TypeBackForm) -> int:
    return 400 if form.errors else 200


@bp.get("/card")
@signed_in_only
@before_the_card
def card() -> Response:
    found = live()
    if found is None or found.card is None:
        return redirect(home(), 303)
    with reading() as w:
        name = service.name_of(w)
    return page("accounts/card.html", name=name, words=found.card.split(), button=ButtonForm())


@bp.post("/card/another-name")
@signed_in_only
@before_the_card
def another_name() -> Response:
    found = live()
    if ButtonForm().validate_on_submit() and found is not None and found.card is not None:
        with work() as w:
            service.give_name(w, i18n.current_language())
    return redirect(url_for(".card"), 303)


@bp.route("/card/check", methods=["GET", "POST"])
@signed_in_only
@before_the_card
def check() -> Response:
    found = live()
    if found is None or found.card is None:
        return redirect(home(), 303)
    form = TypeBackForm()
    if form.validate_on_submit():
        if service.typed_back(found.card, form.passphrase.data or ""):
            with work() as w:
                service.confirm(w)
            found.card = None
            signed_in.renew(found)
            return redirect(home(), 303)
        form.passphrase.errors = [_("This is not the same yet. Look at your paper again, letter by letter.")]
    return page("accounts/check.html", status(form), form=form)


@bp.route("/sign-in", methods=["GET", "POST"])
@everyone
def sign_in() -> Response:
    form = SignInForm()
    if form.validate_on_submit():
        entered = enter(form.name.data or "", form.passphrase.data or "", request.remote_addr)
        if entered is not None:
            signed_in.begin(new_live(entered.actor, entered.urk, portal().now()))
            return redirect(safe_next(home()), 303)
        form.passphrase.errors = [_("The name and the words do not fit together. Please check both.")]
    return page("accounts/sign_in.html", status(form), form=form)


@bp.route("/again", methods=["GET", "POST"])
@signed_in_only
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
        signed_in.finish()
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@bp.get("/mine/settings/")
@survivors_only
def settings() -> Response:
    with reading() as w:
        name = service.name_of(w)
    return page("accounts/settings.html", name=name)


@bp.route("/mine/settings/erase", methods=["GET", "POST"])
@survivors_only
def erase() -> Response:
    form = PassphraseForm()
    if form.validate_on_submit():
        with reading() as w:
            person = w.person
        if enter_again(person, form.passphrase.data or "", request.remote_addr) is not None:
            return _erase()
        form.passphrase.errors = [_("This does not fit. Please check your secret words or numbers.")]
    return page("accounts/erase.html", status(form), form=form)


def _erase() -> Response:
    with work() as w:
        person_id = w.person.id
        service.erase(w)
    signed_in.finish()
    sessions.end_all_of(portal().stores.sessions, person_id)
    response = redirect(url_for(".erased", waits=None if w.destroyed else 1), 303)
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@bp.get("/erased")
@everyone
def erased() -> Response:
    return page("accounts/erased.html", waits="waits" in request.args)
