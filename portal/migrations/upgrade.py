"""Bring the stores up to date and prove that the keyset fits them."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from portal.crypto import Keyset
from portal.db import Store, Stores
from portal.keyring.server import ServerKeys, prepare
from portal.web.models import SessionRow

HERE = Path(__file__).parent
CHAINS = ("main", "vault")


def config(chain: str, store: Store) -> Config:
    found = Config()
    found.set_main_option("script_location", str(HERE / chain))
    found.attributes["engine"] = store.engine
    return found


def upgrade(stores: Stores) -> None:
    for chain in CHAINS:
        command.upgrade(config(chain, getattr(stores, chain)), "head")
    SessionRow.metadata.drop_all(stores.sessions.engine)  # it has no chain: everybody signs in again
    SessionRow.metadata.create_all(stores.sessions.engine)


def is_current(stores: Stores) -> bool:
    for chain in CHAINS:
        store: Store = getattr(stores, chain)
        with store.engine.connect() as connection:
            here = MigrationContext.configure(connection).get_current_revision()
        if here != ScriptDirectory.from_config(config(chain, store)).get_current_head():
            return False
    return True


def open_keys(stores: Stores, keyset: Keyset) -> ServerKeys:
    """Raises CannotOpen when the keyset is not the one these stores were made with."""
    with stores.main.writing() as main:
        keys = prepare(main, keyset)
        main.commit()
    return keys
