"""A draft for a court: which one, what holds there, and all of it on one page."""

from __future__ import annotations

from flask import Response

from portal.statements import courts, service
from portal.statements.questions.shape import Form
from portal.statements.sections import COURTS, CURRENT, STATEMENT, section
from portal.statements.views.blueprint import bp, door
from portal.web.access import survivors_only
from portal.web.pages import page
from portal.web.transactions import reading
from portal.work import NotFound


def _court(document: str) -> Form:
    if document not in COURTS:
        raise NotFound
    return COURTS[document]


@bp.get("/mine/writing/papers/")
@survivors_only
def courts_list() -> Response:
    with reading() as w:
        written = service.written_numbers(w)
    return page("statements/courts.html", courts=COURTS.values(), written=written)


@bp.get("/mine/writing/papers/<document>")
@survivors_only
def court(document: str) -> Response:
    form = _court(document)
    with reading() as w:
        written = service.written_numbers(w)
    return page(
        "statements/court.html", door=door, document=form, groups=courts.groups(form), written=written
    )


@bp.get("/mine/writing/review")
@survivors_only
def review() -> Response:
    with reading() as w:
        written = service.read_all(w)
    form = CURRENT[STATEMENT]
    return page("statements/review.html", document=form, written=courts.of(form, written), names=section)


@bp.get("/mine/writing/papers/<document>/review")
@survivors_only
def court_review(document: str) -> Response:
    """With what may not belong in it, found by plain rules."""
    form = _court(document)
    with reading() as w:
        written = courts.of(form, service.read_all(w))
    look = courts.look(form, written)
    return page("statements/review.html", document=form, written=written, names=section, look=look)
