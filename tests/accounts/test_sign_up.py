"""From the first page to an account: the paper, the typing back, and nothing before it."""

import pytest
from sqlalchemy import update

from portal.keyring.models import Principal
from portal.sweep import sweep
from tests.accounts.steps import (
    KINDS,
    account_of,
    card_in,
    is_in,
    secrets_in,
    sign_up,
    token_in,
    try_in,
    type_back,
)
from tests.make import working

CLOSED = ["/mine/", "/mine/writing/", "/mine/writing/1", "/mine/choices/", "/mine/activity/",
          "/settings/", "/settings/erase"]  # fmt: skip


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_she_writes_them_down_types_them_back_and_is_at_home(client, world, kind):
    name, words = sign_up(client, kind)
    assert len(words.split()) == (6 if kind == "words" else 5)
    assert account_of(world, name).status == "new"
    page = type_back(client, words.upper())
    assert (page.status, page.path) == (200, "/en/settings/number")
    assert account_of(world, name).status == "active"


def test_an_arabic_reader_gets_digits_without_being_asked(client, world):
    client.get("/ar/sign-up")
    assert "kind" not in {control.get("name") for control in client.page.controls()}
    client.fill(0).submit()
    name, words = card_in(client.page)
    assert words.replace(" ", "").isdigit()
    page = type_back(client, words.translate({ord("0") + n: ord("٠") + n for n in range(10)}))
    assert page.path == "/en/settings/number"
    assert account_of(world, name).language == "ar"


def test_the_card_stays_until_it_is_typed_back(client):
    name, words = sign_up(client)
    client.get("/en/")
    for _ in range(2):
        assert card_in(client.get("/en/card")) == (name, words)
    type_back(client, "something else")
    assert card_in(client.get("/en/card")) == (name, words)
    type_back(client, words)
    assert client.get("/en/card").path == "/en/mine/"
    assert client.get("/en/card/check").path == "/en/mine/"
    told = client.get("/en/settings/").main.split()
    assert not set(words.split()) <= set(told)  # one alone, such as "you", is on many a page


def test_what_was_typed_wrongly_can_be_compared(client):
    _name, words = sign_up(client)
    page = type_back(client, words.split()[0] + " and something else")
    assert page.status == 400
    assert "This is not the same yet" in page.main
    typed = [control for control in page.controls() if control.get("name") == "passphrase"]
    assert (typed[0].get("type"), typed[0].get("value")) == ("text", words.split()[0] + " and something else")


@pytest.mark.parametrize("place", CLOSED)
def test_nothing_can_be_entered_before(client, place):
    sign_up(client)
    assert client.get(f"/en{place}").path == "/en/card"


def test_nothing_can_be_written_before(client, world):
    sign_up(client)
    page = client.post("/en/mine/writing/1", {"text": "my first words", "kept": ""}, follow=False)
    assert page.location == "/en/card"


def test_another_name_opens_the_same_account(client, another_client, world):
    name, words = sign_up(client)
    id = account_of(world, name).id
    client.submit(button="Another name")
    new, same_words = card_in(client.page)
    assert (new != name, same_words) == (True, words)
    assert (account_of(world, name), account_of(world, new).id) == (None, id)
    assert try_in(another_client, name, words).status == 400
    assert try_in(another_client, new, words).path == "/en/mine/"


def test_a_name_does_not_change_once_the_card_is_typed_back(client, world):
    name, words = sign_up(client)
    type_back(client, words)
    client.post("/en/card/another-name", {"csrf_token": token_in(client.get("/en/again"))})
    assert account_of(world, name) is not None


def test_a_name_changes_only_by_her_own_button(client, world):
    name, _words = sign_up(client)
    client.post("/en/card/another-name", {})
    assert card_in(client.get("/en/card"))[0] == name


def test_signing_in_with_the_words_confirms_too(client, another_client, world):
    name, words = sign_up(client)
    assert try_in(another_client, name, words).path == "/en/mine/"
    assert account_of(world, name).status == "active"
    world.clock.move(hours=73)
    sweep(world.stores, world.server, world.clock())
    assert account_of(world, name) is not None


def test_an_account_that_is_not_confirmed_goes_after_three_days(client, another_client, world):
    name, words = sign_up(client)
    other, other_words = sign_up(another_client)
    type_back(another_client, other_words)
    left, kept = account_of(world, name), account_of(world, other)
    world.clock.move(hours=71)
    assert sweep(world.stores, world.server, world.clock())["unconfirmed"] == 0
    world.clock.move(hours=2)
    assert sweep(world.stores, world.server, world.clock())["unconfirmed"] == 1
    assert account_of(world, name) is None
    assert account_of(world, other) is not None
    assert {left.vault_id, kept.vault_id} & secrets_in(world) == {kept.vault_id}
    assert try_in(client, name, words).status == 400


def test_the_sweep_takes_staff_who_never_typed_theirs_back(world):
    with working(world) as w:
        w.main.execute(update(Principal).where(Principal.kind == "advocate").values(status="new"))
    world.clock.move(hours=100)
    assert sweep(world.stores, world.server, world.clock())["unconfirmed"] == 1
    assert account_of(world, world.advocate.name) is None


def test_the_sweep_leaves_everybody_else(world):
    before = secrets_in(world)
    world.clock.move(hours=100)
    assert sweep(world.stores, world.server, world.clock())["unconfirmed"] == 0
    assert secrets_in(world) == before


def test_two_sign_ups_in_one_browser_leave_one_session(client, world):
    name, words = sign_up(client)
    client.get("/en/")
    page = client.get("/en/sign-up")
    assert page.path == "/en/card"
    assert card_in(page) == (name, words)
    type_back(client, words)
    assert is_in(client)
