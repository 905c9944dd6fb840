"""interpreters: a pair of languages, and what they write beside the original"""

import sqlalchemy as sa
from alembic import op

import portal.db

revision = "0016"
down_revision = "0015"

WHEN = portal.db.Utc(timezone=True)


def upgrade() -> None:
    for table in ("meeting", "access"):
        with op.batch_alter_table(table) as batch:
            for name in ("from_language", "to_language"):
                batch.add_column(sa.Column(name, sa.String(length=12), nullable=False, server_default=""))
    op.create_table(
        "translation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("access_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("helper_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("saved_at", WHEN, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("settled_at", WHEN, nullable=True),
        sa.Column("beside", sa.Boolean(), nullable=False),
        sa.Column("w", sa.LargeBinary(), nullable=False),
        sa.Column("copy_w", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["access_id"], ["access.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["owner_id"], ["principal.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_translation_owner_id", "translation", ["owner_id"])
    op.create_index("ix_translation_access_id", "translation", ["access_id"])
