"""How long a session lasts: a quarter of an hour idle, a day's work at most."""

import pytest

from portal.sweep import sweep
from tests.accounts.steps import cookie_of, is_in, sessions_in, set_cookie
from tests.make import sign_in


def test_idle_for_a_quarter_of_an_hour(client, world):
    sign_in(client, world.survivor)
    world.clock.move(minutes=14, seconds=50)
    assert is_in(client)
    world.clock.move(minutes=14, seconds=50)
    assert is_in(client)
    # Last seen is written once a minute, so that a page that says 14:18 means at least that.
    world.clock.move(minutes=16)
    assert not is_in(client)


def test_never_sooner_than_the_page_says(client, world):
    sign_in(client, world.survivor)
    world.clock.move(seconds=59)
    assert is_in(client)
    world.clock.move(minutes=14, seconds=59)
    assert is_in(client)


@pytest.mark.parametrize(("who", "place", "hours"), [
    ("survivor", "/en/mine/", 8), ("lead", "/en/inbox/", 10), ("advocate", "/en/helping/", 10),
])  # fmt: skip
def test_at_most_a_days_work_however_busy(client, world, who, place, hours):
    sign_in(client, getattr(world, who))
    for _ in range(hours * 6 - 1):
        world.clock.move(minutes=10)
        assert client.get(place).path == place
    world.clock.move(minutes=10)
    assert client.get(place).path == "/en/sign-in"


def test_stepping_up_does_not_make_the_day_longer(client, world):
    sign_in(client, world.survivor)
    for _ in range(8 * 6 - 1):
        world.clock.move(minutes=10)
        client.get("/en/again")
    client.fill({"passphrase": world.survivor.passphrase}).submit()
    assert is_in(client)
    world.clock.move(minutes=10)
    assert not is_in(client)


def test_a_session_that_is_over_stays_over_and_is_swept(client, world):
    sign_in(client, world.survivor)
    token = cookie_of(client)
    world.clock.move(minutes=16)
    assert not is_in(client)
    assert len(sessions_in(world)) == 1
    sweep(world.stores, world.server, world.clock())
    assert sessions_in(world) == []
    set_cookie(client, token)
    assert not is_in(client)


def test_the_sweep_leaves_those_who_are_in(client, world):
    sign_in(client, world.survivor)
    world.clock.move(minutes=14)
    sweep(world.stores, world.server, world.clock())
    assert is_in(client)
