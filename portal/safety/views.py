"""The way out, and the page that explains it."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from portal.web import beside, signed_in, writing
from portal.web.access import everyone
from portal.web.errors import say
from portal.web.forms import from_another_site
from portal.web.guard import is_prefetch
from portal.web.lasting import SEEN_EVERY
from portal.web.pages import home, page
from portal.web.sessions import COOKIE
from portal.web.state import portal

bp = Blueprint("safety", __name__)


@bp.get("/leaving")
@everyone
def leaving() -> Response:
    """Met before the first use: what leaving does, and what it cannot do."""
    return page("safety/leaving.html")


@bp.get("/looks")
@everyone
def looks() -> Response:
    """What somebody else could see on her phone, with what is true of this service."""
    return page("safety/looks.html", host=request.host, cookie=COOKIE)


@bp.route("/leave", methods=["GET", "POST"])
@everyone
def leave() -> AnyResponse:
    if is_prefetch():
        return Response(status=204)
    if request.method == "POST":
        _in_any_case(writing.save_before_leaving)
    away = redirect(portal().settings.leave_url, 303)
    if request.method == "GET" and (from_another_site() or _still_used_elsewhere()):
        return away
    _in_any_case(beside.end)
    _in_any_case(signed_in.finish)
    # Straight on, never by a page of ours in between: after one, Chromium's Back brought her words back.
    away.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return away


@bp.post("/close")
@everyone
def close() -> AnyResponse:
    """Somebody else's device is theirs again: what she typed is saved, and nothing of hers stays."""
    found = signed_in.live()
    if found is None or not found.borrowed or from_another_site():
        _in_any_case(writing.save_before_leaving)
        return redirect(home(), 303)
    for step in (writing.save_before_leaving, beside.end, signed_in.finish):
        _in_any_case(step)
    away = redirect(url_for("accounts.sign_in"), 303)
    away.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return away


def _still_used_elsewhere() -> bool:
    """A page that closes by itself must not sign her out while she writes in another window."""
    if "idle" not in request.args:
        return False
    found = signed_in.live()
    if found is None or found.seen_at is None or portal().now() - found.seen_at >= found.idle - SEEN_EVERY:
        return False
    signed_in.renew(found)  # a new cookie, so that Back asks the server for the page it left
    return True


def _in_any_case(step: Callable[[], None]) -> None:
    """Leaving comes before everything: what fails on the way is the operator's to hear of, not hers."""
    try:
        step()
    except RequestEntityTooLarge:
        request.drain()  # type: ignore[attr-defined]
    except Exception as error:
        say(error)
