"""A migration that does not work on records is found when it is written, and told in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from db.schema import new_migration
from tests.db.planted import planted

BAD = {
    "untold values": (
        "op.execute(\"UPDATE contact SET place = 'elsewhere'\")",
        r"the field place was changed past the program",
    ),
    "untold column": (
        'op.add_column("contact", sa.Column("x", sa.Boolean(), server_default="0"))',
        r"remove_column.*differs from the records",
    ),
    "no value": (
        'op.add_column("contact", sa.Column("x", sa.Integer(), nullable=False))',
        r"failed \(OperationalError\).*NOT NULL",
    ),
    "a lost index": ('op.drop_index("ix_audit_at", "audit")', r"add_index.*ix_audit_at"),
    "lost triggers": (
        'with op.batch_alter_table("audit", recreate="always"): pass',
        r"the triggers audit_no_delete, .* are gone",
    ),
}


def test_the_migrations_work_on_every_sample() -> None:
    assert new_migration.tried() == []


@pytest.mark.parametrize("body,why", BAD.values(), ids=BAD)
def test_a_step_that_does_not_work_on_records_is_reported(
    tmp_path: Path, body: str, why: str
) -> None:
    found = new_migration.tried(planted(tmp_path / "migrations", body))
    assert found
    assert all(re.search(why, each, re.DOTALL) for each in found if "more of these" not in each)
