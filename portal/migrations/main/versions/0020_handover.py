"""partners: services a team stands for, and what it noted of a request"""

import sqlalchemy as sa
from alembic import op

import portal.db

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    with op.batch_alter_table("team", schema=None) as batch_op:
        batch_op.add_column(sa.Column("partner", sa.Boolean(), server_default="0", nullable=False))
    op.create_table(
        "partner_service",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"]),
        sa.PrimaryKeyConstraint("service_id"),
    )
    with op.batch_alter_table("partner_service", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_service_team_id"), ["team_id"], unique=False)
    op.create_table(
        "hand_over",
        sa.Column("consent_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("at", portal.db.Utc(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["consent_id"], ["consent.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("consent_id"),
    )
