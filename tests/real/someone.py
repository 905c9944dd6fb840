"""Somebody with a phone, who finds things on a page by what is written on them.

Words are looked up in the catalogue of her language, so that a better translation breaks no test.
"""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page

from portal.i18n import _, use_language
from tests.real.running import Card, Running


class Someone:
    def __init__(self, page: Page, running: Running, language: str = "en") -> None:
        self.page, self.running, self.language = page, running, language

    def say(self, message: str, /, **values: object) -> str:
        with use_language(self.language):
            return _(message, **values)

    # Looking

    def button(self, message: str, /, **values: object) -> Locator:
        return self.page.get_by_role("button", name=self.say(message, **values), exact=True)

    def link(self, message: str, /, **values: object) -> Locator:
        """A link of exactly these words, or one that begins with them and says more."""
        words = re.escape(self.say(message, **values))
        return self.page.get_by_role("link", name=re.compile(rf"^\s*{words}(\s|$)"))

    def box(self, message: str, /) -> Locator:
        return self.page.get_by_label(self.say(message), exact=True)

    def leave(self) -> Locator:
        """A link, or where she writes, a button."""
        return self.link("Leave").or_(self.button("Leave"))

    def heading(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text()

    def text(self) -> str:
        return self.page.locator("body").inner_text()

    def reads(self, message: str, /, **values: object) -> bool:
        return self.say(message, **values) in self.text()

    # Doing

    def go(self, path: str) -> None:
        self.page.goto(self.running.at(f"/{self.language}{path}"))

    def tap(self, target: Locator) -> None:
        """Tap what leads to another page, and wait for it."""
        with self.page.expect_navigation():
            target.tap()

    def press(self, message: str, /, **values: object) -> None:
        self.tap(self.button(message, **values))

    def follow(self, message: str, /, **values: object) -> None:
        self.tap(self.link(message, **values).first)

    def sign_in(self, card: Card) -> None:
        self._types(card)
        self.press("Sign in")

    def borrow(self, card: Card) -> None:
        """Sign in on a device that is somebody else's."""
        self._types(card)
        self.page.locator("summary", has_text=self.say("On somebody else’s device?")).tap()
        self.page.locator("input[name=borrowed]").check()
        self.press("Sign in")

    def _types(self, card: Card) -> None:
        if "/sign-in" not in self.page.url:
            self.go("/sign-in")
        self.box("Your name here").fill(card.name)
        self.box("Your secret words or numbers").fill(card.passphrase)

    def sign_up(self) -> Card:
        self.go("/sign-up")
        self.press("Show me my name and words")
        name = self.page.locator("p.name").inner_text()
        return Card("survivor", name, self.take_card())

    def take_card(self) -> str:
        """Write down the words on the page, and type them back."""
        words = " ".join(self.page.locator(".word-card bdi").all_inner_texts())
        self.follow("I have written it down")
        self.box("Type what is on your paper").fill(words)
        self.press("Check")
        return words
