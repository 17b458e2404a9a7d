"""Restricted contacts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "restriction",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("restricted_on", sa.Date(), nullable=False),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_restriction_contact_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restriction")),
    )
    with op.batch_alter_table("restriction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_restriction_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_restriction_restricted_on"), ["restricted_on"], unique=False
        )

    op.create_table(
        "restriction_officer",
        sa.Column("restriction_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_restriction_officer_officer_id")
        ),
        sa.ForeignKeyConstraint(
            ["restriction_id"],
            ["restriction.id"],
            name=op.f("fk_restriction_officer_restriction_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "restriction_id", "officer_id", name=op.f("pk_restriction_officer")
        ),
    )


def downgrade() -> None:
    op.drop_table("restriction_officer")
    with op.batch_alter_table("restriction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_restriction_restricted_on"))
        batch_op.drop_index(batch_op.f("ix_restriction_contact_id"))

    op.drop_table("restriction")
