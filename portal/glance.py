"""The few looks that nearly every page takes, made ready once.

From a statement to its rows SQLAlchemy takes several times as long as SQLite does to answer. For these
looks its text and the types of its columns are kept, and the driver is asked by itself. Values and answers
have the types of the columns; what the driver complains of is raised as SQLAlchemy would.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Dialect, Engine, Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, make_transient_to_detached
from sqlalchemy.orm.util import identity_key
from sqlalchemy.sql.compiler import SQLCompiler

T = TypeVar("T")
Convert = Callable[[Any], Any]


class Glance:
    """One SELECT of columns, each with a name of its own; its parameters are `bindparam`s."""

    def __init__(self, query: Select[*tuple[Any, ...]]) -> None:
        self.query = query
        self._ready: dict[str, _Ready] = {}

    def in_session(self, session: Session, values: Mapping[str, Any]) -> Any:
        """The first row, a named tuple, or None; in the transaction of this unit of work."""
        connection = session.connection()
        return self._first(connection.connection, connection.dialect, values)

    def in_store(self, engine: Engine, values: Mapping[str, Any]) -> Any:
        """The same in a transaction of its own."""
        raw = engine.raw_connection()
        try:
            return self._first(raw, engine.dialect, values)
        finally:
            raw.close()

    def _first(self, raw: Any, dialect: Dialect, values: Mapping[str, Any]) -> Any:
        ready = self._ready.get(dialect.name) or self._ready.setdefault(
            dialect.name, _Ready(self.query, dialect)
        )
        try:
            cursor = raw.cursor()
            cursor.execute(ready.text, ready.asked(values))
            row = cursor.fetchone()
            cursor.close()
        except dialect.loaded_dbapi.Error as error:
            raise DBAPIError.instance(
                ready.text, None, error, dialect.loaded_dbapi.Error, hide_parameters=True, dialect=dialect
            ) from error
        return None if row is None else ready.answer(row)


def as_entity(session: Session, kind: type[T], values: Mapping[str, Any], *, writing: bool) -> T:
    """What was looked at, as if the session had loaded it: changed, it is written with the rest.

    As when loading, what the session knows already wins. Where nothing is written it is only a copy.
    """
    if not writing:
        return kind(**values)
    known = session.identity_map.get(identity_key(kind, values["id"]))
    if known is not None:
        return known
    entity = kind(**values)
    make_transient_to_detached(entity)
    session.add(entity)
    return entity


class _Ready:
    """The text for one database, and what converts values on the way in and out."""

    def __init__(self, query: Select[Any], dialect: Dialect) -> None:
        compiled = query.compile(dialect=dialect)
        assert isinstance(compiled, SQLCompiler)
        self.text = compiled.string
        self._fixed = compiled.params
        self._order = compiled.positiontup
        self._in = {
            name: bound.type.dialect_impl(dialect).bind_processor(dialect)
            for name, bound in compiled.binds.items()
        }
        columns = list(query.selected_columns)
        self._row: Any = NamedTuple("Row", [(str(column.key), Any) for column in columns])  # type: ignore[misc]
        processors = [c.type.dialect_impl(dialect).result_processor(dialect, None) for c in columns]
        self._out = [(at, convert) for at, convert in enumerate(processors) if convert is not None]

    def asked(self, values: Mapping[str, Any]) -> Any:
        filled = {**self._fixed, **values}
        for name, convert in self._in.items():
            if convert is not None:
                filled[name] = convert(filled[name])
        return filled if self._order is None else [filled[name] for name in self._order]

    def answer(self, row: Any) -> Any:
        found = list(row)
        for at, convert in self._out:
            found[at] = convert(found[at])
        return self._row._make(found)
