"""The way out, and the page that explains it."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, redirect, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from portal.web import signed_in, writing
from portal.web.access import everyone
from portal.web.errors import say
from portal.web.guard import is_prefetch
from portal.web.pages import page
from portal.web.state import portal

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
        _in_any_case(writing.save_before_leaving)
    _in_any_case(signed_in.finish)
    response = redirect(portal().settings.leave_url, 303)
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def _in_any_case(step: Callable[[], None]) -> None:
    """Leaving comes before everything: what fails on the way is the operator's to hear of, not hers."""
    try:
        step()
    except RequestEntityTooLarge:
        request.drain()  # type: ignore[attr-defined]
    except Exception as error:
        say(error)
