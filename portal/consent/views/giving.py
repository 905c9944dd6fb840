"""Giving, page by page: who and what for, which parts, until when, then yes or no."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.accounts import service as accounts
from portal.catalogues import isolated
from portal.consent import notices, rules, service, snapshot, told
from portal.consent.forms import NO, GiveForm, NewForm, PartsForm, UntilForm
from portal.consent.models import Choosing
from portal.consent.views.blueprint import bp
from portal.i18n import _, current_language, endonym, format_list, is_reviewed
from portal.programmes import facts
from portal.programmes import service as programmes
from portal.statements import service as statements
from portal.web.access import survivors_only
from portal.web.forms import ButtonForm
from portal.web.pages import page
from portal.web.signed_in import is_fresh
from portal.web.state import portal
from portal.web.transactions import reading, work
from portal.work import Refused, Work


@bp.route("/mine/choices/new", methods=["GET", "POST"])
@survivors_only
def new() -> AnyResponse:
    form = NewForm()
    with reading() as w:
        teams, untold = _teams(w)
        has_words, young = bool(statements.read_all(w)), accounts.is_young(w)
    form.team.choices = [(str(team.id), _team_label(team)) for team in teams]
    form.purpose.choices = [(n.purpose, _(n.name)) for n in notices.NOTICES.values()]
    if form.validate_on_submit():
        with work() as w:
            choosing = service.begin(w, UUID(form.team.data), form.purpose.data)
            step = _after_choosing(w, choosing)
        return redirect(step, 303)
    return page(
        "consent/new.html", 400 if form.errors else 200, form=form, teams=teams, has_words=has_words,
        young=young, untold=untold,
    )  # fmt: skip


def _teams(w: Work) -> tuple[list[programmes.Recipient], list[programmes.Recipient]]:
    """Those she can choose, and those whose service has not said enough about itself."""
    teams = programmes.recipients(w)
    silent = facts.untold(w, [team.id for team in teams])
    return [t for t in teams if t.id not in silent], [t for t in teams if t.id in silent]


def _after_choosing(w: Work, choosing: Choosing) -> str:
    """Nobody has to read twice what has not changed."""
    return url_for(".parts" if told.was_told(w, choosing) else ".telling", choosing_id=choosing.id)


def _team_label(team: programmes.Recipient) -> str:
    languages = format_list([endonym(code) for code in team.languages])
    return _(
        "%(team)s (%(programme)s). Reads: %(languages)s. People in this team: %(count)s",
        team=isolated(team.name), programme=isolated(team.programme), languages=languages,
        count=team.members,
    )  # fmt: skip


@bp.route("/mine/choices/<uuid:choosing_id>/parts", methods=["GET", "POST"])
@survivors_only
def parts(choosing_id: UUID) -> AnyResponse:
    form = PartsForm()
    with reading() as w:
        choosing = service.my_choosing(w, choosing_id)
        written = [snapshot.part_of(one) for one in statements.read_all(w)]
    if choosing.given_as is not None:
        return redirect(url_for(".show", consent_id=choosing.given_as))
    form.parts.choices = [(part.number, _(part.name)) for part in written]
    if form.validate_on_submit():
        try:
            with work() as w:
                service.tick(w, choosing_id, form.parts.data or [])
            return redirect(url_for(".until", choosing_id=choosing_id), 303)
        except Refused:
            form.parts.errors = [_("Please tick at least one part, or go back.")]
    elif not form.is_submitted():
        form.parts.data = service.numbers_of(choosing)
    return page("consent/parts.html", 400 if form.errors else 200, form=form)


def _zone() -> ZoneInfo:
    return ZoneInfo(portal().settings.timezone)


@bp.route("/mine/choices/<uuid:choosing_id>/until", methods=["GET", "POST"])
@survivors_only
def until(choosing_id: UUID) -> AnyResponse:
    form = UntilForm()
    with reading() as w:
        choosing, now = service.my_choosing(w, choosing_id), w.now
    latest = rules.latest_end(now, _zone())
    form.until.render_kw = {"max": latest.isoformat(), "min": now.astimezone(_zone()).date().isoformat()}
    if form.validate_on_submit():
        try:
            with work() as w:
                service.set_end(w, choosing_id, _end(form))
            return redirect(url_for(".give", choosing_id=choosing_id), 303)
        except Refused:
            form.until.errors = [_("Please choose a day from today on, and 90 days from now at most.")]
    elif not form.is_submitted():
        kept = choosing.lapses_at
        form.until.data = kept.astimezone(_zone()).date() if kept else rules.proposed_end(now, _zone())
    return page("consent/until.html", 400 if form.errors else 200, form=form, latest=latest)


def _end(form: UntilForm) -> datetime | None:
    return rules.end_of(form.until.data, _zone()) if form.until.data else None


STEP_FOR: dict[StrEnum, str] = {
    rules.Reason.NOTHING_TICKED: ".parts",
    rules.Reason.NO_DATE: ".until",
    rules.Reason.TOO_SOON: ".until",
    rules.Reason.TOO_LATE: ".until",
}


@bp.get("/mine/choices/<uuid:choosing_id>/see")
@survivors_only
def give(choosing_id: UUID) -> AnyResponse:
    """See it as they will, read the notice, then yes or no."""
    with reading() as w:
        choosing = service.my_choosing(w, choosing_id)
        if choosing.given_as is not None:
            return redirect(url_for(".show", consent_id=choosing.given_as))
        try:
            shown, seen = service.preview(w, choosing)
        except Refused as refused:
            return redirect(url_for(STEP_FOR.get(refused.reason, ".new"), choosing_id=choosing_id), 303)
    notice = notices.NOTICES[shown.purpose]
    fresh = is_fresh()
    return page(
        "consent/give.html", shown=shown, seen=seen, fresh=fresh, choosing_id=choosing_id, form=GiveForm(),
        reviewed=is_reviewed(current_language()),
        notice=notice, words=notice.in_words(shown.team, shown.lapses_at),
    )  # fmt: skip


@bp.post("/mine/choices/<uuid:choosing_id>/see")
@survivors_only
def answer(choosing_id: UUID) -> AnyResponse:
    form = GiveForm()
    here = redirect(url_for(".give", choosing_id=choosing_id), 303)
    if not form.validate_on_submit():
        return here
    if form.answer.data == NO:
        return redirect(url_for(".index"), 303)
    fresh = is_fresh()
    try:
        with work() as w:
            consent = service.give(w, choosing_id, seen=form.seen.data or "", fresh=fresh)
    except Refused:
        return here  # as it is now, or the step that needs another look
    return redirect(url_for(".show", consent_id=consent.id), 303)


@bp.post("/mine/choices/given/<uuid:consent_id>/renew")
@survivors_only
def renew(consent_id: UUID) -> AnyResponse:
    """The same choices once more, to change, to look at, and to say yes or no to."""
    if not ButtonForm().validate_on_submit():
        return redirect(url_for(".show", consent_id=consent_id), 303)
    try:
        with work() as w:
            step = _after_choosing(w, service.renew(w, consent_id))
    except Refused:
        return redirect(url_for(".new"), 303)  # which says why this team cannot be chosen now
    return redirect(step, 303)
