"""Ending what she gave, and removing the copy."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.audit import service as audit
from portal.consent import passing, rules, service
from portal.consent.forms import WithdrawForm
from portal.consent.states import OPEN
from portal.consent.views.blueprint import bp, named
from portal.helping import service as helping
from portal.programmes import service as programmes
from portal.web.access import advocates_only, survivors_only
from portal.web.forms import ButtonForm
from portal.web.pages import page
from portal.web.transactions import reading, work


@bp.post("/mine/choices/given/<uuid:consent_id>/remove-copy")
@survivors_only
def remove_copy(consent_id: UUID) -> AnyResponse:
    """When it has ended, the copy that was shared can go too."""
    if ButtonForm().validate_on_submit():
        with work() as w:
            service.remove_copy(w, consent_id)
    return redirect(url_for(".show", consent_id=consent_id), 303)


@bp.route("/mine/choices/given/<uuid:consent_id>/withdraw", methods=["GET", "POST"])
@survivors_only
def withdraw(consent_id: UUID) -> AnyResponse:
    form = WithdrawForm()
    if form.validate_on_submit():
        with work() as w:
            service.withdraw(w, consent_id, remove_copy=bool(form.remove_copy.data))
        return redirect(url_for(".show", consent_id=consent_id), 303)
    with reading() as w:
        consent = service.my_consent(w, consent_id)
        values = named(w, consent)
        seen = [act for act in audit.acts_on(w.main, [consent.share_id]) if act.what in rules.SAW]
        values |= {"seen": seen, "said": passing.PASSED}
        values |= {"people": programmes.staff_names(w, {act.staff_id for act in seen})}
        if consent.state not in OPEN:
            return redirect(url_for(".show", consent_id=consent_id))
    return page("consent/withdraw.html", 400 if form.errors else 200, form=form, consent=consent, **values)


@bp.route("/helping/<uuid:access_id>/told", methods=["GET", "POST"])
@advocates_only
def told_helper(access_id: UUID) -> AnyResponse:
    """She told somebody who helps her to stop all sharing."""
    form = ButtonForm()
    if form.validate_on_submit():
        with work() as w:
            service.note_told_to_helper(w, access_id)
        return redirect(url_for("helping.person", access_id=access_id, said="told"), 303)
    with reading() as w:
        found = helping.helping(w, access_id)
    return page("consent/told_helper.html", 400 if form.errors else 200, form=form, found=found)
