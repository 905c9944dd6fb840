"""Joining, who is in the team, and what the service says about itself."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from portal import i18n
from portal.accounts import service as accounts
from portal.actor import Role
from portal.programmes import facts as told
from portal.programmes import profiles, service
from portal.programmes.forms import FactForm, JoinForm, LetInForm, SpeaksForm
from portal.web import signed_in
from portal.web.access import everyone, facilitators_only
from portal.web.pages import home, page
from portal.web.sessions import Card
from portal.web.signed_in import live
from portal.web.state import portal
from portal.web.transactions import reading, work
from portal.work import NotFound

bp = Blueprint("programmes", __name__)


@bp.route("/join/<code>", methods=["GET", "POST"])
@everyone
def join(code: str) -> Response:
    if live() is not None:
        return redirect(home(), 303)
    language = i18n.current_language()
    form = JoinForm().for_language(language)
    with reading() as w:
        invitation = service.find_invitation(w, code)
        name, role = service.invited_name(w, invitation), Role(invitation.role)
    if form.validate_on_submit():
        params = accounts.cost(role, for_tests=portal().settings.kdf_for_tests)
        with work() as w:
            card = service.join(w, code, role, language, words=form.wants_words, params=params)
            new = signed_in.live_of(w, Card(card))
        signed_in.begin(new)
        return redirect(url_for("accounts.card"), 303)
    return page("programmes/join.html", 400 if form.errors else 200, form=form, name=name)


@bp.get("/programme/")
@facilitators_only
def people() -> Response:
    with reading() as w:
        team = service.my_team(w)
        colleagues, may_change = service.colleagues(w, team), told.may_change(w)
    return page(
        "programmes/people.html", team=team, colleagues=colleagues, may_change=may_change, button=LetInForm()
    )  # fmt: skip


@bp.post("/programme/found")
@facilitators_only
def found_team() -> Response:
    if LetInForm().validate_on_submit():
        with work() as w:
            service.found_team(w)
    return redirect(url_for(".people"), 303)


@bp.post("/programme/let-in")
@facilitators_only
def let_in() -> Response:
    form = LetInForm()
    if form.validate_on_submit():
        with work() as w:
            service.let_in(w, _id(form.staff_id.data))
    return redirect(url_for(".people"), 303)


@bp.get("/programme/facts")
@bp.get("/programme/facts/<code>")
@facilitators_only
def facts(code: str | None = None) -> Response:
    code = _offered(code or i18n.current_language())
    with reading() as w:
        said, may_change = told.of_mine(w, code), told.may_change(w)
    return page("programmes/facts.html", said=said, code=code, codes=i18n.offered(), may_change=may_change)


@bp.route("/programme/facts/<code>/<name>", methods=["GET", "POST"])
@facilitators_only
def fact(code: str, name: str) -> Response:
    code, which = _offered(code), _fact(name)
    with reading() as w:
        said = told.to_change(w, which, code)
    form = FactForm(data={"text": said.text}).about(said)
    if form.validate_on_submit():
        with work() as w:
            told.change(w, which, code, form.text.data or "")
        return redirect(url_for(".facts", code=code, _anchor=name), 303)
    return page("programmes/fact.html", 400 if form.errors else 200, form=form, said=said)


@bp.get("/programme/people/<uuid:staff_id>")
@bp.get("/programme/people/<uuid:staff_id>/<code>")
@facilitators_only
def profile(staff_id: UUID, code: str | None = None) -> Response:
    """What is said of a colleague to survivors, in one language."""
    code = _offered(code or i18n.current_language())
    with reading() as w:
        person, may_change = profiles.of_colleague(w, staff_id, code), told.may_change(w)
    speaks = profiles.spoken(person.speaks)
    return page(
        "programmes/profile.html", person=person, speaks=speaks, may_change=may_change, code=code,
        codes=i18n.offered(),
    )  # fmt: skip


@bp.route("/programme/people/<uuid:staff_id>/speaks", methods=["GET", "POST"])
@facilitators_only
def speaks(staff_id: UUID) -> Response:
    with reading() as w:
        person = profiles.to_change(w, staff_id, "")
    form = SpeaksForm(data={"speaks": person.speaks})
    if form.validate_on_submit():
        with work() as w:
            profiles.change_speaks(w, staff_id, form.speaks.data or [])
        return redirect(url_for(".profile", staff_id=staff_id), 303)
    return page("programmes/about_one.html", 400 if form.errors else 200, form=form, person=person)


@bp.route("/programme/people/<uuid:staff_id>/<code>/<name>", methods=["GET", "POST"])
@facilitators_only
def about_one(staff_id: UUID, code: str, name: str) -> Response:
    code, which = _offered(code), _about(name)
    with reading() as w:
        person = profiles.to_change(w, staff_id, code)
    said = next(one for one in person.told if one.about is which)
    form = FactForm(data={"text": said.text}).about(said)
    if form.validate_on_submit():
        with work() as w:
            profiles.change(w, staff_id, which, code, form.text.data or "")
        return redirect(url_for(".profile", staff_id=staff_id, code=code, _anchor=name), 303)
    status = 400 if form.errors else 200
    return page("programmes/about_one.html", status, form=form, person=person, said=said, code=code)


def _about(name: str) -> profiles.About:
    try:
        return profiles.About(name)
    except ValueError:
        raise NotFound from None


def _fact(name: str) -> told.Fact:
    try:
        return told.Fact(name)
    except ValueError:
        raise NotFound from None


def _offered(code: str) -> str:
    if code not in i18n.offered():
        raise NotFound
    return code


def _id(text: str | None) -> UUID:
    try:
        return UUID(text or "")
    except ValueError:
        raise NotFound from None
