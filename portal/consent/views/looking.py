"""Between the parts and the day: a look at what could harm her, and what this reader is not to see."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import Any
from uuid import UUID

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.consent import choosing as choosings
from portal.consent import looking, rules
from portal.consent.forms import NO, YES, LookForm
from portal.consent.looking import Looked
from portal.consent.views.blueprint import bp
from portal.consent.views.steps import after, step_at
from portal.contact.telling import TICK
from portal.safety.kinds import NAMES
from portal.web.access import survivors_only
from portal.web.pages import page
from portal.web.transactions import reading, work
from portal.work import Refused


@bp.route("/mine/choices/<uuid:choosing_id>/look", methods=["GET", "POST"])
@survivors_only
def look(choosing_id: UUID) -> AnyResponse:
    form, why = LookForm(), None
    if form.is_submitted():
        why = _leave_out(choosing_id, form)
    with reading() as w:
        choosing = choosings.mine(w, choosing_id)
        if choosing.given_as is not None:
            return redirect(url_for(".show", consent_id=choosing.given_as))
        if form.is_submitted() and not why and not form.errors:
            return redirect(after(choosing, ".look"), 303)
        try:
            shown = looking.look(w, choosing)
        except Refused:
            return redirect(url_for(".parts", choosing_id=choosing_id), 303)
    status = 400 if why or form.errors else 200
    return page("consent/look.html", status, **_values(form, shown, why, choosing))


def _leave_out(id: UUID, form: LookForm) -> StrEnum | None:
    """The reason that stood in the way."""
    ticked, form.out.choices = request.form.getlist("out"), [(v, v) for v in request.form.getlist("out")]
    if not form.validate():
        return None
    try:
        with work() as w:
            looking.leave_out(w, id, form.seen.data or "", ticked, show=form.show.data == YES)
    except Refused as refused:
        return refused.reason
    return None


def _values(form: LookForm, shown: looking.Look, why: StrEnum | None, choosing: Any) -> dict[str, Any]:
    form.seen.data = shown.seen
    if not form.is_submitted():
        form.show.data = YES if shown.show else NO
    nothing_left = why == rules.Reason.NOTHING_LEFT
    ticked = form.out.data if nothing_left or form.errors else shown.ticked
    return {
        "form": form, "shown": shown, "ticked": set(ticked or []), "nothing_left": nothing_left,
        "again": shown.changed or why == rules.Reason.LOOK_AGAIN, "kinds": NAMES,
        "changes": partial(_changes, choosing.id), "step": step_at(choosing, ".look"),
    }  # fmt: skip


def _changes(choosing_id: UUID, one: Looked) -> str:
    """Where the words of a part are written; from there she finds the way back."""
    if one.part.file is not None:
        return url_for("statements.one_file", id=one.part.file.id)
    if one.part.tick.isdigit():
        return url_for("statements.write", number=int(one.part.tick), choosing=choosing_id)
    return url_for("contact.index" if one.part.tick == TICK else "readiness.index")
