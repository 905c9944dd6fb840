"""Between choosing a team and deciding: which parts, how, until when. Which of them, the notice says."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.consent import choosing as choosings
from portal.consent import notices, rules
from portal.consent.forms import HowForm, PartsForm, UntilForm
from portal.consent.models import Choosing
from portal.consent.parts import Part
from portal.consent.parts import mine as what_there_is
from portal.consent.views.blueprint import bp
from portal.contact import service as contact
from portal.contact import telling
from portal.i18n import _
from portal.web.access import survivors_only
from portal.web.pages import page
from portal.web.state import portal
from portal.web.transactions import reading, work
from portal.work import NotFound, Refused, Work


@bp.route("/mine/choices/<uuid:choosing_id>/parts", methods=["GET", "POST"])
@survivors_only
def parts(choosing_id: UUID) -> AnyResponse:
    form = PartsForm()
    with reading() as w:
        choosing = choosings.mine(w, choosing_id)
        there = what_there_is(w, choosing.purpose)
    if choosing.given_as is not None:
        return redirect(url_for(".show", consent_id=choosing.given_as))
    form.parts.choices = [(part.tick, _label(part)) for part in there]
    if form.validate_on_submit():
        try:
            with work() as w:
                choosings.tick(w, choosing_id, form.parts.data or [])
            return redirect(after(choosing, ".parts"), 303)
        except Refused:
            form.parts.errors = [_("Please tick at least one part, or go back.")]
    elif not form.is_submitted():
        form.parts.data = choosings.codes(choosing.groups)
    return page(
        "consent/parts.html", 400 if form.errors else 200, form=form, step=step_at(choosing, ".parts")
    )


def _label(part: Part) -> str:
    return f"{_(part.title)}: {part.called}" if part.called else _(part.title)


@bp.route("/mine/choices/<uuid:choosing_id>/how", methods=["GET", "POST"])
@survivors_only
def how(choosing_id: UUID) -> AnyResponse:
    """In which ways, to whom, and what she wants to say to it."""
    with reading() as w:
        choosing = choosings.mine(w, choosing_id)
        form = HowForm(data=_said_so_far(w, choosing)).about(choosings.notice_of(choosing))
        plan = _plan(w, choosing)
    if choosing.given_as is not None:
        return redirect(url_for(".show", consent_id=choosing.given_as))
    if form.validate_on_submit():
        try:
            with work() as w:
                choosings.say_how(w, choosing_id, form.ways, form.to_whom, form.words)
            return redirect(after(choosing, ".how"), 303)
        except Refused as refused:
            form.refuse(refused.reason)
    if plan and "plan" in request.args and not form.is_submitted():
        form.text.data = plan
    return page(
        "consent/how.html", 400 if form.errors else 200, form=form, step=step_at(choosing, ".how"),
        plan=url_for(".how", choosing_id=choosing_id, plan=1) if plan and not form.words else "",
    )  # fmt: skip


def _plan(w: Work, choosing: Choosing) -> str:
    """How she can be reached safely, where that is asked: she puts it in herself, and can change it there."""
    if not choosings.notice_of(choosing).asks_about_reaching:
        return ""
    return telling.in_words(contact.read(w))


def _said_so_far(w: Work, choosing: Choosing) -> dict[str, object]:
    codes = choosings.codes
    return {
        "means": codes(choosing.means), "onward": codes(choosing.onward),
        "text": choosings.note_of(w, choosing),
    }  # fmt: skip


def steps_of(notice: notices.Notice) -> list[str]:
    """The pages of giving, in order."""
    if notice.typed:
        return ["handover.change", ".give"]
    of_parts = [".parts", ".look"] if notice.takes_parts else []
    return [".new", *of_parts, *([".how"] if notice.asks_how else []), ".until", ".give"]


def step_at(choosing: Choosing, here: str) -> dict[str, Any]:
    """Where she is, for the line on top and the way back."""
    all = steps_of(choosings.notice_of(choosing))
    if here not in all:
        raise NotFound
    at = all.index(here)
    earlier = all[at - 1] if at else ".new"
    before = url_for(".index" if earlier == ".new" else earlier, choosing_id=choosing.id)
    return {"number": at + 1, "of": len(all), "before": before}


def first_step(choosing: Choosing) -> str:
    """After what she is told."""
    all = steps_of(choosings.notice_of(choosing))
    return url_for(all[1], choosing_id=choosing.id)


def after(choosing: Choosing, here: str) -> str:
    all = steps_of(choosings.notice_of(choosing))
    return url_for(all[all.index(here) + 1], choosing_id=choosing.id)


def _zone() -> ZoneInfo:
    return ZoneInfo(portal().settings.timezone)


@bp.route("/mine/choices/<uuid:choosing_id>/until", methods=["GET", "POST"])
@survivors_only
def until(choosing_id: UUID) -> AnyResponse:
    form = UntilForm()
    with reading() as w:
        choosing, now = choosings.mine(w, choosing_id), w.now
    latest = rules.latest_end(now, _zone())
    form.until.render_kw = {"max": latest.isoformat(), "min": now.astimezone(_zone()).date().isoformat()}
    if form.validate_on_submit():
        try:
            with work() as w:
                choosings.set_end(w, choosing_id, _end(form))
            return redirect(after(choosing, ".until"), 303)
        except Refused:
            form.until.errors = [_("Please choose a day from today on, and 90 days from now at most.")]
    elif not form.is_submitted():
        kept = choosing.lapses_at
        form.until.data = kept.astimezone(_zone()).date() if kept else rules.proposed_end(now, _zone())
    return page(
        "consent/until.html", 400 if form.errors else 200, form=form, latest=latest,
        step=step_at(choosing, ".until"),
    )  # fmt: skip


def _end(form: UntilForm) -> datetime | None:
    return rules.end_of(form.until.data, _zone()) if form.until.data else None
