"""A photograph and a recording, from her telephone to the facilitator, until she stops sharing them."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from portal.demo import TEAM
from tests.journeys.conftest import Open
from tests.real.running import Running
from tests.real.someone import Someone
from tests.statements.attached import MIB, photograph, sound

FILES: dict[str, Any] = {
    "Photograph or drawing": {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photograph(900, 600)},
    "Sound recording": {"name": "voice.wav", "mimeType": "audio/wav", "buffer": sound(6 * MIB)},
}
SECONDS = (6 * MIB - 44) / 16000
LOADED = """image => image.complete ? image.naturalWidth
  : new Promise(yes => { image.onload = () => yes(image.naturalWidth); })"""
LISTENS = """async audio => {
  const on = name => new Promise((yes, no) => {
    audio.addEventListener(name, yes, {once: true}); audio.addEventListener("error", no, {once: true});
  });
  if (audio.readyState < 1) { const there = on("loadedmetadata"); audio.load(); await there; }
  const moved = on("seeked");
  audio.currentTime = audio.duration - 5;
  await moved;
  return [audio.duration, audio.currentTime];
}"""


def test_from_her_telephone_to_the_facilitator(open_as: Open, portal: Running) -> None:
    """With scripts; without them a photograph goes the same way in test_draw_it."""
    she, facilitator = open_as(portal.survivor), open_as(portal.facilitator)
    adds_both(she)
    shares_both(she)
    facilitator.go("/inbox/")
    facilitator.tap(facilitator.page.locator("main ul.rows a").first)
    looks_and_listens(facilitator.page)
    she.follow("Stop sharing")
    she.press("Stop sharing now")
    url = facilitator.page.locator("audio").last.get_attribute("src") or ""
    answer = facilitator.page.request.get(portal.at(url), headers={"Range": "bytes=0-99"})
    assert answer.status == 410


def adds_both(she: Someone) -> None:
    she.go("/mine/writing/1")
    she.box("In your words").fill("Typed before she chose a file.")
    she.press("Photographs, sound, documents")
    for kind, chosen in FILES.items():
        she.box("Choose a file").set_input_files(chosen)
        she.press("Add it")
        assert she.heading() == she.say(kind)
        she.follow("All files of this part")
    she.go("/mine/writing/1")
    assert she.box("In your words").input_value() == "Typed before she chose a file."


def shares_both(she: Someone) -> None:
    she.go("/mine/choices/new")
    she.page.get_by_role("radio", name=TEAM).check()
    she.page.locator("input[name=purpose][value=possible]").check()
    she.press("Go on")
    for kind in FILES:
        she.page.get_by_label(she.say(kind)).first.check()
    for _page in ("parts", "look", "until"):
        she.press("Go on")
    looks_and_listens(she.page)
    she.press("Yes, share it")
    assert (she.page.locator("img.photo").count(), she.page.locator("audio").count()) == (1, 1)


def looks_and_listens(page: Page) -> None:
    """And jumps to the end, for which a player asks for a piece."""
    assert page.locator("img.photo").last.evaluate(LOADED) == 900
    length, place = page.locator("audio").last.evaluate(LISTENS)
    assert (round(length), round(place)) == (round(SECONDS), round(SECONDS - 5))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
