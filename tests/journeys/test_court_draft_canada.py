"""A draft for a court in Canada, apart from her statement: from the list to the team and back to nothing."""

from __future__ import annotations

from playwright.sync_api import expect

from portal.safety.kinds import NAMES, Kind
from portal.statements.sections import COURTS, section
from tests.journeys.conftest import Device, Open, in_two_languages
from tests.journeys.steps import WORDS, asks_who_may_read, says_until
from tests.real.running import Running
from tests.real.someone import Someone

CANADA, FEELING = COURTS["canada"], section(1)
NUMBER = "+34 600 123 456"
# What stands in both; only in her statement; then only in the draft: a way to find her, and punishment.
TEXTS = {
    "en": (
        "I no longer sleep.",
        "My aunt holds me up.",
        f"Call me on {NUMBER}.",
        "They should go to prison.",
    ),
    "es": ("Ya no duermo.", "Mi tía me sostiene.", f"Mi número es {NUMBER}.", "Merece la cárcel."),
    "ar": ("لم أعد أنام.", "خالتي تسندني.", f"رقمي هو {NUMBER}.", "يجب أن يدخل السجن."),
}


@in_two_languages(english_with_scripts=False)
def test_a_draft_for_a_court(
    device: Device, open_as: Open, portal: Running, language: str, scripts: bool
) -> None:
    both, hers, contact, punishment = TEXTS[language]
    statement, draft = f"{both} {hers}", f"{both} {contact} {punishment}"
    she, facilitator = device(language, scripts), open_as(portal.facilitator)
    she.sign_up()
    saves(she, 1, statement)
    finds_the_court(she)
    reads_what_holds_there(she)
    brings_her_words_over(she, statement)
    saves(she, 101, draft)
    is_told_and_not_stopped(she, punishment)
    has_at(she, 1, statement)
    sees_the_paper(she, draft, hers)
    shares_only_the_draft(she)
    share = reads_only_the_draft(facilitator, draft, hers)
    withdraws(she)
    facilitator.page.goto(share)
    assert facilitator.heading() == "This has ended"
    assert contact not in facilitator.text()
    has_at(she, 101, draft)


def saves(she: Someone, number: int, text: str) -> None:
    she.go(f"/mine/writing/{number}")
    she.box(WORDS).fill(text)
    she.press("Save")
    assert she.box(WORDS).input_value() == text


def has_at(she: Someone, number: int, text: str) -> None:
    she.go(f"/mine/writing/{number}")
    assert she.box(WORDS).input_value() == text


def finds_the_court(she: Someone) -> None:
    she.go("/mine/")
    she.follow("Write")
    assert she.reads("For a court")
    she.follow("Which country?")
    she.follow(CANADA.title)
    assert she.heading() == she.say(CANADA.title)


def reads_what_holds_there(she: Someone) -> None:
    """Folded away until she wants to know."""
    assert CANADA.court is not None
    for rules in (CANADA.court.leave_out, CANADA.court.copies):
        rule = she.page.get_by_text(she.say(rules[0].words))
        expect(rule).to_be_hidden()
        she.page.locator("details").filter(has=rule).locator("summary").tap()
        expect(rule).to_be_visible()
    unsure = she.page.get_by_text(she.say("Ask your advocate or a lawyer whether this is so."))
    assert unsure.count()


def brings_her_words_over(she: Someone, statement: str) -> None:
    she.follow(FEELING.name)
    assert she.box(WORDS).input_value() == ""
    she.press("Bring over: %(part)s", part=she.say(FEELING.name))
    assert she.reads("Your words are here too now. They also stay where they were.")
    assert she.box(WORDS).input_value() == statement


def is_told_and_not_stopped(she: Someone, punishment: str) -> None:
    she.go("/mine/writing/papers/canada")
    she.follow("Read what I have written")
    found = she.page.locator("main li").all_inner_texts()
    assert found == [f"{NUMBER} ({she.say(NAMES[Kind.PHONE])})", punishment]
    assert she.reads(
        "Our rules are simple. They miss things: please look yourself. Nothing here is changed or held back."
    )
    assert she.link("Choose who may read").count() == 1


def sees_the_paper(she: Someone, draft: str, hers: str) -> None:
    she.go("/mine/writing/papers/canada/review")
    she.follow("Take it with me")
    assert she.page.locator("input[type=checkbox]:checked").count() == 1
    she.press("See what will be in it")
    assert she.heading() == she.say("This will be in the file")
    paper = she.page.locator("#paper").inner_text()
    assert named(she) in paper
    assert draft in paper
    assert hers not in paper


def named(reader: Someone) -> str:
    """The part, with its document in front of it."""
    return reader.say(
        "%(question)s: %(answer)s", question=reader.say(CANADA.title), answer=reader.say(FEELING.name)
    )


def shares_only_the_draft(she: Someone) -> None:
    she.go("/mine/writing/papers/canada/review")
    she.follow("Choose who may read")
    asks_who_may_read(she)
    she.follow("Next")
    she.follow("Skip the rest")
    she.page.get_by_label(named(she), exact=True).check()
    she.press("Go on")
    assert she.heading() == she.say("Leave something out?")
    she.press("Go on")
    she.running.passphrases_were_typed(minutes_ago=0)
    says_until(she, days=21)
    she.press("Yes, share it")


def reads_only_the_draft(facilitator: Someone, draft: str, hers: str) -> str:
    facilitator.go("/inbox/")
    facilitator.tap(facilitator.page.locator("main ul.rows a").first)
    assert facilitator.page.locator(".letter").all_inner_texts() == [draft]
    heading = facilitator.page.get_by_role("heading", name=named(facilitator), exact=True)
    assert heading.count() == 1
    assert hers not in facilitator.page.content()
    return facilitator.page.url


def withdraws(she: Someone) -> None:
    she.follow("Stop sharing")
    she.press("Stop sharing now")
    assert she.reads("You stopped it.")
