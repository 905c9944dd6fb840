"""A partner, she, and who sits at the partner's desk."""

import pytest

from tests.browser import Browser
from tests.handover.steps import a_partner
from tests.make import sign_in


@pytest.fixture
def partner(world):
    return a_partner(world)


@pytest.fixture
def her(world, client):
    sign_in(client, world.survivor)
    return client


@pytest.fixture
def desk(world, app, partner):
    browser = Browser(app, world.settings.public_name)
    sign_in(browser, partner.desk)
    return browser
