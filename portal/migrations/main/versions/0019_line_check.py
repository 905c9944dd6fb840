"""what leads know of helplines"""

import sqlalchemy as sa
from alembic import op

import portal.db

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "line_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.String(length=80), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("checked_at", portal.db.Utc(timezone=True), nullable=True),
        sa.Column("checked_by", sa.Uuid(), nullable=True),
        sa.Column("changed_at", portal.db.Utc(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("line_id"),
    )
