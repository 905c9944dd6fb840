"""Her own pages about how she can be reached. Nobody else has one here."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.contact import asked, service, telling
from portal.contact.asked import Asked
from portal.contact.forms.news import NewsForm
from portal.contact.forms.parts import PartForm, form_for
from portal.i18n import N_, _, current_language
from portal.notifying import rules
from portal.notifying import service as notifying
from portal.notifying.providers import EMAIL
from portal.notifying.wording import SUBJECTS
from portal.readiness.rules import mark_of
from portal.web import writing
from portal.web.access import survivors_only
from portal.web.forms import ButtonForm
from portal.web.pages import page
from portal.web.state import portal
from portal.web.transactions import reading, work
from portal.work import NotFound

bp = Blueprint("contact", __name__)

TOLD = {
    "saved": N_("Saved. Only you see it, unless you share it yourself."),
    "on": N_("Saved. You get a message when there is something, at your safe hours."),
    "off": N_("You get no messages any more. The address is removed here."),
}


def _told() -> str:
    return _(TOLD.get(request.args.get("said", ""), ""))


def _zone() -> ZoneInfo:
    return ZoneInfo(portal().settings.timezone)


def _today() -> date:
    return portal().now().astimezone(_zone()).date()


@bp.get("/mine/contact/")
@survivors_only
def index() -> Response:
    with reading() as w:
        plan, wish, now = service.read(w), notifying.mine(w), w.now
    told = {part.name: telling.told_of(part, plan.answers[part.name]) for part in _said(plan)}
    return page(
        "contact/index.html", parts=asked.PARTS, answers=told, due=plan.is_due(now), news=wish is not None,
        sends=bool(portal().settings.smtp_url), told=_told(),
    )  # fmt: skip


def _said(plan: service.Plan) -> list[Asked]:
    return [part for part in asked.PARTS if part.name in plan.answers]


def _part(name: str) -> Asked:
    found = asked.asked(name)
    if found is None:
        raise NotFound
    return found


@bp.route("/mine/contact/<part>", methods=["GET", "POST"])
@survivors_only
def part(part: str) -> AnyResponse:
    shown = _part(part)
    form = form_for(shown, _today(), _zone())
    if form.validate_on_submit() and _save(shown, form):
        return redirect(_onward(part), 303)
    with reading() as w:
        there = service.read(w).answers.get(part)
    changed = form.is_submitted() and not form.errors  # on another page, since she opened this one
    if changed or not form.is_submitted():
        form.rev.data = mark_of(there)
    if not form.is_submitted():
        form.show(there or {})
    return page(
        "contact/part.html", 400 if form.errors else 409 if changed else 200, writing_form="writing",
        part=shown, form=form, after=asked.after(part), zone=_zone(),
        there=telling.told_of(shown, there) if changed and there else "", changed=changed,
        enter_saves=part in (asked.TIMES, asked.ANSWERS, asked.FOLLOW, asked.CHECK),
    )  # fmt: skip


def _onward(part: str) -> str:
    """`language`: the same part once more, in another one."""
    onward = {"next": asked.after(part), "language": part}.get(request.form.get("act", ""))
    return url_for(".part", part=onward) if onward else url_for(".index", said="saved")


def _save(shown: Asked, form: PartForm) -> bool:
    with work() as w:
        return service.say(w, shown.name, form.answer(), form.rev.data or "", form.today, form.zone)


@writing.saves_form("contact")
def save_anyway() -> None:
    """On the way out; what another page has changed meanwhile stays as it is there."""
    shown = _part(request.form.get("part", ""))
    form = form_for(shown, _today(), _zone())
    if form.validate():
        _save(shown, form)


@bp.route("/mine/contact/news", methods=["GET", "POST"])
@survivors_only
def news() -> AnyResponse:
    """A message outside these pages when there is something: nothing unless she asks for it here."""
    form, settings = NewsForm(), portal().settings
    form.today = _today()
    if not settings.front_url:
        del form.link
    with reading() as w:
        plan, wish = service.read(w), notifying.mine(w)
    if form.validate_on_submit() and _wishes(form):
        return redirect(url_for(".index", said="on"), 303)
    if not form.is_submitted():
        form.process(data=_shown(form, wish))
    return page(
        "contact/news.html", 400 if form.errors else 200, form=form, button=ButtonForm(), wish=wish,
        plan=plan, times=telling.told_of(_part(asked.TIMES), plan.answers.get(asked.TIMES) or {}),
        subject=_(SUBJECTS[settings.mail_subject]), settings=settings,
    )  # fmt: skip


def _shown(form: NewsForm, wish: notifying.Wish | None) -> dict[str, Any]:
    if wish is None:
        return {"last": form.today + rules.PROPOSED}
    return {"to": wish.to, "kinds": wish.kinds, "link": wish.link, "last": wish.last}


def _wishes(form: NewsForm) -> bool:
    """False when no time is known to be safe, or this way is not: the page says so."""
    assert form.last.data is not None
    with work() as w:
        plan = service.read(w)
        if plan.hours is None or plan.refuses_email or not portal().settings.smtp_url:
            return False
        link = bool(form.link.data) if "link" in form else False
        notifying.keep(
            w,
            notifying.Wish(
                EMAIL, form.to.data or "", tuple(form.kinds.data or ()), plan.hours, form.last.data,
                current_language(), link,
            ),
        )  # fmt: skip
    return True


@bp.post("/mine/contact/news/off")
@survivors_only
def news_off() -> AnyResponse:
    if not ButtonForm().validate_on_submit():
        return redirect(url_for(".news"), 303)
    with work() as w:
        notifying.forget(w)
    return redirect(url_for(".index", said="off"), 303)


@bp.route("/mine/contact/remove", methods=["GET", "POST"])
@survivors_only
def remove() -> AnyResponse:
    form = ButtonForm()
    if form.validate_on_submit():
        with work() as w:
            service.remove(w)
        return redirect(url_for(".index"), 303)
    return page("contact/remove.html", 400 if form.errors else 200, form=form)
