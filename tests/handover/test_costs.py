"""The pages of a request ask the databases little."""

from __future__ import annotations

import pytest

from tests.browser import Browser
from tests.consent.test_told import statements
from tests.handover.steps import a_partner, another_partner, asked, asks, notes, the_one_before
from tests.helping.steps import lend
from tests.make import sign_in

MOST = 10


@pytest.fixture
def scene(world, app):
    """Two partners, one of whom was asked before and now; a helper; a choice begun with the other."""
    one, other = a_partner(world), another_partner(world)
    notes(world, one.desk, asked(world, one), "done")
    asked(world, one)
    asks(world, other)
    lend(world, [1, 3])
    her, desk = Browser(app, world.settings.public_name), Browser(app, world.settings.public_name)
    sign_in(her, world.survivor)
    sign_in(desk, one.desk)
    return {
        "list": (her, "/en/mine/reach/"),
        "ask": (her, f"/en/mine/reach/new/{other.service_id}"),
        "partner": (desk, "/en/programme/partner/?q=example"),
    }


@pytest.mark.parametrize("name", ["list", "ask", "partner"])
def test_a_page_asks_little(world, scene, name):
    browser, place = scene[name]
    browser.get(place)
    with statements(world) as said:
        page = browser.get(place)
    assert (page.status, page.path) == (200, place.partition("?")[0])
    assert len(said) <= MOST, "\n".join(said)


def test_a_request_asks_no_more_than_other_words_that_are_opened(world, app):
    costs = []
    for who, path in opened(world, a_partner(world)):
        browser = Browser(app, world.settings.public_name)
        sign_in(browser, who)
        browser.get(path)
        with statements(world) as said:
            assert browser.get(path).status == 200
        costs.append(len(said))
    ordinary, request = costs
    assert request <= ordinary + 1  # what they noted


def opened(world, partner):
    ordinary = the_one_before(world)
    request = asked(world, partner)
    return [
        (world.lead, f"/en/inbox/{ordinary.share_id}"),
        (partner.desk, f"/en/inbox/{request.share_id}/request"),
    ]
