"""What she, her two people and a stranger do."""

from __future__ import annotations

from tests.browser import Browser
from tests.conftest import World
from tests.make import sign_in
from tests.page import Page, text


def choose(client: Browser, world: World, first: str | None = None, second: str | None = None) -> Page:
    """Signed in as the survivor: the advocate and the first facilitator, unless said otherwise."""
    client.get("/en/mine/people/back/choose")
    first = str(world.advocate.actor.id) if first is None else first
    second = str(world.lead.actor.id) if second is None else second
    return client.fill({"first": first, "second": second}).submit()


def ask(client: Browser, name: str) -> tuple[str, str]:
    """The number to tell, and the number to keep."""
    client.get("/en/recover/people")
    client.fill({"name": name}).submit()
    tell, keep = (text(element) for element in client.page.all("p", css="number"))
    return tell, keep


def answer(client: Browser, told: str, *, yes: bool = True) -> Page:
    """Signed in as one of the two."""
    client.get("/en/vouch")
    client.fill({"told": told}).submit()
    return client.submit(button="Yes, I am sure" if yes else "No, stop this")


def both_vouch(app: object, world: World, told: str) -> None:
    for who in (world.advocate, world.lead):
        helper = Browser(app, world.settings.public_name)  # type: ignore[arg-type]
        sign_in(helper, who)
        answer(helper, told)


def come(client: Browser, name: str, keep: str) -> Page:
    client.get("/en/recover/people/back")
    return client.fill({"name": name, "number": keep}).submit()
