"""Every page there is, in a state worth looking at, and who meets it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser

from tests.real import choices, helped
from tests.real.choices import LONG_WORD
from tests.real.choices import last as _last
from tests.real.places import FRESH, WHO_MEETS
from tests.real.running import Card, Running
from tests.real.someone import Someone
from tests.statements.attached import photograph, sound

MOST = 2_200_000  # characters: more than a request may carry


@dataclass
class Scene:
    browser: Browser
    running: Running
    phone: dict[str, Any]
    tabs: dict[str, Someone] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)  # of the browser: a script, a policy

    def person(self, who: str, card: Card | None = None) -> Someone:
        if who not in self.tabs:
            page = self.browser.new_context(**self.phone).new_page()
            page.on("pageerror", lambda error: self.complaints.append(str(error)))
            page.on("console", lambda said: self._hear(said.text))
            self.tabs[who] = Someone(page, self.running)
            if card is not None:
                self.tabs[who].sign_in(card)
        self.tabs[who].language = "en"
        return self.tabs[who]

    def close(self) -> None:
        for someone in self.tabs.values():
            someone.page.context.close()

    def _hear(self, said: str) -> None:
        if "Content Security Policy" in said:
            self.complaints.append(said)

    # What happened before

    def set(self) -> None:
        facilitator = self.person("facilitator", self.running.facilitator)
        facilitator.page.get_by_role("link").filter(has_text="since").tap()
        facilitator.page.wait_for_url("**/inbox/*-*")
        self.ids["share"] = _last(facilitator.page.url)
        facilitator.page.get_by_role("radio").first.check()
        facilitator.press("Send")
        self._writes_and_shares(self.person("survivor", self.running.survivor))
        facilitator.go("/inbox/")
        shares = facilitator.page.locator("main li a").evaluate_all("all => all.map(a => a.href)")
        self.ids["ended_share"] = next(id for id in map(_last, shares) if id != self.ids["share"])
        choices.ends_one(self, self.person("survivor"))
        choices.asks_for_more(self, facilitator, self.person("survivor"))
        choices.lets_pass_on(self, self.person("survivor"), facilitator)
        self.ids["join"] = self.running.invite("Lin Moreau")
        advocate = self.person("advocate", self.running.advocate)
        choices.lets_translate(self, self.person("survivor"), advocate)
        helped.lets_help(self, self.person("survivor"), advocate)
        choices.looks_after_services(self, facilitator)
        choices.writes_to(self, self.person("survivor"), advocate, facilitator)
        choices.asks_for_contact(self, self.person("asker"), self.person("partner", self.running.partner))
        self.person("nobody")
        choices.looks_for_help(self, self.person("looking"))
        choices.keeps_a_service(self, self.person("survivor"))
        self.person("invited")
        self._rests(self.person("resting", self.running.survivor))
        self.person("borrowing").borrow(self.running.survivor)
        self._sits(self.person("beside", self.running.survivor))
        self._renews(self.person("renewer"))
        choices.pauses(self, self.person("renewer"), facilitator)
        newcomer = self.person("newcomer")
        newcomer.go("/sign-up")
        newcomer.press("Show me my name and words")

    def _writes_and_shares(self, survivor: Someone) -> None:
        survivor.go("/mine/writing/2")
        stale = survivor.page.context.new_page()
        stale.goto(survivor.page.url)
        survivor.box("In your words").fill(f"My back hurts. {LONG_WORD}")
        survivor.press("Save")
        other = Someone(stale, self.running)
        other.box("In your words").fill(f"Another page. {LONG_WORD}")
        other.press("Save")
        stale.close()
        self._writes_again(survivor)
        self._attaches(survivor)
        self._feels(survivor)
        choices.says_how_to_reach_her(survivor)
        survivor.go("/mine/choices/")
        self.ids["given"] = _last(survivor.page.locator("a[href*='/given/']").get_attribute("href") or "")
        choices.chooses(self, survivor)
        survivor.press("Yes, share it")
        self.ids["ended"] = _last(survivor.page.url)
        choices.chooses(self, survivor)

    def _writes_again(self, survivor: Someone) -> None:
        """Most of a text goes, so what was there is kept; and a note beside it."""
        for words in (f"My sister is here. My mother is far away. {LONG_WORD}", "My sister."):
            survivor.go("/mine/writing/4")
            survivor.box("In your words").fill(words)
            survivor.press("Save")
        survivor.go("/mine/writing/4/versions")
        earlier = survivor.page.locator("main a[href*='/versions/']").first
        self.ids["version"] = _last(earlier.get_attribute("href") or "")
        survivor.go("/mine/writing/4/note")
        survivor.page.locator("textarea").fill(f"Ask her about this. {LONG_WORD}")
        survivor.press("Save")
        survivor.go("/mine/writing/10")
        survivor.box("What was it?").fill(f"Wages {LONG_WORD}")
        survivor.press("Save")
        survivor.go("/mine/writing/101")
        survivor.box("In your words").fill(f"They should go to prison. Call me: +34 600 123 456. {LONG_WORD}")
        survivor.press("Save")

    def _attaches(self, survivor: Someone) -> None:
        sent = {"photograph": photograph(900, 600), "sound": sound(), "document": b"%PDF-1.7 a paper"}
        for name, content in sent.items():
            survivor.go("/mine/writing/4/files")
            chosen: Any = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
            survivor.page.locator("input[type=file]").set_input_files(chosen)
            survivor.press("Add it")
            self.ids[name] = _last(survivor.page.url)
        survivor.page.locator("textarea").first.fill(f"The letter {LONG_WORD}"[:80])
        survivor.page.locator("textarea").last.fill(f"I say this. {LONG_WORD}")
        survivor.press("Save")

    def _feels(self, survivor: Someone) -> None:
        survivor.go("/mine/readiness/times")
        survivor.page.locator("textarea").fill(f"Not on Mondays. {LONG_WORD}")
        survivor.press("Save")
        survivor.go("/mine/readiness/over-time")
        day = survivor.page.locator("main a[href*='/over-time/']").first
        self.ids["checkin"] = _last(day.get_attribute("href") or "")

    def _renews(self, renewer: Someone) -> None:
        renewer.go("/sign-up")
        renewer.press("Show me my name and words")
        renewer.take_card()
        renewer.go("/settings/known")
        renewer.press("Show me new words")
        renewer.take_card()

    def _sits(self, beside: Someone) -> None:
        beside.go("/mine/people/together")
        beside.tap(beside.page.locator("button[name=who]").first)
        beside.tap(beside.page.locator("aside button"))
        beside.tap(beside.page.locator("button[name=who]").last)

    def _rests(self, resting: Someone) -> None:
        resting.go("/mine/writing/4")
        resting.press("Pause")

    # Pages

    def pages(self) -> dict[str, tuple[str, Callable[[Someone], None]]]:
        listed: dict[str, tuple[str, Callable[[Someone], None]]] = {}
        for who, paths in WHO_MEETS.items():
            listed |= {name: (who, self._goes(path, name in FRESH)) for name, path in paths.items()}
        return listed | {
            "give": ("survivor", self.sees_it),
            "paper": ("facilitator", self.prints),
            "two_numbers": ("nobody", asks),
            "renewed": ("renewer", self._goes("/card/done/renewed", fresh=False)),
            "give_after_a_while": ("survivor", self.sees_it_later),
            "sign_in_refused": ("nobody", _sends_empty("/sign-in", "Sign in")),
            "check_refused": ("newcomer", _sends_empty("/card/check", "Check")),
            "new_refused": ("survivor", _sends_empty("/mine/choices/new", "Go on")),
            "given_back": ("survivor", gets_it_back),
            "too_large": ("survivor", sends_too_much),
        }

    def _goes(self, path: str, fresh: bool) -> Callable[[Someone], None]:
        def act(someone: Someone) -> None:
            if fresh:
                self.running.passphrases_were_typed(minutes_ago=0)
            someone.go(path.format(**self.ids))

        return act

    def prints(self, facilitator: Someone) -> None:
        facilitator.go(f"/inbox/{self.ids['share']}")
        facilitator.press("Print it")

    def sees_it(self, survivor: Someone) -> None:
        self.running.passphrases_were_typed(minutes_ago=0)
        survivor.go(f"/mine/choices/{self.ids['choosing']}/see")

    def sees_it_later(self, survivor: Someone) -> None:
        self.running.passphrases_were_typed(minutes_ago=10)
        survivor.go(f"/mine/choices/{self.ids['choosing']}/see")

    def meet(self, name: str, language: str) -> Someone:
        """The person who meets this page, with it in view."""
        who, opens = self.pages()[name]
        someone = self.tabs[who]
        someone.language = language
        opens(someone)
        return someone


def _sends_empty(path: str, button: str) -> Callable[[Someone], None]:
    def act(someone: Someone) -> None:
        someone.go(path)
        someone.press(button)

    return act


def asks(nobody: Someone) -> None:
    nobody.go("/recover/people")
    nobody.box("Your name here").fill("river-otter-0000")
    nobody.press("Show me the numbers")


def gets_it_back(survivor: Someone) -> None:
    """Her page was open for so long that nothing fits any more."""
    survivor.go("/mine/writing/3")
    survivor.page.locator("[name=kept]").evaluate("slip => { slip.value = 'old' }")
    survivor.press("Save")


def sends_too_much(survivor: Someone) -> None:
    survivor.go("/mine/choices/new")
    sent = f"token => {{ token.value = 'a'.repeat({MOST}) }}"
    survivor.page.locator("main [name=csrf_token]").evaluate(sent)
    survivor.press("Go on")


NAMES = sorted(Scene(None, None, {}).pages())  # type: ignore[arg-type]
