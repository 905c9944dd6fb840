"""The session of this request, looked up once and only when somebody asks."""

from __future__ import annotations

from typing import cast

from flask import Flask, Response, g, request

from portal.actor import NOBODY, Actor
from portal.web import sessions
from portal.web.sessions import COOKIE, Card, Live, new_live
from portal.web.state import portal
from portal.work import Work


def live() -> Live | None:
    try:
        return cast(Live | None, g.live)
    except AttributeError:
        g.live = None  # when the store fails, the page that says so is shown as to a stranger
    token = sessions.from_cookie(request.cookies.get(COOKIE, ""))
    if token is not None:
        p = portal()
        g.live = sessions.find(p.stores.sessions, p.server, token, p.now())
    return cast(Live | None, g.live)


def is_fresh() -> bool:
    """The passphrase was typed within the last five minutes."""
    found = live()
    return found is not None and found.fresh_at(portal().now())


def country() -> str:
    """Whose emergency numbers and helplines come first: hers, as she said, or the service's. Nobody looks at
    where a request comes from."""
    found = live()
    return (found.country if found is not None else "") or portal().settings.country


def actor() -> Actor:
    found = live()
    return NOBODY if found is None else found.actor


def is_together() -> bool:
    """Somebody else sees this screen."""
    found = live()
    return found is not None and found.together


def kind_of_device(agent: str) -> str:
    """Roughly what she holds, so that she knows it again in a list. Nothing more is kept of it."""
    if "iPad" in agent or "Tablet" in agent or ("Android" in agent and "Mobile" not in agent):
        return "tablet"
    if "Mobi" in agent or "iPhone" in agent:
        return "phone"
    known = ("Windows", "Macintosh", "X11", "CrOS")
    return "computer" if any(name in agent for name in known) else "other"


def live_of(work: Work, card: Card | None = None) -> Live:
    """A session for whoever acts in this unit of work."""
    urk_id = work.person.urk_id
    assert urk_id is not None
    key, since = work.keyring.key(urk_id), work.person.sign_ins
    return new_live(work.actor, urk_id, key, work.now, card, sign_ins=since)


def begin(new: Live) -> None:
    """Sign in. A session that was there before ends; the cookie is set with the answer."""
    p, old = portal(), live()
    new.device = kind_of_device(request.user_agent.string)
    g.new_token = sessions.start(p.stores.sessions, p.server, new)
    if old is not None:
        sessions.end(p.stores.sessions, old.id)
    g.live = new


def renew(found: Live) -> None:
    """The same session under a new token. Its form key stays, so that other tabs' forms stay good."""
    p, old_id = portal(), found.id
    g.new_token = sessions.start(p.stores.sessions, p.server, found, instead_of=old_id)
    g.live = None if g.new_token is None else found  # ended elsewhere, while this request was under way


def finish() -> None:
    """Sign out: the row goes and the cookie with it. When the store fails, at least the cookie."""
    try:
        found = live()
        if found is not None:
            sessions.end(portal().stores.sessions, found.id)
    finally:
        g.live = None
        g.drop_cookie = True


def set_cookie(response: Response) -> Response:
    token: bytes | None = g.get("new_token")
    if g.get("drop_cookie"):
        response.set_cookie(COOKIE, "", max_age=0, path="/", secure=True, httponly=True, samesite="Lax")
    elif token is not None:
        response.set_cookie(
            COOKIE, sessions.to_cookie(token), path="/", secure=True, httponly=True, samesite="Lax"
        )
    return response


def install(app: Flask) -> None:
    app.after_request(set_cookie)
