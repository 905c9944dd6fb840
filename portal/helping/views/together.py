"""Somebody sits beside her, on her own device: begun and ended in one tap."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.helping import service
from portal.helping.models import Access
from portal.helping.views.blueprint import bp
from portal.web import beside, writing
from portal.web.access import survivors_only
from portal.web.forms import ButtonForm, from_another_site
from portal.web.guard import safe_next
from portal.web.pages import page
from portal.web.signed_in import live
from portal.web.transactions import reading
from portal.work import NotFound, Work

ELSE = "else"


@bp.route("/mine/people/together", methods=["GET", "POST"])
@survivors_only
def together() -> AnyResponse:
    form, found = ButtonForm(), live()
    if found is not None and form.validate_on_submit():
        return _begun(request.form.get("who", ""))
    with reading() as w:
        helping = {one.access.helper_id: one for one in service.mine(w)}  # each person once
    until = None if found is None else found.together_until
    return page("helping/together.html", button=form, helping=helping.values(), until=until)


def _begun(said: str) -> AnyResponse:
    with reading() as w:
        named = _named(w, said)
    found = live()
    if found is not None and named is not None:
        beside.begin(found, named.helper_id, named.id)
    elif found is not None and said == ELSE:
        beside.begin(found)
    return redirect(url_for(".together"), 303)


def _named(w: Work, said: str) -> Access | None:
    """A helper of hers whose access stands. One whose help ended meanwhile is none: the page asks again."""
    try:
        access = service.my_access(w, UUID(said))
    except (NotFound, ValueError):
        return None
    return access if access.stands_at(w.now) else None


@bp.post("/mine/people/together/end")
@survivors_only
def end_together() -> AnyResponse:
    """Where she writes, this is a button of her form: what she typed is saved first."""
    writing.save_before_leaving()
    found = live()
    if found is not None and not found.borrowed and not from_another_site():
        beside.end()
    return redirect(safe_next(url_for(".together")), 303)
