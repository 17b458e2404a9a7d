"""Who an officer is, read from a vault that this program cannot or may not open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from db.problem import InUse, UpgradeFailed, VaultDamaged, VaultNewer
from db.schema import sample, upgrade
from db.secrets import sheet
from db.sqlcipher.engine import upgrading_engine
from db.vault import vault
from db.vault.vault import Unlocked
from lado_desktop.casework.settings import posts
from lado_desktop.casework.settings.posts import PostGiven
from lado_desktop.unlocking.opening import NotReady, begin_shift, open_shift, role_of
from tests import beneath
from tests.db.planted import planted
from tests.whole_vault import NOW, PASSPHRASE, made_vault


@pytest.fixture
def ours(tmp_path: Path) -> Unlocked:
    """A vault whose LADO works as a manager since April, closed."""
    folder = tmp_path / "vault"
    made_vault(folder)
    shift = open_shift(folder, PASSPHRASE)
    (first,) = posts.posts(shift)
    posts.add(shift, first.id, PostGiven("manager", 1, date(2026, 4, 1)))
    posts.change(
        shift, first.id, first.version, PostGiven("lado", 1, date(2025, 4, 1), date(2026, 3, 31))
    )
    shift.store.close()
    return vault.unlock(folder, PASSPHRASE)


def _sql(unlocked: Unlocked, *statements: str) -> None:
    engine = upgrading_engine(unlocked.database, unlocked.key)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def _older(unlocked: Unlocked) -> None:
    beneath.take_back(unlocked, upgrade.revisions()[-2])


def _newer(unlocked: Unlocked) -> None:
    _sql(
        unlocked,
        "UPDATE alembic_version SET version_num = '9999'",
        "ALTER TABLE officer ADD COLUMN grade TEXT NOT NULL DEFAULT 'x'",
        "ALTER TABLE officer DROP COLUMN fte",
    )


@pytest.mark.parametrize("shape", [_older, _newer])
def test_the_role_of_today_is_read_from_a_vault_of_another_shape(
    ours: Unlocked, shape: Callable[[Unlocked], None]
) -> None:
    shape(ours)
    was, files = beneath.shape_of(ours), sorted(path.name for path in ours.folder.iterdir())
    officer = role_of(ours)
    assert (officer.name, officer.role) == ("Ottilie Marsh", "manager")
    assert beneath.shape_of(ours) == was
    assert sorted(path.name for path in ours.folder.iterdir()) == files


def test_a_shape_without_further_posts_has_the_role_of_the_officer(ours: Unlocked) -> None:
    _sql(
        ours,
        "DELETE FROM officer WHERE same_as_id IS NOT NULL",
        "DROP INDEX ix_officer_same_as_id",
        "ALTER TABLE officer DROP COLUMN same_as_id",
    )
    assert role_of(ours).role == "lado"


def test_the_role_is_read_where_the_upgrade_fails_and_where_the_vault_is_newer(
    tmp_path: Path, ours: Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgraded = upgrade.upgrade
    bad = planted(tmp_path / "migrations", "{}['x']")
    with monkeypatch.context() as patch:
        patch.setattr(upgrade, "upgrade", lambda *said: upgraded(*said, migrations=bad))
        with pytest.raises(UpgradeFailed):
            begin_shift(ours, NOW)
        assert role_of(ours).role == "manager"
    _newer(ours)
    with pytest.raises(VaultNewer):
        begin_shift(ours, NOW)
    assert role_of(ours).role == "manager"


def test_a_sample_of_an_earlier_release_says_who_its_officer_is(tmp_path: Path) -> None:
    unlocked = sample.load(sample.samples()[0], tmp_path / "vault")
    was = beneath.shape_of(unlocked)
    assert role_of(unlocked).role == "lado"
    assert beneath.shape_of(unlocked) == was


def test_no_role_is_read_by_the_sheet_from_an_open_vault_or_from_a_damaged_one(
    tmp_path: Path, ours: Unlocked
) -> None:
    typed = "-".join(sheet.groups(ours.master_key))
    with pytest.raises(NotReady):
        role_of(vault.unlock_with_sheet(ours.folder, typed))
    shift = open_shift(ours.folder, PASSPHRASE)
    with pytest.raises(InUse):
        role_of(ours)
    shift.store.close()
    ours.database.write_bytes(b"x" * 8_192)
    with pytest.raises(VaultDamaged):
        role_of(ours)
