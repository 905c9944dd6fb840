"""What arrives at a writing page when it does not come from its own form."""

from __future__ import annotations

from urllib.parse import quote_plus

from tests.browser import Browser
from tests.conftest import World
from tests.make import sign_in
from tests.page import Page, text

FORM = "application/x-www-form-urlencoded"


def token_at(client: Browser, number: int) -> str:
    """The sealed token of a writing page."""
    page = client.get(f"/en/mine/writing/{number}")
    return next(c.get("value", "") for c in page.controls() if c.get("name") == "kept")


def writer(client: Browser, world: World, number: int = 2) -> str:
    """Signed in, with a page open to write on; its token."""
    sign_in(client, world.survivor)
    return token_at(client, number)


def send(client: Browser, token: str, text: str, number: int = 2, **options: object) -> Page:
    data = {"kept": token, "text": text, "act": "save"}
    return client.post(f"/en/mine/writing/{number}", data, **options)


def send_raw(client: Browser, token: str, body: bytes, number: int = 2) -> Page:
    data = f"kept={quote_plus(token)}&act=save&text=".encode() + body
    return client.post(f"/en/mine/writing/{number}", data, content_type=FORM)


def text_in(page: Page) -> str:
    """What stands in the field she writes in."""
    (area,) = page.all("textarea")
    return "".join(area.itertext())


def saved(client: Browser, number: int = 2) -> str:
    return text_in(client.get(f"/en/mine/writing/{number}"))


def kept_beside(client: Browser, number: int = 2) -> list[str]:
    """The oldest text that waits there; nothing when none does."""
    page = client.get(f"/en/mine/writing/{number}/both")
    return [text(letter, without=("span",)) for letter in page.all(css="letter")[-1:]]
