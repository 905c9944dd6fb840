"""Helplines: those of a country, one, what is done with it by one button, and a new one."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.i18n import current_language
from portal.listing import lines, parts
from portal.listing.forms.fields import filled
from portal.listing.forms.lines import LineForm, NewLineForm
from portal.listing.service import for_leads
from portal.listing.views.blueprint import bp
from portal.support import rules
from portal.support.helplines import LINES
from portal.web.access import facilitators_only
from portal.web.forms import ButtonForm
from portal.web.pages import page
from portal.web.state import portal
from portal.web.transactions import reading, work
from portal.work import NotFound, Stale, Work

ACTS: dict[str, Callable[[Work, str], None]] = {
    "check": lines.check, "uncheck": lines.uncheck,
    "hide": lambda w, id: lines.show(w, id, hidden=True),
    "show": lambda w, id: lines.show(w, id, hidden=False),
}  # fmt: skip


def _countries() -> list[rules.Choice]:
    return rules.countries(LINES, portal().settings.country, current_language())


def _country() -> str:
    asked = request.args.get("country", "").upper()
    return asked if asked in {one.code for one in _countries()} else portal().settings.country


@bp.get("/programme/directory/lines/")
@facilitators_only
def helplines() -> Response:
    country, language = _country(), current_language()
    with reading() as w:
        found = lines.listed(w, country)
    shown = [(one, rules.name_of(one.line, language)) for one in found]
    return page("listing/lines.html", shown=shown, country=country, countries=_countries())


@bp.route("/programme/directory/lines/add", methods=["GET", "POST"])
@facilitators_only
def add_line() -> AnyResponse:
    with reading() as w:
        for_leads(w)
    form = filled(NewLineForm, {"country": portal().settings.country, "hours": "UNKNOWN"}, request.form)
    form.offer(_countries())
    if form.validate_on_submit():
        with work() as w:
            line_id = lines.add(w, form.said)
        return redirect(url_for(".line", line_id=line_id), 303)
    return page("listing/line_part.html", 400 if form.errors else 200, form=form)


@bp.get("/programme/directory/lines/<line_id>")
@facilitators_only
def line(line_id: str) -> Response:
    with reading() as w:
        found = lines.one(w, line_id)
    card = rules.card(found.line, current_language())
    told = filled(LineForm, found.said)
    return page("listing/line.html", found=found, card=card, told=told, button=ButtonForm())


@bp.route("/programme/directory/lines/<line_id>/change", methods=["GET", "POST"])
@facilitators_only
def change_line(line_id: str) -> AnyResponse:
    with reading() as w:
        found = lines.one(w, line_id)
    form, newer = filled(LineForm, found.said, request.form), None
    if form.validate_on_submit():
        try:
            with work() as w:
                lines.change(w, line_id, form.said, form.mark.data or "")
            return redirect(url_for(".line", line_id=line_id), 303)
        except Stale:
            newer, form.mark.data = filled(LineForm, found.said), parts.mark(found.said)
    status = 409 if newer else 400 if form.errors else 200
    name = rules.name_of(found.line, current_language())
    return page("listing/line_part.html", status, form=form, newer=newer, found=found, name=name)


@bp.post("/programme/directory/lines/<line_id>/does/<name>")
@facilitators_only
def does_line(line_id: str, name: str) -> AnyResponse:
    if name not in ACTS:
        raise NotFound
    if ButtonForm().validate_on_submit():
        with work() as w:
            ACTS[name](w, line_id)
    return redirect(url_for(".line", line_id=line_id), 303)
