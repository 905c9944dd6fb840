"""Two devices, one section: both texts side by side, and what she says is done. With scripts and without."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Locator

from tests.journeys.conftest import Open, in_two_languages
from tests.real.running import Running
from tests.real.someone import Someone

WORDS = "In your words"
TEXTS = {
    "en": ("I was cold and alone there.", "I was cold and afraid there."),
    "es": ("Tenía frío y estaba a solas allí.", "Tenía frío y mucho miedo allí."),
    "ar": ("كنت أشعر بالبرد والوحدة هناك.", "كنت أشعر بالبرد والخوف هناك."),
}
SECTIONS = {"en": 3, "es": 4, "ar": 8}  # none begins with what may be hard about it


@in_two_languages(english_with_scripts=True)
def test_both_texts_are_kept(open_as: Open, portal: Running, language: str, scripts: bool) -> None:
    first, second = TEXTS[language]
    number = SECTIONS[language]
    phone, tablet = (open_as(portal.survivor, language, scripts) for _device in range(2))
    for one in (phone, tablet):
        opens(one, number)
    saves(phone, first)
    saves_what_is_older(tablet, second)
    sees_both(tablet, first, second)
    decides_later(tablet, number)
    keeps(tablet, "second", second)
    takes_it_back(tablet, first)
    keeps(tablet, "both", f"{second}\n\n{first}")
    is_signed_out_while_writing(phone, number, first)
    sees_both(phone, f"{second}\n\n{first}", first)
    something_newer_comes_between(phone, tablet, number)
    keeps(phone, "first", "Newest")


def opens(someone: Someone, number: int) -> None:
    someone.go(f"/mine/writing/{number}")


def saves(someone: Someone, text: str) -> None:
    someone.box(WORDS).fill(text)
    someone.press("Save")
    assert someone.box(WORDS).input_value() == text


def saves_what_is_older(someone: Someone, text: str) -> None:
    """With scripts the page finds out by itself and covers what is on it; without, Save does."""
    someone.box(WORDS).fill(text)
    if someone.page.locator("form[data-autosave=on]").count():
        someone.button("Go on").wait_for()
        assert text not in someone.text()
        someone.press("Go on")
    else:
        someone.press("Save")


def sees_both(someone: Someone, first: str, second: str) -> None:
    assert someone.page.url.endswith("/both")
    shown = someone.page.locator(".letter")
    assert shown.count() == 2
    assert [words_of(letter) for letter in shown.all()] == [first, second]
    width = someone.page.evaluate("document.documentElement.scrollWidth")
    assert width <= someone.page.viewport_size["width"]  # type: ignore[index]
    answers = someone.page.locator("button[name=answer]")
    assert [button.get_attribute("value") for button in answers.all()] == ["first", "second", "both"]
    sizes = {
        (box["width"], box["height"]) for box in (button.bounding_box() for button in answers.all()) if box
    }
    assert len(sizes) == 1, "no answer is bigger than another"


def words_of(letter: Locator) -> str:
    """Without what is only said to who cannot see the marks."""
    whole: str = letter.evaluate(
        "box => { const copy = box.cloneNode(true);"
        " copy.querySelectorAll('.unseen').forEach(said => said.remove()); return copy.textContent }"
    )
    return whole


def decides_later(someone: Someone, number: int) -> None:
    someone.tap(someone.page.locator("#answers a"))
    row = someone.page.locator(f"main a[href$='/writing/{number}']")
    assert someone.say("something is waiting") in row.inner_text()
    someone.go("/mine/")
    assert someone.reads("Words you sent are kept for you.")
    someone.follow("See them")
    if not someone.page.url.endswith("/both"):
        sees_them_from_the_section(someone)


def sees_them_from_the_section(someone: Someone) -> None:
    someone.tap(someone.page.locator("button[value=both]"))


def keeps(someone: Someone, answer: str, text: str) -> None:
    someone.tap(someone.page.locator(f"button[name=answer][value={answer}]"))
    assert someone.box(WORDS).input_value() == text
    assert not someone.reads("Kept for you")


def takes_it_back(someone: Someone, other: str) -> None:
    someone.tap(someone.page.locator("button[value^='back:']"))
    assert words_of(someone.page.locator(".letter").nth(1)) == other


def is_signed_out_while_writing(someone: Someone, number: int, text: str) -> None:
    """Her browser forgets who she is; what she sends is kept, and found when it knows her again."""
    opens(someone, number)
    phone: BrowserContext = someone.page.context
    known = phone.cookies()
    phone.clear_cookies()
    someone.box(WORDS).fill(text)
    if someone.page.locator("form[data-autosave=on]").count():
        someone.button("Go on").wait_for()
    else:
        someone.press("Save")
        assert someone.heading() == someone.say("Kept. Sign in to see it.")
    phone.add_cookies(known)  # type: ignore[arg-type]
    opens(someone, number)
    sees_them_from_the_section(someone)


def something_newer_comes_between(someone: Someone, another: Someone, number: int) -> None:
    """Nothing is done to a text she has not seen; she is shown it, and asked again."""
    opens(another, number)
    saves_over(another, "Newest")
    someone.tap(someone.page.locator("button[name=answer][value=second]"))
    assert someone.page.url.endswith("/both?said=changed")
    assert words_of(someone.page.locator(".letter").first) == "Newest"


def saves_over(someone: Someone, text: str) -> None:
    someone.box(WORDS).fill(text)
    someone.press("Save")
    assert someone.page.locator("#text").input_value() == text
