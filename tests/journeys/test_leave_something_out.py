"""A sentence and a number that one team is not to see: in three languages, with scripts and without."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from portal.demo import TEAM
from portal.safety.kinds import NAMES, Kind
from portal.statements.sections import section
from tests.journeys.conftest import Open, in_two_languages
from tests.real.running import Running
from tests.real.someone import Someone

FEELING = section(1)
# What she writes: a sentence that stays, one that goes, and one of which only the number goes.
WRITTEN = {
    "en": ("I am tired.", "My sister Ana knows it all.", "Call me at 600 123 456 in the evening."),
    "es": ("Siento cansancio.", "Mi hermana Ana lo sabe todo.", "Mi número es 600 123 456 por la tarde."),
    "ar": ("أشعر بالتعب.", "أختي مريم تعرف كل شيء.", "رقمي هو 600 123 456 في المساء."),
}
NUMBER = "600 123 456"


@in_two_languages(english_with_scripts=False)
def test_what_she_leaves_out_they_never_see(
    open_as: Open, portal: Running, language: str, scripts: bool
) -> None:
    she, facilitator = open_as(portal.survivor, language, scripts), open_as(portal.facilitator, "en", scripts)
    writes(she)
    ticks_her_part(she)
    sees_what_was_found(she)
    leaves_out_a_sentence_and_a_number(she)
    gives(she)
    facilitator.go("/inbox/")
    facilitator.tap(facilitator.page.locator("main ul.rows a").first)
    reads_only_the_rest(facilitator, she)
    her_own_text_is_whole(she)


def writes(she: Someone) -> None:
    she.go("/mine/writing/1")
    she.box("In your words").fill(" ".join(WRITTEN[she.language]))
    she.press("Save")


def ticks_her_part(she: Someone) -> None:
    she.go("/mine/choices/new")
    she.page.get_by_role("radio", name=TEAM).check()
    she.page.locator("input[name=purpose][value=possible]").check()
    she.press("Go on")
    she.box(FEELING.name).check()
    she.press("Go on")
    assert she.heading() == she.say("Leave something out?")


def sees_what_was_found(she: Someone) -> None:
    for kind in (Kind.PHONE, Kind.NAME):
        assert she.reads(NAMES[kind])
    assert she.page.get_by_role("checkbox", checked=True).count() == 0
    assert she.page.evaluate("document.documentElement.scrollWidth") <= 360


def leaves_out_a_sentence_and_a_number(she: Someone) -> None:
    _stays, goes, _number = WRITTEN[she.language]
    she.page.get_by_role("checkbox", name=goes).check()
    she.page.get_by_role("checkbox", name=she.say("Leave out only this: %(words)s", words=NUMBER)).check()
    she.press("Go on")


def gives(she: Someone) -> None:
    day = datetime.now(UTC).date() + timedelta(days=21)
    she.box("Until which day may they read?").fill(day.isoformat())
    she.press("Go on")
    assert she.heading() == she.say("See it as they will")
    reads_only_the_rest(she, she)
    she.press("Yes, share it")
    assert TEAM in she.heading()
    reads_only_the_rest(she, she)


def reads_only_the_rest(reader: Someone, she: Someone) -> None:
    stays, goes, number = WRITTEN[she.language]
    gap = she.say("(part left out)")
    letter = reader.page.locator(".letter").first.inner_text()
    assert letter == f"{stays} {gap} {number.replace(NUMBER, gap)}"
    assert goes not in reader.page.content()
    assert NUMBER not in reader.page.content()


def her_own_text_is_whole(she: Someone) -> None:
    she.go("/mine/writing/1")
    assert she.box("In your words").input_value() == " ".join(WRITTEN[she.language])
