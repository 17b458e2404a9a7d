"""Each kind of step works on a vault with rows in every table, and the audit agrees after it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from db.schema import sample
from db.sqlcipher.opening import open_store
from tests.beneath import readers
from tests.db.changed_program import changed_program, migration, run
from tests.histories import in_the_database

pytestmark = pytest.mark.slow

DOMAIN = "lado_desktop/domain"
_WHOLE = r": Mapped(?:.|\n)*?\n(?=    \w|\n)"
"""What follows the name of a field in its declaration."""
REGISTERS = "from lado_desktop.domain.registers import"
EDITS = (
    # A required tick.
    (
        "kinds/contact",
        r"class Contact\(",
        "from lado_desktop.domain.fields.field import tick\n\nclass Contact(",
    ),
    (
        "kinds/contact",
        "    taken_by_id: M",
        '    interpreter: Mapped[bool] = tick("Speaks")\n    taken_by_id: M',
    ),
    # A renamed column.
    ("kinds/adult", "    ended" + _WHOLE, '    left: Mapped[PartialDate | None] = when("Left")\n'),
    ("kinds/adult", r"RoleHeld\.ended", "RoleHeld.left"),
    # A retyped one: a number that becomes a line.
    (
        "kinds/training_session",
        "attendees" + _WHOLE,
        'attendees: Mapped[str | None] = line("Attendees")\n',
    ),
    # A dropped one.
    ("kinds/onward_referral", "    body_reference" + _WHOLE, ""),
    ("kinds/onward_referral", r"OnwardReferral\.body_reference,", ""),
    # One split into a dated table, with its values.
    ("kinds/allegation", "    regulator_status" + _WHOLE, ""),
    ("kinds/allegation", r"Allegation\.regulator_status,", ""),
    # Two new kinds: the dated table, and one that is empty.
    (
        "records",
        REGISTERS,
        f"from lado_desktop.domain.kinds.visit import RegulatorState, Visit\n{REGISTERS}",
    ),
    ("records", r"\n    Allegation,", "\n    Allegation,\n    RegulatorState,\n    Visit,"),
)
NEW_KINDS = """
from datetime import date
from uuid import UUID
from sqlalchemy import ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column
from lado_desktop.domain.fields.field import choice, day, tick
from lado_desktop.domain.record import Record
class RegulatorState(Record):
    __tablename__ = "regulator_state"
    allegation_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("allegation.id"), index=True)
    status: Mapped[str] = choice("Regulator", "regulator_status", required=True)
    since: Mapped[date | None] = day("Since")
class Visit(Record):
    __tablename__ = "visit"
    visited_on: Mapped[date] = day("Visited", required=True)
    announced: Mapped[bool] = tick("Announced")
