"""Alembic, driven by `portal.migrations.upgrade`; there is no alembic.ini."""

from portal.db import VaultBase
from portal.migrations import models
from portal.migrations.running import run

assert models
run(VaultBase.metadata)
