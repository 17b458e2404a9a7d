"""Reports that were frozen, with the records behind each of their figures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "frozen_report",
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("cases", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_report")),
    )
    with op.batch_alter_table("published_figure", schema=None) as batch_op:
        batch_op.add_column(sa.Column("report_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_published_figure_report_id"), "frozen_report", ["report_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("published_figure", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_published_figure_report_id"), type_="foreignkey")
        batch_op.drop_column("report_id")

    op.drop_table("frozen_report")
