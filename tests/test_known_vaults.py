from __future__ import annotations

from pathlib import Path

import pytest

from db.vault import location
from lado_desktop import app_paths
from lado_desktop.unlocking.known_vaults import MOST, known_vaults, remember
from ui.unlock.unlocking import KnownVault


def vault(folder: Path, title: str = "A service") -> KnownVault:
    folder.mkdir(parents=True)
    (folder / "vault.json").write_text("{}")
    return KnownVault(str(folder), title)


def test_the_vault_opened_last_comes_first_and_each_once(tmp_path: Path) -> None:
    file = tmp_path / "own" / "vaults.txt"
    one, two = vault(tmp_path / "1"), vault(tmp_path / "2")
    for each in (one, two, one):
        remember(file, each)
    assert known_vaults(file) == [one, two]


def test_only_the_last_few_are_kept_and_none_that_is_gone(tmp_path: Path) -> None:
    file = tmp_path / "vaults.txt"
    for number in range(MOST + 3):
        remember(file, vault(tmp_path / str(number)))
    assert len(known_vaults(file)) == MOST
    Path(known_vaults(file)[0].folder, "vault.json").unlink()
    assert len(known_vaults(file)) == MOST - 1


@pytest.mark.parametrize("said", [b"", b"no tab here", b"\t", b"a\tnowhere", b"\xff\xfe\t\x00"])
def test_a_list_that_somebody_spoiled_is_an_empty_one(tmp_path: Path, said: bytes) -> None:
    file = tmp_path / "vaults.txt"
    file.write_bytes(said)
    assert known_vaults(file) == []


def test_a_list_that_cannot_be_written_is_no_harm(tmp_path: Path) -> None:
    (tmp_path / "own").write_text("a file where the folder should be")
    file, one = tmp_path / "own" / "vaults.txt", vault(tmp_path / "1")
    remember(file, one)
    assert known_vaults(file) == []
    (tmp_path / "own").unlink()
    remember(file, one)
    assert known_vaults(file) == [one], "the next opening writes it down"


def test_settings_and_vaults_lie_in_one_folder_of_this_program() -> None:
    assert app_paths.APP == location.APP
    assert app_paths.settings_file().parent == app_paths.practice_folder().parent
