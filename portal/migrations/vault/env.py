"""Alembic, driven by `portal.migrations.upgrade`; there is no alembic.ini."""

from alembic import context

from portal.db import VaultBase
from portal.keyring import models

assert models
engine = context.config.attributes["engine"]
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=VaultBase.metadata,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
