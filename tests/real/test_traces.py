"""What stays on the phone, and what leaves it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from portal.settings import OFFERED
from tests.house.source import ROOT
from tests.real.discreet import told_by
from tests.real.places import NOBODY
from tests.real.running import Running
from tests.real.someone import Someone

LOOPBACK = {"127.0.0.1", "localhost"}
STORED = """async () => ({
  local: localStorage.length,
  session: sessionStorage.length,
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  cookies: document.cookie.length,
})"""


@pytest.fixture(scope="session")
def browser(whole_browser: Browser) -> Browser:
    return whole_browser


class Walk:
    """A fresh profile that has read every public page in every language, and what came of it."""

    def __init__(self, browser: Browser, running: Running) -> None:
        self.context = browser.new_context()
        self.page = self.context.new_page()
        self.asked: list[str] = []
        self.set_cookies: list[str] = []
        self.history: list[tuple[str, str]] = []
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.context.on("response", lambda response: self._look_at(response.url, response.headers))
        for language in OFFERED:
            for path in NOBODY.values():
                self.page.goto(running.at(f"/{language}{path}"))
                self.history.append((self.page.title(), self.page.url))

    def _look_at(self, url: str, headers: dict[str, str]) -> None:
        if "set-cookie" in headers:
            self.set_cookies.append(url)


@pytest.fixture(scope="module")
def walk(browser: Browser, running: Running) -> Iterator[Walk]:
    walk = Walk(browser, running)
    yield walk
    walk.context.close()


def test_reading_leaves_nothing_on_the_phone(walk: Walk) -> None:
    assert walk.context.cookies() == []
    assert walk.set_cookies == []
    assert set(walk.page.evaluate(STORED).values()) == {0}


def test_nothing_is_asked_of_anybody_else(walk: Walk) -> None:
    assert len(walk.asked) > len(walk.history)
    assert {urlsplit(url).hostname for url in walk.asked} <= LOOPBACK


def test_the_history_tells_nothing(walk: Walk) -> None:
    listening = walk.context.new_cdp_session(walk.page)
    entries = listening.send("Page.getNavigationHistory")["entries"]
    kept = [(one["title"], one["url"]) for one in entries if one["url"].startswith("http")]
    assert len(kept) >= len(NOBODY)
    assert [fault for line in {*kept, *walk.history} for fault in told_by(*line)] == []


def test_the_pages_have_different_titles(walk: Walk) -> None:
    """So that somebody who hears them read out knows where she is."""
    by_place = {url: title for title, url in walk.history}
    public = [
        by_place[url] for url in by_place if re.search(r"/en/(about/\w+|support/|leaving|sign-\w+|)$", url)
    ]
    assert len(public) >= 8
    assert len(set(public)) == len(public)


# Back


def test_the_back_forward_cache_is_on(page: Page, running: Running) -> None:
    """Without it, nothing here that is said about Back would mean anything."""
    page.goto(running.leave_url)
    page.evaluate("addEventListener('pageshow', event => { window.came_back = event.persisted })")
    page.get_by_role("link", name="Tomorrow").click()
    page.go_back(wait_until="commit")
    page.wait_for_function("window.came_back === true")


def test_whoever_goes_back_does_so_in_the_whole_browser() -> None:
    """Its shell loads each page anew."""
    goes, whole = "page.go_back", "def browser(whole_browser"
    sources = {path.name: path.read_text() for path in (ROOT / "tests").rglob("test_*.py")}
    going = {name for name, source in sources.items() if goes in source}
    assert len(going) >= 4
    assert {name for name in going if whole not in sources[name]} == set()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("path", ["/mine/writing/review", "/settings/", "/mine/writing/1"])
def test_back_shows_nothing_of_hers_after_leaving(
    browser: Browser, browser_context_args: dict[str, Any], running: Running, path: str, scripts: bool
) -> None:
    kind = browser_context_args | {"java_script_enabled": scripts}
    with browser.new_context(**kind) as phone:
        she = Someone(phone.new_page(), running)
        she.sign_in(running.survivor)
        she.go(path)
        hers = she.page.get_by_role("main").inner_text()
        she.leave().tap()
        she.page.wait_for_url(running.leave_url)
        for _step in range(2):
            she.page.go_back(wait_until="load")
            assert told_by(she.page.title(), she.page.url) == []
            assert she.heading() == she.say("Sign in")
            assert not [part for part in hers.split("\n\n") if len(part) > 30 and part in she.text()]


# Real tabs


@pytest.fixture
def phone(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    context = browser.new_context(**browser_context_args)
    yield context
    context.close()


def test_forms_in_two_tabs_survive_a_step_up_in_one(phone: BrowserContext, running: Running) -> None:
    first, second = (Someone(phone.new_page(), running) for _tab in range(2))
    first.sign_in(running.survivor)
    cookie = phone.cookies()[0]["value"]
    first.go("/mine/choices/new")
    first.page.get_by_role("radio").first.check()
    first.page.locator("input[name=purpose][value=possible]").check()
    writing = Someone(phone.new_page(), running)
    writing.go("/mine/writing/8")
    writing.box("In your words").fill("They should know.")

    second.go("/again")
    second.box("Your secret words or numbers").fill(running.survivor.passphrase)
    second.press("Go on")
    assert phone.cookies()[0]["value"] != cookie

    first.press("Go on")
    assert first.heading() == first.say("Which parts?")
    writing.press("Save")
    assert writing.box("In your words").input_value() == "They should know."
    assert writing.reads("Saved at %(time)s", time="")


def test_signing_out_takes_the_cookie_along(phone: BrowserContext, running: Running) -> None:
    someone = Someone(phone.new_page(), running)
    someone.sign_in(running.advocate)
    names = {one["name"]: one for one in phone.cookies()}
    assert list(names) == ["__Host-sid"]
    assert names["__Host-sid"]["httpOnly"]
    assert names["__Host-sid"]["secure"]
    assert names["__Host-sid"]["expires"] == -1, "it goes when the browser is closed"
    someone.press("Sign out")
    assert phone.cookies() == []
