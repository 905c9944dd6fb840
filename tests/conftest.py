"""A real portal for each test: real stores in real files, weak slots so that tests are quick."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

from portal import create_app, i18n
from portal.crypto import load_keyset, new_keyset, write_keyset
from portal.db import Stores
from portal.demo import Person, Scene
from portal.keyring.server import ServerKeys
from portal.migrations.start import prepared
from portal.migrations.upgrade import open_keys
from portal.settings import Settings
from portal.web.state import Portal
from tests.browser import Browser
from tests.compiled import keep_templates
from tests.make import Clock

LEAVE_URL = "https://weather.example/today"
MEMORY, ROOM = Path("/dev/shm"), 64 * 1024 * 1024  # a test needs less than a hundredth of that
SLOW = {"journeys", "real"}
COMPILED: LRUCache[Any, Any] = LRUCache(5000)


def pytest_configure() -> None:
    """Tests leave little behind: to look for it after every 700 new objects takes a tenth of the time."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    keep_templates()


def pytest_xdist_auto_num_workers() -> int | None:
    """More than there are cores: a test in a browser waits for a third of its time, whether for a page to
    save itself, or browser and portal for each other."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None  # xdist's own answer
    cores = os.cpu_count() or 1
    return cores + cores // 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, so that no worker is left alone with it at the end."""
    items.sort(key=lambda item: not SLOW & {*item.path.parts})


@dataclass
class World:
    """A service with a team of two, an advocate, and a survivor with a draft and one live share."""

    settings: Settings
    stores: Stores
    server: ServerKeys
    clock: Clock
    people: list[Person]

    @property
    def survivor(self) -> Person:
        return self.people[0]

    @property
    def lead(self) -> Person:
        return self.people[1]

    @property
    def colleague(self) -> Person:
        return self.people[2]

    @property
    def advocate(self) -> Person:
        return self.people[3]


def settings_in(folder: Path) -> Settings:
    quick = Settings.from_environment(
        {
            "PORTAL_DATA": str(folder),
            "PORTAL_KEYS": f"file:{folder / 'keyset.json'}",
            "PORTAL_LEAVE_URL": LEAVE_URL,
            "PORTAL_TIMEZONE": "Europe/Madrid",
        }
    )
    return replace(quick, floor=0.0, kdf_for_tests=True)


class Dialect(SQLiteDialect_pysqlite):
    """Each is like every other, so that what was compiled for one test serves the next."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Dialect)

    def __hash__(self) -> int:
        return hash(Dialect)


def connected(settings: Settings) -> Stores:
    """As any process connects, but not to compile the same statements a thousand times over."""
    stores = Stores.connect(settings)
    for store in (stores.main, stores.vault, stores.sessions):
        for engine in (store.engine, store._writing, store._glancing):
            engine.dialect.__class__ = Dialect
            engine._compiled_cache = COMPILED
    return stores


@pytest.fixture(scope="session")
def _model(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Person], Flask]:
    """What tests copy, and an application: to make one takes longer than most tests do."""
    folder = tmp_path_factory.mktemp("model")
    write_keyset(folder / "keyset.json", new_keyset(development=False))
    settings = settings_in(folder)
    stores, server = prepared(settings)
    people = Scene(stores, server, settings, datetime.now(UTC)).play()
    stores.main.scrub()
    stores.close()
    return folder, people, create_app(settings, stores, server)


@pytest.fixture
def quick_folder(tmp_path: Path) -> Iterator[Path]:
    """Where a commit need not wait for a disk, if there is such a place."""
    if not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < ROOM:
        yield tmp_path
        return
    with TemporaryDirectory(dir=MEMORY, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture
def world(_model: tuple[Path, list[Person], Flask], quick_folder: Path) -> Iterator[World]:
    model, people, _app = _model
    folder = quick_folder / "data"
    shutil.copytree(model, folder)
    settings = settings_in(folder)
    stores = connected(settings)
    server = open_keys(stores, load_keyset(settings.keys, {}))
    yield World(settings, stores, server, Clock(), people)
    stores.close()


def lend(app: Flask, world: World) -> Flask:
    """An application that tests share, with this world's Portal; nothing else in it comes from settings."""
    settings = world.settings
    i18n.configure(settings.timezone, settings.languages, settings.country)
    files = app.extensions["portal"].assets
    app.extensions["portal"] = Portal(settings, world.stores, world.server, files, world.clock)
    return app


@pytest.fixture
def app(world: World, _model: tuple[Path, list[Person], Flask]) -> Flask:
    return lend(_model[2], world)


@pytest.fixture(scope="module")
def own_app(_model: tuple[Path, list[Person], Flask]) -> Flask:
    """For a module that changes the application itself. It has to be lent to each world."""
    like = _model[2].extensions["portal"]
    return create_app(like.settings, like.stores, like.server)


@pytest.fixture
def client(app: Flask, world: World) -> Browser:
    return Browser(app, world.settings.public_name)


@pytest.fixture
def another_client(app: Flask, world: World) -> Browser:
    """A second phone, or a second person."""
    return Browser(app, world.settings.public_name)
