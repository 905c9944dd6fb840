"""parts that are lent to helpers, who they are, and what they suggest"""

import sqlalchemy as sa
from alembic import op

import portal.db

revision = "0012"
down_revision = "0011"

WHEN = portal.db.Utc(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("rkey") as batch:
        batch.add_column(sa.Column("owner_id", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("access_id", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("lapses_at", WHEN, nullable=True))
        batch.create_index("ix_rkey_access_id", ["access_id"])
    op.create_table(
        "meeting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code_mac", sa.LargeBinary(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("helper_id", sa.Uuid(), nullable=True),
        sa.Column("by_helper", sa.Boolean(), nullable=False),
        sa.Column("beside", sa.Boolean(), nullable=False),
        sa.Column("expires_at", WHEN, nullable=False),
        sa.Column("met_at", WHEN, nullable=True),
        sa.Column("chosen_at", WHEN, nullable=True),
        sa.Column("safe", sa.Boolean(), nullable=False),
        sa.Column("numbers", sa.String(length=400), nullable=False),
        sa.Column("scope", sa.String(length=16), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["principal.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["helper_id"], ["principal.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code_mac"),
    )
    op.create_index("ix_meeting_owner_id", "meeting", ["owner_id"])
    op.create_index("ix_meeting_helper_id", "meeting", ["helper_id"])
    op.create_table(
        "access",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("helper_id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.String(length=16), nullable=False),
        sa.Column("numbers", sa.String(length=400), nullable=False),
        sa.Column("began_at", WHEN, nullable=False),
        sa.Column("lapses_at", WHEN, nullable=False),
        sa.Column("ended_at", WHEN, nullable=True),
        sa.Column("ended", sa.String(length=16), nullable=False),
        sa.Column("vault_id", sa.Uuid(), nullable=False),
        sa.Column("called_w", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["principal.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_access_owner_id", "access", ["owner_id"])
    op.create_index("ix_access_helper_id", "access", ["helper_id"])
    op.create_table(
        "suggestion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("access_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("helper_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("made_at", WHEN, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("settled_at", WHEN, nullable=True),
        sa.Column("w", sa.LargeBinary(), nullable=False),
        sa.Column("copy_w", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["access_id"], ["access.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["owner_id"], ["principal.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_suggestion_owner_id", "suggestion", ["owner_id"])
    op.create_index("ix_suggestion_access_id", "suggestion", ["access_id"])
    op.create_table(
        "helper_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("access_id", sa.Uuid(), nullable=False),
        sa.Column("helper_id", sa.Uuid(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["access_id"], ["access.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["helper_id"], ["principal.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("access_id"),
    )
    op.create_index("ix_helper_note_helper_id", "helper_note", ["helper_id"])
