"""The page that asks, the page that answers, and a service's own pages."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.actor import Role
from portal.directory.finding import Found, find
from portal.directory.models import ServiceCard
from portal.directory.opening import opening
from portal.directory.ranking import Match, checked_on, is_stale
from portal.directory.reading import Whole, one
from portal.directory.wanted import Wanted
from portal.finding import address, kept, words
from portal.finding.forms import FindForm
from portal.finding.told import dialled, told
from portal.handover.partners import partner_of
from portal.i18n import _, current_language
from portal.support import rules
from portal.support.helplines import LINES
from portal.support.known import for_everybody
from portal.web import signed_in
from portal.web.access import everyone, survivors_only
from portal.web.files import file
from portal.web.forms import ButtonForm
from portal.web.pages import page
from portal.web.signed_in import live
from portal.web.state import portal
from portal.web.transactions import reading, work

bp = Blueprint("finding", __name__)
A_PAGE, IN_A_FILE = 20, 200


@bp.route("/support/find/", methods=["GET", "POST"])
@everyone
def index() -> AnyResponse:
    form, spoken = _form()
    if form.validate_on_submit():
        p = portal()
        sealed = address.sealed(p.stores.sessions, form.wanted(spoken), p.now())
        return redirect(url_for(".found", sealed=sealed), 303)
    return page("finding/index.html", form=form, over="over" in request.args)


@bp.route("/support/found/<sealed>")
@everyone
def found(sealed: str) -> AnyResponse:
    wanted = _wanted(sealed)
    if wanted is None:
        return redirect(url_for(".index", over=1), 303)
    form, _spoken = _form()
    form.show(wanted)
    here, start = _found(wanted), _start()
    rows = [_row(match, here.speaks) for match in here.matches[start : start + A_PAGE]]
    more = start + A_PAGE if start + A_PAGE < len(here.matches) else None
    return page(
        "finding/found.html", form=form, found=here, wanted=wanted, sealed=sealed, rows=rows, start=start,
        more=more, misses=[_row(match, here.speaks) for match in here.misses], lines=_lines(here),
    )  # fmt: skip


@bp.route("/support/found/<sealed>/file")
@everyone
def saved(sealed: str) -> AnyResponse:
    """All that was found in one file, to be read without a network. No script, nothing from elsewhere."""
    wanted = _wanted(sealed)
    if wanted is None:
        return redirect(url_for(".index", over=1), 303)
    here = _found(wanted)
    rows = [_row(match, here.speaks) for match in (*here.matches, *here.misses)[:IN_A_FILE]]
    paper = page("finding/file.html", rows=rows, found=here, lines=_lines(here, 6), on=portal().now())
    return file(paper.get_data(), "html", "text/html; charset=utf-8")


@bp.route("/support/<uuid:service_id>")
@everyone
def service(service_id: UUID) -> Response:
    told, hers = _service(service_id), _hers(service_id)
    return page("finding/service.html", **told, **hers)


@bp.get("/mine/kept/")
@survivors_only
def kept_services() -> Response:
    with reading() as w:
        services = kept.cards(w)
    return page("finding/kept.html", services=services, button=ButtonForm())


@bp.post("/mine/kept/<uuid:service_id>")
@survivors_only
def keep(service_id: UUID) -> AnyResponse:
    """`act`: keep, drop; or away, which is drop pressed on the list."""
    act = request.form.get("act", "")
    if ButtonForm().validate_on_submit():
        with work() as w:
            (kept.keep if act == "keep" else kept.let_go)(w, service_id)
    return redirect(
        url_for(".kept_services") if act == "away" else url_for(".service", service_id=service_id), 303
    )


@bp.route("/support/<uuid:service_id>/card")
@everyone
def card(service_id: UUID) -> Response:
    """For paper: how to reach them, and with `name` also who they are."""
    return page("finding/card.html", named=bool(request.args.get("name")), **_service(service_id))


def _form() -> tuple[FindForm, set[str]]:
    form = FindForm()
    spoken = rules.languages(LINES, current_language())
    form.speaks.choices = [("", _("Any language")), *spoken]
    return form, {choice.code for choice in spoken}


def _wanted(sealed: str) -> Wanted | None:
    p = portal()
    try:
        return address.opened(p.stores.sessions, sealed, p.now())
    except address.Over:
        return None


def _found(wanted: Wanted) -> Found:
    p = portal()
    with p.stores.main.reading() as session:
        return find(session, wanted.read_in(current_language()), p.now(), ZoneInfo(p.settings.timezone))


def _start() -> int:
    said = request.args.get("from", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 5 else 0


def _row(match: Match, speaks: str) -> dict[str, Any]:
    """One match as its line says it."""
    card, place, p = match.card, match.place, portal()
    language = speaks or current_language()
    away = words.distance(place.km, p.settings.country) if place and place.km is not None else ""
    return {
        "id": card.id, "name": card.name, "organization": card.organization, "summary": card.summary,
        "why": words.why(match, language), "lacks": words.lacks(match, language),
        "hours": words.hours(match.opening), "place": place, "away": away, "confidential": card.confidential,
        "languages": _languages(card), "phone": card.phone, "dial": dialled(card.phone),
        "checked": match.checked_on, "stale": is_stale(match.checked_on, p.now()),
    }  # fmt: skip


def _languages(card: Any) -> list[str]:
    return [rules.language_name(code, current_language()) for code in card.languages.split()]


def _lines(here: Found, most: int = 2) -> list[rules.Card]:
    """Where little was found: whom she can call instead."""
    if len(here.matches) > most:
        return []
    lines = for_everybody(portal().stores.main)
    groups = rules.found(lines, rules.reader(lines, current_language(), signed_in.country(), "", ""))
    return [card for group in (*groups.speaking, *groups.others) for card in group.cards][:most]


def _hers(service_id: UUID) -> dict[str, Any]:
    """What only somebody with pages of her own is offered."""
    found = live()
    if found is None or found.actor.role is not Role.SURVIVOR or found.paused or found.card is not None:
        return {"hers": False}  # paused: whoever holds the phone now does not learn what she keeps
    with reading() as w:
        if live() is None:  # ended elsewhere
            return {"hers": False}
        can_ask = partner_of(w.main, service_id) is not None
        return {
            "hers": True, "is_kept": service_id in kept.ids(w), "button": ButtonForm(), "can_ask": can_ask,
        }  # fmt: skip


def _list() -> str:
    """The list she comes from, or the page that asks."""
    try:
        came = urlsplit(request.referrer or "")
    except ValueError:  # such as http://[
        return url_for(".index")
    ours = came.netloc == request.host and came.path.startswith(url_for(".found", sealed=""))
    return came._replace(scheme="", netloc="").geturl() if ours else url_for(".index")


def _service(service_id: UUID) -> dict[str, Any]:
    """Raises NotFound (404) for a service that is not open or not there."""
    p = portal()
    with p.stores.main.reading() as session:
        entry = one(session, "service", service_id)
        if entry is None:
            abort(404)
        card = session.get_one(ServiceCard, service_id)
        record = Whole(session).services([entry])[0]
    zone, now = ZoneInfo(p.settings.timezone), p.now()
    return {
        "service": told(record, card), "card": card, "spoken": _languages(card), "list": _list(),
        "now": words.hours(opening(card.hours, now, zone)), "week": words.week(card.hours),
        "special": words.special(card.hours, now.astimezone(zone).date()),
        "checked": checked_on(card), "stale": is_stale(checked_on(card), now),
    }  # fmt: skip
