"""A few words to somebody she has let in, an answer, and an end in the middle of a sentence."""

from __future__ import annotations

from playwright.sync_api import Locator

from tests.journeys.conftest import in_each_language
from tests.journeys.together import lets_help, makes_a_number, types_it
from tests.real.someone import Someone

HELLO, ANSWER = "Can we meet on Thursday?", "Yes, at ten.\nI bring tea."
BOX = "Your message"


def lines(who: Someone) -> list[str]:
    return who.page.locator("ol.said li").all_inner_texts()


def thread(who: Someone) -> Locator:
    return who.page.locator("main ul.rows a[href*='/messages/']").first


@in_each_language(english_with_scripts=False)
def test_messages(device, portal, language, scripts):
    she, helper = device(language, scripts), device("en", scripts)
    she.sign_in(portal.survivor)
    helper.sign_in(portal.advocate)
    she.go("/mine/people/")
    types_it(helper, makes_a_number(she))
    she.go("/mine/people/")
    lets_help(she, [3], called="Ana")

    she.follow("Write to this person")
    she.box(BOX).fill(HELLO)
    she.button("Send").dblclick()
    she.page.wait_for_url("**said=sent")
    assert len(lines(she)) == 1
    assert HELLO in lines(she)[0]

    helper.go("/helping/")
    assert helper.reads("wrote to you")
    helper.follow("Ana")
    helper.follow("Messages (new)")
    assert HELLO in lines(helper)[0]
    helper.box(BOX).fill(ANSWER)
    helper.press("Send")
    assert ANSWER.split("\n")[1] in lines(helper)[1]

    she.go("/mine/")
    assert she.reads("Somebody has written to you.")
    she.follow("Have a look, if you like")
    she.tap(thread(she))
    assert ANSWER.split("\n")[0] in lines(she)[1]
    she.go("/mine/")
    assert not she.reads("Somebody has written to you.")

    helper.box(BOX).fill("And the place?")
    she.go("/mine/people/")
    she.press("End it now")
    helper.press("Send")
    assert helper.reads("Your message was not sent. Your words are still here.")
    assert helper.page.locator("textarea").input_value() == "And the place?"
    assert HELLO not in helper.text()

    she.go("/mine/people/messages/")
    she.tap(thread(she))
    assert len(lines(she)) == 2
    assert she.page.locator("textarea").count() == 0
    she.page.locator("details.more summary").tap()
    she.press("Remove it now")
    assert she.reads("Removed, on both sides.")
