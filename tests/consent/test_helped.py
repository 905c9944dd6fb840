"""Readers see who helped with which words only when she ticks it, and of nothing but what goes."""

from __future__ import annotations

import pytest

from portal.consent import choosing, snapshot
from portal.consent import service as consent
from portal.consent.leaving import LeftOut, seal_of
from portal.consent.parts import HELPED
from portal.helping import suggestions
from portal.programmes.models import Team
from portal.statements import service as statements
from tests.helping.steps import lend
from tests.make import working
from tests.sharing import share

HERS = "I check the door. I think of my sister."
THEIRS = "I check the door every night. I think of my sister in Leeds."


@pytest.fixture
def helped(world):
    with working(world, world.survivor) as w:
        statements.save(w, 2, 0, HERS, "en")
    access = lend(world, [2])
    with working(world, world.advocate) as w:
        suggestions.suggest(w, access, 2, THEIRS, "")
    with working(world, world.survivor) as w:
        suggestions.take(w, suggestions.waiting(w)[0].id, 1, "en")


def shared(world, ticks):
    share(world, world.survivor, ticks)
    with working(world, world.survivor) as w:
        given = consent.my_consents(w.main, w.person.id)[0]
        return {part.tick: part.text for part in snapshot.open_mine(w, given.share_id, "possible")}


def test_readers_are_not_told_unless_she_ticks_it(world, helped):
    assert set(shared(world, ["2"])) == {"2"}


def test_readers_are_told_when_she_ticks_it(world, helped):
    told = shared(world, ["2", HELPED])[HELPED]
    assert "every night" in told
    assert "in Leeds" in told
    assert "Joan Okafor" in told
    assert "check the door" not in told


def test_of_what_does_not_go_nothing_is_told(world, helped):
    with working(world, world.survivor) as w:
        begun = choosing.begin(w, w.main.query(Team).one().id, "possible")
        w.main.flush()
        choosing.tick(w, begun.id, ["1", "2", HELPED])
        out = LeftOut(True, {"2": (seal_of(THEIRS), [(THEIRS.index("I think"), len(THEIRS))])})
        choosing.keep_left_out(w, begun, out)
        going = {part.tick: part.text for part in choosing.chosen(w, begun)}
    assert "Leeds" not in "".join(going.values())
    assert "every night" in going[HELPED]


def test_only_parts_she_gives_are_spoken_of(world, helped):
    assert HELPED not in shared(world, ["1", HELPED])
