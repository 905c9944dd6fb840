"""What she said yes to, and how it ends: four evenings, in three languages, with scripts and without."""

from __future__ import annotations

import pytest

from portal.demo import TEAM, WRITTEN
from portal.statements.sections import section
from tests.journeys.conftest import Open, in_two_languages
from tests.journeys.steps import asks_who_may_read, says_until
from tests.real.running import Running
from tests.real.someone import Someone

FEELING = section(1)
READER = "Amira Haddad"


@pytest.fixture
def facilitator(open_as: Open, portal: Running) -> Someone:
    return open_as(portal.facilitator)


@in_two_languages(english_with_scripts=True)
def test_share_then_withdraw(
    open_as: Open, portal: Running, facilitator: Someone, language: str, scripts: bool
) -> None:
    she = open_as(portal.survivor, language, scripts)
    gives(she)
    share = reads_the_newest(facilitator)
    she.page.reload()
    assert she.reads("%(name)s opened it", name=READER)
    she.follow("Stop sharing")
    she.press("Stop sharing now")
    assert she.reads("You stopped it.")
    facilitator.press("Print it")
    assert has_ended(facilitator), "a page that was left open prints nothing"
    facilitator.page.goto(share)
    assert has_ended(facilitator)
    facilitator.follow("All received")
    assert facilitator.reads("You had opened it. Please say what became of copies and notes.")


@in_two_languages(english_with_scripts=False)
def test_renew_before_lapse(
    open_as: Open, portal: Running, facilitator: Someone, language: str, scripts: bool
) -> None:
    she = open_as(portal.survivor, language, scripts)
    gives(she, days=5)
    old = she.page.url
    reads_the_newest(facilitator)
    she.go("/mine/")
    she.tap(she.page.locator(f"a[href$='{old.rpartition('/')[2]}']"))
    she.press("Change it, or give it longer")
    assert she.box(FEELING.name).is_checked()
    she.press("Go on")
    she.press("Go on")
    says_until(she, days=40)
    she.press("Yes, share it")
    assert she.reads("You said yes again, in place of an earlier yes.")
    assert she.page.url != old
    assert WRITTEN[1] in facilitator_reads_again(facilitator)
    she.page.goto(old)
    assert she.reads("You gave a new yes in its place.")


@in_two_languages(english_with_scripts=True)
def test_pause_everything(
    open_as: Open, portal: Running, facilitator: Someone, language: str, scripts: bool
) -> None:
    she = open_as(portal.survivor, language, scripts)
    gives(she)
    share = reads_the_newest(facilitator)
    she.go("/mine/choices/")
    she.follow("Pause and stop")
    she.press("Pause now")
    facilitator.page.goto(share)
    assert facilitator.heading() == "Paused"
    assert WRITTEN[1] not in facilitator.text()
    she.go("/mine/choices/new")
    assert she.heading() == she.say("Pause and stop"), "nothing new is given meanwhile"
    she.press("Go on")
    facilitator.page.goto(share)
    assert WRITTEN[1] in facilitator.text()
    she.follow("Stop everything")
    she.press("Stop everything now")
    assert she.reads("Nobody can read anything of yours.")
    facilitator.page.goto(share)
    assert has_ended(facilitator)
    she.go("/mine/writing/1")
    assert she.page.get_by_role("textbox").first.input_value() == WRITTEN[1], "her words stay hers"


@in_two_languages(english_with_scripts=False)
def test_told_me_to_stop(
    open_as: Open, portal: Running, facilitator: Someone, language: str, scripts: bool
) -> None:
    """She says it on the telephone: whoever hears it stops it, and she sees who did."""
    she = open_as(portal.survivor, language, scripts)
    gives(she)
    share = reads_the_newest(facilitator)
    facilitator.follow("The writer told me to stop")
    facilitator.press("Stop it now")
    she.page.reload()
    assert she.reads("%(name)s noted that you said “stop”.", name=READER)
    facilitator.page.goto(share)
    assert has_ended(facilitator)


# What they do


def gives(she: Someone, days: int = 21) -> None:
    """One part, to the team, from the first page to the last."""
    she.go("/mine/choices/new")
    asks_who_may_read(she)
    she.box(FEELING.name).check()
    she.press("Go on")
    assert she.heading() == she.say("Leave something out?")
    she.press("Go on")
    says_until(she, days)
    assert she.heading() == she.say("See it as they will")
    she.press("Yes, share it")
    assert TEAM in she.heading()


def reads_the_newest(facilitator: Someone) -> str:
    assert WRITTEN[1] in facilitator_reads_again(facilitator)
    return facilitator.page.url


def facilitator_reads_again(facilitator: Someone) -> str:
    facilitator.go("/inbox/")
    facilitator.tap(facilitator.page.locator("main ul.rows a").first)
    return facilitator.text()


def has_ended(facilitator: Someone) -> bool:
    return facilitator.heading() == "This has ended"
