"""Two texts for one section: seen side by side, one kept or both, and nothing lost."""

import pytest

from portal.demo import WRITTEN
from portal.statements import apart
from portal.statements.sections import LONGEST
from tests.make import sign_in, working
from tests.page import text
from tests.sharing import sql, write
from tests.statements.two_texts import (
    ANSWERS,
    BOTH,
    HERE,
    NEWER,
    OLDER,
    answer,
    area,
    aside,
    keep_apart,
    letters,
    there,
    waits,
)

# What she sees


def test_a_stale_save_shows_both_texts_and_which_words_differ(asked):
    assert asked.page.path == BOTH
    assert asked.page.h1 == "Which text do you keep?"
    assert letters(asked.page) == ["I was cold and there."] * 2
    marks = [text(mark) for mark in asked.page.all("ins", inside=asked.page.by_id["main"])]
    assert marks[1:] == ["Only in the first: alone", "Only in the second: afraid"]
    assert "Saved here," in asked.page.main
    assert "Came from another page," in asked.page.main


def test_the_page_closes_by_itself(asked):
    assert "Refresh" in asked.page.headers


@pytest.mark.parametrize("act", ["next", "before", "save", "both"])
def test_whatever_button_was_pressed_she_sees_both(world, client, act):
    sign_in(client, world.survivor)
    client.get("/en/mine/writing/3")
    write(world, world.survivor, 3, "Newer")
    client.page.by_id["writing"]
    sent = {c.get("name"): c.get("value") for c in client.page.controls(client.page.by_id["writing"])}
    shown = client.post("/en/mine/writing/3", sent | {"text": "Older", "act": act})
    assert shown.path == "/en/mine/writing/3/both"


def test_her_words_are_shown_as_words(world, asked):
    keep_apart(world, "<b>&amp; {{ 7 * 7 }}</b>", number=7)
    shown = asked.get("/en/mine/writing/7/both")
    assert "<b>&amp; {{ 7 * 7 }}</b>" in text(shown.all(css="letter")[1])


def test_the_longest_texts_are_shown(world, asked):
    write(world, world.survivor, 2, "a b " * (LONGEST // 4))
    keep_apart(world, "b a c " * (LONGEST // 6), number=2)
    assert len(asked.get("/en/mine/writing/2/both").all(css="letter")) == 2


def test_the_same_words_twice_are_said_to_be_the_same(world, asked):
    keep_apart(world, WRITTEN[3], number=3)
    assert "Both say the same." in asked.get("/en/mine/writing/3/both").main


def test_into_an_empty_part_it_can_be_put_or_not(world, asked):
    keep_apart(world, "Words for a blank part", number=5)
    shown = asked.get("/en/mine/writing/5/both")
    assert letters(shown) == ["Words for a blank part"]
    assert area(asked.submit(button="answer=second")) == "Words for a blank part"
    assert "set aside" not in asked.page.main


# What she keeps


@pytest.mark.parametrize("which", ANSWERS)
def test_she_keeps_the_one_or_the_other_or_both(world, asked, which):
    shown = answer(asked, which)
    assert shown.path == HERE
    assert area(shown) == there(world) == ANSWERS[which]
    assert waits(world) == []
    assert "Kept for you" not in shown.main
    assert aside(world) == {"first": OLDER, "second": NEWER, "both": None}[which]


@pytest.mark.parametrize(("which", "other"), [("first", OLDER), ("second", NEWER)])
def test_what_she_did_not_keep_can_be_taken_back(world, asked, which, other):
    answer(asked, which)
    shown = asked.submit(button="Take it back")
    assert shown.path == BOTH
    assert waits(world) == [other]
    assert there(world) == ANSWERS[which]
    assert ("Was saved here before," in shown.main) is (which == "second")
    answer(asked, "second")
    assert there(world) == other


def test_taking_back_saves_what_was_typed_meanwhile(world, asked):
    answer(asked, "first")
    asked.submit({"text": "Typed meanwhile"}, "Take it back")
    assert (there(world), waits(world)) == ("Typed meanwhile", [OLDER])


def test_removed_at_once_or_after_a_day_and_not_before(world, asked):
    answer(asked, "first")
    world.clock.move(hours=23)
    sign_in(asked, world.survivor)
    assert "Take it back" in asked.get(HERE).main
    asked.submit(button="Remove it now")
    assert sql(world.stores.main, "SELECT 1 FROM pending_input") == []


def test_after_a_day_it_is_neither_offered_nor_there(world, asked):
    answer(asked, "first")
    keep_apart(world, "Still waiting")
    world.clock.move(hours=25)
    sign_in(asked, world.survivor)
    assert "Take it back" not in asked.get(HERE).main
    with working(world) as w:
        apart.sweep(w)
    assert waits(world) == ["Still waiting"]
    assert len(sql(world.stores.main, "SELECT 1 FROM pending_input")) == 1


def test_deciding_later_changes_nothing_and_is_remembered(world, asked):
    shown = asked.follow("Decide later")
    assert "something is waiting" in shown.main
    assert waits(world) == [OLDER]
    assert "Words you sent are kept for you." in asked.get("/en/mine/").main
    asked.get(HERE)
    assert asked.submit(button="See both texts").path == BOTH


def test_what_is_set_aside_does_not_wait(world, asked):
    answer(asked, "first")
    assert "something is waiting" not in asked.get("/en/mine/writing/").main
    assert "kept for you" not in asked.get("/en/mine/").main


def test_several_come_one_at_a_time_and_the_oldest_first(world, asked):
    world.clock.move(minutes=1)
    keep_apart(world, "The youngest")
    assert "Texts that wait after this one: 1" in asked.get(BOTH).main
    answer(asked, "first")
    shown = asked.submit(button="See both texts")
    assert letters(shown) == [NEWER, "The youngest"]
    answer(asked, "first")
    assert aside(world) == "The youngest"  # one step back, not two
    assert waits(world) == []
