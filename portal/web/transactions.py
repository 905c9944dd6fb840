"""`with work() as w:` writes and commits; `with reading() as w:` only looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from flask import g
from sqlalchemy import Select, bindparam, select

from portal.actor import NOBODY, SYSTEM, Actor
from portal.glance import Glance, as_entity
from portal.keyring.models import Principal
from portal.web.sessions import Live
from portal.web.signed_in import live
from portal.web.state import portal
from portal.work import Work, begin

_COLUMNS = [column.key for column in Principal.__table__.columns]
_person = Glance(select(Principal.__table__).where(Principal.__table__.c.id == bindparam("id")))


def look_up_with_person(name: str, query: Select[Any]) -> None:
    """One value for (nearly) every page of hers, asked for in the same statement as the person.

    Its query, too, knows her as the parameter `id`.
    """
    global _person
    _person = Glance(_person.query.add_columns(query.scalar_subquery().label(name)))


def known_of_person() -> Mapping[str, Any] | None:
    """Those values by name; None where no unit of work has begun in this request."""
    known: Mapping[str, Any] | None = g.get("known_of_person")
    return known


@contextmanager
def work() -> Iterator[Work]:
    """Commits at the end of the block; an exception leaves nothing behind."""
    w = _begin(writing=True)
    try:
        yield w
        w.commit()
    finally:
        w.close()


@contextmanager
def reading() -> Iterator[Work]:
    w = _begin(writing=False)
    try:
        yield w
        assert not any((w.main.new, w.main.dirty, w.main.deleted)), "a reading unit of work was written to"
    finally:
        w.close()


@contextmanager
def system_work() -> Iterator[Work]:
    """The server's own, with no person's key: to keep a late post, to sweep."""
    p = portal()
    w = begin(p.stores, p.server, SYSTEM, p.now())
    try:
        yield w
        w.commit()
    finally:
        w.close()


def _begin(*, writing: bool) -> Work:
    p, found = portal(), live()
    actor: Actor = NOBODY if found is None else found.actor
    w = begin(p.stores, p.server, actor, p.now(), writing=writing)
    if found is not None:
        person = _looked_up(w, actor)
        if person is None or not _may_go_on(person, found):
            g.ended = True
            g.live = None  # the next look at the session sees nobody
        else:
            w.act_as(actor, person, found.urk)
    return w


def _looked_up(w: Work, actor: Actor) -> Principal | None:
    row = _person.in_session(w.main, {"id": actor.id})
    if row is None:
        return None
    g.known_of_person = row._asdict()
    return as_entity(
        w.main, Principal, {name: g.known_of_person[name] for name in _COLUMNS}, writing=w.writing
    )


def _may_go_on(person: Principal, found: Live) -> bool:
    """Not when she is suspended, renewed her keys or ended all sessions since: whatever the session
    store says, which is another database and may have missed it."""
    same = (person.urk_id, person.sign_ins) == (found.urk_id, found.sign_ins)
    return same and person.status != "suspended"
