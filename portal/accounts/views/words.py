"""Other words: generated, or her own; and "someone may know my words"."""

from __future__ import annotations

from flask import redirect, url_for
from werkzeug.wrappers import Response

from portal import i18n
from portal.accounts import changing, own, service
from portal.accounts.forms import NewWordsForm, OwnForm
from portal.accounts.views.blueprint import bp, status
from portal.accounts.words import new_passphrase
from portal.i18n import _
from portal.keyring.slots import OWN
from portal.web import signed_in
from portal.web.access import signed_in_only, survivors_only
from portal.web.guard import to_step_up
from portal.web.pages import page
from portal.web.sessions import Card, Why
from portal.web.signed_in import is_fresh, live
from portal.web.state import portal
from portal.web.transactions import reading


@bp.route("/settings/words", methods=["GET", "POST"])
@signed_in_only
def words() -> Response:
    return _new_card("accounts/words.html", Why.CHANGED)


@bp.route("/settings/known", methods=["GET", "POST"])
@signed_in_only
def known() -> Response:
    """Somebody else may know her words."""
    return _new_card("accounts/known.html", Why.RENEWED)


def _new_card(template: str, why: Why) -> Response:
    found, form, language = live(), NewWordsForm(), i18n.current_language()
    form.for_language(language)
    if found is not None and form.validate_on_submit():
        if not is_fresh():
            return to_step_up()
        found.card = Card(new_passphrase(language, words=form.wants_words), why)
        signed_in.renew(found)
        return redirect(url_for(".card"), 303)
    return page(template, status(form), form=form)


@bp.route("/settings/own-words", methods=["GET", "POST"])
@survivors_only
def own_words() -> Response:
    if not is_fresh():
        return to_step_up()
    found, form = live(), OwnForm()
    if found is not None and form.validate_on_submit():
        with reading() as w:
            name = service.name_of(w)
        typed = form.passphrase.data or ""
        weak = own.weakness(typed, form.again.data or "", (name, portal().settings.public_name))
        if weak is None:
            changing.change(found, typed, OWN)
            found.done = Why.CHANGED
            signed_in.renew(found)
            return redirect(url_for(".changed", why=Why.CHANGED.value), 303)
        form.passphrase.errors = [_(weak.value)]
    return page("accounts/own_words.html", status(form), form=form)
