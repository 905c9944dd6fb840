"""Looking back: the list, the line, one day, and taking it away."""

from datetime import timedelta

import pytest

from portal.readiness.steps import STATES
from tests.inbox.crowd import statements
from tests.make import sign_in
from tests.readiness.steps import HERE, TODAY, everything, feels, say
from tests.sharing import new_survivor

BACK = HERE + "over-time"
SECRET = "Not my brother, and not on a Friday."


@pytest.fixture
def her(world, client):
    """She has said something on twenty days."""
    for n in range(20):
        day = TODAY + timedelta(days=n)
        say(world, world.survivor, "now", feels([*STATES][n % len(STATES)], day), day)
    say(world, world.survivor, "times", SECRET, TODAY + timedelta(days=20))
    sign_in(client, world.survivor)
    return client


def test_the_list_says_each_day_in_words(her):
    shown = her.get(BACK)
    assert shown.main.count("March ") == 21 + 2  # the two ends of the line
    assert all(name in shown.main for name in STATES.values())
    assert shown.main.count("Something else you said") == 1


def test_the_line_has_words_and_no_numbers(her):
    (picture,) = [one for one in her.get(BACK).all("svg") if one.get("role") == "img"]
    assert picture.get("aria-label")
    assert "".join(picture.itertext()).strip() == ""


def test_one_day_shows_what_she_had_said_by_then(world, her):
    newest = everything(world, world.survivor)[0]
    assert SECRET in her.get(f"{BACK}/{newest.id}").main


def test_removing_asks_first_and_a_second_tap_is_no_error(world, her):
    newest = everything(world, world.survivor)[0]
    her.get(f"{BACK}/{newest.id}")
    asked = her.follow("Remove this day")
    assert len(everything(world, world.survivor)) == 21
    assert "gone for good" in asked.main
    for _tap in range(2):
        her.page = asked
        assert her.submit({}, "Remove it now").path == BACK
    assert len(everything(world, world.survivor)) == 20
    assert her.get(f"{BACK}/{newest.id}").status == 404


def test_anothers_day_is_not_there(world, her, another_client):
    newest = everything(world, world.survivor)[0]
    sign_in(another_client, new_survivor(world))
    for path in ("", "/remove"):
        assert another_client.get(f"{BACK}/{newest.id}{path}").status == 404
    another_client.get(HERE + "pushed")
    token = another_client.page.all("input")[0].get("value")
    another_client.post(f"{BACK}/{newest.id}/remove", {"csrf_token": token})
    assert len(everything(world, world.survivor)) == 21


@pytest.mark.parametrize("who", ["advocate", "lead"])
def test_staff_have_no_page_here(world, her, another_client, who):
    newest = everything(world, world.survivor)[0]
    sign_in(another_client, getattr(world, who))
    for path in (HERE, HERE + "now", BACK, f"{BACK}/{newest.id}", f"{BACK}/{newest.id}/remove"):
        assert another_client.get(path).status == 403


@pytest.mark.parametrize("path", [HERE, HERE + "now", HERE + "times", BACK])
def test_a_page_asks_little_of_the_databases(world, her, path):
    her.get(path)
    with statements(world) as asked:
        her.get(path)
    assert len(asked) <= 10, asked


def test_with_nothing_said_it_says_so(client, world):
    sign_in(client, world.survivor)
    assert "Nothing is here yet" in client.get(BACK).main
