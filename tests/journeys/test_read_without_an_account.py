"""Somebody who only looks: all that can be read without an account, and the phone remembers none of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Response

from portal.i18n import direction
from tests.journeys.conftest import in_each_language
from tests.real.running import Running
from tests.real.someone import Someone

TO_READ = {"about/process", "about/privacy", "about/device", "support/"}
STORED = """async () => [document.cookie, Object.keys(localStorage), Object.keys(sessionStorage),
    (await indexedDB.databases()).length, window.caches ? await caches.keys() : [],
    navigator.serviceWorker ? (await navigator.serviceWorker.getRegistrations()).length : 0]"""
NOTHING = ["", [], [], 0, [], 0]


@pytest.fixture(scope="session")
def browser(whole_browser: Browser) -> Browser:
    return whole_browser


@pytest.fixture
def looking(
    browser: Browser, browser_context_args: dict[str, Any], running: Running, language: str, scripts: bool
) -> Iterator[Someone]:
    kind = browser_context_args | {"java_script_enabled": scripts}
    with browser.new_context(**kind) as phone:
        yield Someone(phone.new_page(), running, language)


@in_each_language(english_with_scripts=False)
def test_reading_without_an_account(looking: Someone, language: str) -> None:
    answers: list[Response] = []
    looking.page.on("response", lambda answer: answers.append(answer))
    looking.go("/")
    front = looking.heading()
    at_rest(looking)
    links = to_read(looking)
    assert {path.removeprefix(f"/{language}/") for path in links} >= TO_READ
    for path in links:
        reads(looking, path)
        looking.page.go_back(wait_until="commit")  # it comes out of memory: nothing loads
        assert looking.heading() == front
    reads(looking, f"/{language}/support/")
    finds_somebody_to_call(looking)
    at_rest(looking)
    assert len(answers) > len(links)
    assert [answer.url for answer in answers if "set-cookie" in answer.all_headers()] == []


def to_read(someone: Someone) -> list[str]:
    """Addresses of what the front page offers to read, in its order."""
    links = someone.page.locator("main a, footer a").evaluate_all("all => all.map(a => a.href)")
    paths = [urlsplit(link).path for link in links if link.startswith(someone.running.url)]
    return list(dict.fromkeys(path for path in paths if "/about/" in path or path.endswith("/support/")))


def reads(someone: Someone, path: str) -> None:
    someone.tap(someone.page.locator(f"a[href$='{path}']").first)
    assert urlsplit(someone.page.url).path == path
    assert len(someone.page.get_by_role("main").inner_text()) > 100
    html = someone.page.locator("html")
    assert html.get_attribute("dir") == direction(someone.language)
    assert someone.leave().is_visible()
    at_rest(someone)


def at_rest(someone: Someone) -> None:
    """Nothing is stored: not in the browser's jar, not where a page could put it."""
    assert someone.page.context.cookies() == []
    assert someone.page.context.storage_state() == {"cookies": [], "origins": []}
    assert someone.page.evaluate(STORED) == NOTHING


def finds_somebody_to_call(someone: Someone) -> None:
    assert someone.page.locator("main a[href^='tel:']").count() > 0
