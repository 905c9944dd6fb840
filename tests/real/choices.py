"""What the people of the scene say yes and no to, in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.consent import attached
from portal.helping.translated import ATTESTS
from tests.journeys.together import interprets, makes_a_number, types_how, types_it
from tests.real.someone import Someone

if TYPE_CHECKING:
    from tests.real.scene import Scene

LONG_WORD = "Donaudampfschiff" * 18 + "fahrtskapitän"[:12]  # 300 characters without a place to break


def last(url: str) -> str:
    return url.rstrip("/").rsplit("/", 1)[-1]


def newest_share(facilitator: Someone) -> str:
    facilitator.go("/inbox/")
    return last(facilitator.page.locator("main ul.rows a").first.get_attribute("href") or "")


def chooses(scene: Scene, survivor: Someone, purpose: str = "possible") -> None:
    """Up to the page that shows what they would see; for some purposes to the page that asks how."""
    survivor.go("/mine/choices/new")
    team = survivor.page.locator("input[name=team]").first
    scene.ids["team"] = team.get_attribute("value") or ""
    team.check()
    survivor.page.locator(f"input[name=purpose][value={purpose}]").check()
    survivor.press("Go on")
    if "/told/" in survivor.page.url:
        survivor.follow("Skip the rest")
    scene.ids["choosing"] = survivor.page.url.split("/")[-2]
    if survivor.page.url.endswith("/parts"):
        survivor.page.get_by_role("checkbox").nth(1).check()
        for file in survivor.page.get_by_role("checkbox").all():
            if attached.is_file(file.get_attribute("value") or ""):
                file.check()
        survivor.press("Go on")
        survivor.press("Go on")  # nothing left out
    if not survivor.page.url.endswith("/how"):
        survivor.press("Go on")


def looks_for_help(scene: Scene, looking: Someone) -> None:
    """Once with something found, and once with nothing that fits."""
    for name, words, place in (("nothing", LONG_WORD[:90], "Nowhere"), ("found", "lawer", "Lakside")):
        looking.go("/support/find/")
        looking.box("Or in your own words").fill(words)
        looking.box("Near which place?").fill(place)
        looking.press("Show services")
        scene.ids[name] = last(looking.page.url)
    looking.tap(looking.page.locator("main h3 a").first)
    scene.ids["looked_at"] = last(looking.page.url)


def keeps_a_service(scene: Scene, survivor: Someone) -> None:
    survivor.go(f"/support/{scene.ids['looked_at']}")
    survivor.press("Put it on my list")


def says_how_to_reach_her(survivor: Someone) -> None:
    survivor.go("/mine/contact/times")
    survivor.page.get_by_role("checkbox").first.check()
    survivor.press("Save")
    survivor.go("/mine/contact/answers")
    for box in survivor.page.locator("#writing input[type=text], textarea").all():
        box.fill(LONG_WORD[:150])
    survivor.press("Save")
    survivor.go("/mine/contact/news")
    survivor.box("Email address").fill(f"{LONG_WORD[:60]}@mailbox.example")
    survivor.page.get_by_role("checkbox").first.check()
    survivor.press("Send me messages")


def asks_for_more(scene: Scene, facilitator: Someone, survivor: Someone) -> None:
    """Two things, of which she refuses one."""
    for purpose in ("recording", "prepare"):
        facilitator.go(f"/inbox/{scene.ids['share']}/ask")
        facilitator.page.locator(f"input[name=purpose][value={purpose}]").check()
        facilitator.page.locator("input[name=why][value=next]").check()
        facilitator.press("Ask")
    survivor.go("/mine/choices/")
    found = survivor.page.locator("main a[href*='/asked/']").evaluate_all("all => all.map(a => a.href)")
    scene.ids["request"], scene.ids["refused"] = (last(href) for href in found[:2])
    survivor.go(f"/mine/choices/asked/{scene.ids['refused']}")
    survivor.tap(survivor.page.locator("button[value=no]"))


def lets_pass_on(scene: Scene, survivor: Someone, facilitator: Someone) -> None:
    scene.running.passphrases_were_typed(minutes_ago=0)
    choosing = scene.ids["choosing"]
    chooses(scene, survivor, "pass_on")
    scene.ids["passing"], scene.ids["choosing"] = scene.ids["choosing"], choosing
    for name in ("means", "onward"):
        survivor.page.locator(f"input[name={name}]").first.check()
    survivor.page.locator("textarea").fill(f"Only the second page. {LONG_WORD}")
    survivor.press("Go on")
    survivor.press("Go on")
    survivor.press("Yes, share it")
    scene.ids["passed"] = last(survivor.page.url)
    scene.ids["passed_share"] = newest_share(facilitator)
    chooses(scene, survivor, "pass_on")  # once more, to look at the page that asks how
    scene.ids["passing"], scene.ids["choosing"] = scene.ids["choosing"], choosing
    facilitator.go("/programme/")
    person = facilitator.page.locator("main a[href*='/people/']").first
    scene.ids["staff"] = last(person.get_attribute("href") or "")


def asks_for_contact(scene: Scene, asker: Someone, partner: Someone) -> None:
    """Somebody who asks a service to get in touch; they note that they were."""
    asker.sign_up()
    asker.go("/mine/reach/")
    service = asker.page.locator("main a[href*='/reach/new/']").first
    scene.ids["service"] = last(service.get_attribute("href") or "")
    asker.tap(service)
    types_how(asker, LONG_WORD[:150], f"A place to sleep. {LONG_WORD[:200]}")
    scene.running.passphrases_were_typed(minutes_ago=0)
    asker.press("Yes")
    scene.ids["asked_share"] = newest_share(partner)
    partner.go(f"/inbox/{scene.ids['asked_share']}/request")
    partner.press("We have been in touch")


def ends_one(scene: Scene, survivor: Someone) -> None:
    survivor.go(f"/mine/choices/given/{scene.ids['ended']}/withdraw")
    survivor.page.get_by_role("checkbox").check()
    survivor.press("Stop sharing now")


def pauses(scene: Scene, renewer: Someone, facilitator: Someone) -> None:
    scene.running.passphrases_were_typed(minutes_ago=0)
    choosing = scene.ids["choosing"]
    chooses(scene, renewer, "take_part")
    scene.ids["choosing"] = choosing
    renewer.tap(renewer.page.locator("button[value=yes]"))
    scene.ids["paused_share"] = newest_share(facilitator)
    renewer.go("/mine/choices/pause")
    renewer.press("Pause now")


def lets_translate(scene: Scene, survivor: Someone, interpreter: Someone) -> None:
    """One part of hers, of which nobody can be sure."""
    scene.running.passphrases_were_typed(minutes_ago=0)
    survivor.go("/mine/people/")
    interpreter.go("/helping/")
    types_it(interpreter, makes_a_number(survivor))
    survivor.go("/mine/people/")
    survivor.follow("See who it is")
    interprets(survivor, [4], "en", "ar")
    survivor.press("Yes, for these days")
    scene.ids["interpreting"] = last(survivor.page.url)
    interpreter.go(f"/helping/{scene.ids['interpreting']}/4/translation")
    for box in interpreter.page.locator("textarea").all():
        box.fill(f"أختي. {LONG_WORD}")
    interpreter.box("Unsure: this may not be right").first.check()
    interpreter.box("Your qualification").fill(f"Court {LONG_WORD}")
    interpreter.box(ATTESTS).check()
    interpreter.press("Save")


def writes_to(scene: Scene, survivor: Someone, advocate: Someone, facilitator: Someone) -> None:
    """Messages with a helper and with a team, each answered."""
    scene.running.passphrases_were_typed(minutes_ago=0)
    theirs = {"access": (advocate, f"/helping/{scene.ids['access']}/messages"),
              "given": (facilitator, f"/inbox/{scene.ids['share']}/messages")}  # fmt: skip
    for thread, (other, page) in theirs.items():
        for who, path in ((survivor, f"/mine/people/messages/{scene.ids[thread]}"), (other, page)):
            who.go(path)
            who.page.locator("textarea").fill(f"On Thursday, at ten. {LONG_WORD}")
            who.press("Send")


def looks_after_services(scene: Scene, facilitator: Someone) -> None:
    """One that was called, and changed with a long word."""
    facilitator.go("/programme/directory/")
    facilitator.tap(facilitator.page.locator("main ul.rows a").first)
    scene.ids["listed"] = last(facilitator.page.url)
    facilitator.press("We called today, and it holds")
    facilitator.go(f"/programme/directory/{scene.ids['listed']}/about")
    facilitator.page.locator("textarea").fill(f"Plain words. {LONG_WORD}")
    facilitator.press("Save")
