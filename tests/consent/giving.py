"""What a person does to give, page by page, in whatever language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from portal.consent.choosing import recipient
from portal.programmes.service import Recipient
from tests.browser import Browser
from tests.make import working
from tests.page import Page, text
from tests.sharing import scene

if TYPE_CHECKING:
    from tests.conftest import World

PARTS = ("1", "3")


def the_team(world: World) -> Recipient:
    with working(world, writing=False) as w:
        return recipient(w, scene(world).team.id)


def choose(world: World, browser: Browser, language: str = "en") -> Page:
    """Up to the question which parts."""
    browser.get(f"/{language}/mine/choices/new")
    return browser.fill({"team": str(the_team(world).id), "purpose": "possible"}).submit()


def look(
    world: World, browser: Browser, language: str = "en", parts: Iterable[str] = PARTS, days: int = 20
) -> Page:
    """Up to the page that shows what they would see."""
    choose(world, browser, language)
    tick(browser, parts)
    return until(world, browser, days)


def tick(browser: Browser, parts: Iterable[str]) -> Page:
    """These parts, and nothing left out of them."""
    browser.fill({"parts": list(parts)}).submit()
    return goes_on(browser)


def goes_on(browser: Browser) -> Page:
    """Past the page that looks for what could harm her."""
    return browser.fill({"show": "yes"}).submit()


def day(world: World, days: int) -> date:
    """So many days from today, where she is."""
    return world.clock().astimezone(ZoneInfo(world.settings.timezone)).date() + timedelta(days=days)


def until(world: World, browser: Browser, days: int) -> Page:
    return browser.fill({"until": day(world, days).isoformat()}).submit()


def yes(browser: Browser) -> Page:
    return browser.submit(button="answer=yes")


def frame(page: Page) -> str:
    """Everything in the frame around what is shown to the recipient."""
    (found,) = page.all(css="frame")
    return text(found)
