"""The command line as an operator uses it, and a colleague who opens her link."""

from __future__ import annotations

import re

from portal.programmes.facts import NEEDED
from tests import command
from tests.accounts.steps import card_in, type_back
from tests.browser import Browser
from tests.conftest import World

LINK = re.compile(r"^/([a-z]+)/join/([A-Za-z0-9_-]{32})$", re.M)


def keys_of(world: World) -> dict[str, str]:
    """What an operator sets to work with this world's data."""
    return {"PORTAL_DATA": str(world.settings.data), "PORTAL_KEYS": world.settings.keys}


def portal(world: World, *arguments: str, **environment: str) -> command.Ran:
    """Run `portal` with this world's data."""
    return command.run(*arguments, **keys_of(world) | environment)


def link_in(output: str) -> str:
    found = LINK.search(output)
    assert found is not None, output
    return found.group()


def invite(world: World, name: str, team: str = "Bridge team", role: str = "facilitator") -> str:
    ran = portal(world, "staff", "invite", name, "--team", team, "--role", role)
    assert ran.returncode == 0, ran.stderr
    return link_in(ran.stdout)


def create(world: World, team: str = "Lantern team", first: str = "Noor Aziz") -> str:
    ran = portal(world, "programme", "create", "Valley Service", "--team", team, "--first", first)
    assert ran.returncode == 0, ran.stderr
    return link_in(ran.stdout)


def say_all(client: Browser) -> None:
    """Whoever leads a team fills in what everybody must know about the service."""
    for fact in NEEDED:
        client.get(f"/en/programme/facts/en/{fact}")
        client.submit({"text": f"About {fact}."}, "Save")


def join(client: Browser, link: str) -> tuple[str, str]:
    """As far as home. Returns the name and the passphrase."""
    client.get(link)
    client.fill({"kind": "words"}).submit()
    name, words = card_in(client.page)
    type_back(client, words)
    return name, words
