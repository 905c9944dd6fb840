import pytest

from tests.make import sign_in
from tests.sharing import write
from tests.statements.earlier_texts import FIRST, SECOND
from tests.statements.two_texts import HERE, NEWER, OLDER


@pytest.fixture
def asked(world, client):
    """A page open since before something newer was saved, and her words in it sent: both are shown."""
    sign_in(client, world.survivor)
    client.get(HERE)
    write(world, world.survivor, 1, NEWER)
    client.submit({"text": OLDER}, "act=save")
    return client


@pytest.fixture
def changed(world):
    """A text of one day that another takes the place of on the next."""
    write(world, world.survivor, 2, FIRST)
    world.clock.move(days=1)
    write(world, world.survivor, 2, SECOND)
