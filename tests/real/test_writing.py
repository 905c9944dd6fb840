"""Writing on a real phone: saved by itself, on a bad line, in two tabs, on the way out; and without scripts.

Each test writes in a section of its own, so that they share one sign-in. Who leaves signs in herself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.real.running import WEATHER, Running
from tests.real.someone import Someone

# Milliseconds, and bytes a second: 400 kbit/s.
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
SLOWER = SLOW | {"latency": 2_000}
OFFLINE = SLOW | {"offline": True}
LONG = "One word after another, on a slow line. " * 60
SAVED, WORDS = "Saved at %(time)s", "In your words"
GO_ON, PAUSE = "Go on", 4_000  # write.js waits so many milliseconds after the last letter


@pytest.fixture(scope="module")
def phone(
    browser: Browser, browser_context_args: dict[str, Any], running: Running
) -> Iterator[BrowserContext]:
    with signed_in(browser, browser_context_args, running) as someone:
        yield someone.page.context


@pytest.fixture
def writer(phone: BrowserContext, running: Running) -> Iterator[Someone]:
    yield from tab_of(phone, running)


@pytest.fixture
def another_tab(phone: BrowserContext, running: Running) -> Iterator[Someone]:
    yield from tab_of(phone, running)


@pytest.fixture
def plain(
    phone: BrowserContext, browser: Browser, browser_context_args: dict[str, Any], running: Running
) -> Iterator[Someone]:
    """The same person on a phone without scripts."""
    same = browser_context_args | {"java_script_enabled": False, "storage_state": phone.storage_state()}
    with browser.new_context(**same) as context:
        yield from tab_of(context, running)


def tab_of(context: BrowserContext, running: Running) -> Iterator[Someone]:
    page = context.new_page()
    yield Someone(page, running)
    page.close()


@contextmanager
def signed_in(browser: Browser, kind: dict[str, Any], running: Running) -> Iterator[Someone]:
    with browser.new_context(**kind) as context:
        someone = Someone(context.new_page(), running)
        someone.sign_in(running.survivor)
        yield someone


def write(someone: Someone, number: int) -> Someone:
    someone.go(f"/mine/writing/{number}")
    someone.box(WORDS).tap()
    return someone


def add(someone: Someone, words: str) -> None:
    someone.box(WORDS).press_sequentially(words)


def expect_saved(someone: Someone) -> None:
    expect(someone.page.get_by_role("status")).to_contain_text(someone.say(SAVED, time=""), timeout=30_000)


def kept_texts(someone: Someone) -> list[str]:
    """As they are seen, without what is said to who cannot see the marks."""
    unseen = "box.querySelectorAll('.unseen').forEach(one => one.remove())"
    said = f"all => all.map(box => {{ {unseen}; return box.textContent }})"
    texts: list[str] = someone.page.locator(".letter").evaluate_all(said)
    return texts


class Line:
    """The connection of one page: as bad as it is made, until it is made better."""

    def __init__(self, page: Page) -> None:
        self.network = page.context.new_cdp_session(page)
        self.network.send("Network.enable")

    def becomes(self, conditions: dict[str, Any]) -> None:
        self.network.send("Network.emulateNetworkConditions", conditions)


def saves_of(page: Page) -> list[str]:
    """The saves this page sends from now on; the list grows."""
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    return sent


# With scripts


def test_what_is_typed_saves_itself(writer: Someone, another_tab: Someone) -> None:
    write(writer, 4)
    add(writer, "My sister rings every evening.")
    expect_saved(writer)
    write(another_tab, 4)
    assert another_tab.box(WORDS).input_value() == "My sister rings every evening."


def test_two_tabs_keep_both_texts_and_the_late_one_stops(writer: Someone, another_tab: Someone) -> None:
    write(writer, 5)
    write(another_tab, 5)
    add(writer, "From the first tab.")
    writer.press("Save")
    Line(another_tab.page).becomes(SLOWER)
    sent = saves_of(another_tab.page)
    another_tab.page.clock.install()
    add(another_tab, "From the second tab.")
    another_tab.page.clock.fast_forward(PAUSE)
    add(another_tab, " And a little more.")
    another_tab.button(GO_ON).wait_for()
    assert "second tab" not in another_tab.text()
    for _turn in range(100):
        if len(sent) < 2:
            another_tab.page.wait_for_timeout(50)
    another_tab.page.clock.fast_forward(10 * 60_000)
    assert len(sent) == 2, "once, and once more what was typed while it was on its way"
    another_tab.press(GO_ON)
    assert kept_texts(another_tab) == ["From the first tab.", "From the second tab. And a little more."]


def test_a_page_left_alone_covers_itself_and_comes_back(writer: Someone) -> None:
    write(writer, 6)
    add(writer, "They keep my passport.")
    writer.page.locator("form#writing").evaluate("form => { form.dataset.idle = 1 }")
    writer.button(GO_ON).wait_for()
    assert "passport" not in writer.text()
    assert not writer.box(WORDS).is_visible()
    writer.press(GO_ON)
    assert writer.box(WORDS).input_value() == "They keep my passport."


def test_a_bad_line_loses_nothing(writer: Someone, another_tab: Someone) -> None:
    write(writer, 9)
    line = Line(writer.page)
    line.becomes(SLOW)
    add(writer, "Slowly. ")
    expect_saved(writer)
    line.becomes(OFFLINE)
    writer.box(WORDS).fill("Slowly. " + LONG)
    failed = writer.say("Not saved yet. We are trying again. Your words are still here.")
    expect(writer.page.get_by_role("status")).to_contain_text(failed, timeout=30_000)
    for _turn in range(6):  # half a minute without a line, in which she goes on
        add(writer, "Even more.")
        writer.page.wait_for_timeout(5_000)
    line.becomes(SLOW)
    expect_saved(writer)
    write(another_tab, 9)
    assert another_tab.box(WORDS).input_value() == "Slowly. " + LONG + "Even more." * 6


def test_two_taps_on_save_are_one_save(writer: Someone) -> None:
    write(writer, 7)
    writer.box(WORDS).fill("Why?")
    Line(writer.page).becomes(SLOWER)
    sent = saves_of(writer.page)
    save = writer.button("Save").bounding_box()
    assert save is not None
    with writer.page.expect_navigation():
        for _tap in range(2):
            writer.page.touchscreen.tap(save["x"] + 20, save["y"] + 20)
            writer.page.wait_for_timeout(200)
    assert len(sent) == 1
    assert writer.box(WORDS).input_value() == "Why?"
    assert kept_texts(writer) == []


@pytest.mark.parametrize("path", ["/", "/mine/", "/mine/writing/3", "/mine/choices/new"])
def test_the_first_stop_of_the_keyboard_is_leave(writer: Someone, path: str) -> None:
    writer.go(path)
    writer.page.keyboard.press("Tab")
    expect(writer.leave()).to_be_focused()
    writer.page.keyboard.press("Tab")
    expect(writer.page.locator("a[href='#main']")).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_leaving_saves_what_was_typed(
    browser: Browser, browser_context_args: dict[str, Any], running: Running, scripts: bool
) -> None:
    kind = browser_context_args | {"java_script_enabled": scripts}
    typed = f"I wrote this and left at once, {scripts}."
    with signed_in(browser, kind, running) as someone:
        write(someone, 8).box(WORDS).fill(typed)
        someone.leave().tap()
        someone.page.wait_for_url(running.leave_url)
        assert someone.page.title() == WEATHER
        assert someone.page.context.cookies() == []
    with signed_in(browser, kind, running) as someone:
        assert write(someone, 8).box(WORDS).input_value() == typed


# Without scripts


def test_save_works_without_scripts(plain: Someone) -> None:
    write(plain, 2)
    plain.box(WORDS).fill("Two lines,\n\n\nand a gap.")
    plain.press("Save")
    assert plain.box(WORDS).input_value() == "Two lines,\n\n\nand a gap."
    assert plain.reads(SAVED, time="")


def test_another_language_keeps_what_was_typed(plain: Someone) -> None:
    write(plain, 3)
    plain.box(WORDS).fill("Half a sentence")
    plain.page.get_by_role("navigation").locator("summary").tap()
    plain.tap(plain.page.get_by_role("button", name="العربية"))
    plain.language = "ar"
    assert plain.page.locator("html").get_attribute("dir") == "rtl"
    assert plain.box(WORDS).input_value() == "Half a sentence"
