"""Writing with an advocate: a number between them, words beside words, and an end in one tap."""

from __future__ import annotations

from portal.demo import WRITTEN
from tests.journeys.conftest import Device, in_each_language
from tests.journeys.together import chooses, lets_help, makes_a_number, types_it
from tests.real.running import Running
from tests.real.someone import Someone

SUGGESTED = WRITTEN[1].replace("a little far away", "very far away")
PART = "The words as you suggest them"


def both(device: Device, portal: Running, language: str, scripts: bool) -> tuple[Someone, Someone]:
    """Her, on her page of people, and the advocate, each on a phone of their own."""
    she, helper = device(language, scripts), device("en", scripts)
    she.sign_in(portal.survivor)
    helper.sign_in(portal.advocate)
    she.go("/mine/people/")
    return she, helper


@in_each_language(english_with_scripts=True)
def test_write_with_an_advocate(device, portal, language, scripts):
    she, helper = both(device, portal, language, scripts)
    number = makes_a_number(she)
    types_it(helper, number)
    assert helper.reads("Somebody is looking at who you are")
    she.go("/mine/people/")
    lets_help(she, [1], called="Ana")

    helper.go("/helping/")
    helper.follow("Ana")
    helper.tap(helper.page.locator("main ul.rows a").first)
    assert helper.box(PART).input_value() == WRITTEN[1]
    helper.box(PART).fill(SUGGESTED)
    helper.box("A question, or why").fill("Is it stronger than that?")
    helper.press("Suggest it")
    assert helper.reads("It is with them now. They decide what becomes of it.")

    she.go("/mine/writing/1")
    assert she.reads("Somebody who helps you can read this part.")
    assert SUGGESTED not in she.page.locator("textarea").input_value()
    she.go("/mine/")
    she.follow("Have a look, if you like")
    she.tap(she.page.locator("main a[href*='/suggested/']"))
    assert "very" in she.page.locator("ins").all_inner_texts()[-1]
    she.tap(she.page.locator("button[value=take]"))
    assert she.page.locator("textarea").input_value() == SUGGESTED
    she.follow("Whose words are whose")
    assert "very" in she.text()
    she.go("/mine/activity/")
    assert she.page.locator("ol.timeline li").count() > 0

    helper.page.reload()
    assert helper.reads("taken")
    she.go("/mine/people/")
    she.press("End it now")
    assert she.reads("It is over. This person cannot open anything of yours any more.")
    helper.page.reload()
    assert helper.page.locator("textarea").count() == 0
    _as_it_was(she)


def _as_it_was(she: Someone) -> None:
    she.go("/mine/writing/1")
    she.page.locator("textarea").fill(WRITTEN[1])
    she.press("Save")


@in_each_language(english_with_scripts=False)
def test_an_advocate_who_is_not_wanted(device, portal, language, scripts):
    she, helper = both(device, portal, language, scripts)
    helper.go("/helping/")
    types_it(she, makes_a_number(helper, "later"))
    assert she.page.locator("h1").inner_text()
    she.press("No, not this person")
    assert she.reads("You said no. Nothing of it is kept here.")
    helper.go("/helping/")
    assert not helper.reads("Somebody is looking at who you are")

    helper.go("/helping/")
    types_it(she, makes_a_number(helper))
    chooses(she, [1], safe=False)
    she.press("Yes, for these days")  # in the same minute
    assert she.reads("Please take a moment, at least a minute, and then press it again.")
    she.press("No, not this person")
    helper.go("/helping/")
    assert helper.page.locator("main ul.rows").count() == 0


@in_each_language(english_with_scripts=True)
def test_ended_in_the_middle(device, portal, language, scripts):
    she, helper = both(device, portal, language, scripts)
    types_it(helper, makes_a_number(she))
    she.go("/mine/people/")
    lets_help(she, [3])
    helper.go("/helping/")
    helper.tap(helper.page.locator("main ul.rows a").first)
    helper.tap(helper.page.locator("main ul.rows a").first)
    helper.box(PART).fill("They kept the wages for two months.")

    she.go("/mine/people/")
    she.press("End it now")

    helper.press("Suggest it")
    assert helper.reads("It was over or paused before this arrived. Your words are kept here, for you alone.")
    assert "two months" in helper.page.locator("textarea").input_value()
    she.go("/mine/people/")
    assert she.page.locator("main a[href*='/suggested/']").count() == 0
    assert she.reads("Nobody helps you here. Nobody reads your writing unless you share it.")
