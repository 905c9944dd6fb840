"""The public doors, and her own home."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import i18n
from portal.accounts import own
from portal.accounts import service as accounts
from portal.consent import told
from portal.home import everything as collecting
from portal.home import service
from portal.home.forms import LockForm
from portal.home.next import ahead, who_reads
from portal.home.packing import packed
from portal.i18n import _
from portal.programmes import facts
from portal.programmes.facts import Fact
from portal.programmes.packs import pack_for
from portal.programmes.profiles import spoken
from portal.programmes.stages import STEPS
from portal.support import rules as support
from portal.support.known import as_known
from portal.web.access import everyone, for_her_alone, survivors_only, takes_along
from portal.web.files import file
from portal.web.forms import ButtonForm
from portal.web.guard import to_step_up
from portal.web.pages import page
from portal.web.signed_in import is_fresh
from portal.web.state import portal
from portal.web.transactions import reading, work

bp = Blueprint("home", __name__)


@bp.route("/")
@everyone
def front() -> Response:
    return page("home/front.html")


@bp.route("/about/<any(process,privacy,device,'for-me'):topic>")
@everyone
def about(topic: str) -> Response:
    return page(f"home/about_{topic.replace('-', '_')}.html")


@bp.route("/about/service")
@everyone
def about_service() -> Response:
    """Who runs this, in their own words."""
    language = i18n.current_language()
    with reading() as w:
        services = facts.services(w, [language, *i18n.offered()])
    return page("home/about_service.html", services=services)


@bp.route("/about/choices")
@everyone
def about_choices() -> Response:
    """Everything a person must know before consent, on one page, whenever she likes."""
    with reading() as w:
        services = facts.services(w, [i18n.current_language(), *i18n.offered()])
    return page("home/about_choices.html", screens=told.SCREENS, services=services)


@bp.route("/about/young")
@everyone
def young() -> Response:
    """What is different for somebody under 18: who may have to agree, and whom to talk to."""
    country, language = portal().settings.country, i18n.current_language()
    with reading() as w:
        services = facts.services(w, [language, *i18n.offered()])
        theirs = support.for_young(as_known(w.main), country)
    said = [one for service in services for one in service.said if one.fact is Fact.YOUNG and one.text]
    lines = [support.card(line, language) for line in theirs]
    return page("home/young.html", pack=pack_for(country), said=said, lines=lines)


@bp.route("/mine/")
@survivors_only
def mine() -> Response:
    """Her home: the doors, what waits for her, what happens next."""
    with reading() as w:
        now = service.at_home(w)
    return page("home/mine.html", now=now)


@bp.route("/mine/next/")
@survivors_only
def next() -> Response:
    """The steps there can be, where she is, and who is who."""
    with reading() as w:
        teams = ahead(w)
    return page("home/next.html", teams=teams, steps=STEPS, spoken=spoken)


@bp.route("/mine/next/people/<uuid:team_id>")
@survivors_only
def people(team_id: UUID) -> Response:
    """Who would read what is given to a team, before she gives anything."""
    with reading() as w:
        found = who_reads(w, team_id)
    return page("home/people.html", found=found, spoken=spoken)


@bp.route("/mine/activity/")
@survivors_only
def activity() -> Response:
    """Who opened what she shared, when, by name."""
    with reading() as w:
        lines, before = service.activity(w, _before())
    return page("home/activity.html", lines=lines, before=before, sat=service.SAT)


@bp.get("/mine/everything")
@survivors_only
@for_her_alone
@takes_along
def everything() -> Response:
    """All that is hers, to take along in one file."""
    return page("home/everything.html", form=LockForm(), button=ButtonForm(), fresh=is_fresh())


@bp.post("/mine/everything")
@survivors_only
@for_her_alone
@takes_along
def everything_locked() -> AnyResponse:
    form = LockForm()
    if not is_fresh():
        return to_step_up()
    if form.validate_on_submit():
        weak = own.weakness(form.passphrase.data or "", form.again.data or "", _known())
        if weak is None:
            return _everything(own.exact(form.passphrase.data or ""))
        form.passphrase.errors = [_(weak)]
    return page("home/everything.html", 400, form=form, button=ButtonForm(), fresh=True)


@bp.post("/mine/everything/open")
@survivors_only
@for_her_alone
@takes_along
def everything_open() -> AnyResponse:
    """Without a lock."""
    if not is_fresh():
        return to_step_up(url_for(".everything"))
    if not ButtonForm().validate_on_submit():
        return redirect(url_for(".everything"), 303)
    return _everything("")


def _everything(passphrase: str) -> Response:
    """Noted first, then gathered, then packed: nobody else waits to write meanwhile."""
    with work() as w:
        collecting.note(w)
    with reading() as w:
        files = collecting.collect_files(w, portal().settings.country)
    packing = packed(files, passphrase)
    response = file(packing, "zip", "application/zip")
    response.call_on_close(packing.close)
    return response


def _known() -> tuple[str, ...]:
    """What somebody near her would try first."""
    with reading() as w:
        return accounts.name_of(w), portal().settings.public_name


def _before() -> datetime | None:
    try:
        return datetime.fromtimestamp(float(request.args.get("before", "")), UTC)
    except (ValueError, OverflowError, OSError):
        return None
