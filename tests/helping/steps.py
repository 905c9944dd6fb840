"""Letting somebody help, in two lines."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from portal.helping import meeting
from portal.helping.models import Scope
from tests.conftest import World
from tests.make import working


def lend(
    world: World, numbers: Iterable[int], *, scope: str = Scope.SUGGEST, days: int = 7, called: str = ""
) -> UUID:
    """The advocate helps the survivor with these parts. Returns the access."""
    with working(world, world.survivor) as w:
        code = meeting.make(w, beside=True)
    with working(world, world.advocate) as w:
        met = meeting.meet(w, code)
        assert met is not None
    with working(world, world.survivor) as w:
        meeting.choose(w, met, numbers, scope, days, safe=True, fresh=True)
        return meeting.start(w, met, called, fresh=True).id
