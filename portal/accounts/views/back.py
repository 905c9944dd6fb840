"""The recovery number: making one, and coming back with it."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal import i18n
from portal.accounts import changing, service
from portal.accounts.entering import enter_with_number
from portal.accounts.forms import RecoverForm
from portal.accounts.numbers import canonical_number, is_mistyped
from portal.accounts.views.blueprint import bp, status
from portal.accounts.words import new_passphrase
from portal.i18n import _
from portal.web import signed_in
from portal.web.access import everyone, survivors_only
from portal.web.forms import ButtonForm
from portal.web.guard import to_step_up
from portal.web.pages import home, page
from portal.web.sessions import Card, Why
from portal.web.signed_in import is_fresh, live
from portal.web.transactions import reading


@bp.route("/recover", methods=["GET", "POST"])
@everyone
def recover() -> Response:
    """Her number lets her in as far as the card of her new words."""
    form, language = RecoverForm(), i18n.current_language()
    form.for_language(language)
    if form.validate_on_submit():
        number = canonical_number(form.number.data or "")
        if is_mistyped(number):
            form.number.errors = [_mistyped()]
            return page("accounts/recover.html", 400, form=form)
        entered = enter_with_number(form.name.data or "", number, request.remote_addr)
        if entered is not None:
            card = Card(new_passphrase(language, words=form.wants_words), Why.RECOVERED, entered.slot)
            signed_in.begin(entered.live(card))
            return redirect(url_for(".card"), 303)
        form.number.errors = [_("The name and the number do not fit together. Please check both.")]
    return page("accounts/recover.html", status(form), form=form)


def _mistyped() -> str:
    return _("There is a slip in this number: a digit is wrong, missing or too many. Please compare it.")


@bp.get("/settings/number")
@survivors_only
def number() -> Response:
    found = live()
    new = None if found is None else found.number
    with reading() as w:
        slot, name = service.number_slot(w), service.name_of(w)
    if new is not None and not is_fresh():
        return to_step_up()  # a number on the screen is for nobody who picks up the phone
    digits = new.digits if new is not None and new.slot == slot else None  # else two taps made two
    return page("accounts/number.html", slot=slot, name=name, digits=digits, button=ButtonForm())


@bp.post("/settings/number/make")
@survivors_only
def make_number() -> Response:
    found = live()
    if found is None or not ButtonForm().validate_on_submit():
        return redirect(url_for(".number"), 303)
    if not is_fresh():
        return to_step_up(url_for(".number"))
    if found.number is None:  # a second tap shows the one that was just made
        changing.make_number(found)
        signed_in.renew(found)
    return redirect(url_for(".number"), 303)


@bp.post("/settings/number/written")
@survivors_only
def number_written() -> Response:
    found = live()
    if found is not None and found.number is not None and ButtonForm().validate_on_submit():
        found.number = None
        signed_in.renew(found)
    return redirect(home(), 303)


@bp.post("/settings/number/remove")
@survivors_only
def remove_number() -> Response:
    found = live()
    if found is not None and ButtonForm().validate_on_submit():
        if not is_fresh():
            return to_step_up(url_for(".number"))
        changing.remove_number()
        found.number = None
        signed_in.renew(found)
    return redirect(url_for(".number"), 303)
