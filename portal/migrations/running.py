"""What every chain does around its migrations."""

from __future__ import annotations

from alembic import context
from sqlalchemy import MetaData


def run(metadata: MetaData) -> None:
    """In one transaction. SQLite changes a table by making it anew: while it does, foreign keys to the old
    one must not stand in the way. They are checked as a whole before anything is committed."""
    engine = context.config.attributes["engine"]
    with engine.connect() as connection:
        raw, is_sqlite = connection.connection, connection.dialect.name == "sqlite"
        raw.rollback()
        if is_sqlite:
            raw.cursor().execute("PRAGMA foreign_keys=OFF")  # it does nothing inside a transaction
        try:
            context.configure(
                connection=connection, target_metadata=metadata, render_as_batch=True, compare_type=True
            )
            with context.begin_transaction():
                context.run_migrations()
                if is_sqlite:
                    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                    if broken:
                        raise RuntimeError(f"foreign keys that lead nowhere: {broken[:3]}")
            connection.commit()
        finally:
            raw.rollback()
            if is_sqlite:
                raw.cursor().execute("PRAGMA foreign_keys=ON")
