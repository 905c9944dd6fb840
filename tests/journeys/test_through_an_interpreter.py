"""Through an interpreter: her words in one language, another person's beside them, both for the reader."""

from __future__ import annotations

from portal.helping.translated import ATTESTS
from portal.statements.sections import section
from tests.journeys.conftest import Device, in_each_language
from tests.journeys.steps import WORDS, asks_who_may_read, says_until
from tests.journeys.together import interprets, makes_a_number, types_it
from tests.real.running import Running
from tests.real.someone import Someone

HELP = section(4)
# What she writes, in which language, and what is made of it in which other.
WRITTEN = {
    "en": ("en", ("My sister is here.", "My heart is far away."), "es",
           ("Mi hermana está aquí.", "Mi corazón está lejos.")),
    "es": ("es", ("Mi hermana está aquí.", "Ando con el alma en vilo."), "en",
           ("My sister is here.", "My soul is hanging by a thread.")),
    "ar": ("ar", ("أختي هنا.", "قلبي بعيد."), "en", ("My sister is here.", "My heart is far.")),
}  # fmt: skip
UNSURE = "Unsure: this may not be right"


@in_each_language(english_with_scripts=False)
def test_through_an_interpreter(device: Device, portal: Running, language: str, scripts: bool) -> None:
    portal.passphrases_were_typed(minutes_ago=0)
    she, interpreter, facilitator = (device(spoken, scripts) for spoken in (language, "en", "en"))
    she.sign_in(portal.survivor)
    interpreter.sign_in(portal.advocate)
    facilitator.sign_in(portal.facilitator)
    writes(she)
    lets_somebody_translate(she, interpreter)
    translates(interpreter, she)
    takes_it(she)
    shares_it(she)
    facilitator.go("/inbox/")
    facilitator.tap(facilitator.page.locator("main ul.rows a").first)
    assert facilitator.page.evaluate("document.documentElement.scrollWidth") <= 360
    sees_both(facilitator, she)
    ends_it(she, interpreter)


def writes(she: Someone) -> None:
    she.go("/mine/writing/4")
    she.box(WORDS).fill("\n\n".join(WRITTEN[she.language][1]))
    she.press("Save")


def lets_somebody_translate(she: Someone, interpreter: Someone) -> None:
    source, _words, target, _made = WRITTEN[she.language]
    she.go("/mine/people/")
    types_it(interpreter, makes_a_number(she))
    she.go("/mine/people/")
    she.follow("See who it is")
    interprets(she, [4], source, target)
    she.press("Yes, for these days")
    assert she.page.locator("p.lead").count() == 1


def translates(interpreter: Someone, she: Someone) -> None:
    made = WRITTEN[she.language][3]
    interpreter.go("/helping/")
    interpreter.tap(interpreter.page.locator("main ul.rows a").first)
    interpreter.tap(interpreter.page.locator("main ul.rows a").first)
    boxes = interpreter.page.locator("textarea")
    assert boxes.count() == len(made)
    for box, words in zip(boxes.all(), made, strict=True):
        box.fill(words)
    interpreter.box(UNSURE).last.check()
    interpreter.box("Your qualification").fill("Court interpreter, no. 17")
    interpreter.box(ATTESTS).check()
    interpreter.press("Save")
    assert interpreter.reads("Saved. They can read it beside their own words.")


def takes_it(she: Someone) -> None:
    she.go("/mine/people/")
    she.tap(she.page.locator("main a[href*='/translated/']"))
    sees_both(she, she)
    assert she.page.get_by_role("checkbox", checked=True).count() == 0
    she.box("Show it beside my words when I share this part").check()
    she.tap(she.page.locator("button[value=take]"))
    assert she.reads("It is yours. It goes beside your words when you share this part.")


def shares_it(she: Someone) -> None:
    she.go("/mine/choices/new")
    asks_who_may_read(she)
    she.box(HELP.name).check()
    she.press("Go on")
    she.press("Go on")  # nothing left out
    says_until(she, 21)
    sees_both(she, she)
    she.press("Yes, share it")


def sees_both(reader: Someone, she: Someone) -> None:
    """Side by side, what is not sure marked, and who says that it is right."""
    _source, words, _target, made = WRITTEN[she.language]
    letters = [text.strip() for text in reader.page.locator(".two [lang]").all_inner_texts()]
    assert letters == [words[0], made[0], words[1], made[1]]
    assert [text.strip() for text in reader.page.locator(".two .badge").all_inner_texts()] == [
        reader.say(UNSURE)
    ]
    assert "Court interpreter, no. 17" in reader.text()
    with_date = reader.page.locator("q")
    assert with_date.inner_text() == ATTESTS


def ends_it(she: Someone, interpreter: Someone) -> None:
    """What she took stays hers."""
    she.go("/mine/people/")
    she.press("End it now")
    interpreter.page.reload()
    assert interpreter.page.locator("textarea").count() == 0
    she.tap(she.page.locator("main a[href*='/translated/']"))
    sees_both(she, she)
    she.press("Remove it for good")
    assert she.page.locator("main a[href*='/translated/']").count() == 0
