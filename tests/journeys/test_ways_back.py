"""Four evenings on which a person could lose her pages, or fears that she has. With scripts and without."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Device, in_two_languages
from tests.real.running import Card, Running
from tests.real.someone import Someone

WRITTEN = {
    "en": "I left the paper on the bus, with my bag.",
    "es": "Dejé el papel en el autobús, con mi bolso.",
    "ar": "تركت الورقة في الحافلة مع حقيبتي.",
}
SLIP = "There is a slip in this number: a digit is wrong, missing or too many. Please compare it."
LATE = {"en": "And this came late.", "es": "Y esto llegó tarde.", "ar": "وهذا وصل متأخرا."}


@pytest.fixture(scope="module")
def helpers(
    browser: Browser, browser_context_args: dict[str, Any], portal: Running
) -> Iterator[tuple[Someone, ...]]:
    """The two whom she chooses, on phones of their own, on which they stay signed in."""
    contexts = [browser.new_context(**browser_context_args) for _helper in range(2)]
    helpers = tuple(Someone(context.new_page(), portal) for context in contexts)
    for helper, card in zip(helpers, (portal.advocate, portal.facilitator), strict=True):
        helper.sign_in(card)
    yield helpers
    for context in contexts:
        context.close()


@in_two_languages(english_with_scripts=True)
def test_lost_the_paper(device: Device, language: str, scripts: bool) -> None:
    she = device(language, scripts)
    name = she.sign_up().name
    she.press("Make a number")
    number = she.page.locator("p.number").inner_text()
    she.press("I have written it down")
    writes(she, WRITTEN[language])
    she.tap(she.leave())
    she.go("/sign-in")
    she.follow("I lost my words")
    comes_with(she, name, number[:-1] + str((int(number[-1]) + 1) % 10))
    assert she.reads(
        "There is a slip in this number: a digit is wrong, missing or too many. Please compare it."
    )
    comes_with(she, name, number.replace(" ", "-"))
    new = she.take_card()
    assert she.heading() == she.say("You are back")
    still_has(she, WRITTEN[language])
    she.tap(she.leave())
    she.sign_in(Card("survivor", name, new))
    still_has(she, WRITTEN[language])


@in_two_languages(english_with_scripts=False)
def test_someone_knows(device: Device, language: str, scripts: bool) -> None:
    she, somebody = device(language, scripts), device("en", False)
    old = she.sign_up()
    she.follow("I cannot keep paper safely")
    writes(she, WRITTEN[language])
    somebody.sign_in(old)
    sends_after_signing_out(she, LATE[language], old)
    she.go("/settings/")
    she.follow("Someone may know my words")
    she.press("Show me new words")
    new = she.take_card()
    assert she.heading() == she.say("Everything of yours has a new lock")
    somebody.go("/mine/writing/review")
    assert "/sign-in" in somebody.page.url
    somebody.sign_in(old)
    assert "/sign-in" in somebody.page.url, "the old words are good for nothing"
    still_has(she, WRITTEN[language])
    she.go("/mine/writing/2/both")
    assert LATE[language] in she.text(), "what waited is still there"
    she.tap(she.leave())
    she.sign_in(Card("survivor", old.name, new))
    still_has(she, WRITTEN[language])


@in_two_languages(english_with_scripts=True)
def test_two_helpers(
    device: Device, helpers: tuple[Someone, ...], portal: Running, language: str, scripts: bool
) -> None:
    she = device(language, scripts)
    card = she.sign_up()
    she.follow("I cannot keep paper safely")
    writes(she, WRITTEN[language])
    chooses_two(she)
    she.tap(she.leave())
    stranger = device(language, scripts)
    tell, keep = asks(stranger, card.name)
    for helper in helpers:
        vouches(helper, tell)
    is_warned(she, card)
    comes_back(stranger, card.name, keep)
    assert "/card" not in stranger.page.url, "three days are not over"
    days_pass(portal, 3)
    comes_back(stranger, card.name, keep)
    stranger.take_card()
    assert stranger.heading() == stranger.say("You are back")
    still_has(stranger, WRITTEN[language])


@in_two_languages(english_with_scripts=False)
def test_ended_from_another_phone(device: Device, language: str, scripts: bool) -> None:
    she, lost = device(language, scripts), device(language, scripts)
    card = she.sign_up()
    she.follow("I cannot keep paper safely")
    lost.sign_in(card)
    lost.go("/mine/writing/2")
    lost.box("In your words").fill(WRITTEN[language])
    she.go("/settings/devices")
    she.press("End this")
    lost.press("Save")
    if scripts:  # the page covers itself when it saves by itself; the words are kept either way
        lost.page.wait_for_url("**/kept")
    assert "/kept" in lost.page.url
    she.go("/mine/writing/2/both")
    assert WRITTEN[language] in she.text()


# What they do


def writes(she: Someone, text: str) -> None:
    she.go("/mine/writing/1")
    she.box("In your words").fill(text)
    she.press("Save")
    expect(she.page.locator("[data-status]")).not_to_be_empty()


def still_has(she: Someone, text: str) -> None:
    she.go("/mine/writing/review")
    assert text in she.text()


def sends_after_signing_out(she: Someone, text: str, card: Card) -> None:
    """An open page, a session that has ended meanwhile, and a press on Save."""
    she.go("/mine/writing/2")
    she.page.context.clear_cookies()
    she.box("In your words").fill(text)
    she.press("Save")
    she.page.wait_for_url("**/kept")
    she.sign_in(card)


def comes_with(she: Someone, name: str, number: str) -> None:
    she.go("/recover")
    she.box("Your name here").fill(name)
    she.box("Your recovery number").fill(number)
    she.press("Go on")


def chooses_two(she: Someone) -> None:
    she.go("/mine/people/back")
    she.follow("Choose two people")
    she.box("The first person").select_option(index=1)
    she.box("The second person").select_option(index=1)
    she.press("Choose these two")
    assert she.reads("Please choose two different people. One alone can never open your pages.")
    for box, name in (("The first person", "Joan Okafor"), ("The second person", "Amira Haddad")):
        label = she.box(box).locator("option").filter(has_text=name).inner_text()
        she.box(box).select_option(label=label)
    she.press("Choose these two")
    assert "Joan Okafor" in she.text()


def asks(she: Someone, name: str) -> tuple[str, str]:
    she.go("/recover/people")
    she.box("Your name here").fill(name)
    she.press("Show me the numbers")
    tell, keep = she.page.locator("p.number").all_inner_texts()
    return tell, keep


def vouches(helper: Someone, tell: str) -> None:
    helper.running.passphrases_were_typed(minutes_ago=0)
    helper.go("/vouch")
    helper.box("The number this person told you").fill(tell)
    helper.press("Go on")
    helper.press("Yes, I am sure")


def is_warned(she: Someone, card: Card) -> None:
    she.sign_in(card)
    assert she.reads("Someone asks to come into your pages.")
    she.follow("Look, and stop it if it is not you")
    expect(she.button("Stop it")).to_be_visible()


def comes_back(she: Someone, name: str, keep: str) -> None:
    she.go("/recover/people/back")
    she.box("Your name here").fill(name)
    she.box("The number you kept").fill(keep)
    she.press("Go on")


def days_pass(portal: Running, days: int) -> None:
    """For whoever asked: the clock of the machine cannot be moved, but what was noted can."""
    with closing(sqlite3.connect(portal.data / "main.db")) as main, main:
        for column in ("asked_at", "vouched_at"):
            main.execute(f"UPDATE vouch_asking SET {column} = datetime({column}, '-{days} days')")
