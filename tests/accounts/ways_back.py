"""What a person does with her second paper and with new words."""

from __future__ import annotations

from tests.accounts.steps import card_in
from tests.browser import Browser
from tests.page import Page, text


def make_number(client: Browser, button: str = "Make a number") -> str:
    """Signed in. Returns the number, which stays in view."""
    client.get("/en/settings/number")
    client.submit(button=button)
    return number_in(client.page)


def number_in(page: Page) -> str:
    return " ".join(text(element) for element in page.all("p", css="number"))


def recover(client: Browser, name: str, number: str) -> Page:
    client.get("/en/recover")
    return client.fill({"name": name, "number": number}).submit()


def take_new_words(client: Browser) -> str:
    """From the card in view, through typing back. Returns the words."""
    _name, words = card_in(client.get("/en/card"))
    client.get("/en/card/check")
    client.fill({"passphrase": words}).submit()
    return words


def change(client: Browser, place: str = "words") -> str:
    """Signed in: new words, or (`known`) new keys. Returns the words."""
    client.get(f"/en/settings/{place}")
    client.fill({"kind": "words"}).submit()
    return take_new_words(client)
