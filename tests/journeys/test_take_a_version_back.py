"""Most of a text is gone; she finds the earlier one, takes it back, and changes her mind."""

from __future__ import annotations

from tests.journeys.conftest import Open, in_two_languages
from tests.real.running import Running
from tests.real.someone import Someone

WORDS = "In your words"
TEXTS = {
    "en": ("I was cold and alone there all night.", "I was cold."),
    "es": ("Tenía frío y pasé allí toda la noche a solas.", "Tenía frío."),
    "ar": ("كنت أشعر بالبرد والوحدة هناك طوال الليل.", "كنت أشعر بالبرد."),
}
SECTIONS = {"en": 9, "es": 4, "ar": 8}  # empty, and none begins with what may be hard about it
NOTE = "Ask about the date."


@in_two_languages(english_with_scripts=False)
def test_an_earlier_text_is_taken_back(open_as: Open, portal: Running, language: str, scripts: bool) -> None:
    long, short = TEXTS[language]
    number = SECTIONS[language]
    she = open_as(portal.survivor, language, scripts)
    she.go(f"/mine/writing/{number}")
    for words in (long, short):
        saves(she, words)
    finds_the_newest_of(she, 1)
    sees_what_differs(she)
    takes_it_back(she, long)
    finds_the_newest_of(she, 2)
    takes_it_back(she, short)
    removes_the_newest(she)
    notes_something(she, number)


def saves(someone: Someone, text: str) -> None:
    someone.box(WORDS).fill(text)
    someone.press("Save")
    assert someone.box(WORDS).input_value() == text


def finds_the_newest_of(someone: Someone, count: int) -> None:
    someone.press("Earlier texts")
    rows = someone.page.locator("main .rows a")
    assert rows.count() == count
    someone.tap(rows.first)


def sees_what_differs(someone: Someone) -> None:
    assert someone.page.locator(".letter").count() == 2
    assert someone.page.locator(".letter ins").count() >= 1
    width = someone.page.evaluate("document.documentElement.scrollWidth")
    assert width <= someone.page.viewport_size["width"]  # type: ignore[index]


def takes_it_back(someone: Someone, text: str) -> None:
    someone.press("Take this back")
    assert someone.reads("You have the earlier text again. The one before is kept.")
    assert someone.box(WORDS).input_value() == text


def removes_the_newest(someone: Someone) -> None:
    finds_the_newest_of(someone, 2)
    someone.follow("Remove this text")
    someone.press("Remove it now")
    assert someone.page.locator("main .rows a").count() == 1


def notes_something(someone: Someone, number: int) -> None:
    someone.tap(someone.page.locator("p.back a"))
    someone.press("Note to myself")
    someone.box(WORDS).fill(NOTE)
    someone.page.locator("#again").check()
    someone.press("Save")
    assert someone.box(WORDS).input_value() == NOTE
    someone.go("/mine/writing/")
    row = someone.page.locator(f"main a[href$='/writing/{number}']")
    assert someone.say("come back to this") in row.inner_text()
