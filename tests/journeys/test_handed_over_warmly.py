"""She asks a service to contact her, from her own phone; they do; and she takes back the next one."""

from __future__ import annotations

from portal.consent.rules import IN_TOUCH
from portal.demo import PARTNER, PARTNER_TEAM
from tests.journeys.conftest import in_each_language
from tests.journeys.together import types_how
from tests.real.choices import newest_share
from tests.real.someone import Someone

NUMBER, NEED = "+34 600 123 456", "A safe place to sleep."


def asks(she: Someone, *, found: bool = False) -> None:
    if found:
        she.go("/support/find/")
        she.box("Or in your own words").fill(PARTNER)
        she.press("Show services")
        she.tap(she.page.locator("main h3 a").filter(has_text=PARTNER))
        she.follow("Ask them to contact me")
    else:
        she.go("/mine/choices/")
        she.follow("Ask somebody to contact me")
        she.tap(she.page.locator("main a[href*='/reach/new/']").filter(has_text=PARTNER))
    types_how(she, NUMBER, NEED)
    for words in (PARTNER_TEAM, NUMBER, NEED):
        assert words in she.text()
    she.button("Yes").dblclick()
    she.page.wait_for_url("**/given/*")


@in_each_language(english_with_scripts=True)
def test_handed_over_warmly(device, portal, language, scripts):
    she, desk = device(language, scripts), device("en", scripts)
    she.sign_up()
    desk.sign_in(portal.partner)
    portal.passphrases_were_typed(minutes_ago=0)

    asks(she)
    she.go("/mine/reach/")
    assert she.page.locator("main section.card").count() == 1

    desk.go(f"/inbox/{newest_share(desk)}")
    assert desk.text().index(NUMBER) < desk.text().index(NEED)
    desk.follow("We could not reach them")
    desk.page.locator("input[value=nobody]").check()
    desk.press("Tell them")
    she.go("/mine/reach/")
    assert she.reads(IN_TOUCH["nobody"])
    desk.press("We have been in touch")
    desk.follow("It is done")
    desk.press("Close it, it is done")
    she.go("/mine/reach/")
    assert she.reads(IN_TOUCH["done"])
    assert she.page.locator("main section.card").count() == 0

    asks(she, found=True)
    desk.go(f"/inbox/{newest_share(desk)}")
    assert NUMBER in desk.text()
    she.go("/mine/reach/")
    she.press("Take it back now")
    assert she.page.locator("main section.card").count() == 0
    desk.press("We have been in touch")
    assert desk.reads("This has ended")
    assert NUMBER not in desk.text()
