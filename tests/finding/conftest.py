"""A world with the twelve services of the demonstration."""

import pytest

from portal.demo import DIRECTORY
from portal.directory.importing import Asked, bring_in
from portal.directory.remarks import Report


@pytest.fixture
def town(world):
    bring_in(world.stores.main, Asked(DIRECTORY, "example"), Report(), world.clock())
    return world
