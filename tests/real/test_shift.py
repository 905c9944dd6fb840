"""Shift three times is "Leave", and nothing that a hand does while it writes is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.real.running import WEATHER, Running
from tests.real.someone import Someone

TWO_MORE, ONCE_MORE = "Press Shift two more times to leave", "Press Shift once more to leave"
WORDS, LAST_WAY = "In your words", "You can leave this site here"
FORGETS = 5_000  # milliseconds after a press


@pytest.fixture
def phone(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    with browser.new_context(**browser_context_args) as context:
        yield context


@pytest.fixture
def somebody(phone: BrowserContext, running: Running) -> Someone:
    """Reading the front page."""
    someone = Someone(phone.new_page(), running)
    someone.go("/")
    return someone


@pytest.fixture
def writer(phone: BrowserContext, running: Running) -> Someone:
    someone = Someone(phone.new_page(), running)
    someone.sign_in(running.survivor)
    return someone


def write(someone: Someone, number: int, words: str) -> None:
    someone.go(f"/mine/writing/{number}")
    someone.box(WORDS).fill(words)
    someone.box(WORDS).focus()


def shift(page: Page, times: int) -> None:
    for _press in range(times):
        page.keyboard.press("Shift")


def expect_told(page: Page, words: str) -> None:
    expect(page.locator("header [aria-live=polite]")).to_have_text(words)


def expect_left(someone: Someone) -> None:
    someone.page.wait_for_url(someone.running.leave_url)
    assert someone.page.title() == WEATHER
    assert someone.page.context.cookies() == []


def expect_here(someone: Someone) -> None:
    """Leaving covers the page in the same moment, so that waiting would show nothing more."""
    expect(someone.page.locator("html")).not_to_have_class("gone")
    assert someone.page.url.startswith(someone.running.url)


def test_three_times_leaves_and_each_press_is_told(somebody: Someone) -> None:
    expect_told(somebody.page, "")
    shift(somebody.page, 1)
    expect_told(somebody.page, TWO_MORE)
    shift(somebody.page, 1)
    expect_told(somebody.page, ONCE_MORE)
    shift(somebody.page, 1)
    expect_left(somebody)


def test_nobody_sees_that_it_is_counted(somebody: Someone) -> None:
    before = somebody.page.screenshot()
    shift(somebody.page, 2)
    expect_told(somebody.page, ONCE_MORE)
    assert somebody.page.screenshot() == before


def test_three_times_saves_what_was_typed_and_signs_out(
    writer: Someone, browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    stolen = writer.page.context.storage_state()
    typed = "I pressed Shift and was gone."
    write(writer, 8, typed)
    assert writer.page.locator("form#writing[data-dirty]").count() == 1
    shift(writer.page, 3)
    expect_left(writer)
    with browser.new_context(**browser_context_args, storage_state=stolen) as context:
        thief = Someone(context.new_page(), writer.running)
        thief.go("/mine/")
        assert thief.heading() == thief.say("Sign in")
    writer.sign_in(writer.running.survivor)
    writer.go("/mine/writing/8")
    assert writer.box(WORDS).input_value() == typed


def test_three_times_leaves_when_all_is_saved(writer: Someone) -> None:
    writer.go("/mine/writing/8")
    writer.box(WORDS).focus()
    shift(writer.page, 3)
    expect_left(writer)


def test_capitals_are_only_capitals(writer: Someone) -> None:
    write(writer, 7, "")
    keyboard = writer.page.keyboard
    for letter in "ABCD":
        keyboard.down("Shift")
        keyboard.press(letter)
        keyboard.up("Shift")
    expect_told(writer.page, "")
    assert writer.box(WORDS).input_value() == "ABCD"
    expect_here(writer)


def test_any_other_key_between_begins_anew(writer: Someone) -> None:
    write(writer, 7, "")
    for _turn in range(2):
        shift(writer.page, 2)
        writer.page.keyboard.press("a")
        expect_told(writer.page, "")
    shift(writer.page, 2)
    expect_told(writer.page, ONCE_MORE)
    expect_here(writer)


@pytest.mark.parametrize("other", ["Alt", "Control"])
@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
def test_a_change_of_the_keyboards_language_is_none(somebody: Someone, other: str, first: bool) -> None:
    keys = [other, "Shift"] if first else ["Shift", other]
    for _turn in range(3):
        for key in keys:
            somebody.page.keyboard.down(key)
        for key in keys:
            somebody.page.keyboard.up(key)
    expect_told(somebody.page, "")
    expect_here(somebody)


def test_marking_words_with_the_mouse_is_none(somebody: Someone) -> None:
    for _turn in range(3):
        somebody.page.keyboard.down("Shift")
        somebody.page.get_by_role("heading", level=1).click()
        somebody.page.keyboard.up("Shift")
    expect_told(somebody.page, "")
    expect_here(somebody)


def test_a_key_held_long_is_one_press(somebody: Someone) -> None:
    for _repeat in range(5):
        somebody.page.keyboard.down("Shift")
    expect_told(somebody.page, "")
    somebody.page.keyboard.up("Shift")
    expect_told(somebody.page, TWO_MORE)


def test_a_pause_begins_anew(somebody: Someone) -> None:
    page = somebody.page
    page.clock.install()
    page.reload()
    shift(page, 1)
    page.clock.fast_forward(FORGETS - 1_000)
    shift(page, 1)
    page.clock.fast_forward(FORGETS - 1_000)
    expect_told(page, ONCE_MORE)
    page.clock.fast_forward(1_000)
    expect_told(page, "")
    shift(page, 1)
    expect_told(page, TWO_MORE)
    expect_here(somebody)
    shift(page, 2)
    expect_left(somebody)


def test_the_last_way_out_is_seen_when_the_keyboard_reaches_it(writer: Someone) -> None:
    typed = "The keyboard went on to the end."
    write(writer, 8, typed)
    way = writer.button(LAST_WAY)
    seen = "one => one.getBoundingClientRect().height > 30"
    assert not way.evaluate(seen)
    for _stop in range(10):
        writer.page.keyboard.press("Tab")
        if way.evaluate("one => one === document.activeElement"):
            break
    expect(way).to_be_focused()
    expect(way).to_be_in_viewport(ratio=1)
    assert way.evaluate(seen)
    writer.page.keyboard.press("Enter")
    expect_left(writer)
    writer.sign_in(writer.running.survivor)
    writer.go("/mine/writing/8")
    assert writer.box(WORDS).input_value() == typed
