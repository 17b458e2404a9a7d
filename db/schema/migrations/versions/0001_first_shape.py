"""First shape."""

# ruff: noqa: PLR0915  (a statement a table and index)

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.schema.extras import create_first_extras, drop_first_extras

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("act_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(length=80), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("target_kind", sa.String(length=40), nullable=True),
        sa.Column("target_id", sa.Uuid(), nullable=True),
        sa.Column("commit_hash", sa.String(length=64), nullable=False),
        sa.Column("chain", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index("ix_audit_target", ["target_kind", "target_id"], unique=False)

    op.create_table(
        "child",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("born", sa.String(length=11), nullable=True),
        sa.Column("gender", sa.String(length=200), nullable=True),
        sa.Column("ethnicity", sa.String(length=200), nullable=True),
        sa.Column("home_authority", sa.String(length=200), nullable=True),
        sa.Column("placing_authority", sa.String(length=200), nullable=True),
        sa.Column("communication", sa.String(length=200), nullable=True),
        sa.Column("social_worker", sa.String(length=200), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child")),
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("target_id", sa.Uuid(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_officer_id"), ["officer_id"], unique=False)

    op.create_table(
        "import_batch",
        sa.Column("import_kind", sa.String(length=30), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("rows_in", sa.Integer(), nullable=False),
        sa.Column("rows_refused", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    with op.batch_alter_table("import_batch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_batch_sha256"), ["sha256"], unique=False)

    op.create_table(
        "meta",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    op.create_table(
        "officer",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=60), nullable=False),
        sa.Column("fte", sa.Numeric(precision=4, scale=2, asdecimal=False), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer")),
    )
    with op.batch_alter_table("officer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_officer_ended_on"), ["ended_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_officer_role"), ["role"], unique=False)
        batch_op.create_index(batch_op.f("ix_officer_started_on"), ["started_on"], unique=False)

    op.create_table(
        "search_row",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_search_row")),
        sa.UniqueConstraint("record_id", name=op.f("uq_search_row_record_id")),
    )
    op.create_table(
        "adult",
        sa.Column("family_name", sa.String(length=200), nullable=False),
        sa.Column("given_names", sa.String(length=200), nullable=True),
        sa.Column("known_as", sa.String(length=200), nullable=True),
        sa.Column("previous_names", sa.String(length=200), nullable=True),
        sa.Column("born", sa.String(length=11), nullable=True),
        sa.Column("gender", sa.String(length=200), nullable=True),
        sa.Column("ethnicity", sa.String(length=200), nullable=True),
        sa.Column("disability", sa.String(length=200), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("own_children", sa.Text(), nullable=True),
        sa.Column("other_work", sa.Text(), nullable=True),
        sa.Column("registration", sa.String(length=200), nullable=True),
        sa.Column("regulator", sa.String(length=60), nullable=True),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_adult_batch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adult")),
    )
    with op.batch_alter_table("adult", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_adult_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_adult_regulator"), ["regulator"], unique=False)

    op.create_table(
        "audit_detail",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["audit.seq"], name=op.f("fk_audit_detail_seq")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_detail")),
    )
    op.create_table(
        "issued_document",
        sa.Column("document", sa.String(length=30), nullable=False),
        sa.Column("target_id", sa.Uuid(), nullable=True),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("final", sa.Boolean(), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("issued_by_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["officer.id"], name=op.f("fk_issued_document_issued_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_document")),
    )
    with op.batch_alter_table("issued_document", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_issued_document_target_id"), ["target_id"], unique=False
        )

    op.create_table(
        "organisation",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sector", sa.String(length=60), nullable=True),
        sa.Column("area", sa.String(length=60), nullable=True),
        sa.Column("urn", sa.String(length=200), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("telephone", sa.String(length=200), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_organisation_batch_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_area"), ["area"], unique=False)
        batch_op.create_index(batch_op.f("ix_organisation_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_organisation_sector"), ["sector"], unique=False)

    op.create_table(
        "professional",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=200), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("telephone", sa.String(length=200), nullable=True),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_professional_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_professional")),
    )
    with op.batch_alter_table("professional", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_professional_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "role_held",
        sa.Column("adult_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("sector", sa.String(length=60), nullable=True),
        sa.Column("job_role", sa.String(length=60), nullable=True),
        sa.Column("employment_basis", sa.String(length=60), nullable=True),
        sa.Column("started", sa.String(length=11), nullable=True),
        sa.Column("ended", sa.String(length=11), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["adult_id"], ["adult.id"], name=op.f("fk_role_held_adult_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_role_held_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_held")),
    )
    with op.batch_alter_table("role_held", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_role_held_adult_id"), ["adult_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_role_held_employment_basis"), ["employment_basis"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_role_held_job_role"), ["job_role"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_role_held_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_role_held_sector"), ["sector"], unique=False)

    op.create_table(
        "contact",
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("received_time", sa.String(length=5), nullable=True),
        sa.Column("intake", sa.String(length=60), nullable=False),
        sa.Column("method", sa.String(length=60), nullable=True),
        sa.Column("source", sa.String(length=60), nullable=True),
        sa.Column("caller_id", sa.Uuid(), nullable=True),
        sa.Column("employer_aware_on", sa.Date(), nullable=True),
        sa.Column("taken_by_id", sa.Uuid(), nullable=True),
        sa.Column("adult_id", sa.Uuid(), nullable=True),
        sa.Column("described_as", sa.String(length=200), nullable=True),
        sa.Column("setting_id", sa.Uuid(), nullable=True),
        sa.Column("sector", sa.String(length=60), nullable=True),
        sa.Column("job_role", sa.String(length=60), nullable=True),
        sa.Column("employment_basis", sa.String(length=60), nullable=True),
        sa.Column("area", sa.String(length=60), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("happened", sa.String(length=11), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("category", sa.String(length=60), nullable=True),
        sa.Column("restraint", sa.String(length=60), nullable=True),
        sa.Column("history_result", sa.String(length=60), nullable=True),
        sa.Column("history_note", sa.Text(), nullable=True),
        sa.Column("safety", sa.Text(), nullable=True),
        sa.Column("police_status", sa.String(length=60), nullable=True),
        sa.Column("follows_id", sa.Uuid(), nullable=True),
        sa.Column("incident_id", sa.Uuid(), nullable=True),
        sa.Column("concluded_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closing_note", sa.Text(), nullable=True),
        sa.Column("in_error_on", sa.Date(), nullable=True),
        sa.Column("in_error_reason", sa.Text(), nullable=True),
        sa.Column("in_error_by_id", sa.Uuid(), nullable=True),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["adult_id"], ["adult.id"], name=op.f("fk_contact_adult_id")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_contact_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["caller_id"], ["professional.id"], name=op.f("fk_contact_caller_id")
        ),
        sa.ForeignKeyConstraint(["follows_id"], ["contact.id"], name=op.f("fk_contact_follows_id")),
        sa.ForeignKeyConstraint(
            ["in_error_by_id"], ["officer.id"], name=op.f("fk_contact_in_error_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["setting_id"], ["organisation.id"], name=op.f("fk_contact_setting_id")
        ),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["officer.id"], name=op.f("fk_contact_taken_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("reference", name=op.f("uq_contact_reference")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_adult_id"), ["adult_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_area"), ["area"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_caller_id"), ["caller_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_category"), ["category"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_closed_on"), ["closed_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_concluded_on"), ["concluded_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_contact_employer_aware_on"), ["employer_aware_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_contact_employment_basis"), ["employment_basis"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_contact_follows_id"), ["follows_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_contact_history_result"), ["history_result"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_contact_in_error_on"), ["in_error_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_incident_id"), ["incident_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_intake"), ["intake"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_job_role"), ["job_role"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_method"), ["method"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_contact_police_status"), ["police_status"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_contact_received_on"), ["received_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_restraint"), ["restraint"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_sector"), ["sector"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_setting_id"), ["setting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_source"), ["source"], unique=False)

    op.create_table(
        "meeting",
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("kind_of", sa.String(length=60), nullable=True),
        sa.Column("planned_for", sa.Date(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("starts_at", sa.String(length=5), nullable=True),
        sa.Column("ends_at", sa.String(length=5), nullable=True),
        sa.Column("mode", sa.String(length=60), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("chair_id", sa.Uuid(), nullable=True),
        sa.Column("minute_taker_id", sa.Uuid(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("next_meeting_on", sa.Date(), nullable=True),
        sa.Column("actions_sent_on", sa.Date(), nullable=True),
        sa.Column("minutes_sent_on", sa.Date(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("approved_by_id", sa.Uuid(), nullable=True),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["officer.id"], name=op.f("fk_meeting_approved_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_meeting_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["chair_id"], ["professional.id"], name=op.f("fk_meeting_chair_id")
        ),
        sa.ForeignKeyConstraint(
            ["minute_taker_id"], ["professional.id"], name=op.f("fk_meeting_minute_taker_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("reference", name=op.f("uq_meeting_reference")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meeting_actions_sent_on"), ["actions_sent_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_meeting_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_chair_id"), ["chair_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_held_on"), ["held_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_kind_of"), ["kind_of"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_meeting_minute_taker_id"), ["minute_taker_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_meeting_minutes_sent_on"), ["minutes_sent_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_meeting_mode"), ["mode"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_meeting_next_meeting_on"), ["next_meeting_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_meeting_planned_for"), ["planned_for"], unique=False)

    op.create_table(
        "action",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("agency", sa.String(length=200), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=60), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("result", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_action_contact_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_action_meeting_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["professional.id"], name=op.f("fk_action_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
    )
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_done_on"), ["done_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_due_on"), ["due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_status"), ["status"], unique=False)

    op.create_table(
        "allegation",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=True),
        sa.Column("account", sa.Text(), nullable=True),
        sa.Column("childs_voice", sa.Text(), nullable=True),
        sa.Column("adults_account", sa.Text(), nullable=True),
        sa.Column("csc_status", sa.String(length=60), nullable=True),
        sa.Column("employer_status", sa.String(length=60), nullable=True),
        sa.Column("regulator_status", sa.String(length=60), nullable=True),
        sa.Column("strands_note", sa.Text(), nullable=True),
        sa.Column("interim_measures", sa.Text(), nullable=True),
        sa.Column("delay_reason", sa.String(length=60), nullable=True),
        sa.Column("next_review_on", sa.Date(), nullable=True),
        sa.Column("learning", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_allegation_contact_id")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["officer.id"], name=op.f("fk_allegation_lead_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allegation")),
        sa.UniqueConstraint("contact_id", name=op.f("uq_allegation_contact_id")),
    )
    with op.batch_alter_table("allegation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_allegation_csc_status"), ["csc_status"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_allegation_delay_reason"), ["delay_reason"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_allegation_employer_status"), ["employer_status"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_allegation_next_review_on"), ["next_review_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_allegation_regulator_status"), ["regulator_status"], unique=False
        )

    op.create_table(
        "attendance",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("professional_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=200), nullable=True),
        sa.Column("agency", sa.String(length=200), nullable=True),
        sa.Column("status", sa.String(length=60), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_attendance_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professional.id"], name=op.f("fk_attendance_professional_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
    )
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendance_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_attendance_professional_id"), ["professional_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_attendance_status"), ["status"], unique=False)

    op.create_table(
        "child_involved",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_child_involved_child_id")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_child_involved_contact_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child_involved")),
        sa.UniqueConstraint("contact_id", "child_id", name=op.f("uq_child_involved_contact_id")),
    )
    with op.batch_alter_table("child_involved", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_child_involved_child_id"), ["child_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_child_involved_contact_id"), ["contact_id"], unique=False
        )

    op.create_table(
        "contact_category",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_contact_category_contact_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contact_id", "code", name=op.f("pk_contact_category")),
    )
    op.create_table(
        "contact_child_status",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_contact_child_status_contact_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contact_id", "code", name=op.f("pk_contact_child_status")),
    )
    op.create_table(
        "contact_criterion",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_contact_criterion_contact_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contact_id", "code", name=op.f("pk_contact_criterion")),
    )
    op.create_table(
        "decision",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=60), nullable=False),
        sa.Column("rationale", sa.Text(), nullable=True),
        sa.Column("advice", sa.Text(), nullable=True),
        sa.Column("advice_sent_on", sa.Date(), nullable=True),
        sa.Column("signposted_to", sa.String(length=60), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("superseded_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_decision_contact_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["officer.id"], name=op.f("fk_decision_decided_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_decision_advice_sent_on"), ["advice_sent_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_decision_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_decided_on"), ["decided_on"], unique=False)
        batch_op.create_index(
            "ix_decision_in_force",
            ["contact_id"],
            unique=True,
            sqlite_where=sa.text("superseded_on IS NULL"),
            postgresql_where=sa.text("superseded_on IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_decision_outcome"), ["outcome"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_decision_signposted_to"), ["signposted_to"], unique=False
        )

    op.create_table(
        "employment_outcome",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(length=60), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("detail", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_employment_outcome_contact_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employment_outcome")),
    )
    with op.batch_alter_table("employment_outcome", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_employment_outcome_contact_id"), ["contact_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_employment_outcome_happened_on"), ["happened_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_employment_outcome_outcome"), ["outcome"], unique=False
        )

    op.create_table(
        "finding",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("finding", sa.String(length=60), nullable=False),
        sa.Column("rationale", sa.Text(), nullable=True),
        sa.Column("agreed_with", sa.String(length=200), nullable=True),
        sa.Column("employers_view", sa.Text(), nullable=True),
        sa.Column("dissent", sa.Text(), nullable=True),
        sa.Column("superseded_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_finding_contact_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
    )
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_finding_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_finding_finding"), ["finding"], unique=False)
        batch_op.create_index(batch_op.f("ix_finding_found_on"), ["found_on"], unique=False)
        batch_op.create_index(
            "ix_finding_in_force",
            ["contact_id"],
            unique=True,
            sqlite_where=sa.text("superseded_on IS NULL"),
            postgresql_where=sa.text("superseded_on IS NULL"),
        )

    op.create_table(
        "meeting_contact",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_meeting_contact_contact_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_meeting_contact_meeting_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("meeting_id", "contact_id", name=op.f("pk_meeting_contact")),
    )
    with op.batch_alter_table("meeting_contact", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meeting_contact_contact_id"), ["contact_id"], unique=False
        )

    op.create_table(
        "minute_section",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(length=60), nullable=False),
        sa.Column("agency", sa.String(length=200), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_minute_section_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minute_section")),
    )
    with op.batch_alter_table("minute_section", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_minute_section_heading"), ["heading"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_minute_section_meeting_id"), ["meeting_id"], unique=False
        )

    op.create_table(
        "onward_referral",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.String(length=60), nullable=False),
        sa.Column("made_by", sa.String(length=60), nullable=False),
        sa.Column("legal_duty", sa.Boolean(), nullable=False),
        sa.Column("advised_on", sa.Date(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("body_reference", sa.String(length=200), nullable=True),
        sa.Column("result", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_onward_referral_contact_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_onward_referral")),
    )
    with op.batch_alter_table("onward_referral", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_onward_referral_advised_on"), ["advised_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_onward_referral_body"), ["body"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_onward_referral_contact_id"), ["contact_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_onward_referral_made_by"), ["made_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_onward_referral_made_on"), ["made_on"], unique=False)

    create_first_extras(op.get_bind())


def downgrade() -> None:
    drop_first_extras(op.get_bind())
    with op.batch_alter_table("onward_referral", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_onward_referral_made_on"))
        batch_op.drop_index(batch_op.f("ix_onward_referral_made_by"))
        batch_op.drop_index(batch_op.f("ix_onward_referral_contact_id"))
        batch_op.drop_index(batch_op.f("ix_onward_referral_body"))
        batch_op.drop_index(batch_op.f("ix_onward_referral_advised_on"))

    op.drop_table("onward_referral")
    with op.batch_alter_table("minute_section", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_minute_section_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_minute_section_heading"))

    op.drop_table("minute_section")
    with op.batch_alter_table("meeting_contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_contact_contact_id"))

    op.drop_table("meeting_contact")
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_finding_in_force",
            sqlite_where=sa.text("superseded_on IS NULL"),
            postgresql_where=sa.text("superseded_on IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_finding_found_on"))
        batch_op.drop_index(batch_op.f("ix_finding_finding"))
        batch_op.drop_index(batch_op.f("ix_finding_contact_id"))

    op.drop_table("finding")
    with op.batch_alter_table("employment_outcome", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_employment_outcome_outcome"))
        batch_op.drop_index(batch_op.f("ix_employment_outcome_happened_on"))
        batch_op.drop_index(batch_op.f("ix_employment_outcome_contact_id"))

    op.drop_table("employment_outcome")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_signposted_to"))
        batch_op.drop_index(batch_op.f("ix_decision_outcome"))
        batch_op.drop_index(
            "ix_decision_in_force",
            sqlite_where=sa.text("superseded_on IS NULL"),
            postgresql_where=sa.text("superseded_on IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_decision_decided_on"))
        batch_op.drop_index(batch_op.f("ix_decision_contact_id"))
        batch_op.drop_index(batch_op.f("ix_decision_advice_sent_on"))

    op.drop_table("decision")
    op.drop_table("contact_criterion")
    op.drop_table("contact_child_status")
    op.drop_table("contact_category")
    with op.batch_alter_table("child_involved", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_child_involved_contact_id"))
        batch_op.drop_index(batch_op.f("ix_child_involved_child_id"))

    op.drop_table("child_involved")
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attendance_status"))
        batch_op.drop_index(batch_op.f("ix_attendance_professional_id"))
        batch_op.drop_index(batch_op.f("ix_attendance_meeting_id"))

    op.drop_table("attendance")
    with op.batch_alter_table("allegation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_allegation_regulator_status"))
        batch_op.drop_index(batch_op.f("ix_allegation_next_review_on"))
        batch_op.drop_index(batch_op.f("ix_allegation_employer_status"))
        batch_op.drop_index(batch_op.f("ix_allegation_delay_reason"))
        batch_op.drop_index(batch_op.f("ix_allegation_csc_status"))

    op.drop_table("allegation")
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_status"))
        batch_op.drop_index(batch_op.f("ix_action_owner_id"))
        batch_op.drop_index(batch_op.f("ix_action_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_action_due_on"))
        batch_op.drop_index(batch_op.f("ix_action_done_on"))
        batch_op.drop_index(batch_op.f("ix_action_contact_id"))

    op.drop_table("action")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_planned_for"))
        batch_op.drop_index(batch_op.f("ix_meeting_next_meeting_on"))
        batch_op.drop_index(batch_op.f("ix_meeting_mode"))
        batch_op.drop_index(batch_op.f("ix_meeting_minutes_sent_on"))
        batch_op.drop_index(batch_op.f("ix_meeting_minute_taker_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_kind_of"))
        batch_op.drop_index(batch_op.f("ix_meeting_held_on"))
        batch_op.drop_index(batch_op.f("ix_meeting_chair_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_batch_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_actions_sent_on"))

    op.drop_table("meeting")
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_source"))
        batch_op.drop_index(batch_op.f("ix_contact_setting_id"))
        batch_op.drop_index(batch_op.f("ix_contact_sector"))
        batch_op.drop_index(batch_op.f("ix_contact_restraint"))
        batch_op.drop_index(batch_op.f("ix_contact_received_on"))
        batch_op.drop_index(batch_op.f("ix_contact_police_status"))
        batch_op.drop_index(batch_op.f("ix_contact_method"))
        batch_op.drop_index(batch_op.f("ix_contact_job_role"))
        batch_op.drop_index(batch_op.f("ix_contact_intake"))
        batch_op.drop_index(batch_op.f("ix_contact_incident_id"))
        batch_op.drop_index(batch_op.f("ix_contact_in_error_on"))
        batch_op.drop_index(batch_op.f("ix_contact_history_result"))
        batch_op.drop_index(batch_op.f("ix_contact_follows_id"))
        batch_op.drop_index(batch_op.f("ix_contact_employment_basis"))
        batch_op.drop_index(batch_op.f("ix_contact_employer_aware_on"))
        batch_op.drop_index(batch_op.f("ix_contact_concluded_on"))
        batch_op.drop_index(batch_op.f("ix_contact_closed_on"))
        batch_op.drop_index(batch_op.f("ix_contact_category"))
        batch_op.drop_index(batch_op.f("ix_contact_caller_id"))
        batch_op.drop_index(batch_op.f("ix_contact_batch_id"))
        batch_op.drop_index(batch_op.f("ix_contact_area"))
        batch_op.drop_index(batch_op.f("ix_contact_adult_id"))

    op.drop_table("contact")
    with op.batch_alter_table("role_held", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_held_sector"))
        batch_op.drop_index(batch_op.f("ix_role_held_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_role_held_job_role"))
        batch_op.drop_index(batch_op.f("ix_role_held_employment_basis"))
        batch_op.drop_index(batch_op.f("ix_role_held_adult_id"))

    op.drop_table("role_held")
    with op.batch_alter_table("professional", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_professional_organisation_id"))

    op.drop_table("professional")
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_sector"))
        batch_op.drop_index(batch_op.f("ix_organisation_batch_id"))
        batch_op.drop_index(batch_op.f("ix_organisation_area"))

    op.drop_table("organisation")
    with op.batch_alter_table("issued_document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_issued_document_target_id"))

    op.drop_table("issued_document")
    op.drop_table("audit_detail")
    with op.batch_alter_table("adult", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_adult_regulator"))
        batch_op.drop_index(batch_op.f("ix_adult_batch_id"))

    op.drop_table("adult")
    op.drop_table("search_row")
    with op.batch_alter_table("officer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_officer_started_on"))
        batch_op.drop_index(batch_op.f("ix_officer_role"))
        batch_op.drop_index(batch_op.f("ix_officer_ended_on"))

    op.drop_table("officer")
    op.drop_table("meta")
    with op.batch_alter_table("import_batch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_batch_sha256"))

    op.drop_table("import_batch")
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draft_officer_id"))

    op.drop_table("draft")
    op.drop_table("child")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_target")

    op.drop_table("audit")
