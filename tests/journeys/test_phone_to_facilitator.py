"""From an old phone, in Arabic, to a facilitator's laptop, and back to nothing: with scripts and without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from portal.demo import TEAM
from portal.inbox.rules import REPLIES
from portal.safety.kinds import NAMES, Kind
from portal.statements.sections import section
from tests.real.discreet import told_by
from tests.real.running import WEATHER, Card, Running
from tests.real.someone import Someone

FEELING, MONEY, ASKING = (section(number) for number in (1, 3, 7))
PHONE_NUMBER = "+34 600 123 456"
WORDS = "In your words"
SENTENCES = (
    "أخذوا مني جواز السفر وقالوا إن علي دينا كبيرا يجب أن أسدده قبل أن أرحل.",
    "كنت أعمل كل يوم من الفجر حتى منتصف الليل ولم أقبض أجرا طوال سبعة أشهر.",
    "أختي هي الوحيدة التي تعرف، وهي تتصل بي كل مساء وتسألني إن كنت قد أكلت.",
    "لا أنام جيدا، وأستيقظ لأتأكد من أن الباب مغلق ثم أعود إلى السرير.",
    "أريد أن أعرف لماذا فعلوا ذلك، ولا أعرف بعد إن كنت أريد أن أسمع الجواب.",
)


@pytest.fixture(scope="session")
def browser(whole_browser: Browser) -> Browser:
    return whole_browser


def written(beginning: str) -> str:
    """A third of two thousand words, some six letters each, in paragraphs."""
    words = " ".join(islice(cycle(" ".join(SENTENCES).split()), 660))
    lines = re.sub(r"\.( |$)", ".\n\n", words).strip()
    return f"{beginning}\n\n{lines}\n\n{PHONE_NUMBER}"


TEXTS = {
    FEELING: written("هذا ما أشعر به منذ ذلك اليوم."),
    MONEY: written("هذا ما خسرته من المال والعمل."),
    ASKING: written("هذا ما أريد أن أسأل عنه."),
}


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def she(
    request: pytest.FixtureRequest,
    browser: Browser,
    browser_context_args: dict[str, Any],
    own_portal: Running,
) -> Iterator[Someone]:
    kind = browser_context_args | {"java_script_enabled": request.param}
    with browser.new_context(**kind) as phone:
        yield Someone(phone.new_page(), own_portal, "ar")


@pytest.fixture
def facilitator(browser: Browser, own_portal: Running) -> Iterator[Someone]:
    with browser.new_context(viewport={"width": 1280, "height": 800}, has_touch=True) as laptop:
        yield Someone(laptop.new_page(), own_portal, "en")


def test_from_a_phone_to_a_facilitator_and_back_to_nothing(she: Someone, facilitator: Someone) -> None:
    assert 1_950 < sum(len(text.split()) for text in TEXTS.values()) < 2_050
    card = makes_a_place_of_her_own(she)
    writes(she, FEELING)
    loses_her_login_in_the_middle(she, card)
    writes(she, ASKING)
    shares_two_parts(she, card)
    share = reads_exactly_those(facilitator)
    sees_who_opened_it(she)
    withdraws_in_two_taps(she)
    can_no_longer_open(facilitator, share)
    leaves_and_nothing_comes_back(she, card)
    erases_everything(she, card)


def makes_a_place_of_her_own(she: Someone) -> Card:
    she.go("/")
    she.follow("Start")
    assert she.heading() == she.say("Before you go on: how to leave quickly")
    she.follow("Go on")
    she.press("Show me my name and words")
    name = re.search(r"\w+-\w+-\d{4}", she.text())
    assert name is not None
    words = she.page.get_by_role("main").get_by_role("listitem").all_inner_texts()
    card = Card("survivor", name[0], " ".join(word.strip() for word in words))
    she.follow("I have written it down")
    she.box("Type what is on your paper").fill(card.passphrase)
    she.press("Check")
    she.follow("I cannot keep paper safely")
    assert card.name in she.heading()
    return card


def opens(she: Someone, section: Any) -> None:
    she.go("/mine/")
    she.follow("Write")
    she.follow(section.name)
    if she.page.url.endswith("/before"):
        she.follow("Go on")
    assert she.heading() == she.say(section.name)


def writes(she: Someone, section: Any) -> None:
    opens(she, section)
    she.box(WORDS).fill(TEXTS[section])
    she.press("Save")
    assert she.box(WORDS).input_value() == TEXTS[section]
    assert she.reads("Saved at %(time)s", time="")


def loses_her_login_in_the_middle(she: Someone, card: Card) -> None:
    """The browser forgot the cookie while she wrote. With scripts the page notices; without, Save does."""
    opens(she, MONEY)
    she.page.context.clear_cookies()
    she.box(WORDS).fill(TEXTS[MONEY])
    if has_scripts(she):
        expect(she.page.get_by_role("heading", level=1)).to_have_text(she.say("Kept. Sign in to see it."))
        assert TEXTS[MONEY][:20] not in she.text()
        she.press("Go on")
        she.sign_in(card)
    else:
        she.press("Save")
        assert she.heading() == she.say("Kept. Sign in to see it.")
        she.follow("Sign in")
        she.sign_in(card)
        assert she.reads("Words you sent are kept for you.")
        she.follow("See them")
    assert she.heading() == she.say(MONEY.name)
    assert she.box(WORDS).input_value() == ""
    she.press("See both texts")
    she.tap(she.page.locator("button[name=answer][value=second]"))
    assert she.box(WORDS).input_value() == TEXTS[MONEY]
    assert not she.reads("Kept for you")


def has_scripts(she: Someone) -> bool:
    return she.page.locator("form[data-autosave=on]").count() > 0


def shares_two_parts(she: Someone, card: Card) -> None:
    she.go("/mine/")
    she.follow("Who may read")
    she.follow("A new choice")
    she.page.get_by_role("radio", name=TEAM).check()
    she.page.locator("input[name=purpose][value=possible]").check()
    she.press("Go on")
    she.follow("Next")
    she.follow("Skip the rest")
    assert she.page.get_by_role("checkbox", checked=True).count() == 0
    she.box(FEELING.name).check()
    she.box(ASKING.name).check()
    she.press("Go on")
    assert she.reads(NAMES[Kind.PHONE])
    she.press("Go on")
    in_three_weeks = datetime.now(UTC).date() + timedelta(days=21)
    she.box("Until which day may they read?").fill(in_three_weeks.isoformat())
    she.running.passphrases_were_typed(minutes_ago=10)
    she.press("Go on")
    she.follow("Show that it is me")
    she.box("Your secret words or numbers").fill(card.passphrase)
    she.press("Go on")
    assert she.heading() == she.say("See it as they will")
    shows_exactly_two_parts(she)
    she.press("Yes, share it")
    assert TEAM in she.heading()
    assert she.reads("It has arrived. Nobody has opened it yet. You will see it here when somebody does.")


def shows_exactly_two_parts(reader: Someone) -> None:
    for shown in (FEELING, ASKING):
        part = reader.page.get_by_role("heading", name=reader.say(shown.name), exact=True)
        assert part.locator("xpath=following-sibling::*[1]").inner_text() == TEXTS[shown]
    assert TEXTS[MONEY].split("\n")[0] not in reader.text()
    assert not reader.page.get_by_role("heading", name=reader.say(MONEY.name), exact=True).count()


def reads_exactly_those(facilitator: Someone) -> str:
    facilitator.sign_in(facilitator.running.facilitator)
    arabic = facilitator.page.get_by_role("main").get_by_role("link").filter(has_text="العربية")
    facilitator.tap(arabic)
    shows_exactly_two_parts(facilitator)
    share = facilitator.page.url
    facilitator.page.get_by_role("radio", name=facilitator.say(REPLIES["read"])).check()
    facilitator.press("Send")
    assert facilitator.page.url == share
    assert facilitator.reads("Answers sent")
    return share


def sees_who_opened_it(she: Someone) -> None:
    she.go("/mine/")
    assert she.reads("Answered: %(words)s", words=she.say(REPLIES["read"]))
    she.follow("Who opened what")
    assert she.reads("%(name)s opened it", name=f"Amira Haddad ({TEAM})")
    she.follow("Look")
    assert she.reads("%(name)s opened it", name="Amira Haddad")


def withdraws_in_two_taps(she: Someone) -> None:
    she.follow("Stop sharing")
    she.press("Stop sharing now")
    assert not she.link("Stop sharing").count()
    assert she.reads("Ended on")


def can_no_longer_open(facilitator: Someone, share: str) -> None:
    facilitator.page.goto(share)
    assert facilitator.heading() == facilitator.say("This has ended")
    assert PHONE_NUMBER not in facilitator.text()
    facilitator.go("/inbox/")
    assert not facilitator.page.get_by_role("link").filter(has_text="العربية").filter(has_text="·").count()


def leaves_and_nothing_comes_back(she: Someone, card: Card) -> None:
    opens(she, FEELING)
    assert PHONE_NUMBER in she.box(WORDS).input_value()
    she.leave().tap()
    she.page.wait_for_url(she.running.leave_url)
    assert she.page.title() == WEATHER
    assert she.page.context.cookies() == []
    hers = [card.name, PHONE_NUMBER, TEXTS[FEELING].split("\n")[0]]
    for _step in range(4):
        she.page.go_back(wait_until="load")
        assert told_by(she.page.title(), she.page.url) == []
        boxes = [box.input_value() for box in she.page.get_by_role("textbox").all()]
        assert [word for word in hers if word in " ".join([she.text(), *boxes])] == []


def erases_everything(she: Someone, card: Card) -> None:
    she.go("/sign-in")
    she.sign_in(card)
    she.follow("Settings")
    she.follow("Erase everything")
    she.box("Your secret words or numbers").fill(card.passphrase)
    she.press("Erase everything now")
    assert she.heading() == she.say("Everything is erased")
    she.go("/sign-in")
    she.sign_in(card)
    assert she.reads("The name and the words do not fit together. Please check both.")
    assert she.page.context.cookies() == []
