"""The cookie, and what becomes of it when she signs in, steps up, leaves and comes back."""

import re

from tests.accounts.steps import cookie_of, is_in, sessions_in, set_cookie, sign_up, token_in, type_back
from tests.make import sign_in


def test_the_cookie_is_this_hosts_and_the_browsers_alone(client, world):
    client.get("/en/sign-in")
    page = client.fill({"name": world.survivor.name, "passphrase": world.survivor.passphrase}).submit(
        follow=False
    )
    said = page.headers.get_all("Set-Cookie")
    assert len(said) == 1
    value, *flags = said[0].split("; ")
    assert re.fullmatch(r"__Host-sid=[A-Za-z0-9_-]{43}", value)
    # No Expires and no Max-Age: it goes with the browser's window.
    assert sorted(flags) == ["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]


def test_the_store_keeps_no_token_and_no_key(client, world):
    sign_in(client, world.survivor)
    (row,) = sessions_in(world)
    kept = b"".join(v for v in vars(row).values() if isinstance(v, bytes))
    assert cookie_of(client).encode() not in kept
    assert world.survivor.urk not in kept
    assert world.survivor.passphrase.split()[0].encode() not in kept


def test_signing_in_ends_the_session_that_was_there(client, another_client, world):
    sign_in(client, world.survivor)
    old = cookie_of(client)
    sign_in(client, world.lead)
    assert cookie_of(client) != old
    set_cookie(another_client, old)
    assert not is_in(another_client)
    assert [row.role for row in sessions_in(world)] == ["facilitator"]


def test_a_token_planted_before_signing_in_is_not_taken_over(client, world):
    planted = "A" * 43
    set_cookie(client, planted)
    sign_in(client, world.survivor)
    assert cookie_of(client) != planted
    assert is_in(client)


def test_stepping_up_gives_a_new_token_and_the_old_one_is_dead(client, another_client, world):
    sign_in(client, world.survivor)
    old = cookie_of(client)
    client.get("/en/again")
    client.fill({"passphrase": world.survivor.passphrase}).submit()
    assert client.page.path == "/en/mine/"
    assert cookie_of(client) != old
    set_cookie(another_client, old)
    assert not is_in(another_client)
    assert is_in(client)
    assert len(sessions_in(world)) == 1


def test_wrong_words_change_nothing(client, world):
    sign_in(client, world.survivor)
    old = cookie_of(client)
    client.get("/en/again")
    page = client.fill({"passphrase": "wrong words"}).submit()
    assert (page.status, cookie_of(client)) == (400, old)


def test_typing_the_card_back_gives_a_new_token(client, another_client):
    _name, words = sign_up(client)
    old = cookie_of(client)
    type_back(client, words)
    assert cookie_of(client) != old
    set_cookie(another_client, old)
    assert another_client.get("/en/card").path == "/en/sign-in"


def test_a_form_open_in_another_tab_survives_a_step_up(client, world):
    sign_in(client, world.survivor)
    client.get("/en/mine/writing/2")
    writing = client.fill({"text": "from the first tab"})
    client.get("/en/settings/erase")
    erasing = client.fill({"passphrase": "not these"})
    client.get("/en/again")
    client.fill({"passphrase": world.survivor.passphrase}).submit()
    assert writing.submit("Save").path == "/en/mine/writing/2"
    assert "from the first tab" in client.page.main
    # Its token still fits, so that it is the words that are refused and not the form.
    assert "This does not fit" in erasing.submit().main


def test_a_cookie_is_dead_after_signing_out(client, another_client, world):
    sign_in(client, world.survivor)
    old = cookie_of(client)
    token = token_in(client.get("/en/again"))
    page = client.post("/en/sign-out", {"csrf_token": token}, follow=False)
    assert (page.status, page.location) == (303, "/en/")
    assert page.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert "Max-Age=0" in page.headers["Set-Cookie"]
    assert cookie_of(client) is None
    set_cookie(another_client, old)
    assert not is_in(another_client)
    assert sessions_in(world) == []


def test_another_site_cannot_sign_her_out(client, world):
    sign_in(client, world.survivor)
    client.post("/en/sign-out", {})
    assert len(sessions_in(world)) == 1


def test_cookies_of_no_sense_are_a_strangers(client):
    for value in ("", "x", "é", "A" * 43, "=" * 44, "A" * 5000, '"; drop'):
        set_cookie(client, value)
        assert client.get("/en/mine/").path == "/en/sign-in"
