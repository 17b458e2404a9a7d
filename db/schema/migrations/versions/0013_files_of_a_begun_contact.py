"""Files that wait for a new contact name it, because several may be open."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("kept_document", schema=None) as batch_op:
        batch_op.add_column(sa.Column("draft_id", sa.Uuid(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("kept_document", schema=None) as batch_op:
        batch_op.drop_column("draft_id")
