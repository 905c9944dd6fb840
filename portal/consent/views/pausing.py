"""Pause and stop, for everything at once."""

from __future__ import annotations

from collections.abc import Callable

from flask import redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.consent import pausing
from portal.consent.views.blueprint import bp
from portal.web.access import survivors_only
from portal.web.forms import ButtonForm
from portal.web.pages import page
from portal.web.transactions import reading, work
from portal.work import Work


@bp.get("/mine/choices/pause")
@survivors_only
def pause() -> AnyResponse:
    """What each does, before she presses it."""
    with reading() as w:
        since = w.person.paused_at
    return page("consent/pause.html", since=since, button=ButtonForm())


@bp.post("/mine/choices/pause")
@survivors_only
def pause_now() -> AnyResponse:
    return _do(pausing.pause)


@bp.post("/mine/choices/go-on")
@survivors_only
def go_on() -> AnyResponse:
    return _do(pausing.go_on)


@bp.route("/mine/choices/stop", methods=["GET", "POST"])
@survivors_only
def stop() -> AnyResponse:
    """Everything she said yes to ends; its keys are destroyed. It says so before."""
    form = ButtonForm()
    if form.validate_on_submit():
        with work() as w:
            pausing.stop(w)
        return redirect(url_for(".index"), 303)
    with reading() as w:
        count = pausing.how_many(w)
    return page("consent/stop.html", 400 if form.errors else 200, form=form, count=count)


def _do(act: Callable[[Work], object]) -> AnyResponse:
    if ButtonForm().validate_on_submit():
        with work() as w:
            act(w)
    return redirect(url_for(".pause"), 303)
