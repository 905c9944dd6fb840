"""Before each request: may this person enter, and are there late words to keep?"""

from __future__ import annotations

from flask import Flask, abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.i18n import _
from portal.web import uploads, writing
from portal.web.access import ALL
from portal.web.errors import give_back
from portal.web.pages import page
from portal.web.sessions import Live
from portal.web.signed_in import live
from portal.work import NotAllowed, Refused

SAFE_PLACE = 200


def install(app: Flask) -> None:
    app.before_request(check)


def check() -> Response | None:
    if request.endpoint is None:
        return None  # no such page: the 404 comes next
    view = current_app.view_functions[request.endpoint]
    allowed = getattr(view, "access", None)
    if allowed is None:
        abort(403)  # an endpoint that does not say who may enter lets nobody in
    if allowed == ALL:
        return None
    found = live()
    uploads.begin(view, found if found and found.actor.role in allowed and not found.paused else None)
    if found is None and uploads.is_upload(view):
        return uploads.sign_in_again()
    if found is None:
        return _kept() or _words_back() or to_sign_in()
    if found.paused and not getattr(view, "while_paused", False):
        paused = redirect(url_for("accounts.paused", next=request.path), 303)
        return _kept() or _words_back() or paused
    if writing.is_anothers():
        return _kept() or abort(404)  # that writer has erased everything
    if found.actor.role not in allowed:
        raise NotAllowed
    if found.card is not None and not getattr(view, "before_the_card", False):
        return redirect(url_for("accounts.card"), 303)
    return _closed(view, found)


def _closed(view: object, found: Live) -> Response | None:
    """What is not for the eyes of whoever sits with her, nor for a device of theirs."""
    hers = found.together and getattr(view, "for_her_alone", False)
    types = request.method == "POST" and "text" in request.form
    if (hers and not types) or (found.borrowed and getattr(view, "takes_along", False)):
        return page("errors/beside.html", 403)
    return None


def _kept() -> Response | None:
    try:
        return writing.keep_late()
    except Refused:  # too much is waiting already, or too long
        return give_back(403, _("This could not be kept. Sign in on another page, then press Save here."))


def _words_back() -> Response | None:
    """Words whose token is no good: nobody knows whose they are, so they stay on the screen."""
    if request.method != "POST" or not writing.posted_text().strip():
        return None
    return give_back(403, _("You are signed out. Sign in on another page, then press Save here."))


def to_sign_in() -> Response:
    """And back again, where the address is one that can be opened."""
    can_open = current_app.url_map.bind(request.host).test(request.path, "GET")
    return redirect(url_for("accounts.sign_in", next=request.path if can_open else None), 303)


def to_step_up(next_page: str | None = None) -> Response:
    """The passphrase once more, and back to where she was."""
    return redirect(url_for("accounts.step_up", next=next_page or request.path), 303)


def safe_next(default: str) -> str:
    """Where to go on, from the address; only a path of ours, never another site."""
    place = request.args.get("next", "")
    mine = place.startswith("/") and not place.startswith("//")
    if not mine or len(place) > SAFE_PLACE or "\\" in place or not place.isprintable():
        return default
    return place


def is_prefetch() -> bool:
    """The browser looks ahead; nobody has tapped anything."""
    said = " ".join(request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    return "prefetch" in said.lower() or "prerender" in said.lower()
