"""Writing to somebody, and reading it, in two lines."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

from portal.demo import Person
from portal.messages import parties, threads
from portal.messages.parties import Party
from portal.messages.threads import Thread
from portal.work import Work
from tests.conftest import World
from tests.helping.steps import lend
from tests.make import working
from tests.sharing import the_consent

Side = tuple[Person, Callable[[Work], Party]]


def hers(world: World, id: UUID) -> Side:
    return world.survivor, lambda w: parties.hers(w, id)


def helpers(world: World, id: UUID) -> Side:
    return world.advocate, lambda w: parties.of_helper(w, id)


def teams(world: World, who: Person | None = None) -> Side:
    share_id = the_consent(world).share_id
    return who or world.lead, lambda w: parties.of_team(w, share_id)


def with_helper(world: World, days: int = 7) -> tuple[Side, Side]:
    """Her side and the helper's."""
    access = lend(world, [1], days=days)
    return hers(world, access), helpers(world, access)


def with_team(world: World) -> tuple[Side, Side]:
    return hers(world, the_consent(world).id), teams(world)


def write(world: World, side: Side, text: str, id: UUID | None = None) -> UUID:
    who, find = side
    id = id or uuid4()
    with working(world, who) as w:
        threads.write(w, find(w), id, text)
    return id


def read(world: World, side: Side) -> Thread:
    """As a page does: what is new is noted as opened."""
    who, find = side
    with working(world, who, writing=False) as w:
        found = threads.read(w, find(w))
    if found.new:
        with working(world, who) as w:
            threads.note_opened(w, find(w))
    return found


def texts(world: World, side: Side) -> list[str | None]:
    return [one.text for one in read(world, side).said]
