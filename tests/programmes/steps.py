"""The command line as an operator uses it, and a colleague who opens her link."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.accounts.steps import card_in, type_back
from tests.browser import Browser
from tests.conftest import World

ROOT = Path(__file__).parents[2]
LINK = re.compile(r"^/([a-z]+)/join/([A-Za-z0-9_-]{32})$", re.M)


def portal(world: World, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `portal` with this world's data."""
    settings = world.settings
    return subprocess.run(
        [sys.executable, "-m", "portal.cli", *arguments],
        env={
            "PATH": os.environ["PATH"],
            "PORTAL_DATA": str(settings.data),
            "PORTAL_KEYS": settings.keys,
        }
        | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


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


def join(client: Browser, link: str) -> tuple[str, str]:
    """As far as home. Returns the name and the passphrase."""
    client.get(link)
    client.fill({"kind": "words"}).submit()
    name, words = card_in(client.page)
    type_back(client, words)
    return name, words
