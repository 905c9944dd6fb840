"""Paused, nothing of hers can be seen until she types her words again."""

import pytest

from tests.accounts.steps import cookie_of, is_in, sessions_in, set_cookie, token_in
from tests.make import sign_in

HERS = ["/mine/", "/mine/writing/", "/mine/writing/1", "/mine/writing/review", "/mine/choices/",
        "/mine/activity/", "/settings/", "/settings/erase", "/again", "/card"]  # fmt: skip
WORDS = "Most days I feel tired"
SHOWN = ("tired", "bakery", "Bridge team", "letter", "word-card")


@pytest.fixture
def paused(client, world):
    sign_in(client, world.survivor)
    client.get("/en/mine/writing/1")
    client.fill({"text": WORDS + ", and today I slept."}).submit("Pause")
    return client


def test_pausing_saves_and_hides(paused, world):
    assert (paused.page.status, paused.page.path) == (200, "/en/paused")
    assert WORDS not in paused.page.body
    paused.fill({"passphrase": world.survivor.passphrase}).submit()
    assert paused.page.path == "/en/mine/writing/1"
    assert "and today I slept." in paused.page.main


@pytest.mark.parametrize("place", HERS)
def test_every_page_of_hers_is_hidden(paused, place):
    page = paused.get(f"/ar{place}")
    assert page.path == "/ar/paused"
    assert not any(word in page.body for word in SHOWN)


def test_wrong_words_leave_it_paused(paused):
    page = paused.fill({"passphrase": "wrong words"}).submit()
    assert (page.status, page.path) == (400, "/en/paused")
    assert paused.get("/en/mine/").path == "/en/paused"


def test_going_on_gives_a_new_token(paused, another_client, world):
    old = cookie_of(paused)
    paused.fill({"passphrase": world.survivor.passphrase}).submit()
    set_cookie(another_client, old)
    assert (is_in(another_client), is_in(paused)) == (False, True)
    assert [row.paused for row in sessions_in(world)] == [False]


def test_a_paused_session_ends_like_any_other(paused, world):
    world.clock.move(minutes=16)
    assert paused.get("/en/mine/").path == "/en/sign-in"


def test_another_phone_is_not_paused(paused, another_client, world):
    sign_in(another_client, world.survivor)
    assert another_client.get("/en/mine/").path == "/en/mine/"
    assert paused.get("/en/mine/").path == "/en/paused"


def test_leaving_works_while_paused(paused, world):
    page = paused.leave()
    assert page.location == world.settings.leave_url
    assert sessions_in(world) == []


def test_who_is_not_paused_is_sent_on(client, world):
    sign_in(client, world.survivor)
    assert client.get("/en/paused").path == "/en/mine/"


def test_nothing_is_erased_while_paused(paused, world):
    token = token_in(paused.page)
    page = paused.post("/en/settings/erase", {"csrf_token": token, "passphrase": world.survivor.passphrase})
    assert page.path == "/en/paused"
    paused.fill({"passphrase": world.survivor.passphrase}).submit()
    assert is_in(paused)
