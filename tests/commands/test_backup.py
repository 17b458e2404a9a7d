"""Backups from a shell: made and proved, tried, gone back to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from lado_desktop.casework.people import adults
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.unlocking.opening import open_shift
from tests.commands.said import Do
from tests.whole_vault import PASSPHRASE, made_vault


def _add(vault: Path, name: str) -> None:
    shift = open_shift(vault, PASSPHRASE)
    adults.add(shift, {"family_name": name})
    shift.store.close()


def _names(vault: Path) -> list[str | None]:
    shift = open_shift(vault, PASSPHRASE)
    with shift.reading() as session:
        found = session.scalars(select(Adult.family_name).order_by(Adult.id)).all()
    shift.store.close()
    return list(found)


def test_a_backup_is_made_copied_tried_and_gone_back_to(
    do: Do, vault: Path, tmp_path: Path
) -> None:
    second = tmp_path / "share"
    second.mkdir()
    _add(vault, "Featherstone")
    made = do("backup", vault, "--to", second)
    assert (made.code, made.err) == (0, "")
    (backup,) = (vault / "backups").iterdir()
    assert made.out == (
        f"{backup.name} is made and verified.\nA copy lies in the second place, verified too.\n"
    )
    assert (second / backup.name).read_bytes() == backup.read_bytes()
    tried = do("drill", vault)
    assert (tried.code, tried.out.split(" opens")[0]) == (0, backup.name)

    _add(vault, "Later-Featherstone")
    back = do("restore", backup, vault)
    assert (back.code, back.err) == (0, "")
    assert "kept for 30 days" in back.out
    assert _names(vault) == ["Featherstone"]
    assert list(vault.glob("kept-until-*-data-1.db"))
    assert do("verify", vault).code == 0


def test_a_backup_becomes_a_vault_in_an_empty_folder(do: Do, vault: Path, tmp_path: Path) -> None:
    _add(vault, "Featherstone")
    do("backup", vault)
    (backup,) = (vault / "backups").iterdir()
    elsewhere = Path(shutil.move(backup, tmp_path))
    shutil.rmtree(vault)
    back = do("restore", elsewhere, vault)
    assert (back.code, back.out, back.err) == (
        0,
        f"The records of {backup.name} are in the vault.\n",
        "",
    )
    assert _names(vault) == ["Featherstone"]


@pytest.mark.slow
def test_a_backup_is_gone_back_to_by_the_recovery_sheet(
    do: Do, tmp_path: Path, password: Path
) -> None:
    vault = tmp_path / "v"
    sheet = made_vault(vault)
    do("backup", vault)
    (backup,) = (vault / "backups").iterdir()
    key = tmp_path / "key"
    key.write_text(" ".join(sheet.groups))
    arguments = ("restore", backup, vault, "--by-sheet", "--password-file", key)
    back = do(*arguments, with_password=False)
    assert (back.code, back.err) == (0, "")
    assert do("verify", vault).code == 0


def test_a_damaged_backup_changes_nothing(do: Do, vault: Path) -> None:
    _add(vault, "Featherstone")
    do("backup", vault)
    (backup,) = (vault / "backups").iterdir()
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
    backup.write_bytes(content)
    refused = do("restore", backup, vault)
    assert (refused.code, refused.out) == (1, "")
    assert backup.name in refused.err
    assert do("drill", vault).code == 1
    assert _names(vault) == ["Featherstone"]


def test_a_second_place_that_cannot_be_written_is_refused(
    do: Do, vault: Path, tmp_path: Path
) -> None:
    said = do("backup", vault, "--to", tmp_path / "away")
    assert (said.code, said.out) == (1, "")
    assert "not there now" in said.err
