"""The three stores, and the column types that keep them honest.

*main* holds everything that is sealed; *vault* holds the secrets whose deletion shreds; *sessions*
holds who is signed in and is never backed up. They are three databases because a backup of one must
not be able to undo a deletion in another.

Every column has a tier. *open*: the server can read it and must. *server-sealed*: sealed under the
service's own key. *person-sealed*: only a person's own key opens it. A test refuses a column without.

SQLite: every writing transaction starts `BEGIN IMMEDIATE`, since a deferred one that reads and then
writes fails at once with "database is locked", whatever the time-out. Main uses a write-ahead log;
vault and sessions use `journal_mode=TRUNCATE`, so that a deleted secret leaves no copy in a log.

Writers of one process take turns before they ask SQLite, and ask it again each millisecond: its own
waiting is sleep of up to 100 ms at a time, in which the database lies idle.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    LargeBinary,
    TypeDecorator,
    create_engine,
    event,
    text,
)
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, MappedColumn, Session, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from portal.settings import Settings

BUSY_MS = 10_000
ASK_AGAIN = 0.001
Begin = Callable[[PoolProxiedConnection], None]

_SQLITE: dict[str, Any] = {
    "connect_args": {"timeout": BUSY_MS / 1000, "isolation_level": None, "check_same_thread": False},
    "pool_size": 16, "pool_use_lifo": True, "pool_reset_on_return": None,  # `on_checkin` rolls back
}  # fmt: skip


class Tier(StrEnum):
    OPEN = "open"
    SERVER = "server-sealed"
    PERSON = "person-sealed"


class Utc(TypeDecorator[datetime]):
    """Aware datetimes only, kept as UTC. Raises ValueError for a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class MainBase(DeclarativeBase):
    type_annotation_map = {datetime: Utc()}


class VaultBase(DeclarativeBase):
    type_annotation_map = {datetime: Utc()}


class SessionBase(DeclarativeBase):
    type_annotation_map = {datetime: Utc()}


def clear(*args: Any, **kw: Any) -> MappedColumn[Any]:
    """A column the server can read and must."""
    return mapped_column(*args, info={"tier": Tier.OPEN}, **kw)


def server_sealed(**kw: Any) -> MappedColumn[Any]:
    """A blob sealed under the service's own key."""
    return mapped_column(LargeBinary, info={"tier": Tier.SERVER}, **kw)


def person_sealed(**kw: Any) -> MappedColumn[Any]:
    """A blob that only a person's own key opens."""
    return mapped_column(LargeBinary, info={"tier": Tier.PERSON}, **kw)


class Store:
    """One database. Sessions are short and belong to one unit of work."""

    def __init__(self, url: str, *, journal: str) -> None:
        self.is_sqlite = url.startswith("sqlite")
        options = _SQLITE if self.is_sqlite else {}
        self.engine = create_engine(url, echo=False, hide_parameters=True, **options)
        self._writing = self._reading = self._glancing = self.engine
        if self.is_sqlite:
            _set_up_sqlite(self.engine, journal)
            self._writing = _beginning(self.engine, _writers_turn())
            self._glancing = _beginning(self.engine, _begin_nothing)

    def writing(self) -> Session:
        return Session(self._writing, expire_on_commit=False)

    def reading(self) -> Session:
        return Session(self._reading, expire_on_commit=False)

    def glance(self) -> Connection:
        """For one statement that reads columns: it is its own transaction, and needs no unit of work."""
        return self._glancing.connect()

    def scrub(self) -> bool:
        """Take deleted bytes out of the write-ahead log. False: a reader stood in the way, try again."""
        if not self.is_sqlite:
            return True
        raw = self.engine.raw_connection()
        cursor = raw.cursor()
        try:
            cursor.execute("PRAGMA busy_timeout=0")  # it would hold up every writer while it waits
            busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except sqlite3.OperationalError:
            return False
        finally:
            cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
            raw.close()
        return busy == 0

    def is_up(self) -> bool:
        try:
            with self.reading() as session:
                session.execute(text("SELECT 1"))
        except OperationalError:
            return False
        return True

    def close(self) -> None:
        self.engine.dispose()


def _set_up_sqlite(engine: Engine, journal: str) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(raw: sqlite3.Connection, _record: object) -> None:
        for pragma in (
            f"journal_mode={journal}", "synchronous=FULL", "secure_delete=ON", "temp_store=MEMORY",
            "foreign_keys=ON", f"busy_timeout={BUSY_MS}",
        ):  # fmt: skip
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "checkin")
    def on_checkin(raw: sqlite3.Connection | None, entry: ConnectionPoolEntry) -> None:
        """A COMMIT that found the database busy leaves its transaction open, and SQLAlchemy does not roll
        it back: its lock would keep every reader out until this connection is used again."""
        if raw is not None and raw.in_transaction:
            raw.rollback()
        if entry.record_info is not None and "turn" in entry.record_info:
            entry.record_info.pop("turn").release()

    engine.dialect.do_begin = _begin  # type: ignore[assignment, method-assign]


def _beginning(engine: Engine, begin: Begin) -> Engine:
    """The same engine and pool. No event: with one listener, each step of a statement asks for listeners."""
    other = engine.execution_options()
    other.dialect = copy(engine.dialect)
    other.dialect.do_begin = begin  # type: ignore[assignment, method-assign]
    return other


def _begin(connection: PoolProxiedConnection) -> None:
    connection.cursor().execute("BEGIN")


def _begin_nothing(_connection: PoolProxiedConnection) -> None: ...


def _writers_turn() -> Begin:
    """From before BEGIN IMMEDIATE until the connection is back in the pool, rolled back.

    Whoever has waited in vain for as long as SQLite would goes on to ask SQLite, which says what is wrong.
    """
    turn = threading.Lock()

    def begin(connection: PoolProxiedConnection) -> None:
        held = connection.record_info  # of the pool's entry: it outlives a broken connection
        if held is not None and turn.acquire(timeout=BUSY_MS / 1000):
            held["turn"] = turn
        _begin_immediate(connection.cursor())

    return begin


def _begin_immediate(cursor: DBAPICursor) -> None:
    """Against writers of other processes. Raises what SQLite says when it was busy all the time."""
    waits = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
    last = monotonic() + waits / 1000
    cursor.execute("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                cursor.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > last:
                    raise
            sleep(ASK_AGAIN)
    finally:
        cursor.execute(f"PRAGMA busy_timeout={waits}")


@dataclass(frozen=True)
class Stores:
    main: Store
    vault: Store
    sessions: Store
    files: Path  # the folder of sealed files (`blobs`)

    @classmethod
    def connect(cls, settings: Settings) -> Stores:
        return cls(
            main=Store(settings.database_url, journal="WAL"),
            vault=Store(settings.vault_url, journal="TRUNCATE"),
            sessions=Store(settings.session_url, journal="TRUNCATE"),
            files=settings.data / "files",
        )

    def close(self) -> None:
        for store in (self.main, self.vault, self.sessions):
            store.close()
