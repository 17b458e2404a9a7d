"""The registers, and what a check was and what it found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "complaint",
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("complainant", sa.String(length=200), nullable=True),
        sa.Column("stage", sa.String(length=60), nullable=True),
        sa.Column("upheld", sa.String(length=60), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_complaint_batch_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
        sa.UniqueConstraint("reference", name=op.f("uq_complaint_reference")),
    )
    with op.batch_alter_table("complaint", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_complaint_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_complaint_received_on"), ["received_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_complaint_stage"), ["stage"], unique=False)
        batch_op.create_index(batch_op.f("ix_complaint_upheld"), ["upheld"], unique=False)

    op.create_table(
        "escalation",
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=True),
        sa.Column("agency", sa.String(length=200), nullable=True),
        sa.Column("resolved_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_escalation_batch_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation")),
        sa.UniqueConstraint("reference", name=op.f("uq_escalation_reference")),
    )
    with op.batch_alter_table("escalation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_escalation_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_escalation_raised_on"), ["raised_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_escalation_reason"), ["reason"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_escalation_resolved_on"), ["resolved_on"], unique=False
        )

    op.create_table(
        "feedback",
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("satisfaction", sa.String(length=60), nullable=True),
        sa.Column("confidence", sa.String(length=60), nullable=True),
        sa.Column("assisted", sa.String(length=60), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_feedback_batch_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
        sa.UniqueConstraint("reference", name=op.f("uq_feedback_reference")),
    )
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feedback_assisted"), ["assisted"], unique=False)
        batch_op.create_index(batch_op.f("ix_feedback_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_feedback_confidence"), ["confidence"], unique=False)
        batch_op.create_index(batch_op.f("ix_feedback_received_on"), ["received_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_feedback_satisfaction"), ["satisfaction"], unique=False
        )

    op.create_table(
        "information_request",
        sa.Column("kind_of", sa.String(length=60), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("requester", sa.String(length=200), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_information_request_batch_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_information_request")),
        sa.UniqueConstraint("reference", name=op.f("uq_information_request_reference")),
    )
    with op.batch_alter_table("information_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_information_request_answered_on"), ["answered_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_information_request_batch_id"), ["batch_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_information_request_due_on"), ["due_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_information_request_kind_of"), ["kind_of"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_information_request_received_on"), ["received_on"], unique=False
        )

    op.create_table(
        "safeguarding_alert",
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("criterion", sa.String(length=60), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_safeguarding_alert_batch_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safeguarding_alert")),
        sa.UniqueConstraint("reference", name=op.f("uq_safeguarding_alert_reference")),
    )
    with op.batch_alter_table("safeguarding_alert", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_safeguarding_alert_batch_id"), ["batch_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_safeguarding_alert_criterion"), ["criterion"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_safeguarding_alert_raised_on"), ["raised_on"], unique=False
        )

    op.create_table(
        "training_session",
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("audience", sa.String(length=200), nullable=True),
        sa.Column("attendees", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_training_session_batch_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_session")),
        sa.UniqueConstraint("reference", name=op.f("uq_training_session_reference")),
    )
    with op.batch_alter_table("training_session", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_training_session_batch_id"), ["batch_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_training_session_held_on"), ["held_on"], unique=False)

    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("check_kind", sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column("check_result", sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column("answered_on", sa.Date(), nullable=True))
        batch_op.create_index(batch_op.f("ix_contact_answered_on"), ["answered_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_check_kind"), ["check_kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_check_result"), ["check_result"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_check_result"))
        batch_op.drop_index(batch_op.f("ix_contact_check_kind"))
        batch_op.drop_index(batch_op.f("ix_contact_answered_on"))
        batch_op.drop_column("answered_on")
        batch_op.drop_column("check_result")
        batch_op.drop_column("check_kind")

    with op.batch_alter_table("training_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_training_session_held_on"))
        batch_op.drop_index(batch_op.f("ix_training_session_batch_id"))

    op.drop_table("training_session")
    with op.batch_alter_table("safeguarding_alert", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_safeguarding_alert_raised_on"))
        batch_op.drop_index(batch_op.f("ix_safeguarding_alert_criterion"))
        batch_op.drop_index(batch_op.f("ix_safeguarding_alert_batch_id"))

    op.drop_table("safeguarding_alert")
    with op.batch_alter_table("information_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_information_request_received_on"))
        batch_op.drop_index(batch_op.f("ix_information_request_kind_of"))
        batch_op.drop_index(batch_op.f("ix_information_request_due_on"))
        batch_op.drop_index(batch_op.f("ix_information_request_batch_id"))
        batch_op.drop_index(batch_op.f("ix_information_request_answered_on"))

    op.drop_table("information_request")
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_feedback_satisfaction"))
        batch_op.drop_index(batch_op.f("ix_feedback_received_on"))
        batch_op.drop_index(batch_op.f("ix_feedback_confidence"))
        batch_op.drop_index(batch_op.f("ix_feedback_batch_id"))
        batch_op.drop_index(batch_op.f("ix_feedback_assisted"))

    op.drop_table("feedback")
    with op.batch_alter_table("escalation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_escalation_resolved_on"))
        batch_op.drop_index(batch_op.f("ix_escalation_reason"))
        batch_op.drop_index(batch_op.f("ix_escalation_raised_on"))
        batch_op.drop_index(batch_op.f("ix_escalation_batch_id"))

    op.drop_table("escalation")
    with op.batch_alter_table("complaint", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_complaint_upheld"))
        batch_op.drop_index(batch_op.f("ix_complaint_stage"))
        batch_op.drop_index(batch_op.f("ix_complaint_received_on"))
        batch_op.drop_index(batch_op.f("ix_complaint_batch_id"))

    op.drop_table("complaint")
