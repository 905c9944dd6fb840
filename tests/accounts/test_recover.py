"""The second paper: made, used once, and told apart from a slip of the pen."""

import pytest

from portal.accounts.numbers import canonical_number, grouped
from portal.demo import WRITTEN
from tests.accounts.steps import failures_in, is_in, sign_up, token_in, try_in, type_back
from tests.accounts.ways_back import make_number, number_in, recover, take_new_words
from tests.make import sign_in

WRONG = "The name and the number do not fit together."
SLIP = "There is a slip in this number"


@pytest.fixture
def number(client, world):
    sign_in(client, world.survivor)
    return make_number(client)


def test_it_is_offered_when_the_words_are_typed_back(client):
    _name, words = sign_up(client)
    assert type_back(client, words).path == "/en/settings/number"
    assert client.page.href("I cannot keep paper safely") == "/en/mine/"
    client.submit(button="Make a number")
    assert len(canonical_number(number_in(client.page))) == 26


def test_she_loses_her_words_and_comes_back(client, another_client, world, number):
    assert recover(another_client, world.survivor.name, number).path == "/en/card"
    words = take_new_words(another_client)
    assert another_client.page.path == "/en/card/done/recovered"
    assert WRITTEN[1][:20] in another_client.get("/en/mine/writing/review").main
    assert not is_in(client), "other sessions end"
    assert try_in(client, world.survivor.name, world.survivor.passphrase).status == 400
    assert try_in(client, world.survivor.name, words).path == "/en/mine/"


def test_it_is_good_once(client, another_client, world, number):
    recover(another_client, world.survivor.name, number)
    take_new_words(another_client)
    another_client.get("/en/leave", follow=False)
    assert WRONG in recover(another_client, world.survivor.name, number).main


def test_until_the_new_words_are_typed_back_nothing_has_changed(client, another_client, world, number):
    recover(another_client, world.survivor.name, number)
    for place in ("/en/mine/", "/en/mine/writing/review", "/en/settings/"):
        assert another_client.get(place).path == "/en/card"
    assert is_in(client)
    another_client.get("/en/leave", follow=False)
    assert recover(another_client, world.survivor.name, number).path == "/en/card"
    assert try_in(client, world.survivor.name, world.survivor.passphrase).path == "/en/mine/"


def test_of_two_recoveries_at_once_the_first_to_type_back_wins(client, another_client, world, number):
    recover(another_client, world.survivor.name, number)
    recover(client, world.survivor.name, number)
    words = take_new_words(another_client)
    assert client.get("/en/card/check").path == "/en/sign-in"
    assert try_in(client, world.survivor.name, words).path == "/en/mine/"


@pytest.mark.parametrize("digits", ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])
@pytest.mark.parametrize("between", [" ", "-", ""])
def test_however_it_is_typed(another_client, world, number, digits, between):
    typed = number.translate({ord("0") + n: digits[n] for n in range(10)}).replace(" ", between)
    assert recover(another_client, world.survivor.name, typed).path == "/en/card"


def test_a_slip_is_told_before_anything_is_tried(another_client, world, number):
    digits = canonical_number(number)
    for wrong in (str((int(digits[0]) + 1) % 10) + digits[1:], digits[:-1], digits + "0", "abc"):
        told = recover(another_client, world.survivor.name, wrong)
        assert (told.status, SLIP in told.main) == (400, True)
        assert recover(another_client, "nobody-here-0000", wrong).main == told.main.replace(
            world.survivor.name, "nobody-here-0000"
        )
    assert failures_in(world) == []


def test_a_wrong_number_and_a_wrong_name_are_told_alike(client, another_client, world, number):
    other = make_other(another_client)
    for name, typed in ((world.survivor.name, other), ("nobody-here-0000", number)):
        told = recover(another_client, name, typed)
        assert (told.status, WRONG in told.main) == (400, True)
    assert failures_in(world) == [1, 1, 2]


def make_other(client):
    """The number of another account."""
    _name, words = sign_up(client)
    type_back(client, words)
    client.submit(button="Make a number")
    made = number_in(client.page)
    client.get("/en/leave", follow=False)
    return made


def test_another_one_ends_the_one_before(client, another_client, world, number):
    client.submit(button="I have written it down")
    second = make_number(client, "Make another number")
    assert WRONG in recover(another_client, world.survivor.name, number).main
    assert recover(another_client, world.survivor.name, second).path == "/en/card"


def test_it_is_shown_once(client, number):
    assert number_in(client.get("/ar/settings/number")) == number
    client.get("/en/settings/number")
    client.submit(button="I have written it down")
    assert client.page.path == "/en/mine/"
    assert number_in(client.get("/en/settings/number")) == ""
    assert "You have a recovery number." in client.page.main


def test_a_second_tap_shows_the_same_number(client, number):
    client.post("/en/settings/number/make", {"csrf_token": token_in(client.page)})
    assert number_in(client.page) == number


def test_only_a_number_that_opens_is_shown(client, app, world):
    """Two taps at once may leave a session with the number whose slot was replaced."""
    sign_in(client, world.survivor)
    shown = make_number(client)
    other = type(client)(app, world.settings.public_name)
    sign_in(other, world.survivor)
    make_number(other, "Make another number")
    assert shown not in client.get("/en/settings/number").main


def test_she_can_do_without(client, another_client, world, number):
    client.submit(button="I have written it down")
    client.get("/en/settings/number")
    client.submit(button="Do without a number")
    assert WRONG in recover(another_client, world.survivor.name, number).main


def test_making_one_wants_her_words_typed_lately(client, world):
    sign_in(client, world.survivor)
    world.clock.move(minutes=6)
    client.get("/en/settings/number")
    client.submit(button="Make a number")
    assert client.page.path == "/en/again"
    client.fill({"passphrase": world.survivor.passphrase}).submit()
    assert client.page.path == "/en/settings/number"
    client.submit(button="Make a number")
    assert number_in(client.page)


def test_staff_have_none(client, world):
    sign_in(client, world.lead)
    assert client.get("/en/settings/number").status == 403


def test_groups_of_four():
    assert grouped("12345678") == "1234 5678"
