"""Somebody without an account looks for help: a lawyer who speaks her language; a number to call; a card on
paper and a file for where there is no network. Nothing of it stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import Device, in_each_language
from tests.real.someone import Someone

LAWYERS = "Ejemplo: ayuda legal para migrantes"
ASKED = {"en": "lawer for my papers", "es": "abogada para mis papeles", "ar": "محامي من اجل الاقامة"}


@pytest.fixture(scope="session")
def browser(whole_browser: Browser) -> Browser:
    """They go back."""
    return whole_browser


@pytest.fixture
def portal(running):
    return running


def looks(she: Someone) -> None:
    """As she would: from the first page on."""
    she.go("/")
    she.follow("Get support")
    she.follow("Find help")


@in_each_language(english_with_scripts=True)
def test_find_a_lawyer_in_spanish(device: Device, language: str, scripts: bool) -> None:
    she = device(language, scripts)
    looks(she)
    she.box("Or in your own words").fill(ASKED[language])
    she.page.locator("select[name=speaks]").select_option("es")
    she.press("Show services")
    first = she.page.locator("main section").first.inner_text()
    assert LAWYERS in first
    found = she.page.url
    she.tap(she.page.locator("main h3 a").first)
    assert she.heading() == LAWYERS
    assert she.page.locator("main a[href^='tel:']").first.get_attribute("href") == "tel:+13125550103"
    she.page.go_back(wait_until="commit")
    assert she.page.url == found
    assert LAWYERS in she.text()
    she.page.reload()
    assert LAWYERS in she.text()
    she.page.go_back(wait_until="commit")
    assert she.heading() == she.say("Find help")
    she.leave().tap()
    she.page.wait_for_url(she.running.leave_url)
    assert she.page.context.cookies() == []


@in_each_language(english_with_scripts=False)
def test_call_now(device: Device, language: str, scripts: bool) -> None:
    """Three taps from the first page: somebody who answers now, and the emergency number on each page."""
    she = device(language, scripts)
    looks(she)
    she.page.locator("input[value=talk]").check()
    she.page.locator("summary").filter(has_text=she.say("More wishes")).tap()
    she.page.locator("input[value=open_now]").check()
    she.press("Show services")
    first = she.page.locator("main section").first
    assert she.say("Open day and night") in first.inner_text()
    assert first.locator("a[href='tel:+13125550100']").bounding_box()["height"] >= 24
    assert she.page.locator("footer a[href^='tel:']").first.is_visible()
    she.tap(she.page.locator("main h3 a").first)
    assert she.page.locator("footer a[href^='tel:']").first.is_visible()
    assert she.page.locator("main a[href='tel:+13125550100']").is_visible()


@in_each_language(english_with_scripts=True)
def test_offline_card(device: Device, language: str, scripts: bool, tmp_path: Path) -> None:
    """A file that is read without a network, and a card that does not say what it is for."""
    she = device(language, scripts)
    looks(she)
    she.box("Near which place?").fill("Lakside")
    she.press("Show services")
    with she.page.expect_download() as download:
        she.link("Keep this list as a file").tap()
    assert download.value.suggested_filename == "paper.html"
    saved = tmp_path / "paper.html"
    download.value.save_as(saved)
    she.tap(she.page.locator("main h3 a").first)
    name = she.heading()
    she.follow("A small card for paper")
    card = she.page.locator("main section").inner_text()
    assert name not in card
    assert "+1 312 555" in card
    she.page.context.set_offline(True)
    asked = []
    she.page.on("request", lambda request: asked.append(request.url))
    she.page.goto(saved.as_uri())
    assert name in she.text()
    assert she.page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert she.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert asked == [saved.as_uri()]
