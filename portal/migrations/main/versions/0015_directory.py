"""the directory of services"""

import sqlalchemy as sa
from alembic import op

import portal.db

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "directory_entry",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("feed", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("location_id", sa.Uuid(), nullable=True),
        sa.Column("taxonomy_id", sa.Uuid(), nullable=True),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("modified_at", portal.db.Utc(timezone=True), nullable=False),
        sa.Column("kept_at", portal.db.Utc(timezone=True), nullable=True),
        sa.Column("kept_by", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("kind", "id"),
    )
    op.create_index("ix_directory_entry_feed", "directory_entry", ["feed", "kind"], unique=False)
    op.create_index("ix_directory_entry_location_id", "directory_entry", ["location_id"], unique=False)
    op.create_index(
        "ix_directory_entry_organization_id", "directory_entry", ["organization_id"], unique=False
    )
    op.create_index("ix_directory_entry_parent_id", "directory_entry", ["parent_id"], unique=False)
    op.create_index("ix_directory_entry_service_id", "directory_entry", ["service_id"], unique=False)
    op.create_index("ix_directory_entry_taxonomy_id", "directory_entry", ["taxonomy_id"], unique=False)
    op.create_table(
        "directory_feed",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("imported_at", portal.db.Utc(timezone=True), nullable=False),
        sa.Column("changed_at", portal.db.Utc(timezone=True), nullable=False),
        sa.Column("services", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "service_card",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("feed", sa.String(length=80), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("alternate_name", sa.String(length=300), nullable=False),
        sa.Column("organization", sa.String(length=300), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("summary", sa.String(length=400), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("languages", sa.String(length=400), nullable=False),
        sa.Column("interpreters", sa.Boolean(), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("ways", sa.String(length=60), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.Column("free", sa.Boolean(), nullable=True),
        sa.Column("papers", sa.Boolean(), nullable=True),
        sa.Column("minimum_age", sa.Integer(), nullable=True),
        sa.Column("maximum_age", sa.Integer(), nullable=True),
        sa.Column("step_free", sa.Boolean(), nullable=True),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("assured_on", sa.Date(), nullable=True),
        sa.Column("modified_at", portal.db.Utc(timezone=True), nullable=False),
        sa.Column("checked_at", portal.db.Utc(timezone=True), nullable=True),
        sa.Column("checked_by", sa.Uuid(), nullable=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_service_card_feed", "service_card", ["feed"], unique=False)
    op.create_index("ix_service_card_open", "service_card", ["active", "modified_at"], unique=False)
    op.create_index("ix_service_card_organization_id", "service_card", ["organization_id"], unique=False)
    op.create_table(
        "service_place",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("location_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("street", sa.String(length=300), nullable=False),
        sa.Column("city", sa.String(length=120), nullable=False),
        sa.Column("city_key", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=120), nullable=False),
        sa.Column("postal_code", sa.String(length=24), nullable=False),
        sa.Column("country", sa.String(length=24), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("service_id", "location_id"),
    )
    op.create_index("ix_service_place_city_key", "service_place", ["city_key"], unique=False)
    op.create_index("ix_service_place_point", "service_place", ["latitude", "longitude"], unique=False)
    op.create_index("ix_service_place_postal_code", "service_place", ["postal_code"], unique=False)
    op.create_table(
        "service_term",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("term_id", sa.Uuid(), nullable=False),
        sa.Column("taxonomy_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("service_id", "term_id"),
    )
    op.create_index("ix_service_term_taxonomy_id", "service_term", ["taxonomy_id"], unique=False)
    op.create_index("ix_service_term_term_id", "service_term", ["term_id"], unique=False)
