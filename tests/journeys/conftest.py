"""A portal that runs, phones, and the people who hold them.

Each story is told in every language, and both with scripts and without, but not each of the six evenings
that would make: a language changes words and a direction, scripts change what a page does, and one story
in three evenings meets both. The next story has its scripts where this one has none. Where a story is mostly
about what happens, two evenings are enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.real.chromium import (
    browser_context_args,
    browser_type_launch_args,
    own_portal,
    running,
    whole_browser,
)
from tests.real.running import Card, Running, portal_in
from tests.real.someone import Someone

__all__ = ["browser_context_args", "browser_type_launch_args", "own_portal", "running", "whole_browser"]

Open = Callable[..., Someone]
Device = Callable[[str, bool], Someone]
LANGUAGES = ("en", "es", "ar")


def in_each_language(*, english_with_scripts: bool) -> pytest.MarkDecorator:
    """The three evenings of a story: those who read Spanish have what the others have not."""
    scripts = (english_with_scripts, not english_with_scripts, english_with_scripts)
    return pytest.mark.parametrize(("language", "scripts"), list(zip(LANGUAGES, scripts, strict=True)))


def in_two_languages(*, english_with_scripts: bool) -> pytest.MarkDecorator:
    """One evening from the left and one from the right, one with scripts and one without: each of the pages
    is read in every language elsewhere."""
    scripts = (english_with_scripts, not english_with_scripts)
    return pytest.mark.parametrize(("language", "scripts"), list(zip(("en", "ar"), scripts, strict=True)))


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with portal_in(tmp_path_factory.mktemp("portal") / "data") as running:
        yield running


@pytest.fixture(scope="module")
def states(browser: Browser, portal: Running) -> dict[str, Any]:
    """What the browsers of the two hold once they are signed in: the tests share one sign-in each."""
    held = {}
    for who in (portal.survivor, portal.facilitator):
        with browser.new_context(has_touch=True) as context:
            Someone(context.new_page(), portal).sign_in(who)
            held[who.role] = context.storage_state()
    return held


@pytest.fixture
def open_as(
    browser: Browser, browser_context_args: dict[str, Any], portal: Running, states: dict[str, Any]
) -> Iterator[Open]:
    """A phone on which somebody is signed in and has typed her words a moment ago."""
    made = []

    def new(who: Card, language: str = "en", scripts: bool = True) -> Someone:
        kind = {"java_script_enabled": scripts, "storage_state": states[who.role]}
        context = browser.new_context(**browser_context_args | kind)
        made.append(context)
        return Someone(context.new_page(), portal, language)

    portal.passphrases_were_typed(minutes_ago=0)
    yield new
    for context in made:
        context.close()


@pytest.fixture
def device(browser: Browser, browser_context_args: dict[str, Any], portal: Running) -> Iterator[Device]:
    """A phone on which nobody is signed in."""
    made = []

    def new(language: str, scripts: bool) -> Someone:
        context = browser.new_context(**browser_context_args | {"java_script_enabled": scripts})
        made.append(context)
        return Someone(context.new_page(), portal, language)

    yield new
    for context in made:
        context.close()
