"""Leave: from anywhere, by anybody, always to the neutral page and never to an error."""

import pytest

from portal.web import sessions
from tests.accounts.steps import cookie_of, is_in, sessions_in, set_cookie
from tests.make import sign_in

CLEARED = '"cache", "cookies", "storage"'
ROLES = ["survivor", "lead", "advocate"]


def has_left(page, client, world) -> None:
    """She is at the neutral page, and nothing of this portal is left in her browser."""
    assert (page.status, page.location) == (303, world.settings.leave_url)
    assert page.headers["Clear-Site-Data"] == CLEARED
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Set-Cookie"].startswith("__Host-sid=; ")
    assert "Max-Age=0" in page.headers["Set-Cookie"]
    assert cookie_of(client) is None


@pytest.mark.parametrize("language", ["en", "es", "ar"])
@pytest.mark.parametrize("who", ROLES)
def test_leave_by_the_link(client, another_client, world, who, language):
    sign_in(client, getattr(world, who), language)
    token = cookie_of(client)
    page = client.leave()
    has_left(page, client, world)
    assert page.path == f"/{language}/leave"
    assert sessions_in(world) == []
    set_cookie(another_client, token)
    assert not is_in(another_client)


def test_leave_as_a_stranger(client, world):
    client.get("/en/about/privacy")
    has_left(client.leave(), client, world)


def test_leave_twice_with_the_back_button(client, world):
    sign_in(client, world.survivor)
    has_left(client.leave(), client, world)
    has_left(client.get("/en/leave"), client, world)


def test_leave_ends_only_the_session_of_this_phone(client, another_client, world):
    sign_in(client, world.survivor)
    sign_in(another_client, world.survivor)
    client.leave()
    assert is_in(another_client)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Purpose": "prefetch"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Sec-Purpose": "prefetch;anonymous-client-ip"},
        {"Purpose": "prefetch"},
        {"X-Moz": "prefetch"},
        {"Purpose": "Prefetch"},
    ],
    ids=str,
)
def test_a_browser_that_looks_ahead_ends_nothing(client, world, headers):
    sign_in(client, world.survivor)
    page = client.get("/en/leave", headers=headers)
    assert (page.status, page.location) == (204, None)
    assert "Clear-Site-Data" not in page.headers
    assert "Set-Cookie" not in page.headers
    assert is_in(client)


def test_leave_cannot_be_sent_elsewhere(client, world):
    sign_in(client, world.survivor)
    page = client.get("/en/leave?next=https://evil.example/&url=//evil.example")
    has_left(page, client, world)


def test_the_browser_may_post_to_where_leave_leads(client, world):
    """Browsers check the redirect of a form against form-action too (CSP 3)."""
    policy = client.get("/en/").headers["Content-Security-Policy"]
    assert "form-action 'self' https: https://weather.example;" in policy


@pytest.mark.parametrize("harm", ["DROP TABLE sess", "DROP TABLE failures", "DELETE FROM sess"])
def test_leave_when_the_session_store_is_broken(client, world, harm):
    sign_in(client, world.survivor)
    with world.stores.sessions.engine.begin() as connection:
        connection.exec_driver_sql(harm)
    has_left(client.get("/en/leave"), client, world)


def test_leave_when_the_session_store_cannot_be_written(client, world, capfd):
    sign_in(client, world.survivor)
    refuse_writing(world.stores.sessions)
    has_left(client.get("/en/leave"), client, world)
    assert "portal: OperationalError at safety.leave" in capfd.readouterr().err


def refuse_writing(store) -> None:
    """As a read-only disk does, also for root."""
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
        connection.commit()


def test_a_session_that_could_not_be_deleted_ends_by_itself(client, another_client, world):
    sign_in(client, world.survivor)
    token = cookie_of(client)
    refuse_writing(world.stores.sessions)
    client.get("/en/leave")
    world.clock.move(minutes=16)
    assert (
        sessions.find(world.stores.sessions, world.server, sessions.from_cookie(token), world.clock()) is None
    )
