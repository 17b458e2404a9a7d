"""Further posts of an officer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("officer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("same_as_id", sa.Uuid(), nullable=True))
        batch_op.create_index(batch_op.f("ix_officer_same_as_id"), ["same_as_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("officer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_officer_same_as_id"))
        batch_op.drop_column("same_as_id")
