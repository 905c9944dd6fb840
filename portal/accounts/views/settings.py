"""Settings: where she is signed in, what she said of herself, erasing everything."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.accounts import changing, service
from portal.accounts.entering import enter_again
from portal.accounts.forms import NO, YES, DeviceForm, PassphraseForm, YoungForm
from portal.accounts.views.blueprint import bp, status
from portal.i18n import _
from portal.web import sessions, signed_in
from portal.web.access import everyone, signed_in_only, survivors_only
from portal.web.forms import ButtonForm
from portal.web.pages import page
from portal.web.signed_in import live
from portal.web.state import portal
from portal.web.transactions import reading, work


@bp.get("/settings/")
@signed_in_only
def settings() -> Response:
    with reading() as w:
        name = service.name_of(w)
    return page("accounts/settings.html", name=name)


@bp.get("/settings/devices")
@signed_in_only
def devices() -> Response:
    """Where this account is signed in: when, and roughly on what."""
    found = live()
    with reading() as w:
        rows = sessions.all_of(portal().stores.sessions, w.person.id, w.now)
    here = None if found is None else found.id
    return page("accounts/devices.html", rows=rows, here=here, live=found, button=ButtonForm())


@bp.post("/settings/devices/end")
@signed_in_only
def end_device() -> Response:
    """One of them; the one she is on is a sign-out."""
    found, form = live(), DeviceForm()
    if found is None or not form.validate_on_submit():
        return redirect(url_for(".devices"), 303)
    id = _id(form.which.data)
    if id == found.id:
        signed_in.finish()
        return redirect(url_for("home.front"), 303)
    assert found.actor.id is not None
    sessions.end_one_of(portal().stores.sessions, found.actor.id, id)
    return redirect(url_for(".devices"), 303)


def _id(text: str | None) -> bytes:
    try:
        return bytes.fromhex(text or "")
    except ValueError:
        return b""


@bp.post("/settings/devices/end-others")
@signed_in_only
def end_others() -> Response:
    found = live()
    if found is not None and ButtonForm().validate_on_submit():
        changing.end_others(found)
        signed_in.renew(found)
    return redirect(url_for(".devices"), 303)


@bp.post("/settings/devices/longer")
@survivors_only
def longer() -> Response:
    """This device is hers alone: it may stay open longer without a touch. The same button takes it back."""
    found = live()
    if found is not None and ButtonForm().validate_on_submit():
        found.longer = request.form.get("longer") == "yes"
        signed_in.renew(found)
    return redirect(url_for(".devices"), 303)


@bp.route("/settings/young", methods=["GET", "POST"])
@survivors_only
def young() -> Response:
    form = YoungForm()
    if form.validate_on_submit():
        with work() as w:
            service.say_about(w, young={YES: True, NO: False}.get(form.young.data))
        return redirect(url_for(".settings"), 303)
    with reading() as w:
        said = service.about(w).get("young")
    form.young.data = None if said is None else (YES if said else NO)
    return page("accounts/young.html", status(form), form=form)


@bp.route("/settings/erase", methods=["GET", "POST"])
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
