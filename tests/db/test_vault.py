from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db.freshness import new_place
from db.problem import (
    NotSaved,
    SheetMistyped,
    UnsuitablePlace,
    VaultDamaged,
    VaultExists,
    VaultMissing,
    VaultNewer,
    WeakPassphrase,
    WrongPassphrase,
    WrongSheet,
)
from db.records.audit import ActDone
from db.secrets import sheet
from db.secrets.keys import Stretching
from db.sqlcipher.opening import open_store
from db.vault import vault, vault_file
from db.vault.vault import Unlocked
from lado_desktop.domain.kinds.adult import Adult

PASSPHRASE = "cobalt ferret quietly juggles turnips"
FAST = Stretching(memory_kib=64 * 1024, passes=1)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Unlocked:
    folder = tmp_path_factory.mktemp("made") / "vault"
    return vault.create(folder, PASSPHRASE, stretching=FAST)


@pytest.fixture
def folder(made: Unlocked, tmp_path: Path) -> Path:
    copy = tmp_path / "vault"
    copy.mkdir()
    for file in made.folder.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    return copy


def _edit(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Edit vault.json as a careful forger would: the plain check is made to fit."""
    path = folder / "vault.json"
    said = json.loads(path.read_text())
    change(said)
    body = {name: value for name, value in said.items() if name not in ("check", "mac")}
    plain = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    said["check"] = hashlib.sha256(plain).hexdigest()
    path.write_text(json.dumps(said))


def test_a_vault_is_made_and_opens_by_its_passphrase(folder: Path) -> None:
    store = vault.unlock(folder, PASSPHRASE).open()
    assert store.folder == folder
    assert store.head() == (0, "0" * 20)
    store.close()


def test_a_new_vault_is_256_mebibytes_hard_and_for_this_account_alone(tmp_path: Path) -> None:
    made = vault.create(tmp_path / "vault", PASSPHRASE)
    terms = json.loads((made.folder / "vault.json").read_text())["slots"][0]["stretching"]
    assert terms == {
        "memory_kib": 262_144,
        "passes": 3,
        "lanes": 4,
        "algorithm": "argon2id-v19",
    }
    if os.name == "posix":
        assert made.folder.stat().st_mode & 0o077 == 0
        assert all(file.stat().st_mode & 0o077 == 0 for file in made.folder.iterdir())
    assert vault.unlock(made.folder, PASSPHRASE).key == made.key


def test_a_wrong_passphrase_is_reported_as_that(folder: Path) -> None:
    with pytest.raises(WrongPassphrase, match="does not open this vault"):
        vault.unlock(folder, PASSPHRASE + "s")


def test_a_passphrase_typed_in_parts_opens_what_was_locked_composed(tmp_path: Path) -> None:
    made = vault.create(tmp_path / "v", "köbalt ferret quietly juggles", stretching=FAST)
    assert vault.unlock(made.folder, "ko\u0308balt ferret quietly juggles").key == made.key


@pytest.mark.parametrize("place", [3, 200, 500, -60])
def test_a_damaged_file_is_not_called_a_wrong_passphrase(folder: Path, place: int) -> None:
    path = folder / "vault.json"
    text = bytearray(path.read_bytes())
    text[place] ^= 1
    path.write_bytes(text)
    with pytest.raises(VaultDamaged, match=r"vault\.json (is damaged|was altered)"):
        vault.unlock(folder, PASSPHRASE)


@pytest.mark.parametrize("text", [b"", b"{}", b"[]", b"null", b"\xff\xfe", b'{"slots": 3}'])
def test_a_file_that_is_no_vault_file_is_damaged(folder: Path, text: bytes) -> None:
    (folder / "vault.json").write_bytes(text)
    with pytest.raises(VaultDamaged):
        vault.unlock(folder, PASSPHRASE)


def _no_slot(said: dict[str, Any]) -> None:
    said["slots"] = []


def _another_slot_added(said: dict[str, Any]) -> None:
    said["slots"].append(said["slots"][0] | {"id": "another"})


def _weaker(said: dict[str, Any]) -> None:
    said["slots"][0]["stretching"]["memory_kib"] = 8 * 1024


def _memory_bomb(said: dict[str, Any]) -> None:
    said["slots"][0]["stretching"]["memory_kib"] = 2**31


def _more_passes(said: dict[str, Any]) -> None:
    said["slots"][0]["stretching"]["passes"] = 2


def _other_database(said: dict[str, Any]) -> None:
    said["db"] = "data-2.db"


def _outside(said: dict[str, Any]) -> None:
    said["db"] = "../data-1.db"


def _other_label(said: dict[str, Any]) -> None:
    said["slots"][0]["label"] = "Officer 2"


def _earlier(said: dict[str, Any]) -> None:
    said["seq"] = 0


def _other_generation(said: dict[str, Any]) -> None:
    said["key_gen"] = 2


@pytest.mark.parametrize(
    "change",
    [
        _no_slot,
        _another_slot_added,
        _weaker,
        _memory_bomb,
        _more_passes,
        _other_database,
        _outside,
        _other_label,
        _earlier,
        _other_generation,
    ],
)
def test_an_altered_vault_file_is_refused(
    folder: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    _edit(folder, change)
    with pytest.raises((VaultDamaged, WrongPassphrase)):
        vault.unlock(folder, PASSPHRASE)


def test_a_vault_of_a_newer_format_is_refused(folder: Path) -> None:
    _edit(folder, lambda said: said.update(format_version=2))
    with pytest.raises(VaultNewer, match="newer"):
        vault.unlock(folder, PASSPHRASE)


def test_the_sheet_alone_opens_the_records_and_puts_the_file_back(
    made: Unlocked, folder: Path, act: Callable[..., ActDone]
) -> None:
    store = vault.unlock(folder, PASSPHRASE).open()
    with store.writing(act()) as session:
        session.add(Adult(family_name="Okafor"))
    store.close()
    before = (folder / "vault.json").read_text()
    (folder / "vault.json").unlink()
    with pytest.raises(VaultMissing, match="recovery sheet"):
        vault.unlock(folder, PASSPHRASE)

    typed = " ".join(sheet.groups(made.master_key)).lower()
    store = vault.unlock_with_sheet(folder, typed).open()
    with store.reading() as session:
        assert session.query(Adult).one().family_name == "Okafor"
    store.close()
    assert (folder / "vault.json").read_text() == before
    assert vault.unlock(folder, PASSPHRASE).key == made.key


def test_the_sheet_opens_a_vault_whose_file_was_altered(made: Unlocked, folder: Path) -> None:
    _edit(folder, _no_slot)
    typed = "-".join(sheet.groups(made.master_key))
    assert vault.unlock_with_sheet(folder, typed).key == made.key
    assert vault.unlock(folder, PASSPHRASE).key == made.key


def test_the_sheet_of_another_vault_is_reported_as_that(folder: Path) -> None:
    other = " ".join(sheet.groups(bytes(32)))
    with pytest.raises(WrongSheet, match="another vault"):
        vault.unlock_with_sheet(folder, other)
    with pytest.raises(SheetMistyped):
        vault.unlock_with_sheet(folder, other[:-1])


def test_a_second_vault_is_never_made_on_top_of_one(folder: Path) -> None:
    kept = (folder / "data-1.db").read_bytes()
    with pytest.raises(VaultExists):
        vault.create(folder, PASSPHRASE, stretching=FAST)
    (folder / "vault.json").unlink()
    with pytest.raises(VaultExists):
        vault.create(folder, PASSPHRASE, stretching=FAST)
    assert (folder / "data-1.db").read_bytes() == kept


def test_what_an_interrupted_making_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / "unfinished.db").write_bytes(b"half")
    vault.create(tmp_path, PASSPHRASE, stretching=FAST)
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "data-1.db",
        "in-use.db",
        "vault.json",
    ]


def test_nothing_is_made_for_a_weak_passphrase_or_in_a_synced_folder(tmp_path: Path) -> None:
    with pytest.raises(WeakPassphrase):
        vault.create(tmp_path / "vault", "short", stretching=FAST)
    with pytest.raises(UnsuitablePlace):
        vault.create(tmp_path / "OneDrive - Council", PASSPHRASE, stretching=FAST)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_said_to_have_no_vault(tmp_path: Path) -> None:
    assert not new_place.is_vault(tmp_path)
    with pytest.raises(VaultMissing, match="no vault"):
        vault.unlock(tmp_path, PASSPHRASE)
    with pytest.raises(VaultMissing):
        vault.unlock_with_sheet(tmp_path, " ".join(sheet.groups(bytes(32))))


def test_a_folder_that_cannot_be_written_is_said_to_be_that(made: Unlocked, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UnsuitablePlace, match="Choose another folder"):
        vault.create(tmp_path / "file" / "vault", PASSPHRASE, stretching=FAST)
    with pytest.raises(UnsuitablePlace, match="no folder"):
        vault.unlock(tmp_path / "file", PASSPHRASE)
    with pytest.raises(UnsuitablePlace, match="missing"):
        open_store(tmp_path / "nowhere" / "data-1.db", made.key)


@pytest.mark.parametrize("size", [0, 100, 5000])
def test_a_damaged_database_is_reported_after_the_right_passphrase(folder: Path, size: int) -> None:
    path = folder / "data-1.db"
    path.write_bytes(path.read_bytes()[:size])
    unlocked = vault.unlock(folder, PASSPHRASE)
    with pytest.raises(VaultDamaged, match="data file"):
        unlocked.open()


def test_a_missing_database_is_reported_by_its_name(folder: Path) -> None:
    (folder / "data-1.db").unlink()
    with pytest.raises(VaultMissing, match=r"data-1\.db"):
        vault.unlock(folder, PASSPHRASE).open()


def test_the_file_is_replaced_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (folder / "vault.json").read_text()

    def power_cut(_descriptor: int) -> None:
        raise OSError("power cut")

    monkeypatch.setattr(os, "fsync", power_cut)
    with pytest.raises(NotSaved):
        vault_file.write(folder, "half of the new te")
    assert (folder / "vault.json").read_text() == before
    assert vault.unlock(folder, PASSPHRASE).folder == folder


def test_no_key_is_in_the_text_of_what_is_unlocked(made: Unlocked) -> None:
    shown = repr(made)
    assert made.key.hex() not in shown
    assert repr(made.key) not in shown
    assert repr(made.master_key) not in shown
