"""Her pages about how she can be reached: every part optional, hers, never lost, never replaced unseen."""

import pytest

from portal.contact.asked import CHANNELS, NAMES
from portal.contact.forms.parts import LONGEST
from portal.notifying import service as notifying
from portal.web import sessions
from tests.contact.steps import HERE, plan, say
from tests.make import sign_in, working

CODE = "blue kettle"


@pytest.fixture
def her(world, client):
    sign_in(client, world.survivor)
    return client


def answer(browser, name, values, button="act=save"):
    browser.get(HERE + name)
    return browser.submit(values, button)


def test_times_are_kept_and_shown_again(world, her):
    values = {
        "days": ["1", "3"],
        "begin": "18:30",
        "end": "21:00",
        "zone_name": "America/Bogota",
        "text": "Not on pay day",
    }
    shown = answer(her, "times", values)
    assert shown.path == HERE
    assert plan(world).answers["times"] == {
        "days": [1, 3], "begin": "18:30", "end": "21:00", "zone": "America/Bogota", "text": "Not on pay day",
    }  # fmt: skip
    page = her.get(HERE + "times")
    ticked = [c.get("value") for c in page.controls() if c.get("checked") is not None]
    assert ticked == ["1", "3"]
    assert {c.get("value") for c in page.controls() if c.get("name") in ("begin", "end")} == {
        "18:30",
        "21:00",
    }
    her.submit({}, "act=save")
    assert plan(world).answers["times"]["zone"] == "America/Bogota"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"begin": "09:00"}, "Please give both times"),
        ({"begin": "09:00", "end": "17:00"}, "Please tick the days"),
        ({"days": ["1"], "begin": "09:00", "end": "09:00"}, "Both times are the same"),
        ({"days": ["1"], "begin": "nine", "end": "17:00"}, "Please give a time"),
    ],
)
def test_times_that_cannot_be_meant(world, her, values, told):
    shown = answer(her, "times", values)
    assert (shown.status, told in shown.main) == (400, True)
    assert plan(world).answers == {}


def test_arabic_digits_are_digits(world, her):
    answer(her, "times", {"days": ["1"], "begin": "٠٩:٣٠", "end": "١٧:٠٠"})
    assert plan(world).answers["times"]["begin"] == "09:30"


def test_ways_are_kept(world, her):
    answer(her, "ways", {"phone": "safe", "email": "never"})
    kept = plan(world).answers["ways"]
    assert (kept["phone"], kept["email"], kept["post"]) == ("safe", "never", "ask")
    assert set(kept) == set(CHANNELS)
    her.get(HERE + "ways")
    her.submit({"phone": "ask", "email": "ask"}, "act=save")
    assert "ways" not in plan(world).answers


def test_what_to_say_and_the_code_word(world, her):
    answer(her, "answers", {"name": "Ana", "code": CODE, "text": "From the library"})
    assert plan(world).answers["answers"] == {"name": "Ana", "code": CODE, "text": "From the library"}


def test_she_gets_in_touch_herself(world, her):
    day = world.clock().date().replace(year=2099).isoformat()
    answer(her, "follow", {"who": "me", "until": day})
    assert plan(world).answers["follow"] == {"who": "me", "until": day}
    answer(her, "follow", {"who": "they"})
    assert plan(world).answers["follow"] == {"who": "they"}


def test_a_day_that_is_past_is_refused(world, her):
    for name, field in (("follow", "until"), ("check", "on")):
        shown = answer(her, name, {field: "2020-01-01"})
        assert (shown.status, "a day after today" in shown.main) == (400, True)
    assert plan(world).answers == {}


@pytest.mark.parametrize("name", NAMES)
def test_every_part_can_be_left_out(world, her, name):
    assert answer(her, name, {}).status == 200
    assert plan(world).answers == {}
    say(world, "never", {"text": "x"})
    assert answer(her, name, {"text": ""} if name == "never" else {}).status == 200


def test_three_months_on_it_is_due_and_a_new_day_helps(world, her):
    answer(her, "never", {"text": "Do not call on Sundays"})
    assert "To be checked again." not in her.get(HERE).main
    world.clock.move(days=92)
    sign_in(her, world.survivor)
    assert "To be checked again." in her.get(HERE).main
    day = world.clock().date().replace(year=2099).isoformat()
    assert "To be checked again." not in answer(her, "check", {"on": day}).main
    answer(her, "check", {"on": ""})
    assert "check" not in plan(world).answers


def test_going_on_saves_first(world, her):
    assert answer(her, "others", {"text": "My brother"}, "act=next").path == HERE + "never"
    assert plan(world).answers["others"] == {"text": "My brother"}


def test_leaving_and_another_language_save_first(world, her):
    her.get(HERE + "never")
    her.fill("writing", {"text": "at work"}).submit("Español")
    assert her.page.path == "/es/mine/contact/never"
    her.get(HERE + "others")
    assert her.fill("writing", {"text": "my boss"}).submit("Leave").location == world.settings.leave_url
    found = plan(world).answers
    assert (found["never"], found["others"]) == ({"text": "at work"}, {"text": "my boss"})


def test_two_windows_replace_nothing_unseen(world, her):
    her.get(HERE + "never")
    older = her.page
    answer(her, "never", {"text": "newer"})
    her.page = older
    shown = her.submit({"text": "older"}, "act=save")
    assert shown.status == 409
    assert "newer" in shown.main
    assert shown.by_id["text"].text.strip() == "older"
    assert plan(world).answers["never"] == {"text": "newer"}
    assert her.submit({}, "act=save").path == HERE
    assert plan(world).answers["never"] == {"text": "older"}


def test_leaving_with_an_old_page_replaces_nothing(world, her):
    her.get(HERE + "never")
    say(world, "never", {"text": "newer"})
    her.fill("writing", {"text": "older"}).submit("Leave")
    assert plan(world).answers["never"] == {"text": "newer"}


def test_when_the_session_has_ended_the_words_come_back(world, her):
    her.get(HERE + "never")
    sessions.end_all(world.stores.sessions)
    given = her.submit({"text": "at work"}, "act=save")
    assert (given.status, given.by_id["text"].text.strip()) == (403, "at work")
    assert plan(world).answers == {}


@pytest.mark.parametrize("text", ["x" * (LONGEST + 1), "bro\ufffdken"])
def test_too_long_or_broken_gives_the_words_back(world, her, text):
    shown = answer(her, "never", {"text": text})
    assert (shown.status, shown.by_id["text"].text.strip()) == (400, text)
    assert plan(world).answers == {}


def test_all_of_it_can_be_removed(world, her):
    answer(her, "times", {"days": ["1"]})
    her.get(HERE)
    her.follow("Remove all of this")
    her.submit({}, "Remove it now")
    assert plan(world).answers == {}
    assert "Remove all of this" not in her.get(HERE).main


def test_nobody_else_has_such_pages(world, client, another_client):
    for browser, who in ((client, world.lead), (another_client, world.advocate)):
        sign_in(browser, who)
        for path in ("", "times", "news", "remove"):
            assert browser.get(HERE + path).status == 403


def test_no_mail_server_no_door(world, her):
    assert "Messages outside" not in her.get(HERE).main
    assert "This site sends no messages." in her.get(HERE + "news").main
    her.post(HERE + "news", {"to": "a@b.example", "kinds": "asked", "last": "2099-01-01"})
    with working(world, world.survivor, writing=False) as w:
        assert notifying.mine(w) is None
