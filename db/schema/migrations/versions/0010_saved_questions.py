"""Questions to the figures that were given a name."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_question",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("counts", sa.String(length=200), nullable=False),
        sa.Column("only", sa.String(length=200), nullable=True),
        sa.Column("rows", sa.String(length=200), nullable=False),
        sa.Column("within", sa.String(length=200), nullable=True),
        sa.Column("columns", sa.String(length=200), nullable=False),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_question")),
    )


def downgrade() -> None:
    op.drop_table("saved_question")
