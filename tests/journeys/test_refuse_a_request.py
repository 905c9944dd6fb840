"""A facilitator asks for something more; she reads it and says no; so it stays. With scripts and without."""

from __future__ import annotations

from contextlib import closing
from sqlite3 import connect
from typing import Any

from portal.consent.notices import NOTICES
from portal.consent.rules import WHY_ASKED
from tests.journeys.conftest import Open, in_two_languages
from tests.real.running import Running
from tests.real.someone import Someone

WHY = "next"
# Something else each time, since a no is for good.
PURPOSES = {"en": "prepare", "es": "follow_up", "ar": "take_part"}


@in_two_languages(english_with_scripts=True)
def test_she_says_no_and_it_stays_no(open_as: Open, portal: Running, language: str, scripts: bool) -> None:
    purpose = PURPOSES[language]
    hers, theirs = (open_as(who, language, scripts) for who in (portal.survivor, portal.facilitator))
    given = consents(portal)
    asks(theirs, purpose)
    finds_it_on_her_home(hers)
    reads_it(hers, purpose)
    says_no(hers)
    sees_the_no_and_cannot_ask_again(theirs, purpose)
    nothing_is_left_to_answer(hers)
    assert consents(portal) == given


def consents(portal: Running) -> list[Any]:
    with closing(connect(portal.data / "main.db")) as main:
        return main.execute("SELECT id, state FROM consent ORDER BY id").fetchall()


def asks(facilitator: Someone, purpose: str) -> None:
    facilitator.go("/inbox/")
    facilitator.tap(facilitator.page.locator("main .rows a").first)
    facilitator.tap(facilitator.page.locator("main a[href$='/ask']"))
    chooses(facilitator, purpose)
    assert (
        facilitator.page.locator("main .timeline li")
        .first.get_by_text(facilitator.say(NOTICES[purpose].name))
        .is_visible()
    )
    assert facilitator.reads("It waits. They answer when they want to, or not at all.")


def chooses(facilitator: Someone, purpose: str) -> None:
    facilitator.page.locator(f"input[name=purpose][value={purpose}]").check()
    facilitator.page.locator(f"input[name=why][value={WHY}]").check()
    facilitator.tap(facilitator.page.locator("main form .actions button"))


def finds_it_on_her_home(her: Someone) -> None:
    her.go("/mine/")
    assert her.reads("Somebody asks you something.")
    assert her.page.locator("main .badge").count() == 0, "quietly"
    her.tap(her.page.locator("main a[href*='/choices/asked/']"))


def reads_it(her: Someone, purpose: str) -> None:
    for words in (NOTICES[purpose].name, NOTICES[purpose].hint, WHY_ASKED[WHY]):
        assert her.reads(words)
    assert her.page.evaluate("document.documentElement.scrollWidth") <= 360
    answers = her.page.locator("button[name=answer]").all()
    assert [button.get_attribute("value") for button in answers] == ["yes", "no", "later"]
    boxes = [box for box in (button.bounding_box() for button in answers) if box]
    assert len({(box["width"], box["height"]) for box in boxes}) == 1, "no answer is bigger than another"
    colours = {button.evaluate("b => getComputedStyle(b).backgroundColor") for button in answers}
    assert len(colours) == 1, "nor of another colour"


def says_no(her: Someone) -> None:
    page = her.page.url
    her.tap(her.page.locator("button[name=answer][value=no]"))
    assert her.page.locator("[role=status]").count() == 1
    her.page.goto(page)
    assert her.page.locator("button[name=answer]").count() == 0
    assert her.reads("You said no. That is enough, and you do not have to do anything else.")


def sees_the_no_and_cannot_ask_again(facilitator: Someone, purpose: str) -> None:
    facilitator.page.reload()
    assert facilitator.reads("No. That is an answer: please do not ask again, here or elsewhere.")
    before = facilitator.page.locator("main .timeline li").count()
    chooses(facilitator, purpose)
    assert facilitator.page.locator("[role=alert]").count() == 1
    assert facilitator.page.locator("main .timeline li").count() == before


def nothing_is_left_to_answer(her: Someone) -> None:
    her.go("/mine/")
    assert her.page.locator("main a[href*='/choices/asked/']").count() == 0
    her.go("/mine/choices/")
    assert her.page.locator("main a[href*='/choices/asked/']").count() == 0
