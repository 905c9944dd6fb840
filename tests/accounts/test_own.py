"""Words of her own: what is refused, and that they are taken exactly."""

import pytest

from portal.accounts.own import Weakness, exact, weakness
from tests.accounts.steps import try_in
from tests.accounts.ways_back import change
from tests.make import sign_in

GOOD = "violet Tren despierta 7 botas"
SHORT = "This is too short."
KNOWN = ("river-otter-4821", "My pages")


@pytest.mark.parametrize(
    ("typed", "again", "why"),
    [
        (GOOD, GOOD, None),
        ("short words", "short words", Weakness.SHORT),
        ("aaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaa", Weakness.EASY),
        ("😀" * 15, "😀" * 15, Weakness.EASY),
        ("😀😁" * 8, "😀😁" * 8, Weakness.EASY),
        ("passwordpassword1", "passwordpassword1", Weakness.EASY),
        ("qwertyuiopasdfgh", "qwertyuiopasdfgh", Weakness.EASY),
        ("I am River-Otter-4821 again", "I am River-Otter-4821 again", Weakness.EASY),
        ("a" * 5000, "a" * 5000, Weakness.LONG),
        (GOOD * 7, GOOD * 7, Weakness.LONG),
        (GOOD, GOOD.lower(), Weakness.DIFFERENT),
        ("", "", Weakness.SHORT),
    ],
)
def test_what_is_refused_and_why(typed, again, why):
    assert weakness(typed, again, KNOWN) is why


def test_only_what_looks_the_same_is_the_same():
    assert exact("cafe\u0301 solo") == exact("caf\u00e9 solo")
    assert exact("Café solo") != exact("café solo")
    assert exact("  two  spaces ") == "  two  spaces "


def use_own(client, words, again=None):
    client.get("/en/settings/own-words")
    return client.fill({"passphrase": words, "again": words if again is None else again}).submit()


def test_her_own_words_work_exactly_as_typed(client, another_client, world):
    sign_in(client, world.survivor)
    assert use_own(client, GOOD).path == "/en/card/done/changed"
    name = world.survivor.name
    for wrong in (GOOD.lower(), GOOD + " ", world.survivor.passphrase):
        assert try_in(another_client, name, wrong).status == 400
    assert try_in(another_client, name, GOOD).path == "/en/mine/"


def test_weak_ones_change_nothing(client, another_client, world):
    sign_in(client, world.survivor)
    for weak in ("a" * 15, "a" * 5000, "😀" * 15, "", "short"):
        told = use_own(client, weak)
        assert told.status == 400
        assert not weak or weak not in told.body.replace(SHORT, "")
    assert try_in(another_client, world.survivor.name, world.survivor.passphrase).path == "/en/mine/"


def test_staff_get_generated_words_only(client, world):
    sign_in(client, world.lead)
    assert client.get("/en/settings/own-words").status == 403
    assert client.get("/en/settings/words").status == 200
    assert "own-words" not in client.page.body


def test_afterwards_generated_words_are_forgiving_again(client, another_client, world):
    sign_in(client, world.survivor)
    use_own(client, GOOD)
    words = change(client)
    assert try_in(another_client, world.survivor.name, GOOD).status == 400
    assert try_in(another_client, world.survivor.name, words.upper()).path == "/en/mine/"
