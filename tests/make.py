"""Small makers that tests share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from portal.actor import SYSTEM, Actor
from portal.db import Store
from portal.demo import Person
from portal.keyring.models import Principal
from portal.work import Work, begin

if TYPE_CHECKING:
    from tests.browser import Browser
    from tests.conftest import World

TOKEN = re.compile(r'name="passphrase".*?name="csrf_token" value="([^"]+)"', re.S)


class Clock:
    """Tells the time, and can be moved."""

    def __init__(self) -> None:
        self.moved = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.moved

    def move(self, **by: float) -> None:
        self.moved += timedelta(**by)


@contextmanager
def working(world: World, who: Person | Actor = SYSTEM, *, writing: bool = True) -> Iterator[Work]:
    """A unit of work as somebody, as the web glue would make it."""
    actor = who.actor if isinstance(who, Person) else who
    w = begin(world.stores, world.server, actor, world.clock(), writing=writing)
    try:
        if isinstance(who, Person):
            w.act_as(who.actor, w.main.get_one(Principal, who.actor.id), who.urk)
        yield w
        if writing:
            w.commit()
    finally:
        w.close()


def asked_of(*stores: Store) -> list[tuple[int, str]]:
    """From now on: what databases are asked, in order, by whatever way; the number says which store.

    SQLite itself tells it, once for each connection, without the values.
    """
    said: list[tuple[int, str]] = []
    for number, store in enumerate(stores):
        store.close()  # so that every connection is a new one

        @event.listens_for(store.engine, "connect")
        def listen(raw: Any, _record: object, number: int = number) -> None:
            raw.set_trace_callback(lambda text: said.append((number, text)))

    return said


def sign_in(client: Browser, who: Person, language: str = "en") -> None:
    """What the form sends. That a person can fill it in is for the tests of signing in."""
    page = client.get(f"/{language}/sign-in")
    found = TOKEN.search(page.body)
    assert found, page
    client.post(page.url, {"name": who.name, "passphrase": who.passphrase, "csrf_token": found[1]})