"""
BY_HAND = """
    steps.rename("role_held", "ended", "left")
    op.create_table(
        "regulator_state",
        sa.Column("allegation_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=60), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["allegation_id"], ["allegation.id"], name="fk_regulator_state_allegation_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_regulator_state"),
    )
    for name in ("allegation_id", "since", "status"):
        op.create_index(f"ix_regulator_state_{name}", "regulator_state", [name])
    steps.split(
        "allegation", "regulator_status", into="regulator_state",
        value="status", owner="allegation_id", copied={"since": "next_review_on"},
    )
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the next release finds in the newest sample, once it is brought to its shape."""
    folder = tmp_path_factory.mktemp("changed")
    path, by_hand = migration(1, BY_HAND)
    new = {path: by_hand, f"{DOMAIN}/kinds/visit.py": NEW_KINDS}
    edits = [(f"{DOMAIN}/{noun}.py", old, fresh) for noun, old, fresh in EDITS]
    program = changed_program(folder / "program", edits, new)
    ran = run(program, "-m", "tests.db.next_release", str(folder))
    assert ran.returncode == 0, ran.stderr
    written, _, result = ran.stdout.rpartition("\n")
    assert "every record is kept" in written, ran.stderr
    (*_, text) = sorted((program / "db/schema/migrations/versions").glob("*_the_rest.py"))
    last: dict[str, Any] = json.loads(result)[max(json.loads(result))]
    return {**last, "written": text.read_text(encoding="utf-8")}


def test_every_record_is_what_the_audit_says_after_all_of_it(found: dict[str, Any]) -> None:
    assert found["sentences"][0] == "The data file is sound."
    assert found["sentences"][1].startswith("The audit holds")
    assert found["sentences"][2:] == ["Every record is what the audit says."]
    assert found["after"][2:] == ["Every record is what the audit says."]
    assert found["tampered"] == ["interpreter"]


def test_the_migration_that_is_written_works_on_records(found: dict[str, Any]) -> None:
    written = " ".join(found["written"].split()).replace("'", '"')
    assert 'steps.give("contact", sa.Column("interpreter", sa.Boolean(), server_default=' in written
    assert 'steps.drop("onward_referral", "body_reference")' in written
    assert 'steps.retype("training_session", "attendees", sa.String(length=200))' in written
    assert 'op.create_table("visit"' in written


def test_a_required_tick_is_no_for_every_contact_and_has_a_default(found: dict[str, Any]) -> None:
    assert [value for value, _ in found["interpreter"]] == [0]
    assert found["default"] == [["'0'"]]
    assert found["undone contact"] == "Log contact undone"


def test_a_renamed_field_has_its_history_and_is_undone(found: dict[str, Any]) -> None:
    assert ["Left", "", "May 2023"] in found["role"]
    assert found["undone role"].endswith("undone")


def test_a_retyped_field_has_its_history(found: dict[str, Any]) -> None:
    said = [after for label, _, after in found["session"] if "attend" in label.lower()]
    assert said
    assert all(each.isdigit() for each in said)


def test_a_dropped_field_is_still_read_in_the_history(found: dict[str, Any]) -> None:
    assert ["Body reference", "", "D-1"] in found["referral"]


def test_a_split_column_has_its_values_and_an_undo_of_before_says_why_not(
    found: dict[str, Any],
) -> None:
    assert found["moved"] == [["notified", None]]
    assert "The program no longer records this here: Regulator status" in found["undone allegation"]


def test_the_audit_page_says_what_an_upgrade_did(found: dict[str, Any]) -> None:
    assert found["reshape"] == [
        ["Contact: interpreter", "", "No"],
        ["New type", "", "Training session: attendees"],
        ["No longer recorded", "Onward referral: body reference", ""],
        ["New name", "Role held: ended", "Left"],
        ["Moved", "Allegation: regulator status", "Regulator state: status"],
    ]


def _by_key(records: list[Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(kind, id): values for kind, id, values in records}


def test_after_the_upgrade_the_audit_rebuilds_every_record_as_it_is(found: dict[str, Any]) -> None:
    rebuilt, there = _by_key(found["rebuilt"]), _by_key(found["there"])
    assert any(kind == "regulator_state" for kind, _ in there)
    assert {values["interpreter"] for (kind, _), values in there.items() if kind == "contact"} == {
        False
    }
    assert rebuilt == there


def test_the_audit_rebuilds_what_was_there_before_the_upgrade_in_the_names_of_today(
    found: dict[str, Any], tmp_path: Path
) -> None:
    unlocked = sample.load(sample.samples()[-1], tmp_path / "vault")
    store = open_store(unlocked.database, unlocked.key)
    was = {
        (kind, str(id)): values for (kind, id), values in in_the_database(readers(store)).items()
    }
    store.close()
    for (kind, _), values in was.items():
        if kind == "role_held" and "ended" in values:
            values["left"] = values.pop("ended")
        if kind == "training_session" and "attendees" in values:
            values["attendees"] = str(values["attendees"])
    rebuilt = _by_key(found["rebuilt before"])
    assert any("regulator_status" in values for values in rebuilt.values())
    assert any("body_reference" in values for values in rebuilt.values())
    assert not any("interpreter" in values for values in rebuilt.values())
    assert rebuilt == was
