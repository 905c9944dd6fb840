"""Two texts for one section: what comes between seeing them and choosing, and what nobody can do."""

import pytest

from portal.statements import apart, service
from portal.statements.sections import LONGEST
from tests.browser import Browser
from tests.make import sign_in, working
from tests.sharing import new_survivor, write
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

# What comes between


@pytest.mark.parametrize("which", ANSWERS)
def test_changed_in_between_nothing_happens_and_she_looks_again(world, asked, which):
    write(world, world.survivor, 1, "Changed in another window")
    shown = answer(asked, which)
    assert shown.path == BOTH
    assert "Nothing was replaced." in shown.main
    assert letters(shown)[0] == "Changed in another window"
    assert (there(world), waits(world), aside(world)) == ("Changed in another window", [OLDER], None)


@pytest.mark.parametrize("which", ANSWERS)
def test_two_taps_are_one_act(world, asked, which):
    page = asked.page
    answer(asked, which)
    asked.page = page
    shown = answer(asked, which)
    assert "This was decided already." in shown.main
    assert area(shown) == there(world) == ANSWERS[which]
    assert waits(world) == []


def test_settled_in_another_window_is_kindly_said(world, app, asked):
    page = asked.page
    answer(asked, "second")
    asked.page = page
    shown = answer(asked, "first")
    assert shown.path == HERE
    assert "This was decided already." in shown.main
    assert there(world) == OLDER
    assert "This was decided already." in asked.get(BOTH).main


@pytest.mark.parametrize(
    ("saved", "kept", "which"),
    [(LONGEST - 9, 9, "both"), (9, LONGEST + 1, "second"), (0, LONGEST + 1, "second")],
)
def test_too_long_is_refused_with_the_reason_and_both_stay(world, asked, saved, kept, which):
    saved, kept = "x" * saved, "y" * kept
    write(world, world.survivor, 2, saved)
    keep_apart(world, kept, number=2)
    asked.get("/en/mine/writing/2/both")
    shown = answer(asked, which)
    assert "This is too long for one part: up to 64,000 characters fit." in shown.main
    with working(world, world.survivor, writing=False) as w:
        assert service.read(w, 2).text == saved
        assert [apart.read(w, id).text for id in apart.beside(w, 2).waiting] == [kept]


# What nobody can do


def test_another_cannot_settle_it(world, app, asked):
    sent = {c.get("name"): c.get("value") for c in asked.page.controls(asked.page.by_id["answers"])}
    other = Browser(app)
    sign_in(other, new_survivor(world))
    other.get("/en/settings/")
    token = next(c.get("value") for c in other.page.controls() if c.get("name") == "csrf_token")
    shown = other.post(BOTH, sent | {"csrf_token": token, "answer": "second", "seen": "0"})
    assert "This was decided already." in shown.main
    assert (there(world), waits(world)) == (NEWER, [OLDER])


@pytest.mark.parametrize(
    "wrong",
    [
        {"csrf_token": "0" * 64},
        {"seen": "none"},
        {"which": "none"},
        {"answer": "all"},
        {"answer": ""},
        {"seen": "9" * 400},
    ],
)
def test_a_forged_answer_changes_nothing(world, asked, wrong):
    sent = {c.get("name"): c.get("value") for c in asked.page.controls(asked.page.by_id["answers"])}
    shown = asked.post(BOTH, sent | {"answer": "second"} | wrong)
    assert shown.path == BOTH
    assert (there(world), waits(world), aside(world)) == (NEWER, [OLDER], None)


@pytest.mark.parametrize(
    "act", ["back", "back:", "gone:nothing", "gone:{waiting}", "back:{waiting}", "back:{other}"]
)
def test_only_what_is_set_aside_can_be_taken_back_or_removed(world, asked, act):
    with working(world, world.survivor, writing=False) as w:
        values = {"waiting": apart.beside(w, 1).waiting[0], "other": world.lead.actor.id}
    asked.get(HERE)
    sent = {c.get("name"): c.get("value") for c in asked.page.controls(asked.page.by_id["writing"])}
    asked.post(HERE, sent | {"text": NEWER, "act": act.format(**values)})
    assert (there(world), waits(world)) == (NEWER, [OLDER])


def test_a_part_that_is_not_there(asked):
    assert asked.get("/en/mine/writing/99/both").status == 404
