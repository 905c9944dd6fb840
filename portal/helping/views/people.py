"""Who helps her, and ending it."""

from __future__ import annotations

from uuid import UUID

from flask import Response, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.helping import meeting, service, suggestions, translations
from portal.helping.forms import LongerForm
from portal.helping.views.blueprint import bp, told, wanted
from portal.programmes.profiles import spoken
from portal.statements.titles import title
from portal.web.access import everyone, survivors_only
from portal.web.forms import ButtonForm
from portal.web.guard import to_step_up
from portal.web.pages import page
from portal.web.signed_in import is_fresh
from portal.web.transactions import reading, work
from portal.work import Refused


@bp.get("/about/bring")
@everyone
def about() -> Response:
    """How to bring someone, before any of it."""
    return page("helping/about.html")


@bp.get("/mine/people/")
@survivors_only
def mine() -> Response:
    with reading() as w:
        helping, met, codes = service.mine(w), meeting.met(w), meeting.open_codes(w)
        suggested, translated = suggestions.left(w), translations.listed(w)
    return page(
        "helping/mine.html", told=told(), helping=helping, met=met, codes=codes, suggested=suggested,
        translated=translated, title=title, spoken=spoken, button=ButtonForm(),
    )  # fmt: skip


@bp.get("/mine/people/<uuid:access_id>/")
@survivors_only
def one(access_id: UUID) -> Response:
    """What somebody sees, until when; giving it longer; ending it."""
    with reading() as w:
        access = service.my_access(w, access_id)
        who = service.helper(w, access.helper_id, wanted())
        stands = access.stands_at(w.now)
    return page(
        "helping/one.html", told=told(), access=access, who=who, stands=stands, title=title, spoken=spoken,
        button=ButtonForm(), longer=LongerForm(formdata=None),
    )  # fmt: skip


@bp.post("/mine/people/<uuid:access_id>/end")
@survivors_only
def end(access_id: UUID) -> AnyResponse:
    if ButtonForm().validate_on_submit():
        with work() as w:
            service.end(w, access_id)
        return redirect(url_for(".mine", said="ended"), 303)
    return redirect(url_for(".one", access_id=access_id), 303)


@bp.post("/mine/people/<uuid:access_id>/longer")
@survivors_only
def longer(access_id: UUID) -> AnyResponse:
    form, said = LongerForm(), None
    if not is_fresh():
        return to_step_up(url_for(".one", access_id=access_id))
    if form.validate_on_submit():
        try:
            with work() as w:
                service.give_longer(w, access_id, int(form.days.data), fresh=is_fresh())
            said = "longer"
        except Refused:
            said = None
    return redirect(url_for(".one", access_id=access_id, said=said), 303)
