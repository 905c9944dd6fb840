"""What two people do who write together."""

from __future__ import annotations

from tests.real.someone import Someone


def makes_a_number(she: Someone, where: str = "here") -> str:
    she.follow("Make a number for somebody")
    she.page.locator(f"input[name=where][value={where}]").check()
    she.press("Make a number")
    return she.page.locator("p.number").inner_text()


def types_it(who: Someone, number: str) -> None:
    who.follow("Type a number")
    who.box("The number, 16 digits").fill(number)
    who.press("Go on")


def types_how(she: Someone, where: str, need: str) -> None:
    """On the page of a service that can be asked: by telephone, and what she needs."""
    she.page.locator("input[name=way][value=phone]").check()
    she.box("Which number or address?").fill(where)
    she.box("What do you need?").fill(need)
    she.press("See it as they will")


def lets_help(she: Someone, parts: list[int], *, scope: str = "suggest", called: str = "") -> None:
    """On her page of people: the one who waits, the parts, and yes twice."""
    she.follow("See who it is")
    chooses(she, parts, scope=scope)
    if called:
        she.box("What should this person call you here? You can leave it empty.").fill(called)
    she.press("Yes, for these days")


def chooses(she: Someone, parts: list[int], *, scope: str = "suggest", safe: bool = True) -> None:
    for number in parts:
        she.page.locator(f"input[name=parts][value='{number}']").check()
    she.page.locator(f"input[name=scope][value={scope}]").check()
    she.page.locator("input[name=days][value='7']").check()
    if safe:
        she.page.locator("input[name=safe]").check()
    she.press("Go on")


def interprets(she: Someone, parts: list[int], source: str, target: str) -> None:
    """On the page of somebody who waits: these parts, to be translated."""
    she.page.locator("select[name=from_language]").select_option(source)
    she.page.locator("select[name=to_language]").select_option(target)
    chooses(she, parts, scope="translate")
