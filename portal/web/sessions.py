"""Signed-in sessions without JavaScript, across workers.

The browser holds a random token; the store holds the person's key sealed under what that token
yields *and* under the service's key. The server cannot open the row without the browser, and the
browser holds no key without the row. How long it lives: `lasting`.
"""

from __future__ import annotations

import base64
import json
import os
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, delete, select, update
from sqlalchemy.exc import OperationalError

from portal.actor import Actor, Role
from portal.crypto import CannotOpen, derive, lp, new_id, open_sealed, seal
from portal.db import Store
from portal.glance import Glance
from portal.keyring.server import ServerKeys
from portal.web import lasting
from portal.web.models import Failures, SessionRow

COOKIE = "__Host-sid"
_BY_ID = Glance(select(SessionRow.__table__).where(SessionRow.id == bindparam("id")))


class Why(StrEnum):
    """What a word card is for."""

    NEW = "new"  # an account that has just been made
    CHANGED = "changed"
    RECOVERED = "recovered"  # she came in with her recovery number
    VOUCHED = "vouched"  # two people let her in
    RENEWED = "renewed"  # someone may know her words: all keys are to be new


@dataclass(frozen=True)
class Card:
    """A passphrase until its person has typed it back. Nothing is changed by it before."""

    words: str = field(repr=False)
    why: Why = Why.NEW
    by: UUID | None = None  # what let her in: the slot of a number, or what two people vouched for


@dataclass(frozen=True)
class Number:
    """A recovery number she has not written down yet, and the slot it opens."""

    digits: str = field(repr=False)
    slot: UUID


@dataclass
class Live:
    """A session as a request sees it."""

    id: bytes
    actor: Actor
    urk_id: bytes  # a session from before her keys were renewed is no session,
    sign_ins: int  # nor is one from before all of them ended
    urk: bytes = field(repr=False)
    csrf: bytes = field(repr=False)
    made_at: datetime
    idle_at: datetime
    ends_at: datetime
    stepup_at: datetime
    seen_at: datetime | None = None  # when it was seen last before this request
    paused: bool = False
    longer: bool = False
    device: str = "other"
    country: str = ""
    borrowed: bool = False
    together_until: datetime | None = None  # None also when that is past
    presence: UUID | None = None
    card: Card | None = None
    number: Number | None = None
    done: Why | None = None  # what the last card was for, so that the page says only what is true

    @property
    def idle(self) -> timedelta:
        longer = self.longer or self.together_until is not None
        return lasting.idle(borrowed=self.borrowed, longer=longer)

    @property
    def together(self) -> bool:
        """Somebody else sees this screen."""
        return self.borrowed or self.together_until is not None

    def fresh_at(self, now: datetime) -> bool:
        """The passphrase was typed within the last five minutes."""
        return now - self.stepup_at < lasting.FRESH


def row_id(token: bytes) -> bytes:
    return derive(token, info="portal/session/id/v1")


def _wrap_key(token: bytes, salt: bytes) -> bytes:
    return derive(token, salt=salt, info="portal/session/wrap/v1")


def start(store: Store, server: ServerKeys, live: Live, instead_of: bytes | None = None) -> bytes | None:
    """Write a session under a new token and return the token, 32 bytes.

    `instead_of`: the row it takes the place of. None when that has ended meanwhile: an ended session
    must not live on under a new token.
    """
    token, salt = os.urandom(32), os.urandom(32)
    assert live.actor.id is not None
    live.id = row_id(token)
    row = SessionRow(
        id=live.id, principal_id=live.actor.id, role=live.actor.role.value, salt=salt,
        w=_sealed(server, live, token, salt), made_at=live.made_at, idle_at=live.idle_at,
        ends_at=live.ends_at, stepup_at=live.stepup_at, paused=live.paused,
        longer=live.longer, device=live.device, borrowed=live.borrowed,
        together_until=live.together_until, presence=live.presence,
    )  # fmt: skip
    with store.writing() as session:
        if instead_of is not None:
            gone = session.execute(delete(SessionRow).where(SessionRow.id == instead_of))
            if gone.rowcount == 0:  # type: ignore[attr-defined]
                return None
        session.add(row)
        session.commit()
    return token


def _sealed(server: ServerKeys, live: Live, token: bytes, salt: bytes) -> bytes:
    assert live.actor.id is not None
    ctx = lp("session/v1", live.actor.id)
    card = None if live.card is None else [live.card.words, live.card.why, live.card.by and str(live.card.by)]
    inside = {
        "urk_id": live.urk_id.hex(), "urk": live.urk.hex(), "csrf": live.csrf.hex(), "card": card,
        "number": None if live.number is None else [live.number.digits, str(live.number.slot)],
        "sign_ins": live.sign_ins, "done": live.done, "country": live.country,
    }  # fmt: skip
    inner = seal(_wrap_key(token, salt), json.dumps(inside).encode(), key_id=live.id[:16], ctx=ctx)
    return server.seal(inner, ctx)


