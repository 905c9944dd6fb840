"""The word card, and typing it back. Until then no words have changed."""

from __future__ import annotations

from flask import redirect, url_for
from werkzeug.wrappers import Response

from portal import i18n
from portal.accounts import changing, service
from portal.accounts.forms import TypeBackForm
from portal.accounts.views.blueprint import bp, status
from portal.i18n import _
from portal.web import signed_in
from portal.web.access import before_the_card, signed_in_only
from portal.web.forms import ButtonForm
from portal.web.guard import to_step_up
from portal.web.pages import home, page
from portal.web.sessions import Live, Why
from portal.web.signed_in import is_fresh, live
from portal.web.transactions import reading, work
from portal.work import Stale

MAY_KEEP_OLD = (Why.CHANGED, Why.RENEWED)


@bp.get("/card")
@signed_in_only
@before_the_card
def card() -> Response:
    found = live()
    if found is None or found.card is None:
        return redirect(home(), 303)
    if found.card.why in MAY_KEEP_OLD and not is_fresh():
        return to_step_up()  # new words on the screen are for nobody who picks up the phone
    with reading() as w:
        name = service.name_of(w)
    return page(
        "accounts/card.html", name=name, words=found.card.words.split(), why=found.card.why.value,
        may_keep_old=found.card.why in MAY_KEEP_OLD, button=ButtonForm(),
    )  # fmt: skip


@bp.post("/card/another-name")
@signed_in_only
@before_the_card
def another_name() -> Response:
    found = live()
    is_new = found is not None and found.card is not None and found.card.why is Why.NEW
    if ButtonForm().validate_on_submit() and is_new:
        with work() as w:
            service.give_name(w, i18n.current_language())
    return redirect(url_for(".card"), 303)


@bp.post("/card/keep-old")
@signed_in_only
@before_the_card
def keep_old() -> Response:
    """She changed her mind: the words she has stay."""
    found = live()
    if found is None or found.card is None or found.card.why not in MAY_KEEP_OLD:
        return redirect(home(), 303)
    if ButtonForm().validate_on_submit():
        found.card = None
        signed_in.renew(found)
    return redirect(url_for(".words"), 303)


@bp.route("/card/check", methods=["GET", "POST"])
@signed_in_only
@before_the_card
def check() -> Response:
    found = live()
    if found is None or found.card is None:
        return redirect(home(), 303)
    if found.card.why in MAY_KEEP_OLD and not is_fresh():
        return to_step_up()
    form = TypeBackForm()
    if form.validate_on_submit():
        if service.typed_back(found.card.words, form.passphrase.data or ""):
            return _taken_up(found)
        form.passphrase.errors = [_("This is not the same yet. Look at your paper again, letter by letter.")]
    return page("accounts/check.html", status(form), form=form)


def _taken_up(found: Live) -> Response:
    try:
        changing.take_up(found)
    except Stale:  # the way in was closed meanwhile: spent, stopped, removed
        signed_in.finish()
        return redirect(url_for(".sign_in"), 303)
    signed_in.renew(found)
    assert found.done is not None
    return redirect(url_for(".changed", why=found.done.value), 303)


@bp.get("/card/done/<any(new,changed,recovered,vouched,renewed):why>")
@signed_in_only
def changed(why: str) -> Response:
    """What is true now, and what else may help."""
    with reading() as w:
        has_number = service.number_slot(w) is not None
        role = w.actor.role
    found = live()
    if found is None or found.done != why or (why == Why.NEW and (has_number or role != "survivor")):
        return redirect(home(), 303)
    if why == Why.NEW:
        return redirect(url_for(".number"), 303)
    return page("accounts/changed.html", why=why, has_number=has_number)
