"""Letting somebody help, in two lines."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from portal.helping import meeting, translations
from portal.helping.models import Scope
from portal.helping.translated import Paragraph
from tests.conftest import World
from tests.make import working


def lend(
    world: World, numbers: Iterable[int], *, scope: str = Scope.SUGGEST, days: int = 7, called: str = "",
    pair: tuple[str, str] = ("", ""),
) -> UUID:  # fmt: skip
    """The advocate helps the survivor with these parts. Returns the access."""
    with working(world, world.survivor) as w:
        code = meeting.make(w, beside=True)
    with working(world, world.advocate) as w:
        met = meeting.meet(w, code)
        assert met is not None
    with working(world, world.survivor) as w:
        meeting.choose(w, met, numbers, scope, days, safe=True, fresh=True, pair=pair)
        return meeting.start(w, met, called, fresh=True).id


def interpret(
    world: World, access: UUID, number: int, said: Iterable[Paragraph], *, attested: bool = True
) -> UUID:
    """The advocate saves these words beside a part. Returns the newest translation."""
    with working(world, world.advocate) as w:
        translations.save(w, access, number, said, "Court interpreter, no. 17", attested=attested)
    with working(world, world.survivor) as w:
        return max(translations.everything(w), key=lambda one: one.saved_at).id
