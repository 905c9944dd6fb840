"""Her pages, as she meets them."""

import pytest

from portal.readiness.steps import NAMES, STATES, STEPS, WORDS
from portal.web import sessions
from tests.make import sign_in
from tests.readiness.steps import HERE, day_from_now, everything, say

JSON = {"Accept": "application/json"}
SECRET = "Not my brother, and not on a Friday."
IN_WORDS = [step.name for step in STEPS if step.kind == WORDS]


@pytest.fixture
def her(world, client):
    sign_in(client, world.survivor)
    return client


def answer(browser, name, values, button="act=save"):
    browser.get(HERE + name)
    return browser.submit(values, button)


def area(page):
    return "".join(page.by_id["text"].itertext())


def test_her_home_leads_here_and_here_to_every_step(her):
    her.get("/en/mine/")
    her.follow("How I feel about it For you alone, on any day")
    assert (her.page.path, her.page.title) == (HERE, "How I feel · My pages")
    for name in NAMES:
        assert her.get(HERE + name).status == 200


@pytest.mark.parametrize("name", IN_WORDS)
def test_words_are_kept_as_typed(world, her, name):
    shown = answer(her, name, {"text": "\n\nLine one\nLine two"})
    assert area(shown) == "\n\nLine one\nLine two"
    assert "Saved. Only you see it." in shown.main
    assert everything(world, world.survivor)[0].answers == {name: "\n\nLine one\nLine two"}


@pytest.mark.parametrize("state", STATES)
def test_each_state_can_be_said_and_taken_back(world, her, state):
    answer(her, "now", {"state": state})
    assert STATES[state] in her.get(HERE).main
    assert everything(world, world.survivor)[0].felt == state
    answer(her, "now", {"state": "none"})
    assert everything(world, world.survivor)[0].felt is None


def test_nothing_is_ticked_beforehand(her):
    for name in ("now", "pushed"):
        assert [one for one in her.get(HERE + name).controls() if one.get("checked") is not None] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_step_can_be_left_out(world, her, name):
    her.get(HERE + name)
    her.submit({}, "act=save")
    assert her.page.status == 200
    assert everything(world, world.survivor) == []


def test_ways_are_kept_and_shown_again(world, her):
    answer(her, "ways", {"meeting": "no", "letters": "yes"})
    assert everything(world, world.survivor)[0].answers == {"ways": {"meeting": "no", "letters": "yes"}}
    her.submit({"meeting": "open"}, "act=save")
    assert everything(world, world.survivor)[0].answers == {"ways": {"letters": "yes"}}


@pytest.mark.parametrize(("push", "help"), [("yes", True), ("unsure", True), ("no", False), ("none", False)])
def test_who_is_pushed_is_shown_help_and_nothing_more_happens(her, push, help):
    shown = answer(her, "pushed", {"pushed": push}, "act=before")
    assert ("Nobody may push you" in shown.main) is help
    assert shown.path == HERE + ("pushed" if help else "secret")


def test_going_on_saves_first(world, her):
    assert answer(her, "times", {"text": SECRET}, "act=next").path == HERE + "interpreter"
    assert answer(her, "people", {"text": "My sister"}, "act=before").path == HERE + "conditions"
    assert everything(world, world.survivor)[0].answers == {"times": SECRET, "people": "My sister"}


def test_another_language_saves_first(world, her):
    her.get(HERE + "times")
    her.fill("writing", {"text": SECRET}).submit("Español")
    assert her.page.path == "/es/mine/readiness/times"
    assert area(her.page) == SECRET


@pytest.mark.parametrize(
    ("name", "values", "kept"),
    [("times", {"text": SECRET}, SECRET), ("ways", {"video": "no"}, {"video": "no"})],
)
def test_leaving_saves_first(world, her, name, values, kept):
    her.get(HERE + name)
    assert her.fill("writing", values).submit("Leave").location == world.settings.leave_url
    assert everything(world, world.survivor)[0].answers == {name: kept}
    assert her.get(HERE).path == "/en/sign-in"


