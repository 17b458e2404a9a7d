from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.backups import backup
from db.backups.backup import Backup
from db.problem import BackupRefused, VaultDamaged, WrongPassphrase, WrongSheet
from db.records.audit import ActDone
from db.secrets import sheet
from db.vault import slots
from db.vault.rotation import rotate
from db.vault.vault import Unlocked
from lado_desktop.domain.kinds.adult import Adult

MakeAct = Callable[..., ActDone]
PASSPHRASE = "cobalt ferret quietly juggles turnips"
NOW = datetime(2026, 11, 22, 9, 5, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def backed_up(
    made_vault: Unlocked, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Backup]:
    """A vault of fifty people, and its backup, made once."""
    folder = tmp_path_factory.mktemp("backed") / "vault"
    shutil.copytree(made_vault.folder, folder)
    vault = replace(made_vault, folder=folder, database=folder / made_vault.database.name)
    store = vault.open()
    with store.writing(ActDone("Log contact", None, NOW)) as session:
        session.add_all(Adult(family_name=f"Zebedee {n}") for n in range(50))
    found = backup.make(vault, NOW, "by hand")
    assert found.manifest.anchor == f"50:{store.head()[1]}"
    store.close()
    return folder, found


@pytest.fixture
def made(unlocked: Unlocked, backed_up: tuple[Path, Backup]) -> Backup:
    folder, found = backed_up
    shutil.copytree(folder, unlocked.folder, dirs_exist_ok=True)
    return replace(found, path=unlocked.folder / found.path.relative_to(folder))


def test_a_backup_is_one_file_that_proves_itself_and_says_nothing(
    unlocked: Unlocked, made: Backup
) -> None:
    assert made.path == unlocked.folder / "backups" / "2026-11-22T090512Z.ladobak"
    assert backup.verify(made.path, unlocked.master_key) == made.manifest
    with zipfile.ZipFile(made.path) as file:
        assert file.namelist() == ["manifest.json", "vault.json", "data.db"]
        assert b"SQLite format" not in file.read("data.db")[:16]
        said = json.loads(file.read("manifest.json"))
    assert (said["reason"], said["made_at"]) == ("by hand", "2026-11-22T09:05:12+00:00")
    assert b"Zebedee" not in made.path.read_bytes()
    assert [path.name for path in made.path.parent.iterdir()] == [made.path.name]


def test_it_holds_what_was_saved_and_not_yet_written_into_the_main_file(
    unlocked: Unlocked, act: MakeAct
) -> None:
    store = unlocked.open()
    with store.writing(act()) as session:
        session.add(Adult(family_name="Okafor"))
        found = backup.make(unlocked, NOW, "while another act is being written")
    assert found.manifest.anchor.startswith("0:")
    assert backup.make(unlocked, NOW, "again").manifest.anchor.startswith("1:")
    assert len(backup.all_in(found.path.parent)) == 2
    store.close()


def test_the_passphrase_and_the_sheet_of_its_day_open_it(
    unlocked: Unlocked, made: Backup, act: MakeAct
) -> None:
    store = unlocked.open()
    another = "seven walnuts orbit the lighthouse"
    slots.change_passphrase(store, unlocked, PASSPHRASE, another, act())
    store.close()
    renewed = rotate(unlocked, another, act()).unlocked
    assert backup.unlock(made.path, PASSPHRASE) == unlocked.master_key
    with pytest.raises(WrongPassphrase):
        backup.unlock(made.path, another)
    typed = " ".join(sheet.groups(unlocked.master_key))
    assert backup.unlock_with_sheet(made.path, typed) == unlocked.master_key
    with pytest.raises(WrongSheet):
        backup.unlock_with_sheet(made.path, " ".join(sheet.groups(renewed.master_key)))


@pytest.mark.parametrize("place", [10, 60, 700, 2_500, 9_000, -40_000, -700, -200, -60, -10])
def test_any_flipped_bit_that_matters_is_found(
    unlocked: Unlocked, made: Backup, place: int
) -> None:
    data = bytearray(made.path.read_bytes())
    data[place] ^= 4
    made.path.write_bytes(data)
    with suppress(BackupRefused):
        # Or a bit of the ZIP's own that tells nothing, such as the day of a member.
        assert backup.verify(made.path, unlocked.master_key) == made.manifest


@pytest.mark.parametrize("size", [0, 100, 5_000, -1, -50_000])
def test_a_cut_backup_or_another_file_is_refused(
    unlocked: Unlocked, made: Backup, size: int
) -> None:
    made.path.write_bytes(made.path.read_bytes()[:size])
    with pytest.raises(BackupRefused):
        backup.verify(made.path, unlocked.master_key)
    with pytest.raises(BackupRefused):
        backup.unlock(made.path, PASSPHRASE)


def _repack(path: Path, name: str, content: bytes, how: int = zipfile.ZIP_STORED) -> None:
    with zipfile.ZipFile(path) as file:
        members = {one: file.read(one) for one in file.namelist()}
    members[name] = content
    with zipfile.ZipFile(path, "w", how) as file:
        for one, data in members.items():
            file.writestr(one, data)


def test_a_forged_or_compressed_backup_is_refused(unlocked: Unlocked, made: Backup) -> None:
    whole = made.path.read_bytes()
    said = json.loads(zipfile.ZipFile(made.path).read("manifest.json"))
    forgeries: list[object] = [
        said | {"anchor": "50:" + "0" * 20},
        said | {"mac": ""},
        said | {"size": 3},
        {},
        [],
    ]
    for forged in forgeries:
        made.path.write_bytes(whole)
        _repack(made.path, "manifest.json", json.dumps(forged).encode())
        with pytest.raises(BackupRefused):
            backup.verify(made.path, unlocked.master_key)
    made.path.write_bytes(whole)
    _repack(made.path, "data.db", bytes(10**6), zipfile.ZIP_DEFLATED)
    with pytest.raises(BackupRefused):
        backup.verify(made.path, unlocked.master_key)
    with pytest.raises(BackupRefused, match="no backup"):
        backup.verify(made.path.with_name("none.ladobak"), unlocked.master_key)


def test_a_backup_that_cannot_be_read_or_has_no_room_is_reported_in_a_sentence(
    unlocked: Unlocked, made: Backup, short_of_room: Callable[[int], AbstractContextManager[None]]
) -> None:
    folder = made.path.with_name("2020-01-01T000000Z.ladobak")
    folder.mkdir()
    with pytest.raises(BackupRefused, match="could not be opened"):
        backup.verify(folder, unlocked.master_key)
    with short_of_room(8_000), pytest.raises(BackupRefused, match="no room"):
        backup.verify(made.path, unlocked.master_key)
    with (
        pytest.raises(BackupRefused, match="no room"),
        backup.unpacked(made.path, unlocked.master_key, unlocked.folder / "none"),
    ):
        pass
    assert backup.verify(made.path, unlocked.master_key) == made.manifest


def test_a_damaged_vault_gives_no_backup(unlocked: Unlocked, act: MakeAct) -> None:
    store = unlocked.open()
    with store.writing(act()) as session:
        session.add_all(Adult(family_name="Okafor", address="x" * 3_000) for _ in range(50))
    store.close()
    data = bytearray(unlocked.database.read_bytes())
    data[-20_000] ^= 1
    unlocked.database.write_bytes(data)
    with pytest.raises(VaultDamaged, match="damaged"):
        backup.make(unlocked, NOW, "by hand")
    assert backup.all_in(backup.folder_of(unlocked.folder)) == []


def test_what_an_interrupted_backup_left_goes_with_the_next(unlocked: Unlocked) -> None:
    unlocked.open().close()
    left = unlocked.folder / "backups" / "making-abc"
    left.mkdir(parents=True)
    (left / "data.db").write_bytes(b"half")
    made = backup.make(unlocked, NOW + timedelta(hours=1), "by hand")
    assert [path.name for path in made.path.parent.iterdir()] == [made.path.name]


def test_a_backup_of_another_key_is_refused(unlocked: Unlocked, made: Backup) -> None:
    with pytest.raises(BackupRefused):
        backup.verify(made.path, bytes(32))
