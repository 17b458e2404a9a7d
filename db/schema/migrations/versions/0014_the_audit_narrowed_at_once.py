"""The audit is narrowed by officer, by sort of act and by day without reading all of it."""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not in a batch, which would write the table again: nothing ever writes over a line.
    op.create_index("ix_audit_officer", "audit", ["officer_id"], unique=False)
    op.create_index("ix_audit_action", "audit", ["action", "at"], unique=False)
    op.create_index("ix_audit_at", "audit", ["at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_audit_at", table_name="audit")
    op.drop_index("ix_audit_action", table_name="audit")
    op.drop_index("ix_audit_officer", table_name="audit")
