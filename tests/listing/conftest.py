"""Somebody who leads a team, and a directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.listing.steps import example, id_of
from tests.make import sign_in

if TYPE_CHECKING:
    from uuid import UUID

    from tests.browser import Browser
    from tests.conftest import World


@pytest.fixture
def lead(client: Browser, world: World) -> Browser:
    sign_in(client, world.lead)
    return client


@pytest.fixture
def line(world: World) -> UUID:
    """A service of the example feed."""
    example(world)
    return id_of(world, "Example Night Line")


@pytest.fixture
def house(world: World) -> UUID:
    """One whose place is confidential."""
    example(world)
    return id_of(world, "Example Safe House")
