"""Names by sound, what was opened last, the service's own words; acts and births found at once."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from db.search.phonetic import keys_of

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_NAMES = {
    "adult": ("family_name", "given_names", "known_as", "previous_names"),
    "organisation": ("name",),
    "professional": ("name",),
    "contact": ("described_as",),
}
_AT_ONCE = 1_000


def upgrade() -> None:
    name_key = op.create_table(
        "name_key",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("key", "kind", "record_id", name=op.f("pk_name_key")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("name_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_name_key_record_id"), ["record_id"], unique=False)
    op.create_table(
        "own_word",
        sa.Column("word", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_own_word")),
    )
    op.create_table(
        "recent",
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("officer_id", "kind", "record_id", name=op.f("pk_recent")),
    )
    with op.batch_alter_table("adult", schema=None) as batch_op:
        batch_op.create_index("ix_adult_born", ["born"], unique=False)
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index("ix_audit_act", ["act_id"], unique=False)
    for kind, names in _NAMES.items():
        _fill(name_key, kind, names)


def _fill(name_key: sa.Table, kind: str, names: tuple[str, ...]) -> None:
    """Give the records that are there already their keys."""
    connection = op.get_bind()
    columns: list[Any] = [
        sa.column("id", sa.Uuid()),
        *(sa.column(name, sa.Text()) for name in names),
    ]
    found = connection.execute(sa.select(*columns).select_from(sa.table(kind)))
    for part in found.partitions(_AT_ONCE):
        rows = [
            {"key": key, "kind": kind, "record_id": id}
            for id, *said in part
            for key in keys_of(" \n".join(text for text in said if text))
        ]
        if rows:
            connection.execute(sa.insert(name_key), rows)


def downgrade() -> None:
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_act")
    with op.batch_alter_table("adult", schema=None) as batch_op:
        batch_op.drop_index("ix_adult_born")
    op.drop_table("recent")
    op.drop_table("own_word")
    with op.batch_alter_table("name_key", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_name_key_record_id"))
    op.drop_table("name_key")
