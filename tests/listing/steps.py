"""Services to look after, and what became of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.audit.models import AuditRow
from portal.demo import DIRECTORY
from portal.directory.models import Entry, ServiceCard
from tests.directory.feeds import bring, page_of

if TYPE_CHECKING:
    from tests.browser import Browser
    from tests.conftest import World
    from tests.page import Page

LIST = "/en/programme/directory/"


def example(world: World) -> None:
    bring(world.stores.main, DIRECTORY, "example", now=world.clock())


def again(world: World, folder: Path, **changed: Any) -> list[str]:
    """The same feed once more, with these fields of every service changed. What the import says."""
    feed = json.loads(DIRECTORY.read_text(encoding="utf-8"))
    _counts, report = bring(
        world.stores.main, page_of(folder, *(one | changed for one in feed["contents"])), "example",
        now=world.clock(),
    )  # fmt: skip
    return list(report.lines())


def many(world: World, folder: Path, count: int) -> None:
    owner = {"id": str(uuid4()), "name": "House"}
    services = [
        {"id": str(uuid4()), "name": f"Help {n:04}", "status": "active", "organization": owner}
        for n in range(count)
    ]
    bring(world.stores.main, page_of(folder, *services), "many", now=world.clock())


def id_of(world: World, name: str) -> UUID:
    with world.stores.main.reading() as session:
        return session.scalars(select(Entry.id).where(Entry.kind == "service", Entry.name == name)).one()


def body(world: World, id: UUID, kind: str = "service") -> dict[str, Any]:
    with world.stores.main.reading() as session:
        return session.get_one(Entry, (kind, id)).body


def card(world: World, id: UUID) -> ServiceCard:
    with world.stores.main.reading() as session:
        return session.get_one(ServiceCard, id)


def acts(world: World) -> list[str]:
    """What the log says of the directory."""
    about = ("service_", "place_", "organization_", "line_", "directory_")
    with world.stores.main.reading() as session:
        rows = session.scalars(select(AuditRow.action).order_by(AuditRow.seq))
        return [action for action in rows if action.startswith(about)]


def open_part(client: Browser, id: UUID, name: str) -> Page:
    return client.get(f"{LIST}{id}/{name}")
