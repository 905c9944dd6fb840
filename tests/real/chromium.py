"""Debian's Chromium as a small phone: the fixtures that tests/real and tests/journeys share.

Most tests have its shell, where there is one: the same engine in no window, which costs a third. It asks for
no icon, has no microphone and remembers no page for Back: what is about those wants `whole_browser`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType

from tests.real.running import Running, portal_in

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--use-fake-device-for-media-stream",  # a microphone that beeps; a page still has to ask for it
]  # fmt: skip
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 640},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}


def chromium() -> str:
    """Where it is. Where it must be, its absence is a failure and never a green test run."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail("There is no Chromium: install the package chromium, or say where it is in CHROMIUM.")
    pytest.skip("There is no Chromium here; tests in a browser run where there is one.")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    # Playwright switches the back-forward cache off, and with that every "Back shows nothing" would pass.
    shell = None if "CHROMIUM" in os.environ else shutil.which("chromium-headless-shell")
    return {
        "executable_path": shell or chromium(),
        "headless": True,
        "args": FLAGS,
        "ignore_default_args": ["--disable-back-forward-cache"],
    }


@pytest.fixture(scope="session")
def whole_browser(browser_type: BrowserType, browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """The one that people have. A module whose `browser` it shall be says so."""
    browser = browser_type.launch(**browser_type_launch_args | {"executable_path": chromium()})
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return PHONE


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One portal for the tests that leave nothing behind which another would meet."""
    with portal_in(tmp_path_factory.mktemp("portal") / "data") as portal:
        yield portal


@pytest.fixture(scope="module")
def own_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A portal for one story alone, which costs what a real one does."""
    with portal_in(tmp_path_factory.mktemp("own") / "data", quick=False) as portal:
        yield portal
