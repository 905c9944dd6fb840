"""Started on paper: an advocate begins with somebody who has no phone, who claims it on another day."""

from __future__ import annotations

from tests.journeys.conftest import in_each_language
from tests.real.running import Card

TYPED = "أخاف من النوم. I am afraid to sleep. Me da miedo dormir."


@in_each_language(english_with_scripts=False)
def test_started_on_paper(device, portal, language, scripts):
    helper = device("en", scripts)
    helper.sign_in(portal.advocate)
    helper.follow("Begin on paper, together")
    helper.box("How will you know who this is? Only you see it. No full name is needed.").fill(language)
    helper.page.locator(f"input[name=language][value={language}]").check()
    helper.page.locator("input[name=parts][value='1']").check()
    helper.press("Make the card")
    name = helper.page.locator("p.name").inner_text()
    number = helper.page.locator("p.number").inner_text()
    helper.follow("It is on paper")
    assert helper.reads("not taken over yet")
    helper.tap(helper.page.locator("main ul.rows a").last)
    helper.tap(helper.page.locator("main ul.rows a").first)
    helper.box("The words as you suggest them").fill(TYPED)
    helper.press("Suggest it")

    she = device(language, scripts)
    she.go("/sign-up")
    she.follow("I have a card with a number")
    she.box("Your name here").fill(name)
    she.box("Your recovery number").fill(number)
    for kind in she.page.locator("input[name=kind]").all()[:1]:  # there are words only in some languages
        kind.check()
    she.press("Go on")
    words = she.take_card()
    she.go("/mine/people/")
    assert she.reads("Nobody helps you here. Nobody reads your writing unless you share it.")
    she.tap(she.page.locator("main a[href*='/suggested/']"))
    she.tap(she.page.locator("button[value=take]"))
    assert she.page.locator("textarea").input_value() == TYPED
    helper.go("/helping/")
    assert not helper.reads("not taken over yet")

    other = device(language, scripts)
    other.sign_in(Card("survivor", name, words))
    other.go("/mine/writing/1")
    assert other.page.locator("textarea").input_value() == TYPED
