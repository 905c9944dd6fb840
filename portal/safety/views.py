"""The way out, and the page that explains it."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from portal.crypto import CannotOpen
from portal.web import signed_in, writing
from portal.web.access import everyone
from portal.web.errors import say
from portal.web.guard import is_prefetch
from portal.web.pages import page
from portal.web.state import portal
from portal.work import NotFound, Refused, Stale

bp = Blueprint("safety", __name__)


@bp.get("/leaving")
@everyone
def leaving() -> Response:
    """Met before the first use: what leaving does, and what it cannot do."""
    return page("safety/leaving.html")


@bp.route("/leave", methods=["GET", "POST"])
@everyone
def leave() -> AnyResponse:
    if is_prefetch():
        return Response(status=204)
    if request.method == "POST":
        _save_first()
    signed_in.finish()
    response = redirect(portal().settings.leave_url, 303)
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def _save_first() -> None:
    """Leaving comes before everything: a store that is full is the operator's to hear of, not hers."""
    try:
        writing.save_before_leaving()
    except (OperationalError, CannotOpen, NotFound, Refused, Stale, HTTPException) as error:
        say(error)
