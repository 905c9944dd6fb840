"""how she can be reached, an address for messages, and the outbox"""

import sqlalchemy as sa
from alembic import op

import portal.db

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "contact_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.LargeBinary(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["principal.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("owner_id"),
    )
    op.create_table(
        "reach",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("ends_at", portal.db.Utc(timezone=True), nullable=False),
        sa.Column("body_w", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["principal.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("owner_id"),
    )
    op.create_table(
        "outgoing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("next_at", portal.db.Utc(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("done_at", portal.db.Utc(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["principal.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_outgoing_owner", "outgoing", ["owner_id", "done_at"])
    op.create_index("ix_outgoing_waits", "outgoing", ["state", "next_at"])
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.add_column(sa.Column("told_at", portal.db.Utc(timezone=True), nullable=True))
