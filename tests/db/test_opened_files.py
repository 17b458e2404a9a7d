"""What is written goes into the files that were opened, and no name leads elsewhere."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from db.problem import FilesReplaced, UnsuitablePlace
from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.custody import backups
from lado_desktop.casework.documents import kept_documents
from lado_desktop.casework.people import adults
from lado_desktop.casework.sent.given_file import GivenFile
from lado_desktop.casework.shift import Shift
from lado_desktop.unlocking.opening import open_shift
from tests.whole_vault import PASSPHRASE, made_vault, whole_vault

LINKED = ("in-use.json", "in-use.db", "ballast.bin", "unlock-log.jsonl", "documents", "data-1.db")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows replaces no open file")


def _copied_over(path: Path) -> None:
    other = path.with_name("other")
    shutil.copy(path, other)
    other.replace(path)


def _folder_changed(path: Path) -> None:
    folder = path.parent
    moved = folder.rename(folder.with_name("moved"))
    shutil.copytree(moved, folder)


@pytest.mark.parametrize("name", ["in-use.db", "data-1.db"])
@pytest.mark.parametrize("replace", [_copied_over, Path.unlink, _folder_changed])
def test_nothing_is_saved_or_backed_up_once_a_file_is_another(
    tmp_path: Path, name: str, replace: Callable[[Path], object]
) -> None:
    with whole_vault(tmp_path / "vault") as shift:
        adults.add(shift, {"family_name": "Before"})
        replace(shift.store.folder / name)  # type: ignore[attr-defined]  # a vault's store
        with pytest.raises(FilesReplaced, match=f"NOT SAVED: ({name}|data-1.db)"):
            adults.add(shift, {"family_name": "After"})
        with pytest.raises(FilesReplaced):
            backups.back_up(shift, "asked for")


def test_what_is_replaced_while_it_is_saved_is_not_called_saved(tmp_path: Path) -> None:
    with whole_vault(tmp_path / "vault") as shift:
        act = shift.doing("adult.add")
        with pytest.raises(FilesReplaced), shift.store.writing(act):
            _copied_over(tmp_path / "vault" / "data-1.db")


def test_new_keys_and_many_saves_raise_no_alarm(tmp_path: Path) -> None:
    with whole_vault(tmp_path / "vault") as shift:
        for number in range(50):
            adults.add(shift, {"family_name": f"Person {number}"})
        backups.back_up(shift, "asked for")
        adults.add(shift, {"family_name": "Last"})


@pytest.mark.parametrize("name", LINKED)
def test_a_name_that_leads_elsewhere_is_not_followed(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "vault"
    made_vault(folder)
    elsewhere = tmp_path / "thesis.docx"
    if name == "data-1.db":
        (folder / name).rename(elsewhere)
    elif name == "documents":
        elsewhere.mkdir()
        (elsewhere / "0.sealed").write_bytes(b"another vault's")
    else:
        elsewhere.write_bytes(b"a thesis")
    before = _all_bytes(elsewhere)
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(elsewhere)
    with pytest.raises(UnsuitablePlace, match=f"{name} in the vault's folder is a link"):
        open_shift(folder, PASSPHRASE)
    assert _all_bytes(elsewhere) == before


def _all_bytes(path: Path) -> list[bytes]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return [each.read_bytes() for each in files]


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_what_is_written_is_for_this_account_alone(tmp_path: Path, umask: int) -> None:
    former = os.umask(umask)
    try:
        second = tmp_path / "second"
        second.mkdir(mode=0o700)
        with whole_vault(tmp_path / "vault") as shift:
            _use(shift, second)
            vault = tmp_path / "vault"
            written = [vault, *vault.rglob("*"), *second.rglob("*.ladobak")]
            modes = {path.name: path.stat().st_mode for path in written}
    finally:
        os.umask(former)
    assert {name: oct(mode) for name, mode in modes.items() if mode & 0o077} == {}


def _use(shift: Shift, second: Path) -> None:
    adults.add(shift, {"family_name": "Somebody"})
    backups.choose_second_place(shift, second)
    backups.back_up(shift, "asked for")


def test_a_folder_in_which_others_may_write_is_reported(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    made_vault(folder)
    folder.chmod(0o777)
    shift = open_shift(folder, PASSPHRASE)
    shift.store.close()
    assert any("Other accounts of this computer may write" in each for each in shift.notices)


def test_the_bytes_of_a_document_that_was_not_saved_stay_until_an_opening_puts_them_aside(
    tmp_path: Path,
) -> None:
    """After a failed commit its row may be there all the same, and a row is never without bytes."""
    folder = tmp_path / "vault"
    with whole_vault(folder) as shift:
        contact = contacts.log(shift, {"received_on": shift.today, "intake": "enquiry"})
        _copied_over(folder / "data-1.db")
        letter = GivenFile("letter.txt", b"What was written")
        with pytest.raises(FilesReplaced):
            kept_documents.keep(shift, "contact", contact.id, letter)
        assert [path.suffix for path in (folder / "documents").iterdir()] == [".sealed"]
