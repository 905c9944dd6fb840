"""Many shares at once, and a count of what a page asks of the databases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.make import asked_of, working
from tests.sharing import give, scene

if TYPE_CHECKING:
    from tests.conftest import World

TOGETHER = 7  # given in one moment: their order comes from their ids


def crowd(world: World, count: int) -> list[str]:
    """So many more shares of the survivor with the team, oldest first, as hex ids."""
    team_id, made = scene(world).team.id, []
    while len(made) < count:
        with working(world, world.survivor) as w:
            shares = range(min(TOGETHER, count - len(made)))
            made += [give(w, team_id, [1]).share_id.hex for _ in shares]
    return made


@contextmanager
def statements(world: World) -> Iterator[list[str]]:
    """What all three databases are asked meanwhile, without the beginnings of transactions."""
    said = asked_of(world.stores.main, world.stores.vault, world.stores.sessions)
    asked: list[str] = []
    yield asked
    asked += [text for _store, text in said if text.startswith(("SELECT", "INSERT", "UPDATE", "DELETE"))]
