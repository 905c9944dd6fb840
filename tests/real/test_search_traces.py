"""What a session of searching leaves: in the browser's profile on the disk, and on the server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserType

from tests.real.chromium import FLAGS, chromium
from tests.real.running import Running, portal_in
from tests.real.scan import Scanner
from tests.real.someone import Someone

TYPED = {
    "en": ("zitronenfalter lawer", "Quetzalopolis"),
    "es": ("mariposa abogadito", "Quetzalopolis"),
    "ar": ("محامي فراشة صفراء", "مدينة الفراشات"),
}
CHINESE = "我需要黄蝴蝶律师"


class Evening:
    """She searches in three languages, reads what is found, leaves, and closes the browser."""

    def __init__(
        self, browser_type: BrowserType, phone: dict[str, Any], folder: Path, running: Running
    ) -> None:
        self.profile, self.running = folder / "profile", running
        self.found: list[str] = []
        with browser_type.launch_persistent_context(
            self.profile, executable_path=chromium(), headless=True, args=FLAGS, **phone,
            ignore_default_args=["--disable-back-forward-cache"],
        ) as context:  # fmt: skip
            page = context.new_page()
            for language, (words, place) in TYPED.items():
                self._looks(Someone(page, running, language), words, place)
            self._looks(Someone(page, running, "en"), CHINESE, "Lakeside")
            Someone(page, running, "en").leave().tap()
            page.wait_for_url(running.leave_url)
            self.cookies = context.cookies()

    def _looks(self, she: Someone, words: str, place: str) -> None:
        she.go("/support/find/")
        she.box("Or in your own words").fill(words)
        she.box("Near which place?").fill(place)
        she.press("Show services")
        self.found.append(she.text())
        she.tap(she.page.locator("main h3 a").first)
        she.page.go_back(wait_until="commit")


@pytest.fixture(scope="module")
def evening(
    browser_type: BrowserType, browser_context_args: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Evening]:
    folder = tmp_path_factory.mktemp("search")
    with portal_in(folder / "data") as running:
        yield Evening(browser_type, browser_context_args, folder, running)


def words() -> dict[str, str]:
    listed = [one for pair in TYPED.values() for one in pair] + [CHINESE]
    return {one: one for said in listed for one in (said, *said.split()) if len(one.encode()) >= 12}


@pytest.fixture(scope="session")
def browser(whole_browser):
    """It goes back."""
    return whole_browser


def test_she_did_search(evening):
    for (typed, place), told in zip(TYPED.values(), evening.found, strict=False):
        assert typed.split()[0] in told or place in told
    assert "Example Work Rights Desk" in evening.found[-1]


def test_the_phone_keeps_no_word(evening):
    assert evening.cookies == []
    history = (evening.profile / "Default" / "History").read_bytes()
    assert b"/support/found/" in history, "a scan of this profile would find nothing whatever stood there"
    assert Scanner(words()).look_in(evening.profile) == []


def test_the_server_keeps_no_word(evening):
    assert (evening.running.data / "main.db").exists()
    assert Scanner(words()).look_in(evening.running.data) == []


def test_a_word_that_was_kept_would_be_found(evening, tmp_path):
    (tmp_path / "History").write_bytes("…".encode() + TYPED["ar"][0].encode())
    assert Scanner(words()).look_in(tmp_path)
