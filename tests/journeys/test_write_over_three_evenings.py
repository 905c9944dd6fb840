"""She writes over three evenings, on a bad line, in a session that ends, on a phone whose battery dies."""

from __future__ import annotations

from playwright.sync_api import expect

from portal.i18n import ascii_digits
from portal.statements.sections import section
from tests.journeys.conftest import Device, in_two_languages
from tests.journeys.steps import WORDS, has_scripts
from tests.real.running import WEATHER, Card
from tests.real.someone import Someone

SAYING, KNOWING = section(7), section(8)
# What she writes in one part; in another, one evening after the other; and a note to herself.
TEXTS = {
    "en": ("Why me?", "They should know.", "That I am here.", "And I stay.", "Ask my aunt."),
    "es": ("¿Por qué yo?", "Que lo sepan.", "Que estoy aquí.", "Y me quedo.", "Preguntar a mi tía."),
    "ar": ("لماذا أنا؟", "ليعرفوا.", "أنني هنا.", "وسأبقى.", "سؤال خالتي."),
}
LOST, LOST_TOO, PAID_BACK, LOST_CENTS = "1.200,50", "300", "200", 1_500_50


@in_two_languages(english_with_scripts=True)
def test_three_evenings(device: Device, language: str, scripts: bool) -> None:
    why, know, here, stay, note = TEXTS[language]
    phone = device(language, scripts)
    card = phone.sign_up()

    leaves_it_for_another_day(phone)
    begins(phone, why)
    breathes_and_leaves(phone, know)

    phone.sign_in(card)
    changes(phone, why + why)
    lists_what_it_cost(phone)
    notes_something(phone, note)
    is_cut_off(phone, card, know + here)
    phone.page.context.close()  # the battery

    tablet, phone = device(language, scripts), device(language, scripts)
    for one in (tablet, phone):
        one.sign_in(card)
        one.go("/mine/writing/8")
        assert one.box(WORDS).input_value() == know + here
    writes_on_both(tablet, phone, know + here, stay)
    says_how_it_is_heard(phone)
    says_yes(phone)
    reads_all_and_takes_it_along(phone, [why + why, stay, know + here], note)


# The first evening


def leaves_it_for_another_day(she: Someone) -> None:
    she.go("/mine/writing/")
    she.follow(SAYING.name)
    assert she.reads(SAYING.warns)
    she.follow("Not today")
    assert she.page.url.endswith("/mine/writing/")
    assert not she.reads("begun")


def begins(she: Someone, text: str) -> None:
    she.follow(SAYING.name)
    she.tap(she.page.locator(".pair a").first)
    she.box(WORDS).fill(text)
    she.press("Save and go to the next part")
    assert she.heading() == she.say(KNOWING.name)


def breathes_and_leaves(she: Someone, text: str) -> None:
    she.box(WORDS).fill(text)
    she.press("A quiet page")
    assert she.reads("Nothing on this page is asked of you. What you wrote is saved.")
    she.follow("Back to my words")
    assert she.box(WORDS).input_value() == text
    she.leave().tap()
    she.page.wait_for_url(she.running.leave_url)
    assert she.page.title() == WEATHER


# The second evening


def changes(she: Someone, text: str) -> None:
    she.go("/mine/writing/")
    begun = she.page.locator("main .badge").all_inner_texts()
    assert begun == [she.say("begun")] * 2
    she.follow(SAYING.name)
    she.box(WORDS).fill(text)
    she.press("Save")
    assert she.box(WORDS).input_value() == text


def lists_what_it_cost(she: Someone) -> None:
    she.go("/mine/writing/10")
    fills(she, 0, amount=LOST, currency="EUR")
    she.press("Save, and one more line")
    fills(she, 1, amount=LOST_TOO, currency="EUR", paid_back=PAID_BACK)
    she.press("Save")
    she.go("/mine/writing/review")
    assert told(she, "All lines together: %(amount)s") == LOST_CENTS
    assert told(she, "Still missing: %(amount)s") == LOST_CENTS - 200_00


def told(she: Someone, message: str) -> int:
    """An amount in cents: how its number is written is her country's and her language's."""
    begins = she.say(message, amount="").strip()
    (line,) = (line for line in she.text().splitlines() if line.startswith(begins))
    return int("".join(sign for sign in ascii_digits(line) if sign.isdecimal()))


def fills(she: Someone, line: int, **cells: str) -> None:
    for column, typed in cells.items():
        she.page.locator(f"#r-losses-{line}-{column}").fill(typed)


def notes_something(she: Someone, note: str) -> None:
    she.go("/mine/writing/7")
    she.press("Note to myself")
    she.box(WORDS).fill(note)
    she.page.locator("#again").check()
    she.press("Save")
    she.go("/mine/writing/")
    row = she.page.locator("main a[href*='/writing/7']")
    assert she.say("come back to this") in row.inner_text()


def is_cut_off(she: Someone, card: Card, text: str) -> None:
    """With scripts the page tries again; without, she presses Save in a session that has ended."""
    she.go("/mine/writing/8")
    if has_scripts(she):
        status = she.page.locator("[data-status]")
        she.page.context.set_offline(True)
        she.box(WORDS).fill(text)
        failed = she.say("Not saved yet. We are trying again. Your words are still here.")
        expect(status).to_contain_text(failed, timeout=30_000)
        she.page.context.set_offline(False)
        expect(status).to_contain_text(she.say("Saved at %(time)s", time=""), timeout=30_000)
        return
    she.page.context.clear_cookies()
    she.box(WORDS).fill(text)
    she.press("Save")
    assert she.heading() == she.say("Kept. Sign in to see it.")
    she.follow("Sign in")
    she.sign_in(card)
    she.follow("See them")
    she.press("See both texts")
    she.tap(she.page.locator("button[name=answer][value=second]"))
    assert she.box(WORDS).input_value() == text


# The third evening, on other phones


def writes_on_both(one: Someone, other: Someone, text: str, more: str) -> None:
    one.box(WORDS).fill(more)
    one.press("Save")
    other.box(WORDS).fill(f"{text} ")
    if has_scripts(other):
        other.button("Go on").wait_for()
        other.press("Go on")
    else:
        other.press("Save")
    assert other.heading() == other.say("Which text do you keep?")
    other.tap(other.page.locator("button[name=answer][value=both]"))
    assert other.box(WORDS).input_value() == f"{more}\n\n{text} "


def says_how_it_is_heard(she: Someone) -> None:
    she.go("/mine/writing/12")
    chooses(she, "how", "other")
    she.press("Save")
    she.box("Who should read it?").fill("Ana")
    she.press("Save")
    assert she.box("Who should read it?").input_value() == "Ana"


def says_yes(she: Someone) -> None:
    she.go("/mine/writing/13")
    chooses(she, "words", "mine")
    chooses(she, "truth", "true")
    she.press("Save")


def chooses(she: Someone, question: str, answer: str) -> None:
    she.page.locator(f"input[name=c-{question}][value={answer}]").check()


def reads_all_and_takes_it_along(she: Someone, texts: list[str], note: str) -> None:
    she.go("/mine/writing/review")
    answers = [
        "Somebody else reads it for me",
        "These are my words",
        "It is true as far as I know and remember",
    ]
    hers = [*texts, "Ana", LOST, *(she.say(answer) for answer in answers)]
    assert [one for one in hers if one not in she.text()] == []
    she.follow("Take it with me")
    she.press("All parts")
    assert she.heading() == she.say("This will be in the file")
    paper = she.page.locator("#paper").inner_text()
    assert [one for one in hers if one not in paper] == []
    assert note not in paper
