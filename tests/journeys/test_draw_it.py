"""She draws it: with a finger in the page, or without scripts on paper, of which she takes a photograph."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, expect

from portal.statements.kinds import Kind
from tests.journeys.conftest import Open, in_two_languages
from tests.journeys.shared_file import chooses, opens, panel, says, shares, takes_back
from tests.real.running import Running
from tests.real.someone import Someone
from tests.statements.attached import PLANTED, photograph

TITLE = {"en": "The house", "es": "La casa", "ar": "البيت"}
WORDS = "A house with its door open."
LOADED = "image => image.complete && image.naturalWidth"
BYTES = "src => fetch(src).then(async answer => [...new Uint8Array(await answer.arrayBuffer())])"
# How many dots of the sheet are not empty.
DRAWN = """canvas => {
    const dots = new Uint32Array(canvas.getContext("2d").getImageData(0, 0, 960, 960).data.buffer);
    return dots.filter(dot => dot !== dots[0]).length;
}"""


@pytest.fixture(scope="session")
def browser(whole_browser: Browser) -> Browser:
    """In the shell a tap right after drawing once led nowhere."""
    return whole_browser


@in_two_languages(english_with_scripts=False)
def test_what_she_drew_is_seen_until_she_takes_it_back(
    open_as: Open, portal: Running, language: str, scripts: bool
) -> None:
    she, facilitator = open_as(portal.survivor, language, scripts), open_as(portal.facilitator)
    if scripts:
        draws(she)
    else:
        chooses(she, "IMG_0001.JPG", photograph(640, 480))
    expect(she.page.locator("main img")).to_be_visible()
    says(she, TITLE[language], WORDS)
    shares(she, Kind.PICTURE, TITLE[language])
    opens(facilitator, WORDS)
    image = facilitator.page.get_by_role("img", name=WORDS)
    assert image.evaluate(LOADED) == (960 if scripts else 640)
    src = image.get_attribute("src") or ""
    assert not any(planted in bytes(facilitator.page.evaluate(BYTES, src)) for planted in PLANTED)
    takes_back(she, facilitator, src)


def draws(she: Someone) -> None:
    sheet = panel(she, "draw").locator("canvas")
    expect(she.button("Keep it")).to_be_hidden()
    stroke(she, sheet, 60)
    first = sheet.evaluate(DRAWN)
    same = pytest.approx(first, rel=0.01)  # drawn again in one go, a dot at the edge may differ
    she.box("Blue").locator("..").click()
    stroke(she, sheet, 200)
    assert sheet.evaluate(DRAWN) > first > 0
    she.button("Undo").click()
    assert sheet.evaluate(DRAWN) == same
    she.button("Empty sheet").click()
    assert sheet.evaluate(DRAWN) == 0
    she.button("Undo").click()
    assert sheet.evaluate(DRAWN) == same
    with she.page.expect_navigation():
        she.button("Keep it").click()  # a tap right after a finger's stroke is now and then part of it


def stroke(she: Someone, sheet: Locator, height: int) -> None:
    """With one finger, which moves the sheet by nothing. A tap in the same moment would be part of it."""
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box() or {"x": 0, "y": 0}
    finger = she.page.context.new_cdp_session(she.page)
    before = she.page.evaluate("scrollY")
    for kind, way in (("touchStart", 0), ("touchMove", 40), ("touchMove", 100), ("touchEnd", None)):
        points = [] if way is None else [{"x": box["x"] + 40 + way, "y": box["y"] + height - way // 2}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    assert she.page.evaluate("scrollY") == before
