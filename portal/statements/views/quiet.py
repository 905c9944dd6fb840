"""What may be hard about a section, said before it; and a page to breathe, one tap away from each."""

from __future__ import annotations

from flask import Response, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.statements import service
from portal.statements.views.blueprint import bp, the_section, up_from
from portal.web.access import survivors_only
from portal.web.pages import page
from portal.web.transactions import reading


@bp.get("/mine/writing/<int:number>/before")
@survivors_only
def before(number: int) -> AnyResponse:
    """What may be hard about a section; who has begun it knows."""
    shown = the_section(number)
    with reading() as w:
        begun = number in service.written_numbers(w)
    if begun or not shown.warns:
        return redirect(url_for(".write", number=number))
    return page("statements/before.html", section=shown, up=up_from(number))


@bp.get("/mine/writing/<int:number>/quiet")
@survivors_only
def quiet(number: int) -> Response:
    return page("statements/quiet.html", section=the_section(number), up=up_from(number))
