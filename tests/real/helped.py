"""Somebody helps her, in the browser: one who has suggested words, one she looks at, one she has chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Locator

from tests.journeys.together import chooses, makes_a_number, types_it
from tests.real.choices import LONG_WORD, last
from tests.real.someone import Someone

if TYPE_CHECKING:
    from tests.real.scene import Scene


def lets_help(scene: Scene, she: Someone, helper: Someone) -> None:
    scene.running.passphrases_were_typed(minutes_ago=0)
    she.go("/mine/writing/8")
    she.page.locator("textarea").fill(f"I want it to be quiet. {LONG_WORD}")
    she.press("Save")
    meets(she, helper)
    chooses(she, [8])
    she.page.locator("input[name=called]").fill("Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww")
    she.press("Yes, for these days")
    scene.ids["access"] = last(she.page.url)
    for more in ("I want it to be very quiet.", "It should be quiet and warm."):
        helper.go(f"/helping/{scene.ids['access']}/8")
        helper.page.locator("textarea").first.fill(f"{more} {LONG_WORD}")
        helper.page.locator("textarea").last.fill(f"Like this? {LONG_WORD}")
        helper.press("Suggest it")
        she.go("/mine/people/")
        scene.ids["suggestion"] = last(suggested(she).get_attribute("href") or "")
        if more.startswith("I want"):
            she.tap(suggested(she))
            she.tap(she.page.locator("button[value=take]"))
    meets(she, helper)
    scene.ids["meeting"] = last(she.page.url)
    meets(she, helper)
    chooses(she, [1, 8])
    scene.ids["chosen"] = she.page.url.split("/")[-2]


def suggested(she: Someone) -> Locator:
    return she.page.locator("main a[href*='/suggested/']").first


def meets(she: Someone, helper: Someone) -> None:
    """The helper makes a number, she types it: she is on the page that says who it is."""
    helper.go("/helping/")
    number = makes_a_number(helper)
    she.go("/mine/people/")
    types_it(she, number)
