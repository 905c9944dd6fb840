"""Somebody sits with her: on her own device for a while, or she is on theirs."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID, uuid4

from sqlalchemy.exc import OperationalError

from portal.actor import Role
from portal.audit import service as audit
from portal.crypto import CannotOpen
from portal.web import sessions, signed_in
from portal.web.lasting import TOGETHER_FOR
from portal.web.sessions import Live
from portal.web.state import portal
from portal.web.transactions import work


def begin(found: Live, with_whom: UUID | None = None, under: UUID | None = None) -> None:
    """For a while, and no longer than the session. A second tap finds it done.

    The token is new: Back asks the server for what is closed now, and cannot show it from memory.
    """
    if found.together:
        return
    found.together_until = min(portal().now() + TOGETHER_FOR, found.ends_at)
    found.presence = uuid4()
    signed_in.renew(found)
    if signed_in.live() is not None:
        with work() as w:
            audit.sits_with(w, found.presence, audit.TOGETHER, with_whom, under)


def borrow(found: Live) -> None:
    """She is signed in on somebody else's device."""
    found.presence = uuid4()
    signed_in.begin(found)
    if found.actor.role is Role.SURVIVOR:
        with work() as w:
            audit.sits_with(w, found.presence, audit.ON_THEIRS, None, None)


def end() -> None:
    """Twice is once. A store that is full keeps nobody from being alone again, or from leaving."""
    found = signed_in.live()
    if found is None or found.presence is None or found.actor.role is not Role.SURVIVOR:
        return
    with suppress(OperationalError, CannotOpen), work() as w:
        audit.sat_with(w, found.presence)
    if not found.borrowed:
        sessions.alone_again(portal().stores.sessions, found.id)
        found.together_until = found.presence = None
