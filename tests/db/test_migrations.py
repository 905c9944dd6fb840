"""The chains of migrations lead to the databases that the models describe."""

from dataclasses import replace

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from portal.db import MainBase, SessionBase, Stores, VaultBase
from portal.migrations.start import prepared, ready
from portal.migrations.upgrade import CHAINS, config, is_current, upgrade
from portal.settings import BadSetting
from tests.sharing import sql

INDEX = ("service_index", "word_index")  # the full-text index's own tables, which no model describes
BASES = {"main": MainBase, "vault": VaultBase}


@pytest.fixture
def empty(world, tmp_path):
    """Settings and stores of a portal that has never been started."""
    names = {f"{name}_url": f"sqlite:///{tmp_path / name}.db" for name in ("database", "vault", "session")}
    settings = replace(world.settings, **names)
    stores = Stores.connect(settings)
    yield settings, stores
    stores.close()


def is_described(name, _kind, _of):
    return not (name or "").startswith(INDEX)


def differences(store, base):
    with store.engine.connect() as connection:
        options = {"compare_type": True, "include_name": is_described}
        context = MigrationContext.configure(connection, opts=options)
        return compare_metadata(context, base.metadata)


@pytest.mark.parametrize("chain", CHAINS)
def test_the_migrated_database_is_what_the_models_say(empty, chain):
    _settings, stores = empty
    upgrade(stores)
    assert differences(getattr(stores, chain), BASES[chain]) == []


@pytest.mark.parametrize("chain", CHAINS)
def test_a_difference_would_be_found(empty, chain):
    _settings, stores = empty
    upgrade(stores)
    table = {"main": "doomed", "vault": "secret"}[chain]
    sql(getattr(stores, chain), f"ALTER TABLE {table} ADD COLUMN more TEXT")
    assert differences(getattr(stores, chain), BASES[chain])


def test_the_session_store_is_whole(empty):
    _settings, stores = empty
    upgrade(stores)
    assert set(inspect(stores.sessions.engine).get_table_names()) == set(SessionBase.metadata.tables)


def test_cascades_are_in_the_database_and_not_only_in_the_models(empty):
    """Erasing relies on them; autogenerate does not compare them."""
    _settings, stores = empty
    upgrade(stores)
    found = inspect(stores.main.engine)
    for table in MainBase.metadata.tables.values():
        rules = {tuple(fk["constrained_columns"]): fk["options"].get("ondelete")
                 for fk in found.get_foreign_keys(table.name)}  # fmt: skip
        assert rules == {(key.parent.name,): key.ondelete for key in table.foreign_keys}, table.name


def test_upgrading_twice_changes_nothing(world):
    shapes = "SELECT sql FROM sqlite_master"
    before = {name: sql(getattr(world.stores, name), shapes) for name in CHAINS}
    upgrade(world.stores)
    assert before == {name: sql(getattr(world.stores, name), shapes) for name in CHAINS}


def test_serving_refuses_databases_that_are_not_current(empty):
    settings, stores = empty
    with pytest.raises(BadSetting, match="portal db upgrade"):
        ready(settings)
    prepared(settings)[0].close()
    ready(settings)[0].close()

    sql(stores.vault, "DELETE FROM alembic_version")
    assert not is_current(stores)
    with pytest.raises(BadSetting, match="portal db upgrade"):
        ready(settings)


def test_a_database_in_use_is_brought_up_to_date(empty):
    """Tables are made anew on the way: what points at them must not stand in the way, nor be lost."""
    _settings, stores = empty
    command.upgrade(config("main", stores.main), "0006")
    for table, values in OLD:
        columns, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
        sql(stores.main, f"INSERT INTO {table} ({columns}) VALUES ({marks})", **values)
    upgrade(stores)
    assert differences(stores.main, MainBase) == []
    assert sql(stores.main, "SELECT version FROM notice_text") == [("1",)]
    assert sql(stores.main, "SELECT owner_id, state FROM consent_event") == [(HER, "given")]
    assert sql(stores.main, "PRAGMA foreign_key_check") == []
    assert sql(stores.main, "PRAGMA foreign_keys") == [(1,)]


HER, TEAM, SHARE, YES = ("a" * 32, "b" * 32, "c" * 32, "d" * 32)
THEN = "2026-01-01 00:00:00.000000"
OLD = [
    *(
        ("principal", {"id": id, "tenant": "t", "kind": kind, "status": "active", "language": "en",
                       "made_at": THEN, "epoch": 1})
        for id, kind in ((HER, "survivor"), (TEAM, "team"))
    ),
    ("programme", {"id": "e" * 32, "name": "Service", "made_at": THEN}),
    ("team", {"id": TEAM, "programme_id": "e" * 32, "name": "Team", "languages": "en"}),
    ("share", {"id": SHARE, "owner_id": HER, "tenant": "t"}),
    ("notice_text", {"hash": b"h", "purpose": "possible", "version": 1, "language": "en", "text": "Yes"}),
    ("consent", {"id": YES, "owner_id": HER, "share_id": SHARE, "recipient_id": TEAM, "grant_id": "f" * 32,
                 "vault_id": "f" * 32, "purpose": "possible", "notice_hash": b"h", "groups": "1",
                 "given_at": THEN, "lapses_at": THEN, "state": "given"}),
    ("consent_event", {"id": "1" * 32, "consent_id": YES, "state": "given", "at": THEN, "how": "here",
                       "why": ""}),
]  # fmt: skip
