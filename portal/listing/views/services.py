"""The list, one service, what is done with it by one button, a new one, and all of it as a file."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.listing import notes, out, service
from portal.listing.forms.fields import filled
from portal.listing.forms.services import FORMS, NewForm, OrganizationForm, SearchForm
from portal.listing.search import Which, listed
from portal.listing.views.blueprint import bp, looked_for, sealed
from portal.web.access import facilitators_only
from portal.web.files import file
from portal.web.forms import ButtonForm
from portal.web.pages import page
from portal.web.state import portal
from portal.web.transactions import reading, work
from portal.work import NotFound, Work

ACTS: dict[str, Callable[[Work, UUID], None]] = {
    "check": service.check, "uncheck": service.uncheck, "let-go": service.let_go,
    "hide": lambda w, id: service.show(w, id, active=False),
    "show": lambda w, id: service.show(w, id, active=True),
}  # fmt: skip


@bp.get("/programme/directory/")
@facilitators_only
def index() -> Response:
    which, words = _which(), looked_for()
    after = request.args.get("after", type=UUID)
    with reading() as w:
        found = listed(w, which, words, after)
    form = SearchForm(formdata=None, data={"words": words})
    again = {"words": request.args["words"]} if words else {}
    return page(
        "listing/index.html", form=form, found=found, which=which, kinds=Which, words=words, again=again,
        first=after is None,
    )  # fmt: skip


def _which() -> Which:
    try:
        return Which(request.args.get("which", ""))
    except ValueError:
        return Which.ALL


@bp.post("/programme/directory/search")
@facilitators_only
def search() -> AnyResponse:
    form = SearchForm()
    words = form.words.data if form.validate_on_submit() else ""
    return redirect(url_for(".index", words=sealed(words) if words else None), 303)


@bp.route("/programme/directory/add", methods=["GET", "POST"])
@facilitators_only
def add() -> AnyResponse:
    with reading() as w:
        service.for_leads(w)
    form = NewForm()
    if form.validate_on_submit():
        with work() as w:
            id = service.add(w, form.name.data or "", form.organization.data or "", form.text.data or "")
        return redirect(url_for(".one", id=id), 303)
    return page("listing/add.html", 400 if form.errors else 200, form=form)


@bp.route("/programme/directory/out", methods=["GET", "POST"])
@facilitators_only
def take() -> AnyResponse:
    with reading() as w:
        service.for_leads(w)
    form, kind = ButtonForm(), request.form.get("kind", "")
    if kind in out.KINDS and form.validate_on_submit():
        with work() as w:
            out.noted(w)
        made = out.made(portal().stores.main, kind)
        return file(out.pieces(made), kind, out.KINDS[kind])
    return page("listing/take.html", button=form)


@bp.get("/programme/directory/<uuid:id>")
@facilitators_only
def one(id: UUID) -> Response:
    with reading() as w:
        found = service.one(w, id)
    told = {part: filled(kind, found.said(part)) for part, kind in FORMS.items() if part != "organization"}
    owner = found.organization.body if found.organization else {}
    told = {"organization": filled(OrganizationForm, {"name": str(owner.get("name", ""))}), **told}
    noted = notes.words(request.args.get("noted", "").split())
    return page("listing/one.html", one=found, told=told, noted=noted, button=ButtonForm())


@bp.post("/programme/directory/<uuid:id>/does/<name>")
@facilitators_only
def does(id: UUID, name: str) -> AnyResponse:
    """One button, one act; twice is once."""
    if name not in ACTS:
        raise NotFound
    if ButtonForm().validate_on_submit():
        with work() as w:
            ACTS[name](w, id)
    return redirect(url_for(".one", id=id), 303)
