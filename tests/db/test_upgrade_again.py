"""Upgrades that are tried again, or run on a vault with faults, and what they leave behind."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from db.backups import backup
from db.problem import UpgradeFailed
from db.records.hash_chain import verify
from db.schema import sample, upgrade
from db.search.name_keys import named_like
from db.sqlcipher.engine import connect, reading_engine
from db.sqlcipher.full_text import FullText
from db.vault.vault import Unlocked
from lado_desktop.casework.audit import verifying
from lado_desktop.casework.people import adults
from lado_desktop.unlocking.opening import open_shift
from tests.db.planted import planted

NOW = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)
BAD = "{}['x']"
NOTHING = "pass"
REBUILD = 'steps.retype("contact", "place", sa.Text())'
ROWS = """
    op.create_table(
        "place_row",
        sa.Column("contact_id", sa.Uuid(), sa.ForeignKey("contact.id")),
        sa.Column("name", sa.Text()), sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("version", sa.Integer()),
    )
"""


@pytest.fixture
def lived_in(tmp_path: Path) -> Unlocked:
    unlocked = sample.load(sample.samples()[-1], tmp_path / "vault")
    upgrade.upgrade(unlocked.database, unlocked.key)
    return unlocked


def _backups(unlocked: Unlocked) -> list[Path]:
    return backup.all_in(backup.folder_of(unlocked.folder))


def _try(unlocked: Unlocked, migrations: Path, minutes: int = 0) -> None:
    before = backup.before_upgrade(unlocked, NOW + timedelta(minutes=minutes))
    upgrade.upgrade(unlocked.database, unlocked.key, before, migrations=migrations)


def _past_the_program(unlocked: Unlocked, statement: str) -> None:
    with closing(connect(unlocked.database, unlocked.key)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute(statement)


def test_an_upgrade_that_is_tried_again_uses_its_backup_again(
    tmp_path: Path, lived_in: Unlocked
) -> None:
    migrations = planted(tmp_path / "migrations", BAD)
    for minutes in range(4):
        with pytest.raises(UpgradeFailed, match="The backup of it is 2026-11-23T090500Z"):
            _try(lived_in, migrations, minutes)
    (made,) = _backups(lived_in)
    assert backup.verify(made, lived_in.master_key).reason == "before an upgrade"
    _try(lived_in, planted(tmp_path / "mended", NOTHING), 9)
    assert _backups(lived_in) == [made]


def test_a_backup_is_made_again_after_work_and_in_place_of_a_damaged_one(
    tmp_path: Path, lived_in: Unlocked
) -> None:
    migrations = planted(tmp_path / "migrations", BAD)
    with pytest.raises(UpgradeFailed):
        _try(lived_in, migrations)
    shift = open_shift(lived_in.folder, sample.PASSPHRASE)
    adults.add(shift, {"family_name": "Featherstone"})
    shift.store.close()
    with pytest.raises(UpgradeFailed):
        _try(lived_in, migrations, 1)
    newest, _ = _backups(lived_in)
    newest.write_bytes(newest.read_bytes()[:-5_000])
    with pytest.raises(UpgradeFailed):
        _try(lived_in, migrations, 2)
    assert len(_backups(lived_in)) == 3
    made_anew = backup.verify(_backups(lived_in)[0], lived_in.master_key)
    assert made_anew.reason == "before an upgrade"


def test_a_row_that_referred_to_nothing_before_does_not_stop_the_upgrade(
    tmp_path: Path, lived_in: Unlocked
) -> None:
    _past_the_program(lived_in, "UPDATE contact SET setting_id = hex(zeroblob(16))")
    _try(lived_in, planted(tmp_path / "first", REBUILD))
    (made,) = _backups(lived_in)
    assert backup.verify(made, lived_in.master_key).reason == "before an upgrade"
    gone = 'op.execute("DELETE FROM adult")'
    with pytest.raises(UpgradeFailed, match=r"rows of .*contact.* refer to rows that are gone"):
        _try(lived_in, planted(tmp_path / "second", REBUILD, gone), 1)


def test_verifying_names_the_rows_that_refer_to_nothing(lived_in: Unlocked) -> None:
    shift = open_shift(lived_in.folder, sample.PASSPHRASE)
    assert verifying.verify(shift).sound
    _past_the_program(
        lived_in, "DELETE FROM professional WHERE id = (SELECT max(caller_id) FROM contact)"
    )
    found = verifying.verify(shift)
    shift.store.close()
    assert not found.sound
    named = {(each.kind, each.field, each.parent) for each in found.dangling}
    assert ("contact", "caller_id", "professional") in named
    (sentence, *_) = [each for each in found.sentences if "caller_id" in each]
    assert sentence.endswith(
        "the field caller_id names a record of the kind professional that is not there."
    )


def test_two_columns_split_into_one_kind_make_two_records(
    tmp_path: Path, lived_in: Unlocked
) -> None:
    _past_the_program(lived_in, "UPDATE contact SET area = place WHERE place IS NOT NULL")
    with closing(connect(lived_in.database, lived_in.key, reading=True)) as connection:
        (count,) = connection.execute("SELECT count(place) + count(area) FROM contact").fetchone()
        (both,) = connection.execute(
            "SELECT count(place) FROM contact WHERE area = place"
        ).fetchone()
    assert both
    split = 'steps.split("contact", "{}", into="place_row", value="name", owner="contact_id")'
    body = f"{ROWS}    {split.format('place')}\n    {split.format('area')}"
    _try(lived_in, planted(tmp_path / "migrations", body))
    with closing(connect(lived_in.database, lived_in.key, reading=True)) as connection:
        assert connection.execute("SELECT count(*) FROM place_row").fetchone() == (count,)


SPLIT_AREA = 'split("contact", "area", into="place_row", value="name", owner="contact_id"'
ONE_COLUMN_TWICE = {
    "a name that was dropped": ('drop("contact", "area")', 'rename("contact", "place", "area")'),
    "a name that was given": ('rename("contact", "place", "x")', 'rename("contact", "x", "y")'),
    "a type and then a name": (
        'retype("contact", "place", sa.Text())',
        'rename("contact", "place", "x")',
    ),
    "a value and then a name": (
        'give("contact", sa.Column("x", sa.Integer(), server_default="0"), 0)',
        'rename("contact", "x", "y")',
    ),
    "a name that came free": (
        'rename("contact", "area", "x")',
        'give("contact", sa.Column("area", sa.Integer(), server_default="0"), 0)',
    ),
    "what a split reads": (
        f'{SPLIT_AREA}, copied={{"version": "place"}})',
        'rename("contact", "place", "x")',
    ),
}


@pytest.mark.parametrize("steps", ONE_COLUMN_TWICE.values(), ids=ONE_COLUMN_TWICE)
def test_a_migration_that_does_two_things_to_one_column_is_refused(
    tmp_path: Path, lived_in: Unlocked, steps: tuple[str, str]
) -> None:
    body = ROWS + "\n".join(f"    steps.{step}" for step in steps)
    with pytest.raises(UpgradeFailed, match=r"another step of this migration names contact\.\w+"):
        _try(lived_in, planted(tmp_path / "together", body))
    first, second = (f"steps.{step}" for step in steps)
    _try(lived_in, planted(tmp_path / "apart", ROWS + "    " + first, second))


def test_what_a_split_copied_may_be_dropped_with_it(tmp_path: Path, lived_in: Unlocked) -> None:
    body = (
        f'{ROWS}    steps.{SPLIT_AREA}, copied={{"version": "place"}})\n'
        '    steps.drop("contact", "place")'
    )
    _try(lived_in, planted(tmp_path / "migrations", body))


SEARCHED = "harbour chaplaincy"


@pytest.mark.parametrize("step", ["drop", "split"])
def test_the_words_of_a_field_that_went_are_no_longer_found(
    tmp_path: Path, lived_in: Unlocked, step: str
) -> None:
    shift = open_shift(lived_in.folder, sample.PASSPHRASE)
    known = {"family_name": "Featherstone", "previous_names": SEARCHED}
    adult = adults.add(shift, known)
    shift.store.close()
    rows = ROWS.replace("contact", "adult")
    taken = {
        "drop": 'steps.drop("adult", "previous_names")',
        "split": f'{rows}    steps.split("adult", "previous_names", into="place_row", '
        'value="name", owner="adult_id")',
    }
    with Session(reading_engine(lived_in.database, lived_in.key)) as session:
        assert [hit.id for hit in FullText().find(session, SEARCHED)] == [adult.id]
        counted = session.scalar(text("SELECT count(*) FROM search_index"))
    _try(lived_in, planted(tmp_path / "migrations", taken[step]))
    with Session(reading_engine(lived_in.database, lived_in.key)) as session:
        assert FullText().find(session, SEARCHED) == []
        assert named_like(session, ["chaplaincy"], "adult", 9) == []
        assert adult.id in [hit.id for hit in FullText().find(session, "Featherstone")]
        assert adult.id in named_like(session, ["fetherston"], "adult", 9)
        assert session.scalar(text("SELECT count(*) FROM search_index")) == counted
        assert session.scalar(select(func.count()).select_from(text("search_row"))) == counted
        assert verify(session).sound
    with closing(connect(lived_in.database, lived_in.key, reading=True)) as connection:
        words = connection.execute("SELECT group_concat(text) FROM search_index").fetchone()
    assert "chaplaincy" not in words[0]


def test_a_kind_that_is_no_longer_recorded_is_no_longer_found(
    tmp_path: Path, lived_in: Unlocked
) -> None:
    """Its table is left here: what counts is that the program has no such kind."""
    of_old = "INSERT INTO {} VALUES ({}, 'a_former_kind', lower(hex(zeroblob(16))){})"
    _past_the_program(lived_in, of_old.format("search_row", 9_999, ""))
    row = "search_index(rowid, kind, record_id, reference, text)"
    _past_the_program(lived_in, of_old.format(row, 9_999, ", '', 'chaplaincy'"))
    split = 'split("contact", "area", into="a_former_kind", value="name", owner="contact_id")'
    body = f"{ROWS.replace('place_row', 'a_former_kind')}    steps.{split}"
    _try(lived_in, planted(tmp_path / "migrations", body))
    with Session(reading_engine(lived_in.database, lived_in.key)) as session:
        assert FullText().find(session, "chaplaincy") == []
