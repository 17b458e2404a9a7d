"""Figures as they were published."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "published_figure",
        sa.Column("practice", sa.String(length=60), nullable=False),
        sa.Column("table_id", sa.String(length=200), nullable=False),
        sa.Column("row_label", sa.String(length=200), nullable=False),
        sa.Column("column_name", sa.String(length=200), nullable=False),
        sa.Column("figure", sa.Integer(), nullable=False),
        sa.Column("authority", sa.String(length=200), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=True),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("frozen_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_figure")),
    )


def downgrade() -> None:
    op.drop_table("published_figure")
