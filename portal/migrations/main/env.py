"""Alembic, driven by `portal.migrations.upgrade`; there is no alembic.ini."""

from portal.db import MainBase
from portal.migrations import models
from portal.migrations.running import run

assert models
run(MainBase.metadata)
