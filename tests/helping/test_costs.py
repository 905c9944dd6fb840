"""Pages about help ask the databases little, however many people help and however much is suggested."""

from __future__ import annotations

import pytest

from portal.helping import suggestions
from portal.helping.translated import Paragraph
from tests.consent.test_told import statements
from tests.helping.steps import interpret, lend
from tests.make import sign_in, working

MOST = 10


@pytest.mark.parametrize(("who", "place"), [("survivor", "/en/mine/people/"), ("advocate", "/en/helping/")])
def test_lists_cost_the_same_with_one_and_with_many(world, client, who, place):
    costs = []
    for more in (1, 4):
        for _one in range(more):
            access = lend(world, [1, 3], called="Ana")
            with working(world, world.advocate) as w:
                suggestions.suggest(w, access, 1, "Words.", "")
                suggestions.suggest(w, access, 3, "", "Why?")
            with working(world, world.survivor) as w:
                suggestions.refuse(w, suggestions.waiting(w)[-1].id)
            interpreted = lend(world, [1], scope="translate", pair=("en", "es"))
            interpret(world, interpreted, 1, [Paragraph("x", "y")], attested=False)
        sign_in(client, getattr(world, who))
        client.get(place)
        with statements(world) as asked:
            assert client.get(place).status == 200
        costs.append(len(asked))
        assert len(asked) <= MOST, "\n".join(asked)
    assert costs[0] == costs[1]