def new_live(
    actor: Actor, urk_id: bytes, urk: bytes, now: datetime, card: Card | None = None, *,
    sign_ins: int = 1, borrowed: bool = False,
) -> Live:  # fmt: skip
    longest = lasting.longest(actor.role, borrowed=borrowed)
    return Live(
        id=b"", actor=actor, urk_id=urk_id, sign_ins=sign_ins, urk=urk, csrf=new_id() + new_id(),
        made_at=now, idle_at=now, ends_at=now + longest, stepup_at=now, card=card, borrowed=borrowed,
    )  # fmt: skip


def find(store: Store, server: ServerKeys, token: bytes, now: datetime) -> Live | None:
    """The session of a browser, or None when it has ended or never was."""
    row = _BY_ID.in_store(store.engine, {"id": row_id(token)})
    if row is None or lasting.is_over(row, now):
        return None
    ctx = lp("session/v1", row.principal_id)
    try:
        inner = server.open(row.w, ctx)
        inside = json.loads(open_sealed(_wrap_key(token, row.salt), inner, key_id=row.id[:16], ctx=ctx))
    except CannotOpen:
        return None
    if now - row.idle_at >= lasting.SEEN_EVERY:
        with suppress(OperationalError):  # a store that is full must not keep her from reading
            _change(store, row.id, idle_at=now)
    words, number = inside["card"], inside["number"]
    beside = row.borrowed or (row.together_until is not None and now < row.together_until)
    return Live(
        id=row.id, actor=Actor(Role(row.role), row.principal_id), urk_id=bytes.fromhex(inside["urk_id"]),
        urk=bytes.fromhex(inside["urk"]), csrf=bytes.fromhex(inside["csrf"]), made_at=row.made_at,
        idle_at=now, ends_at=row.ends_at, stepup_at=row.stepup_at, seen_at=row.idle_at, paused=row.paused,
        longer=row.longer, device=row.device, sign_ins=inside["sign_ins"], borrowed=row.borrowed,
        together_until=row.together_until if beside else None, presence=row.presence if beside else None,
        number=None if number is None else Number(number[0], UUID(number[1])),
        card=None if words is None else _card(words), country=inside["country"],
        done=inside["done"] and Why(inside["done"]),
    )  # fmt: skip


def _card(kept: list[str | None]) -> Card:
    words, why, by = kept
    return Card(str(words), Why(str(why)), None if by is None else UUID(by))


def alone_again(store: Store, id: bytes) -> None:
    """Nobody sits with her any more. The token stays, so that a second tap finds it done."""
    _change(store, id, together_until=None, presence=None)


def _change(store: Store, id: bytes, **values: datetime | None) -> None:
    with store.writing() as session:
        session.execute(update(SessionRow).where(SessionRow.id == id).values(values))
        session.commit()


def all_of(store: Store, principal_id: UUID, now: datetime) -> list[SessionRow]:
    """Where somebody is signed in, the newest first."""
    mine = select(SessionRow).where(SessionRow.principal_id == principal_id, ~lasting.over(now))
    with store.reading() as session:
        return list(session.scalars(mine.order_by(SessionRow.made_at.desc())))


def end_one_of(store: Store, principal_id: UUID, id: bytes) -> None:
    """Nothing happens for a session that is over, or somebody else's."""
    _end(store, SessionRow.principal_id == principal_id, SessionRow.id == id)


def end(store: Store, id: bytes) -> None:
    _end(store, SessionRow.id == id)


def end_all_of(store: Store, principal_id: UUID, but: bytes = b"") -> None:
    _end(store, SessionRow.principal_id == principal_id, SessionRow.id != but)


def end_all(store: Store) -> None:
    _end(store)


def _end(store: Store, *which: ColumnElement[bool]) -> None:
    with store.writing() as session:
        session.execute(delete(SessionRow).where(*which))
        session.commit()


def sweep(store: Store, now: datetime) -> None:
    with store.writing() as session:
        session.execute(delete(SessionRow).where(lasting.over(now)))
        session.execute(delete(Failures).where(Failures.at < now - timedelta(days=1)))
        session.commit()


def to_cookie(token: bytes) -> str:
    return base64.urlsafe_b64encode(token).decode().rstrip("=")


def from_cookie(text: str) -> bytes | None:
    try:
        token = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return None
    return token if len(token) == 32 else None
