"""What a service says in its own words before our text of a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.consent import wording
from tests.make import working

if TYPE_CHECKING:
    from tests.conftest import World

OLD, NEW = "Mei reads it first. We keep it for six weeks.", "Two of us read it. We keep it for four weeks."
PLACE = "/en/programme/notices/en/possible"  # where the lead writes it


def say(world: World, words: str, language: str = "en", purpose: str = "possible") -> None:
    with working(world, world.lead) as w:
        wording.change(w, purpose, language, words)
