"""Every page, in every language, light and dark, on the narrowest phone: for everybody, and never wider."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.exceptions import HTTPException

from portal.catalogues import direction
from portal.settings import OFFERED
from tests.real.discreet import told_by
from tests.real.places import STATUS, WHO_MEETS
from tests.real.running import Running
from tests.real.scene import LONG_WORD, NAMES, Scene
from tests.real.someone import Someone

WIDTH, CORNER, THUMB = 320, 16, 44  # CSS pixels; 44: WCAG 2.2, 2.5.5
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = f"window.startAxe = () => {{ {Axe().axe_script}\n }}"  # on each page, though only some run it
FIND = """ask => {
  if (!window.axe) window.startAxe();
  return axe.run(ask).then(({violations}) => violations.flatMap(one => one.nodes.map(
    node => `${one.id}: ${node.html.slice(0, 160)} ${node.target}`)));
}"""
COLOURS = ["color-contrast", "link-in-text-block"]
MORE_OF = {"support_all"}  # of what "support" shows: a hundred rows of the same colours
FACTS = """() => [performance.getEntriesByType("navigation")[0].responseStatus,
    document.documentElement.getAttribute("lang"), document.documentElement.getAttribute("dir")]"""
OPEN_ALL = "() => document.querySelectorAll('main details').forEach(one => { one.open = true })"
TOP_AND_END = """one => [0, document.body.scrollHeight].map(place => {
  scrollTo(0, place);
  return one.getBoundingClientRect().toJSON();
})"""
STICKING_OUT = """width => {
  const found = [], page = document.scrollingElement.scrollWidth, words = document.createRange();
  if (page > width) found.push(`the page is ${page} px wide`);
  for (const one of document.body.querySelectorAll("*:not(svg *)")) {
    const boxes = [one.getBoundingClientRect()];
    for (const text of one.childNodes) {
      if (text.nodeType !== Node.TEXT_NODE || getComputedStyle(one).overflowX !== "visible") continue;
      words.selectNodeContents(text);
      boxes.push(...words.getClientRects());
    }
    const out = boxes.some(box => box.width && box.height && (box.left < -1 || box.right > width + 1));
    if (out) found.push(one.outerHTML.slice(0, 160));
  }
  return found;
}"""


@pytest.fixture(scope="module")
def scene(browser: Browser, browser_context_args: dict[str, Any], running: Running) -> Iterator[Scene]:
    narrow = browser_context_args | {"viewport": {"width": WIDTH, "height": 640}, "reduced_motion": "reduce"}
    scene = Scene(browser, running, narrow)
    scene.set()
    for someone in scene.tabs.values():
        someone.page.context.add_init_script(AXE)  # a quarter of what it takes to send it to each page
    yield scene
    scene.close()


def hurdles(page: Page, options: dict[str, Any]) -> list[str]:
    """What axe finds, one line each."""
    found: list[str] = page.evaluate(FIND, {"resultTypes": ["violations"], "preload": False, **options})
    return found


def all_hurdles(page: Page, language: str, name: str = "") -> list[str]:
    """With every rule in English. Another language of the same direction is the same page with other words,
    and one of the other direction the same colours: what is left of it in the dark are colours alone."""
    if language != "en" and direction(language) == "ltr":
        return []
    page.emulate_media(color_scheme="light")
    coloured = language == "en" and name not in MORE_OF
    colours = {rule: {"enabled": coloured} for rule in COLOURS}
    found = hurdles(page, {"runOnly": LEVELS, "rules": {"target-size": {"enabled": True}} | colours})
    if not coloured:
        return found
    page.emulate_media(color_scheme="dark")
    return found + [f"dark: {one}" for one in hurdles(page, {"runOnly": {"type": "rule", "values": COLOURS}})]


def out_of_its_corner(someone: Someone) -> list[str]:
    """Leave stands at the block start, inline end, wherever the page is scrolled to."""
    found = []
    for place, box in zip(("top", "end"), someone.leave().evaluate(TOP_AND_END), strict=True):
        to_end = box["x"] if direction(someone.language) == "rtl" else WIDTH - box["x"] - box["width"]
        in_corner = 0 <= to_end <= CORNER and 0 <= box["y"] <= CORNER
        if not in_corner or min(box["width"], box["height"]) < THUMB:
            found.append(f"Leave is at {box} at the {place} of the page")
    return found


@pytest.mark.parametrize("language", OFFERED)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_for_everybody_and_fits(scene: Scene, name: str, language: str) -> None:
    someone = scene.meet(name, language)
    page = someone.page
    assert page.evaluate(FACTS) == [STATUS.get(name, 200), language, direction(language)], someone.text()
    assert told_by(page.title(), page.url) == []
    assert scene.complaints == []
    page.evaluate(OPEN_ALL)
    found = all_hurdles(page, language, name) + page.evaluate(STICKING_OUT, WIDTH)
    found += out_of_its_corner(someone)
    assert not found, "\n".join([page.url, *found])


@pytest.mark.parametrize("language", OFFERED)
@pytest.mark.parametrize("name", ["front", "write"])
def test_the_open_language_menu_is_for_everybody_and_fits(scene: Scene, name: str, language: str) -> None:
    page = scene.meet(name, language).page
    page.locator("header summary").tap()
    found = all_hurdles(page, language) + page.evaluate(STICKING_OUT, WIDTH)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", OFFERED)
def test_a_page_that_covered_itself_is_for_everybody_and_fits(scene: Scene, language: str) -> None:
    survivor = scene.meet("write", language)
    survivor.page.clock.install()
    survivor.page.reload()
    survivor.page.clock.fast_forward("20:00")
    survivor.button("Go on").wait_for()
    found = all_hurdles(survivor.page, language) + survivor.page.evaluate(STICKING_OUT, WIDTH)
    assert not found, "\n".join(found)


def test_no_page_is_forgotten(app: Flask, scene: Scene) -> None:
    """A new page belongs into tests/real/scene.py. Leaving shows none; a choice is seen by an act."""
    places = app.url_map.bind("127.0.0.1")
    paths = [path.partition("?")[0] for paths in WHO_MEETS.values() for path in paths.values()]
    met = {
        "safety.leave",
        "consent.give",
        "vouching.sure",
        "inbox.paper",
        "accounts.changed",
        "consent.telling",
    }
    met |= {"consent.receipt_json", "consent.receipt_pdf", "consent.ledger"}  # files, not pages
    met |= {"statements.file_content", "consent.shared_file", "inbox.file", "finding.saved"}
    met |= {"handover.change"}  # it only leads on
    for path in paths:
        with suppress(HTTPException):
            met.add(places.match("/en" + path.format(**scene.ids))[0])
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    assert {rule.endpoint for rule in rules if rule.rule.startswith("/<language")} - met == set()


def test_the_long_word_is_on_these_pages(scene: Scene) -> None:
    for name in ("write", "review", "give"):
        survivor = scene.meet(name, "en")
        typed = survivor.page.locator("textarea").all()
        assert LONG_WORD in survivor.text() + "".join(box.input_value() for box in typed), name
