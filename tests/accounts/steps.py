"""What a person does with her account, in the browser."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from portal.accounts.words import canonical_name
from portal.keyring.models import Principal, Secret
from portal.web.models import Failures, SessionRow
from portal.web.sessions import COOKIE
from tests.browser import Browser
from tests.conftest import World
from tests.page import Page, text

KINDS = {"words": "Six words", "numbers": "Twenty digits"}


def sign_up(client: Browser, kind: str = "words") -> tuple[str, str]:
    """As far as the card, which stays in view. Returns the name and the passphrase on it."""
    client.get("/en/sign-up")
    client.fill({"kind": kind}).submit()
    return card_in(client.page)


def card_in(page: Page) -> tuple[str, str]:
    name = " ".join(text(element) for element in page.all("p", css="name"))
    return name, " ".join(text(item) for item in page.all("li", inside=page.all("ol", css="word-card")[0]))


def type_back(client: Browser, words: str) -> Page:
    client.get("/en/card/check")
    return client.fill({"passphrase": words}).submit()


def try_in(client: Browser, name: str, words: str, **options: object) -> Page:
    client.get("/en/sign-in")
    return client.fill({"name": name, "passphrase": words}).submit(**options)


def cookie_of(client: Browser) -> str | None:
    found = client.client.get_cookie(COOKIE, domain="localhost", path="/")
    return None if found is None else found.value


def set_cookie(client: Browser, value: str) -> None:
    client.client.set_cookie(COOKIE, value, domain="localhost", path="/", secure=True)


def is_in(client: Browser) -> bool:
    """Does this browser's session still open her pages?"""
    return client.get("/en/settings/").path == "/en/settings/"


def token_in(page: Page) -> str:
    """The token of the page's first form, as something that forges a request could have seen it."""
    return next(c.get("value", "") for c in page.controls() if c.get("name") == "csrf_token")


def account_of(world: World, name: str) -> Principal | None:
    index = world.server.username_index(canonical_name(name))
    with world.stores.main.reading() as main:
        return main.scalar(select(Principal).where(Principal.username_bidx == index))


def sessions_in(world: World) -> list[SessionRow]:
    with world.stores.sessions.reading() as session:
        return list(session.scalars(select(SessionRow)))


def secrets_in(world: World) -> set[UUID]:
    """The ids of all that the vault still holds."""
    with world.stores.vault.reading() as session:
        return set(session.scalars(select(Secret.id)))


def failures_in(world: World) -> list[int]:
    with world.stores.sessions.reading() as session:
        return sorted(session.scalars(select(Failures.count)))
