"""The index made anew, out of the cards, when it was damaged: by a disk that failed or was full, say.

Its virtual tables cannot even be dropped when what lies below them cannot be read. So their names are taken
out of the schema by hand (as https://www.sqlite.org/pragma.html#pragma_writable_schema allows), and the plain
tables they kept everything in (https://www.sqlite.org/fts5.html#fts5_data_structures) go like any other.
Cards stay as they are: nothing that they say came out of the index.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, select, update

from portal.db import Store
from portal.directory import index
from portal.directory.models import DirectoryWord, ServiceCard
from portal.directory.shelf import words_of
from portal.directory.writing import AT_ONCE, BATCH

BELOW = ("data", "idx", "content", "docsize", "config")


def anew(main: Store) -> tuple[int, int]:
    """How many services and words it holds. Meanwhile searches find some of them; broken off, it is begun
    again by the same command."""
    with main.writing() as session:
        connection = session.connection()
        _take_away(connection)
        session.execute(delete(DirectoryWord))
        held = session.scalars(select(ServiceCard.id).where(ServiceCard.indexed)).all()
        for start in range(0, len(held), BATCH):
            some = update(ServiceCard).where(ServiceCard.id.in_(held[start : start + BATCH]))
            session.execute(some.values(indexed=False).execution_options(**AT_ONCE))
        index.make(None, connection)
        session.commit()
    while _put_some(main):
        pass
    with main.reading() as session:
        services = session.scalar(select(func.count()).where(ServiceCard.indexed)) or 0
        return services, session.scalar(select(func.count()).select_from(DirectoryWord)) or 0


def _take_away(connection: Connection) -> None:
    for statement in index.SHAPE:
        _create, kind, name, *_more = statement.split()
        if kind == "TRIGGER":
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    for name in index.INDEXES:
        connection.exec_driver_sql("DELETE FROM sqlite_schema WHERE name = ?", (name,))
    connection.exec_driver_sql("PRAGMA writable_schema=RESET")
    for name in index.INDEXES:
        for part in BELOW:
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}_{part}")


def _put_some(main: Store) -> bool:
    """False when all are there. One without a number waits for the sweep, which makes its card anew."""
    with main.writing() as session:
        out = select(ServiceCard.id).where(ServiceCard.active, ~ServiceCard.indexed, ServiceCard.number > 0)
        some = session.scalars(out.limit(BATCH)).all()
        put = update(ServiceCard).where(ServiceCard.id.in_(some)).values(indexed=True)
        session.execute(put.execution_options(**AT_ONCE))
        index.learn(session, words_of(session, some))
        session.commit()
    return bool(some)
