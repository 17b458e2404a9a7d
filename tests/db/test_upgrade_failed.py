"""An upgrade that fails leaves the vault as it was and says where the backup is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from db.backups import backup
from db.backups.restore import restore
from db.problem import UpgradeFailed, VaultNewer
from db.records.audit import ActDone
from db.records.hash_chain import verify
from db.records.reconciling import disagreements
from db.schema import sample, upgrade
from db.secrets import sheet
from db.sqlcipher.copying import contents
from db.sqlcipher.engine import connect, reading_engine
from db.vault import vault
from db.vault.vault import Unlocked
from tests.db.planted import planted

NOW = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)
NOTHING = "pass"
REBUILD = 'steps.retype("contact", "place", sa.Text())'
SPLIT = """
    op.create_table(
        "place_row",
        sa.Column("contact_id", sa.Uuid(), sa.ForeignKey("contact.id")),
        sa.Column("name", sa.Text()), sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("version", sa.Integer()),
    )
    steps.split("contact", "place", into="place_row", value="name", owner="contact_id")
"""
BAD = {
    "no value for the rows there": (
        'op.add_column("contact", sa.Column("x", sa.Integer(), nullable=False))',
        "OperationalError",
    ),
    "an error half-way": (f"{REBUILD}; steps.drop('contact', 'area'); {{}}['x']", "KeyError"),
    "rows that nothing refers to rightly": (
        f"{SPLIT.rstrip()}\n    op.execute('DELETE FROM officer')",
        "refer to rows that are gone",
    ),
    "text that is no number": (
        'steps.retype("contact", "summary", sa.Integer())',
        r"\d+ values of contact.summary are not the same in the new type",
    ),
    "names that are cut": (
        'steps.retype("organisation", "name", sa.String(5))',
        r"\d+ values of organisation.name are not the same",
    ),
}


@pytest.fixture
def lived_in(tmp_path: Path) -> Unlocked:
    return sample.load(sample.samples()[-1], tmp_path / "vault")


@pytest.fixture
def before(lived_in: Unlocked) -> upgrade.Before:
    return backup.before_upgrade(lived_in, NOW)


@pytest.fixture(autouse=True)
def _newest(lived_in: Unlocked) -> None:
    upgrade.upgrade(lived_in.database, lived_in.key)


def _said(unlocked: Unlocked) -> str:
    """Everything that a vault's data file has, as SQL."""
    with closing(connect(unlocked.database, unlocked.key, reading=True)) as connection:
        return "\n".join(sample._dumped(connection))


@pytest.mark.parametrize("body,why", BAD.values(), ids=BAD)
def test_a_bad_step_is_refused_and_loses_nothing(
    tmp_path: Path, lived_in: Unlocked, before: upgrade.Before, body: str, why: str
) -> None:
    was = _said(lived_in)
    migrations = planted(tmp_path / "migrations", NOTHING, body)
    with pytest.raises(UpgradeFailed, match=why) as failed:
        upgrade.upgrade(lived_in.database, lived_in.key, before, migrations=migrations)
    (made,) = backup.all_in(backup.folder_of(lived_in.folder))
    assert f"The backup of it is {made.name}" in str(failed.value)
    assert "nothing was changed" in str(failed.value)
    assert backup.verify(made, lived_in.master_key).reason == "before an upgrade"
    assert _said(lived_in) == was
    lived_in.open().close()


def test_steps_that_others_refer_to_keep_every_row(tmp_path: Path, lived_in: Unlocked) -> None:
    migrations = planted(tmp_path / "migrations", REBUILD, SPLIT)
    counted = _counted(lived_in)
    assert upgrade.upgrade(lived_in.database, lived_in.key, migrations=migrations)
    after = _counted(lived_in)
    assert after.pop("place_row") > 0
    assert after.pop("audit") == counted.pop("audit") + 2
    assert after.pop("audit_detail") == counted.pop("audit_detail") + 2
    assert after == counted


def _counted(unlocked: Unlocked) -> dict[str, int]:
    with closing(connect(unlocked.database, unlocked.key, reading=True)) as connection:
        rows = contents(connection).rows
        # How many pages the index fills is its own affair.
        return {name: count for name, count in rows.items() if "search_index_" not in name}


def test_a_full_disk_is_reported_as_one(
    tmp_path: Path,
    lived_in: Unlocked,
    short_of_room: Callable[[int], AbstractContextManager[None]],
) -> None:
    was = _said(lived_in)
    migrations = planted(tmp_path / "migrations", REBUILD)
    with short_of_room(60_000), pytest.raises(UpgradeFailed, match=r"disk is full.*a\.ladobak"):
        upgrade.upgrade(lived_in.database, lived_in.key, lambda: "a.ladobak", migrations=migrations)
    assert _said(lived_in) == was


def test_too_little_room_is_reported_with_its_figure_before_anything_is_done(
    tmp_path: Path, lived_in: Unlocked, before: upgrade.Before, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    little = usage._replace(free=3_000_000)
    migrations = planted(tmp_path / "migrations", NOTHING)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _: little)
        with pytest.raises(UpgradeFailed, match=r"needs \d+ MB, and 3 MB are free"):
            upgrade.upgrade(lived_in.database, lived_in.key, before, migrations=migrations)
    assert not backup.folder_of(lived_in.folder).exists()
    assert upgrade.upgrade(lived_in.database, lived_in.key, before, migrations=migrations)


def test_the_older_program_names_the_backup_that_leads_back(
    tmp_path: Path, lived_in: Unlocked, before: upgrade.Before
) -> None:
    first = planted(tmp_path / "first", REBUILD)
    second = planted(tmp_path / "second", REBUILD, SPLIT)
    upgrade.upgrade(lived_in.database, lived_in.key, before, migrations=first)
    upgrade.upgrade(lived_in.database, lived_in.key, before, migrations=second)
    *_, oldest = backup.all_in(backup.folder_of(lived_in.folder))
    was = _said(lived_in)
    with pytest.raises(VaultNewer, match=f"To go back to this program.*{oldest.name}"):
        lived_in.open()
    assert _said(lived_in) == was
    present = vault.unlock_with_sheet(lived_in.folder, "-".join(sheet.groups(lived_in.master_key)))
    act = ActDone("backup.restore", None, NOW)
    restored = restore(oldest, lived_in.master_key, lived_in.folder, act, present)
    vault.unlock(lived_in.folder, sample.PASSPHRASE).open().close()
    engine = reading_engine(restored.database, restored.key)
    with Session(engine) as session:
        assert verify(session).sound
        assert disagreements(session) == []
    engine.dispose()


def test_without_its_backup_the_way_back_is_reported_without_a_name(
    tmp_path: Path, lived_in: Unlocked, before: upgrade.Before
) -> None:
    migrations = planted(tmp_path / "migrations", NOTHING)
    upgrade.upgrade(lived_in.database, lived_in.key, before, migrations=migrations)
    for path in backup.all_in(backup.folder_of(lived_in.folder)):
        path.unlink()
    with pytest.raises(VaultNewer, match="restore the backup made before the upgrade"):
        lived_in.open()
