"""A part of a service and a place of it, each in a form of its own."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.listing import parts, places, service
from portal.listing.forms.fields import RecordForm, filled
from portal.listing.forms.services import FORMS, form_of
from portal.listing.parts import Said
from portal.listing.service import One
from portal.listing.views.blueprint import bp
from portal.web.access import facilitators_only
from portal.web.pages import page
from portal.web.transactions import reading, work
from portal.work import NotFound, Stale, Work

Show = Callable[[Work], tuple[One, Said]]
FormOf = Callable[[Said], type[RecordForm]]
Save = Callable[[Work, Said, str], list[str]]


@bp.route("/programme/directory/<uuid:id>/<name>", methods=["GET", "POST"])
@facilitators_only
def part(id: UUID, name: str) -> Response:
    if name not in FORMS:
        raise NotFound
    return _changed(
        id, lambda _there: FORMS[name], lambda w: service.shown(w, id, name),
        lambda w, said, mark: service.change(w, id, name, said, mark),
    )  # fmt: skip


@bp.route("/programme/directory/<uuid:id>/place", methods=["GET", "POST"])
@bp.route("/programme/directory/<uuid:id>/place/<uuid:location_id>", methods=["GET", "POST"])
@facilitators_only
def place(id: UUID, location_id: UUID | None = None) -> Response:
    return _changed(
        id, form_of, lambda w: places.shown(w, id, location_id),
        lambda w, said, mark: places.change(w, id, location_id, said, mark),
    )  # fmt: skip


def _changed(id: UUID, form_of: FormOf, show: Show, save: Save) -> Response:
    """Nothing is replaced that somebody else changed meanwhile: the page shows both."""
    with reading() as w:
        one, there = show(w)
    kind = form_of(there)
    form, newer = filled(kind, there, request.form), None
    if form.validate_on_submit():
        try:
            with work() as w:
                codes = save(w, form.said, form.mark.data or "")
            return redirect(url_for(".one", id=id, noted=" ".join(codes) or None), 303)
        except Stale:
            newer, form.mark.data = filled(kind, there), parts.mark(there)
    status = 409 if newer else 400 if form.errors else 200
    return page("listing/part.html", status, one=one, form=form, newer=newer, title=kind.title)
