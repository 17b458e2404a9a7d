"""Each way into an older vault makes a backup first and says how far the upgrade is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from db.backups import backup
from db.schema import upgrade
from db.schema.upgrade import Progress
from db.vault import vault
from lado_desktop.casework.settings import officers
from lado_desktop.unlocking.by_code import open_by_code
from lado_desktop.unlocking.by_sheet import holders, open_by_sheet
from lado_desktop.unlocking.opening import open_shift
from tests import beneath
from tests.whole_vault import PASSPHRASE, made_vault

CHOSEN = "walnut ferry gable nineteen"
Way = Callable[[Path, str, str, Progress], object]


def _passphrase(folder: Path, _sheet: str, _code: str, progress: Progress) -> None:
    open_shift(folder, PASSPHRASE, progress=progress).store.close()


def _sheet(folder: Path, sheet: str, _code: str, progress: Progress) -> None:
    assert holders(folder, sheet, progress)


def _code(folder: Path, _sheet: str, code: str, progress: Progress) -> None:
    open_by_code(folder, code, CHOSEN, progress).store.close()


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A vault of the shape before this one, its sheet and a code to it. Tests take copies."""
    folder = tmp_path_factory.mktemp("older") / "vault"
    groups = made_vault(folder).groups
    shift = open_shift(folder, PASSPHRASE)
    code = officers.add(shift, "Fern Amble", "cover")
    shift.store.close()
    beneath.take_back(vault.unlock(folder, PASSPHRASE), upgrade.revisions()[-2])
    return folder, "-".join(groups), code


@pytest.fixture
def folder(older: tuple[Path, str, str], tmp_path: Path) -> Path:
    return Path(shutil.copytree(older[0], tmp_path / "vault"))


@pytest.mark.parametrize("way", [_passphrase, _sheet, _code])
def test_each_way_in_says_how_far_the_upgrade_is(
    folder: Path, older: tuple[Path, str, str], way: Way
) -> None:
    _, sheet, code = older
    said: list[tuple[int, int]] = []
    way(folder, sheet, code, lambda done, of: said.append((done, of)))
    assert said == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_opening_by_the_sheet_alone_makes_a_backup_before_the_upgrade(
    folder: Path, older: tuple[Path, str, str]
) -> None:
    _, sheet, _ = older
    slot = str(vault.unlock(folder, PASSPHRASE).slot_id)
    open_by_sheet(folder, sheet, slot, CHOSEN).store.close()
    (made,) = backup.all_in(backup.folder_of(folder))
    found = backup.verify(made, vault.unlock(folder, CHOSEN).master_key)
    assert found.reason == "before an upgrade"
