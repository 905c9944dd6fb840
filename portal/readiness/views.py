"""Her own pages about how she feels. Nobody else has one here."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.i18n import N_, _, format_time
from portal.readiness import rules, service, steps
from portal.readiness.forms import AnyForm, form_for
from portal.readiness.steps import MARKS, MENU, PUSHED, PUSHES, STATES, STEPS, WAYS, WORDS, Step
from portal.web import writing
from portal.web.access import survivors_only
from portal.web.forms import ButtonForm
from portal.web.pages import page
from portal.web.state import portal
from portal.web.transactions import reading, work
from portal.web.writing import wants_json
from portal.work import NotFound

bp = Blueprint("readiness", __name__)

MOST_DRAWN, LENGTH, APART = 16, 280, 18  # points of the picture, and units of its drawing


@bp.get("/mine/readiness/")
@survivors_only
def index() -> Response:
    with reading() as w:
        said = service.latest(w)
    return page("readiness/index.html", steps=STEPS, said=said, states=STATES)


def _step(name: str) -> Step:
    found = steps.step(name)
    if found is None:
        raise NotFound
    return found


def _form(shown: Step) -> AnyForm:
    zone = ZoneInfo(portal().settings.timezone)
    return form_for(shown, portal().now().astimezone(zone).date(), zone)


TOLD = {
    "saved": N_("Saved. Only you see it."),
    "both": N_("This was changed on another page. Nothing was replaced: you find both under “Over time”."),
}


@bp.route("/mine/readiness/<step>", methods=["GET", "POST"])
@survivors_only
def step(step: str) -> AnyResponse:
    shown = _step(step)
    form = _form(shown)
    if form.validate_on_submit():
        return _saved(shown, form)
    if wants_json():
        return jsonify(message=" ".join(str(e) for errors in form.errors.values() for e in errors))
    with reading() as w:
        said = service.latest(w)
    answer = None if said is None else said.answers.get(shown.name)
    if not form.is_submitted():
        form.show(answer)
        form.rev.data = rules.mark_of(answer)
    before, after = steps.neighbours(shown.name)
    return page(
        "readiness/step.html", 400 if form.errors else 200, step=shown, form=form, answer=answer,
        writing_form="writing" if shown.kind in (WORDS, WAYS) else None, after=after, before=before,
        told=_(TOLD.get(request.args.get("said", ""), "")),
    )  # fmt: skip


def _saved(shown: Step, form: AnyForm) -> AnyResponse:
    answer = form.answer()
    with work() as w:
        stale = service.say(w, shown.name, answer, form.rev.data or "", form.today)
    if wants_json():
        saved = _("Saved at %(time)s", time=format_time(portal().now()))
        return jsonify(saved=saved, rev=rules.mark_of(answer))
    before, after = steps.neighbours(shown.name)
    target = {"next": after, "before": before}.get(request.form.get("act", ""))
    if stale or target is None or (shown.name == PUSHED and answer in ("yes", "unsure")):
        return redirect(url_for(".step", step=shown.name, said="both" if stale else "saved"), 303)
    return redirect(url_for(".step", step=target), 303)


@writing.saves_form("readiness")
def save_anyway() -> None:
    """On the way out."""
    shown = _step(request.form.get("step", ""))
    form = _form(shown)
    if form.validate():
        with work() as w:
            service.say(w, shown.name, form.answer(), form.rev.data or "", form.today)


@bp.get("/mine/readiness/over-time")
@survivors_only
def over_time() -> Response:
    with reading() as w:
        said = service.everything(w)
    return page("readiness/over_time.html", said=said, states=STATES, points=_points(said), length=LENGTH)


class Point(NamedTuple):
    place: float
    state: str
    day: date


def _points(said: list[service.Said]) -> list[Point]:
    """The latest check-ins with a state, oldest first."""
    felt = [(one.day, one.felt) for one in said if one.felt][:MOST_DRAWN][::-1]
    felt.sort(key=lambda one: one[0])
    places = rules.along([day for day, _state in felt], LENGTH, APART)
    return [Point(round(place, 1), state, day) for place, (day, state) in zip(places, felt, strict=True)]


@bp.get("/mine/readiness/over-time/<uuid:checkin_id>")
@survivors_only
def show(checkin_id: UUID) -> Response:
    with reading() as w:
        said = service.read(w, checkin_id)
    return page("readiness/show.html", said=said, **_in_words())


def _in_words() -> dict[str, Any]:
    return {"steps": STEPS, "states": STATES, "pushes": PUSHES, "menu": MENU, "marks": MARKS}


@bp.route("/mine/readiness/over-time/<uuid:checkin_id>/remove", methods=["GET", "POST"])
@survivors_only
def remove(checkin_id: UUID) -> AnyResponse:
    form = ButtonForm()
    if form.validate_on_submit():
        try:
            with work() as w:
                service.remove(w, checkin_id)
        except NotFound:
            pass  # a second tap finds it done
        return redirect(url_for(".over_time"), 303)
    with reading() as w:
        said = service.read(w, checkin_id)
    return page("readiness/remove.html", 400 if form.errors else 200, form=form, said=said)
