"""passages that one reader is not to see"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    with op.batch_alter_table("choosing", schema=None) as batch_op:
        batch_op.add_column(sa.Column("left_out", sa.LargeBinary(), nullable=True))
