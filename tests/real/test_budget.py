"""What a first visit costs on an old phone: bytes over the wire, requests, rounds before the first paint."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from portal.settings import OFFERED
from tests.real.places import NOBODY
from tests.real.running import Running

FIRST_WINDOW = 14_336  # bytes: what TCP sends before it waits for an answer (RFC 6928, ten segments)
REQUESTS = 4
BLOCKING = """() => performance.getEntriesByType("resource")
    .filter(one => one.renderBlockingStatus !== "non-blocking").map(one => one.name)"""
RULES_THAT_HOLD = """() => [...document.styleSheets]
    .filter(one => one.ownerNode.localName === "style").reduce((sum, one) => sum + one.cssRules.length, 0)"""


@pytest.fixture(scope="session")
def browser(whole_browser: Browser) -> Browser:
    return whole_browser


class Wire:
    """Counts what arrives: headers too, and what the browser fetches on its own (its icon, prefetches)."""

    def __init__(self, page: Page) -> None:
        self.asked: dict[str, str] = {}
        self.arrived: dict[str, float] = {}
        listening = page.context.new_cdp_session(page)
        listening.on("Network.requestWillBeSent", self._note_request)
        listening.on("Network.loadingFinished", self._note_bytes)
        listening.send("Network.enable")

    def _note_request(self, event: dict[str, Any]) -> None:
        self.asked[event["requestId"]] = event["request"]["url"]

    def _note_bytes(self, event: dict[str, Any]) -> None:
        self.arrived[event["requestId"]] = event["encodedDataLength"]

    def settled(self, page: Page) -> dict[str, float]:
        """Bytes by address, when all that was asked for has come, the late icon too."""
        page.wait_for_load_state("networkidle")
        for _turn in range(200):
            if len(self.arrived) == len(self.asked) and any("icon." in url for url in self.asked.values()):
                break
            page.wait_for_timeout(50)
        return {self.asked[id]: bytes_ for id, bytes_ in self.arrived.items()}


@pytest.mark.parametrize("path", ["", "support/find/"])
@pytest.mark.parametrize("language", OFFERED)
def test_a_first_visit_fits_in_the_first_window(
    page: Page, running: Running, language: str, path: str
) -> None:
    wire = Wire(page)
    page.goto(running.at(f"/{language}/{path}"))
    came = wire.settled(page)
    assert any("site." in url for url in came), "the prefetched stylesheet was not counted"
    assert any("icon." in url for url in came), "the icon was not counted"
    assert sum(came.values()) <= FIRST_WINDOW, came
    assert len(came) <= REQUESTS, list(came)


def test_a_public_page_paints_from_one_answer(page: Page, running: Running) -> None:
    for name, path in NOBODY.items():
        page.goto(running.at(f"/en{path}"))
        assert page.evaluate(RULES_THAT_HOLD) > 100, f"{name} carries no stylesheet that its policy allows"
        assert page.evaluate(BLOCKING) == [], f"{name} waits for more before it is painted"


def test_the_next_page_asks_for_nothing_but_itself(page: Page, running: Running) -> None:
    """Files are kept for good, so that a walk costs one answer a page."""
    page.goto(running.at("/en/"), wait_until="networkidle")
    wire = Wire(page)
    page.goto(running.at("/en/about/process"), wait_until="networkidle")
    from_the_network = [url for id, url in wire.asked.items() if wire.arrived.get(id, 0) > 0]
    assert from_the_network == [running.at("/en/about/process")]
