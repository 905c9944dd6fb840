"""Other words, and other phones."""

import pytest

from portal.web.lasting import IDLE, IDLE_ON_HER_OWN
from tests.accounts.steps import card_in, cookie_of, is_in, sessions_in, try_in
from tests.accounts.ways_back import change, make_number, recover
from tests.browser import Browser
from tests.make import sign_in

PHONE = "Mozilla/5.0 (Linux; Android 13; K) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"


def test_new_words_in_place_of_the_old(client, another_client, world):
    sign_in(client, world.survivor)
    sign_in(another_client, world.survivor)
    words = change(client)
    assert client.page.path == "/en/card/done/changed"
    assert is_in(client)
    assert not is_in(another_client)
    assert try_in(another_client, world.survivor.name, world.survivor.passphrase).status == 400
    assert try_in(another_client, world.survivor.name, words).path == "/en/mine/"


def test_she_changes_her_mind_at_the_card(client, another_client, world):
    sign_in(client, world.survivor)
    client.get("/en/settings/words")
    client.fill({"kind": "numbers"}).submit()
    _name, words = card_in(client.page)
    assert client.get("/en/mine/").path == "/en/card"
    client.submit(button="Keep my old words")
    assert client.page.path == "/en/settings/words"
    assert try_in(another_client, world.survivor.name, words).status == 400
    assert try_in(another_client, world.survivor.name, world.survivor.passphrase).path == "/en/mine/"


def test_her_number_stays_good(client, another_client, world):
    sign_in(client, world.survivor)
    number = make_number(client)
    change(client)
    assert recover(another_client, world.survivor.name, number).path == "/en/card"


@pytest.mark.parametrize("place", ["words", "known", "own-words"])
def test_it_wants_the_old_words_typed_lately(client, world, place):
    sign_in(client, world.survivor)
    world.clock.move(minutes=6)
    client.get(f"/en/settings/{place}")
    if place != "own-words":
        client.fill({"kind": "words"}).submit()
    assert client.page.path == "/en/again"


def test_a_new_account_cannot_keep_old_words(client):
    client.get("/en/sign-up")
    client.fill({"kind": "words"}).submit()
    assert "Keep my old words" not in client.page.main


def on_a_phone(app, world):
    browser = Browser(app, world.settings.public_name)
    browser.client.environ_base["HTTP_USER_AGENT"] = PHONE
    sign_in(browser, world.survivor)
    return browser


def test_she_sees_where_she_is_signed_in_and_ends_one(client, app, world):
    sign_in(client, world.survivor)
    phone = on_a_phone(app, world)
    client.get("/en/settings/devices")
    assert [h.text for h in client.page.all("h2")][:1] == ["A phone"]
    assert "this one" in client.page.main
    assert {row.device for row in sessions_in(world)} == {"phone", "other"}
    assert not any("Mozilla" in str(vars(row)) for row in sessions_in(world))
    client.submit(button="End this")
    assert is_in(client)
    assert not is_in(phone)


def test_ending_the_one_she_is_on_signs_her_out(client, world):
    sign_in(client, world.survivor)
    client.get("/en/settings/devices")
    client.submit(button="Sign out here")
    assert client.page.path == "/en/"
    assert not is_in(client)
    assert cookie_of(client) is None


def test_she_ends_all_others(client, app, world):
    sign_in(client, world.survivor)
    others = [on_a_phone(app, world) for _ in range(3)]
    client.get("/en/settings/devices")
    client.submit(button="End all others")
    assert is_in(client)
    assert not any(is_in(other) for other in others)


def test_nobody_ends_anothers_session(client, another_client, world):
    sign_in(client, world.survivor)
    sign_in(another_client, world.lead)
    page = another_client.get("/en/settings/devices")
    token = next(c.get("value") for c in page.controls() if c.get("name") == "csrf_token")
    theirs = next(row.id for row in sessions_in(world) if row.principal_id == world.survivor.actor.id)
    for which in (theirs.hex(), "", "zz", "00" * 32):
        another_client.post("/en/settings/devices/end", {"csrf_token": token, "which": which})
    assert is_in(client)


def test_she_may_stay_longer_on_a_phone_of_her_own(client, world):
    sign_in(client, world.survivor)
    client.get("/en/settings/devices")
    client.submit(button="Stay longer: this device is mine alone")
    assert client.page.headers["Refresh"].startswith(f"{int(IDLE_ON_HER_OWN.total_seconds())};")
    assert 'data-idle="3540"' in client.get("/en/mine/writing/1").body
    world.clock.move(minutes=50)
    assert is_in(client)
    world.clock.move(minutes=62)
    assert not is_in(client)


def test_and_take_it_back(client, world):
    sign_in(client, world.survivor)
    client.get("/en/settings/devices")
    client.submit(button="Stay longer: this device is mine alone")
    client.submit(button="Close after 15 minutes again")
    assert client.page.headers["Refresh"].startswith(f"{int(IDLE.total_seconds())};")
    world.clock.move(minutes=17)
    assert not is_in(client)


def test_staff_do_not_stay_longer(client, world):
    sign_in(client, world.lead)
    page = client.get("/en/settings/devices")
    token = next(c.get("value") for c in page.controls() if c.get("name") == "csrf_token")
    assert "Stay longer: this device" not in page.main
    told = client.post("/en/settings/devices/longer", {"csrf_token": token, "longer": "yes"})
    assert told.status == 403


def test_a_clock_that_jumps_back_ends_nothing_and_gives_nothing(client, world):
    sign_in(client, world.survivor)
    world.clock.move(days=-2)
    assert is_in(client)
    world.clock.move(days=4)
    assert not is_in(client)


def test_an_advocate_is_told_nothing_of_a_team(client, world):
    sign_in(client, world.advocate)
    assert "Your team gets a new key" not in client.get("/en/settings/known").main