def test_leaving_never_waits_for_words_that_cannot_be_saved(world, her):
    her.get(HERE + "times")
    assert her.fill("writing", {"text": "x" * 3000}).submit("Leave").location == world.settings.leave_url
    assert everything(world, world.survivor) == []


def test_a_double_tap_is_one(world, her):
    her.get(HERE + "times")
    page = her.page
    for _tap in range(2):
        her.page = page
        her.submit({"text": SECRET}, "act=save")
        assert "Saved. Only you see it." in her.page.main
    assert len(everything(world, world.survivor)) == 1


def test_two_windows_are_two_check_ins(world, her):
    her.get(HERE + "times")
    older = her.page
    answer(her, "times", {"text": "newer"})
    her.page = older
    her.submit({"text": "older"}, "act=next")
    assert "you find both" in her.page.main
    assert [one.answers["times"] for one in everything(world, world.survivor)] == ["older", "newer"]


def test_too_long_gives_the_words_back(world, her):
    words = "x" * 60_000
    shown = answer(her, "times", {"text": words})
    assert (shown.status, area(shown)) == (400, words)
    assert "This is too long" in shown.main
    assert everything(world, world.survivor) == []
    assert "Saved." in her.submit({"text": SECRET}, "act=save").main


def test_broken_letters_are_asked_about(world, her):
    shown = answer(her, "times", {"text": "bro\ufffdken"})
    assert (shown.status, area(shown)) == (400, "bro\ufffdken")
    assert everything(world, world.survivor) == []


def test_when_the_session_has_ended_the_words_come_back_and_replace_nothing(world, her):
    say(world, world.survivor, "times", "before")
    her.get(HERE + "times")
    sessions.end_all(world.stores.sessions)
    given = her.submit({"text": SECRET}, "act=save")
    assert (given.status, area(given)) == (403, SECRET)
    sign_in(her, world.survivor)
    her.page = given
    again = her.submit({"text": SECRET}, "act=save")
    assert (again.status, area(again)) == (400, SECRET)
    assert area(her.submit({"text": SECRET}, "act=save")) == SECRET
    assert [one.answers["times"] for one in everything(world, world.survivor)] == [SECRET, "before"]


def test_autosave_goes_on_from_what_it_is_told(world, her):
    page = her.get(HERE + "times")
    form = {control.get("name"): control.get("value") for control in page.all("input")}
    for words in ("a", "ab", "abc"):
        data = {**form, "text": words, "act": "autosave"}
        sent = her.client.post(page.path, data=data, headers=JSON, base_url="https://localhost").get_json()
        assert sent["saved"].startswith("Saved at ")
        form["rev"] = sent["rev"]
    assert [one.answers["times"] for one in everything(world, world.survivor)] == ["abc"]
    data = {**form, "text": "x" * 2001, "act": "autosave"}
    sent = her.client.post(page.path, data=data, headers=JSON, base_url="https://localhost").get_json()
    assert sent.keys() == {"message"}


def test_a_day_to_be_asked_shows_on_her_home_and_goes_when_she_answers(world, her):
    day = day_from_now(world, 3)
    answer(her, "now", {"state": "maybe", "ask": day.isoformat()})
    assert "You wanted to be asked again" not in her.get("/en/mine/").main
    world.clock.move(days=4)
    sign_in(her, world.survivor)
    assert "You wanted to be asked again" in her.get("/en/mine/").main
    her.follow("Have a look, if you like")
    her.submit({"state": "maybe"}, "act=save")
    assert "You wanted to be asked again" not in her.get("/en/mine/").main


@pytest.mark.parametrize("typed", ["2020-01-01", "soon"])
def test_a_day_that_cannot_be_is_said_so_and_stays(world, her, typed):
    shown = answer(her, "now", {"state": "maybe", "ask": typed})
    assert shown.status == 400
    assert shown.by_id["ask"].get("value") == typed
    assert everything(world, world.survivor) == []


def test_arabic_digits_are_digits(world, her):
    day = day_from_now(world, 10).isoformat()
    typed = day.translate({ord("0") + n: 0x660 + n for n in range(10)})
    answer(her, "now", {"state": "maybe", "ask": typed})
    assert everything(world, world.survivor)[0].answers["now"]["ask_on"] == day
