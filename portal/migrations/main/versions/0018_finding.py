"""finding services: by what they can be chosen, an index of their words, and of the words' shapes"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

ROWS = "new.number, new.title, new.words, new.facets"
OLD = "old.number, old.title, old.words, old.facets"
PUT = f"INSERT INTO service_index (rowid, title, words, facets) VALUES ({ROWS})"  # noqa: S608
TAKE = f"INSERT INTO service_index (service_index, rowid, title, words, facets) VALUES ('delete', {OLD})"  # noqa: S608
INDEX = (
    "CREATE VIRTUAL TABLE service_index USING fts5(title, words, facets, content='service_card',"
    " content_rowid='number', tokenize='unicode61 remove_diacritics 0')",
    "CREATE VIRTUAL TABLE word_index USING fts5(shape, content='', tokenize='trigram')",
    f"CREATE TRIGGER service_card_put AFTER INSERT ON service_card WHEN new.indexed BEGIN {PUT}; END",
    f"CREATE TRIGGER service_card_gone AFTER DELETE ON service_card WHEN old.indexed BEGIN {TAKE}; END",
    "CREATE TRIGGER service_card_hidden AFTER UPDATE OF indexed ON service_card"
    f" WHEN old.indexed AND NOT new.indexed BEGIN {TAKE}; END",
    "CREATE TRIGGER service_card_shown AFTER UPDATE OF indexed ON service_card"
    f" WHEN new.indexed AND NOT old.indexed BEGIN {PUT}; END",
    "CREATE TRIGGER directory_word_put AFTER INSERT ON directory_word BEGIN"
    " INSERT INTO word_index (rowid, shape) VALUES (new.id, '<' || new.word || '>'); END",
)


def upgrade() -> None:
    """Cards that are there already get number 0: the next sweep makes them anew."""
    with op.batch_alter_table("service_card") as batch:
        batch.add_column(sa.Column("number", sa.BigInteger(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("indexed", sa.Boolean(), nullable=False, server_default=sa.false()))
        for name in ("facets", "title"):
            batch.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("needs", sa.String(length=200), nullable=False, server_default=""))
        batch.add_column(sa.Column("who", sa.String(length=60), nullable=False, server_default=""))
    op.create_index("ix_service_card_number", "service_card", ["number"])
    op.create_table(
        "directory_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("word", sa.String(length=120), nullable=False),
        sa.Column("said", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "word"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for statement in INDEX:
            op.execute(statement)
