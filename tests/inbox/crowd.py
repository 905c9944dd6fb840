"""Many shares at once, and a count of what a page asks of the databases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from tests.make import working
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
    asked: list[str] = []

    def note(_conn: Any, _cursor: Any, said: str, *_rest: Any) -> None:
        if not said.startswith("BEGIN"):
            asked.append(said)

    engines = [store.engine for store in (world.stores.main, world.stores.vault, world.stores.sessions)]
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield asked
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)
