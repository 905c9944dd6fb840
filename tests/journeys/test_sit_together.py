"""Somebody sits beside her: on her own phone, or she is on theirs. And Back, when it is over."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from portal.demo import WRITTEN
from tests.journeys.conftest import Device, in_each_language
from tests.journeys.steps import WORDS
from tests.real.running import Running
from tests.real.someone import Someone

NOTED, TYPED = "Zebulon knows the rest.", "We wrote this together."


@pytest.fixture(scope="session")
def browser(whole_browser: Browser) -> Browser:
    return whole_browser


def begins(she: Someone) -> None:
    she.go("/mine/people/")
    she.follow("We are doing this together now")
    she.press("Somebody else")
    assert she.reads("Somebody is sitting with you.")


def goes_back(she: Someone) -> bool:
    """False where the history begins."""
    she.page.go_back(wait_until="load")
    return she.page.url != "about:blank"


@in_each_language(english_with_scripts=True)
def test_sit_together_on_her_phone(device: Device, portal: Running, language: str, scripts: bool) -> None:
    she = device(language, scripts)
    she.sign_in(portal.survivor)
    she.go("/mine/writing/1/note")
    she.page.locator("textarea").fill(NOTED)
    she.press("Save")
    begins(she)
    while goes_back(she):
        assert NOTED not in she.page.content()
    she.go("/mine/writing/1/note")
    assert she.heading() == she.say("For you alone")

    she.go("/mine/writing/1")
    she.box(WORDS).fill(TYPED)
    she.press("Go on alone")
    assert not she.reads("Somebody is sitting with you.")
    assert she.box(WORDS).input_value() == TYPED
    she.go("/mine/writing/1/note")
    assert she.page.locator("textarea").input_value() == NOTED
    she.go("/mine/activity/")
    assert she.say("somebody else") in she.page.locator("ol.timeline li").first.inner_text()
    _as_it_was(she)


@in_each_language(english_with_scripts=False)
def test_sit_together_at_the_advocates(device: Device, portal: Running, language: str, scripts: bool) -> None:
    there = device(language, scripts)
    there.sign_in(portal.advocate)
    theirs = there.say("Begin on paper, together")
    assert theirs in there.text()
    there.go("/sign-in")
    there.borrow(portal.survivor)
    assert there.reads("Your pages, on somebody else’s device.")
    frame = "getComputedStyle(document.body, '::before').borderTopWidth"
    if scripts:
        assert there.page.evaluate(frame) != "0px"
    seen = set()
    while goes_back(there):
        seen.add(there.heading())
        assert theirs not in there.page.content()
    assert there.say("This page is not open for you") in seen
    there.go("/mine/writing/out")
    assert there.heading() == there.say("Not on somebody else’s device")

    there.go("/mine/writing/3")
    there.box(WORDS).fill(TYPED)
    there.press("Close it here")
    assert there.heading() == there.say("Sign in")
    assert there.page.context.cookies() == []
    while goes_back(there):
        assert there.heading() == there.say("Sign in")
        assert TYPED not in there.page.content()

    she = device(language, scripts)
    she.sign_in(portal.survivor)
    she.go("/mine/writing/3")
    assert she.box(WORDS).input_value() == TYPED
    she.box(WORDS).fill(WRITTEN[3])
    she.press("Save")


def _as_it_was(she: Someone) -> None:
    she.go("/mine/writing/1")
    she.box(WORDS).fill(WRITTEN[1])
    she.press("Save")
    she.go("/mine/writing/1/note")
    she.page.locator("textarea").fill("")
    she.press("Save")
