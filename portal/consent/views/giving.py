"""Giving, page by page: who and what for, which parts, how, until when, then yes or no."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from uuid import UUID

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.accounts import service as accounts
from portal.bidi import isolated
from portal.consent import asking, notices, rules, service, told
from portal.consent import choosing as choosings
from portal.consent.attached import dropped_at_the_end
from portal.consent.forms import NO, GiveForm, NewForm
from portal.consent.models import Choosing
from portal.consent.views.blueprint import bp
from portal.consent.views.steps import first_step, step_at
from portal.i18n import _, current_language, endonym, format_list, is_reviewed
from portal.programmes import facts
from portal.programmes import service as programmes
from portal.web.access import survivors_only
from portal.web.errors import failed
from portal.web.forms import ButtonForm
from portal.web.pages import page
from portal.web.signed_in import is_fresh
from portal.web.transactions import reading, work
from portal.work import Refused, Work


@bp.route("/mine/choices/new", methods=["GET", "POST"])
@survivors_only
def new() -> AnyResponse:
    form = NewForm()
    with reading() as w:
        (teams, untold), young = _teams(w), accounts.is_young(w)
        paused = w.person.paused_at is not None
    if paused:
        return redirect(url_for(".pause"), 303)
    form.team.choices = [(str(team.id), _team_label(team)) for team in teams]
    form.purpose.choices = [(n.purpose, _purpose_label(n)) for n in notices.OFFERED.values()]
    if form.validate_on_submit():
        with work() as w:
            step = to_begin(w, choosings.begin(w, UUID(form.team.data), form.purpose.data))
        return redirect(step, 303)
    return page(
        "consent/new.html", 400 if form.errors else 200, form=form, teams=teams, young=young, untold=untold
    )


def _purpose_label(notice: notices.Notice) -> str:
    return _("%(name)s. %(hint)s", name=_(notice.name), hint=_(notice.hint))


def _teams(w: Work) -> tuple[list[programmes.Recipient], list[programmes.Recipient]]:
    """Those she can choose, and those whose service has not said enough about itself."""
    teams = programmes.recipients(w)
    silent = facts.untold(w, [team.id for team in teams])
    return [t for t in teams if t.id not in silent], [t for t in teams if t.id in silent]


def to_begin(w: Work, choosing: Choosing) -> str:
    """Where she goes from here. Nobody has to read twice what has not changed."""
    if told.was_told(w, choosing):
        return first_step(choosing)
    return url_for(".telling", choosing_id=choosing.id)


def _team_label(team: programmes.Recipient) -> str:
    languages = format_list([endonym(code) for code in team.languages])
    return _(
        "%(team)s (%(programme)s). Reads: %(languages)s. People in this team: %(count)s",
        team=isolated(team.name), programme=isolated(team.programme), languages=languages,
        count=team.members,
    )  # fmt: skip


STEP_FOR: dict[StrEnum, str] = {
    rules.Reason.NOTHING_TICKED: ".parts",
    rules.Reason.NOTHING_LEFT: ".look",
    rules.Reason.LOOK_AGAIN: ".look",
    rules.Reason.NO_WAY: ".how",
    rules.Reason.NOBODY_NAMED: ".how",
    rules.Reason.NOT_NAMED: ".how",
    rules.Reason.NO_DATE: ".until",
    rules.Reason.TOO_SOON: ".until",
    rules.Reason.TOO_LATE: ".until",
}


def _over(w: Work, choosing: Choosing) -> str | None:
    """Where a choice leads that she has made already, or that was asked for and is not any more."""
    if choosing.given_as is not None:
        return url_for(".show", consent_id=choosing.given_as)
    if choosing.asked is not None and not asking.mine(w, choosing.asked).is_open:
        return url_for(".asked", request_id=choosing.asked)
    return None


@bp.get("/mine/choices/<uuid:choosing_id>/see")
@survivors_only
def give(choosing_id: UUID) -> AnyResponse:
    """See it as they will, read the notice, then yes or no."""
    with reading() as w:
        choosing = choosings.mine(w, choosing_id)
        over = _over(w, choosing)
        if over is not None:
            return redirect(over)
        try:
            look = choosings.look(w, choosing)
            was = choosings.earlier_words(w, choosing, request.args.get("was", ""))
            young = accounts.is_young(w)
        except Refused as refused:
            return redirect(_step_for(choosing, refused.reason), 303)
    new, gone = look.wording.beyond(was), [] if was is None else was.beyond(look.wording)
    return page(
        "consent/give.html", look=look, new=new, gone=gone, fresh=is_fresh(), choosing_id=choosing_id,
        form=GiveForm().with_company(guardian=young), files=_files(look),
        reviewed=is_reviewed(current_language()), notice=choosings.notice_of(choosing),
        step=step_at(choosing, ".give"),
    )  # fmt: skip


def _step_for(choosing: Choosing, reason: StrEnum) -> str:
    """The page that needs another look."""
    if choosings.notice_of(choosing).typed:
        return url_for("handover.change", choosing_id=choosing.id, why=reason.name)
    return url_for(STEP_FOR.get(reason, ".new"), choosing_id=choosing.id)


def _files(look: choosings.Look) -> Callable[[str], str]:
    """Says where each file is, which is not shared yet."""
    ids = {part.tick: part.file.id for part in look.shown.parts if part.file}
    return lambda tick: url_for("statements.file_content", id=ids[tick])


@bp.post("/mine/choices/<uuid:choosing_id>/see")
@survivors_only
def answer(choosing_id: UUID) -> AnyResponse:
    form = GiveForm().with_company(guardian=True)
    here = redirect(url_for(".give", choosing_id=choosing_id), 303)
    if not form.validate_on_submit():
        return here
    if form.answer.data == NO:
        return redirect(_not_now(choosing_id), 303)
    try:
        consent_id = _give(choosing_id, form)
    except Refused as refused:
        return _not_given(refused.reason, choosing_id, form)
    return redirect(url_for(".show", consent_id=consent_id), 303)


def _give(id: UUID, form: GiveForm) -> UUID:
    """Files are copied before anything is locked."""
    with reading() as w:
        copies = service.copy_files(w, id)
    with dropped_at_the_end(copies), work() as w:
        return service.give(
            w, id, seen=form.seen.data or "", fresh=is_fresh(), company=form.company.data or "",
            copies=copies,
        ).id  # fmt: skip


def _not_given(reason: StrEnum, id: UUID, form: GiveForm) -> AnyResponse:
    if reason == rules.Reason.PAUSED:
        return redirect(url_for(".pause"), 303)
    if reason == rules.Reason.NO_ROOM:
        return failed(
            503, _("There is no room on our side for a copy of your files just now. Nothing was shared.")
        )
    if reason == rules.Reason.STANDS:
        return redirect(url_for("handover.index", said="stands"), 303)
    was = form.version.data if reason == rules.Reason.CHANGED else None
    return redirect(url_for(".give", choosing_id=id, was=was or None), 303)


def _not_now(choosing_id: UUID) -> str:
    """What somebody asked for still waits for an answer: there are "no" and "later", too."""
    with reading() as w:
        asked = choosings.mine(w, choosing_id).asked
    return url_for(".index") if asked is None else url_for(".asked", request_id=asked)


@bp.post("/mine/choices/given/<uuid:consent_id>/renew")
@survivors_only
def renew(consent_id: UUID) -> AnyResponse:
    """The same choices once more, to change, to look at, and to say yes or no to."""
    if not ButtonForm().validate_on_submit():
        return redirect(url_for(".show", consent_id=consent_id), 303)
    try:
        with work() as w:
            step = to_begin(w, service.renew(w, consent_id))
    except Refused as refused:  # `new` says why this team cannot be chosen now
        return redirect(url_for(".pause" if refused.reason == rules.Reason.PAUSED else ".new"), 303)
    return redirect(step, 303)
