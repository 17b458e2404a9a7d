"""Entries of the registers recorded in error."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

REGISTERS = (
    "complaint",
    "escalation",
    "feedback",
    "information_request",
    "safeguarding_alert",
    "training_session",
)


def upgrade() -> None:
    for register in REGISTERS:
        with op.batch_alter_table(register, schema=None) as batch_op:
            batch_op.add_column(sa.Column("in_error_on", sa.Date(), nullable=True))
            batch_op.add_column(sa.Column("in_error_reason", sa.Text(), nullable=True))
            batch_op.add_column(sa.Column("in_error_by_id", sa.Uuid(), nullable=True))
            batch_op.create_index(f"ix_{register}_in_error_on", ["in_error_on"], unique=False)
            batch_op.create_foreign_key(
                f"fk_{register}_in_error_by_id", "officer", ["in_error_by_id"], ["id"]
            )


def downgrade() -> None:
    for register in REGISTERS:
        with op.batch_alter_table(register, schema=None) as batch_op:
            batch_op.drop_constraint(f"fk_{register}_in_error_by_id", type_="foreignkey")
            batch_op.drop_index(f"ix_{register}_in_error_on")
            batch_op.drop_column("in_error_by_id")
            batch_op.drop_column("in_error_reason")
            batch_op.drop_column("in_error_on")
