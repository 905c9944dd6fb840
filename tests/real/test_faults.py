"""What goes wrong while she writes: the line, the battery, a full disk, Back, a session that ends.

Nothing that was saved or sent is lost; with scripts, of what was not, at most what the hands did last.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, Route, expect

from tests.real.running import Card, Running
from tests.real.someone import Someone

FAILED = "Not saved yet. We are trying again. Your words are still here."
SAVED, WORDS = "Saved at %(time)s", "In your words"
PAUSE, RETRY, RETRY_LONGEST = 4_000, 5_000, 120_000  # milliseconds, as write.js counts them
# Letters made of several signs, from both sides, and an end of line as some programs write it.
MIXED = "Café e\u0301 👩‍👧 \u202bعربي\u202c 12 שלום नमस्ते <b>&amp;\n\n\tend "

Phones = Callable[..., Someone]  # a phone on which she is signed in, with scripts or without
with_and_without = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


@pytest.fixture(scope="session")
def browser(whole_browser: Browser) -> Browser:
    return whole_browser


@pytest.fixture(scope="module")
def she(browser: Browser, browser_context_args: dict[str, Any], running: Running) -> Iterator[Someone]:
    """Somebody of whom no other test knows."""
    with browser.new_context(**browser_context_args) as context:
        yield Someone(context.new_page(), running)


@pytest.fixture(scope="module")
def card(she: Someone) -> Card:
    return she.sign_up()


@pytest.fixture
def phones(
    browser: Browser, browser_context_args: dict[str, Any], running: Running, she: Someone, card: Card
) -> Iterator[Phones]:
    made = []

    def new(scripts: bool = True) -> Someone:
        kind = {"java_script_enabled": scripts, "storage_state": she.page.context.storage_state()}
        made.append(browser.new_context(**browser_context_args | kind))
        return Someone(made[-1].new_page(), running)

    yield new
    for context in made:
        context.close()


def write(someone: Someone, number: int, words: str) -> None:
    someone.go(f"/mine/writing/{number}")
    someone.box(WORDS).fill(words)


def has(someone: Someone, number: int) -> str:
    someone.go(f"/mine/writing/{number}")
    return someone.box(WORDS).input_value()


def expect_told(someone: Someone, message: str) -> None:
    told = someone.say(message, time="") if "%" in message else someone.say(message)
    expect(someone.page.locator("[data-status]")).to_contain_text(told, timeout=30_000)


@contextmanager
def full_disk(running: Running) -> Iterator[None]:
    """No more room for what she writes."""
    with closing(sqlite3.connect(running.data / "main.db")) as main:
        for event in ("INSERT", "UPDATE"):
            full = "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
            main.execute(f"CREATE TRIGGER full_{event} BEFORE {event} ON section {full}")
        try:
            yield
        finally:
            for event in ("INSERT", "UPDATE"):
                main.execute(f"DROP TRIGGER full_{event}")


# With scripts


def test_the_battery_dies_after_a_save(phones: Phones) -> None:
    phone = phones()
    write(phone, 2, "This was saved.")
    expect_told(phone, SAVED)
    phone.box(WORDS).press_sequentially(" This was n")
    crash(phone.page)
    found = has(phones(), 2)
    assert found.startswith("This was saved.")
    assert "This was saved. This was n".startswith(found)


def crash(page: Page) -> None:
    """At once: no script of the page learns of it."""
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")


def test_the_line_is_back_and_so_is_the_save(phones: Phones) -> None:
    """However long it was away: the page does not wait for its next try."""
    phone = phones()
    phone.page.clock.install()
    write(phone, 3, "Before the tunnel.")
    phone.page.context.set_offline(True)
    phone.page.clock.fast_forward(PAUSE)
    expect_told(phone, FAILED)
    phone.page.clock.pause_at(phone.page.evaluate("Date.now() + 1000"))
    phone.page.context.set_offline(False)
    expect_told(phone, SAVED)
    assert has(phones(), 3) == "Before the tunnel."


def test_an_answer_that_never_comes_is_not_waited_for_for_ever(phones: Phones) -> None:
    phone = phones()
    asked: list[Route] = []
    phone.page.route("**/mine/writing/*", lambda route: hangs_once(route, asked))
    phone.page.clock.install()
    write(phone, 4, "Into the silence.")
    with phone.page.expect_request("**/mine/writing/4"):
        phone.page.clock.fast_forward(PAUSE)
    phone.page.clock.fast_forward(RETRY_LONGEST)
    expect_told(phone, FAILED)
    phone.page.clock.fast_forward(RETRY)
    expect_told(phone, SAVED)


def hangs_once(route: Route, asked: list[Route]) -> None:
    if route.request.method == "POST" and not asked:
        asked.append(route)
    else:
        route.continue_()


def test_half_a_word_on_a_phones_keyboard_is_saved(phones: Phones) -> None:
    """Such a keyboard holds the word open until a space comes, which may be never."""
    phone = phones()
    phone.go("/mine/writing/5")
    phone.box(WORDS).tap()
    phone.page.clock.install()
    keyboard = phone.page.context.new_cdp_session(phone.page)
    keyboard.send("Input.imeSetComposition", {"text": "unfinis", "selectionStart": 7, "selectionEnd": 7})
    phone.page.clock.fast_forward(PAUSE)
    expect_told(phone, SAVED)
    assert has(phones(), 5) == "unfinis"


def test_another_language_in_the_middle_of_a_sentence(phones: Phones) -> None:
    phone = phones()
    write(phone, 6, "Half a sentence")
    phone.page.get_by_role("navigation").locator("summary").tap()
    phone.tap(phone.page.get_by_role("button", name="العربية"))
    assert phone.page.locator("html").get_attribute("dir") == "rtl"
    assert phone.page.locator("#text").input_value() == "Half a sentence"


# With scripts and without


def test_sixty_thousand_characters_pasted(phones: Phones) -> None:
    """Sent as a form they are tried in tests/web/test_writing_input.py."""
    phone, text = phones(True), (MIXED * 150 + "Word after word. " * 4_000)[:60_000].rstrip()
    phone.go("/mine/writing/8")
    phone.box(WORDS).fill("")
    phone.box(WORDS).focus()
    phone.page.keyboard.insert_text(text)
    expect_told(phone, SAVED)
    assert has(phones(), 8) == text


@with_and_without
def test_back_and_forward(phones: Phones, scripts: bool) -> None:
    phone = phones(scripts)
    phone.go("/mine/writing/")
    write(phone, 9, f"Sent once, {scripts}.")
    phone.press("Save")
    if scripts:
        phone.page.on("dialog", lambda dialog: dialog.accept())
        phone.box(WORDS).fill("And went back at once.")
    phone.page.go_back(wait_until="load")
    phone.page.go_forward(wait_until="load")
    expected = "And went back at once." if scripts else f"Sent once, {scripts}."
    for _look in range(20):  # what was sent on the way out may arrive after she is back
        if phone.box(WORDS).input_value() == expected:
            break
        phone.page.reload()
    expect(phone.box(WORDS)).to_have_value(expected)


@with_and_without
def test_the_disk_is_full(phones: Phones, running: Running, scripts: bool) -> None:
    phone = phones(scripts)
    with full_disk(running):
        write(phone, 10, f"No room, {scripts}.")
        if scripts:
            expect_told(phone, FAILED)
        else:
            phone.press("Save")
            assert phone.heading() == phone.say("Not saved yet, and not lost")
            assert phone.box(WORDS).input_value() == f"No room, {scripts}."
    if scripts:
        expect_told(phone, SAVED)
    else:
        phone.press("Save")
    assert has(phones(), 10) == f"No room, {scripts}."


@with_and_without
def test_a_pause(phones: Phones, browser: Browser, running: Running, card: Card, scripts: bool) -> None:
    kind = {"java_script_enabled": scripts, "has_touch": True}
    with browser.new_context(**kind) as context:
        phone = Someone(context.new_page(), running)
        phone.sign_in(card)
        write(phone, 11, f"Before the pause, {scripts}.")
        phone.press("Pause")
        phone.box("Your secret words or numbers").fill(card.passphrase)
        phone.press("Go on")
        assert phone.box(WORDS).input_value() == f"Before the pause, {scripts}."


# Without scripts


def test_sent_on_a_dead_line_and_sent_again(phones: Phones) -> None:
    """The browser's own page says that there is no line; loading it again sends what was sent."""
    phone = phones(scripts=False)
    write(phone, 12, "Sent into the tunnel.")
    phone.page.context.set_offline(True)
    with phone.page.expect_event("requestfailed"):
        phone.button("Save").tap()
    phone.page.context.set_offline(False)
    phone.page.reload()
    assert has(phones(), 12) == "Sent into the tunnel."
