"""Documents kept with a case, and the key of each one's file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_document",
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content_kind", sa.String(length=20), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("sealed_sha256", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by_id", sa.Uuid(), nullable=False),
        sa.Column("in_error_on", sa.Date(), nullable=True),
        sa.Column("in_error_reason", sa.Text(), nullable=True),
        sa.Column("in_error_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_kept_document_contact_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_kept_document_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["officer.id"], name=op.f("fk_kept_document_added_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["in_error_by_id"], ["officer.id"], name=op.f("fk_kept_document_in_error_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_document")),
    )
    for name in ("contact_id", "meeting_id"):
        op.create_index(op.f(f"ix_kept_document_{name}"), "kept_document", [name])
    op.create_table(
        "document_key",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["kept_document.id"], name=op.f("fk_document_key_document_id")
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_document_key")),
    )


def downgrade() -> None:
    op.drop_table("document_key")
    op.drop_table("kept_document")
