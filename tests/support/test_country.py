"""Whose emergency number stands at the foot: the service's, until she chooses another country."""

import re

import pytest

from portal.accounts import service as accounts
from tests.make import sign_in, working
from tests.support.test_views import foot

THERE = {"CO": "123", "US": "911"}


def choose(client, code):
    client.get(f"/en/support/?country={code}")
    return client.submit(button="Show these on all my pages")


def test_what_she_chose_is_at_the_foot_of_every_page_and_after_signing_in_again(client, world):
    sign_in(client, world.survivor, "en")
    assert foot(client.get("/en/mine/")) == {THERE["US"]}
    assert foot(choose(client, "CO")) == {THERE["CO"]}
    for path in ("/en/mine/", "/en/support/", "/en/about/privacy", "/en/support/find/"):
        assert foot(client.get(path)) == {THERE["CO"]}, path
    sign_in(client, world.survivor, "en")
    assert foot(client.get("/en/mine/")) == {THERE["CO"]}
    assert foot(choose(client, "US")) == {THERE["US"]}
    with working(world, world.survivor, writing=False) as w:
        assert "country" not in accounts.about(w)


def test_what_she_said_of_her_age_stays(client, world):
    with working(world, world.survivor) as w:
        accounts.say_about(w, young=True)
    sign_in(client, world.survivor, "en")
    choose(client, "CO")
    with working(world, world.survivor, writing=False) as w:
        assert accounts.about(w) == {"young": True, "country": "CO"}


@pytest.mark.parametrize("code", ["XX", "co", "no-such-code"])
def test_an_unknown_country_changes_nothing(client, world, code):
    sign_in(client, world.survivor, "en")
    client.get("/en/support/?country=CO")
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.page.body)[1]
    assert foot(client.post(f"/en/mine/country/{code}", {"csrf_token": token})) == {THERE["US"]}


def test_nobody_is_offered_it_without_an_account(client):
    assert "Show these on all my pages" not in client.get("/en/support/?country=CO").text
