"""An earlier vault, another one or a copy is noticed at opening, before anything is written."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from db.backups.restore import restore
from db.freshness import keeping_note, seen_note
from db.freshness.seen_note import SeenNote
from db.problem import NotAsSeen
from db.records.audit import ActDone
from db.secrets.keys import Stretching
from db.vault import vault
from db.vault.opening import open_vault
from db.vault.rotation import rotate
from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.custody import backups
from lado_desktop.casework.documents import kept_documents
from lado_desktop.casework.people import adults
from lado_desktop.casework.sent.given_file import given
from lado_desktop.casework.shift import Shift
from lado_desktop.unlocking import by_sheet
from lado_desktop.unlocking.opening import begin_shift, open_shift
from tests.whole_vault import NOW, PASSPHRASE, made_vault

ACT = ActDone("Try", None, NOW)
VAULT = ("data-1.db", "vault.json")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A vault that this account opened once."""
    folder = tmp_path / "vault"
    made_vault(folder)
    _work(folder)
    return folder


def _work(folder: Path, work: Callable[[Shift], object] = lambda _: None) -> Shift:
    """Open the vault, do something, and close it as the window does."""
    shift = open_shift(folder, PASSPHRASE)
    work(shift)
    shift.store.close()
    return shift


def _add(shift: Shift) -> None:
    adults.add(shift, {"family_name": "Featherstone"})


def _kept(folder: Path, names: tuple[str, ...] = VAULT) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in names}


def _put_back(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _refusal(folder: Path) -> NotAsSeen:
    """Return why the vault is not opened, having seen that nothing in it was written."""
    before = {path: path.read_bytes() for path in folder.rglob("*.*") if path.is_file()}
    with pytest.raises(NotAsSeen) as refused:
        open_shift(folder, PASSPHRASE)
    left_alone = ("in-use.", "ballast.", "unlock-log.", "-wal", "-shm")
    for path, content in before.items():
        if not any(part in path.name for part in left_alone):
            assert path.read_bytes() == content
    return refused.value


@pytest.mark.parametrize("known_by", ["the account's note", "a backup beside it", "second place"])
def test_an_older_vault_put_back_is_noticed(
    folder: Path, account: Path, tmp_path: Path, known_by: str
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    _work(folder, lambda shift: backups.choose_second_place(shift, share))
    earlier = _kept(folder)
    _work(folder, _add)
    if known_by != "the account's note":
        _work(folder, lambda shift: backups.back_up(shift, "asked for"))
        shutil.rmtree(account)
    if known_by == "second place":
        shutil.rmtree(folder / "backups")
    _put_back(folder, earlier)
    said = str(_refusal(folder))
    if known_by == "the account's note":
        assert "this account saw line" in said
    else:
        assert f"The backup {known_by.removeprefix('a backup ')}" in said.replace(
            "in the sec", "sec"
        )
    assert "Now the audit ends with line" in said


@pytest.mark.parametrize("deleted", ["nothing", "backups"])
def test_a_vault_that_was_written_in_meanwhile_is_another(folder: Path, deleted: str) -> None:
    """Work on an older copy makes as many lines: the digests tell."""
    earlier = _kept(folder)
    _work(folder, _add)
    _work(folder, lambda shift: backups.back_up(shift, "asked for"))
    _put_back(folder, earlier)
    kept = next(iter(seen_note.notes()))
    seen_note.drop(kept)
    if deleted == "backups":
        shutil.rmtree(folder / "backups")
    elsewhere = folder.with_name("elsewhere")
    shutil.copytree(folder, elsewhere, ignore=shutil.ignore_patterns("backups"))
    for _ in range(4):
        _work(elsewhere, _add)
    seen_note.drop(next(iter(seen_note.notes())))
    _put_back(folder, _kept(elsewhere))
    seen_note.keep(kept, vault.unlock(folder, PASSPHRASE).master_key)
    shutil.rmtree(elsewhere)
    said = str(_refusal(folder))
    assert "Now another line is in its place" in said
    assert ("beside it" in said) == (deleted == "nothing")


def test_documents_of_the_newer_vault_outlive_the_older_one(folder: Path) -> None:
    def keep(shift: Shift) -> Any:
        contact = contacts.log(shift, {"received_on": shift.today, "intake": "referral"})
        photograph = given("photo.txt", b"a photograph of the bruise")
        return kept_documents.keep(shift, "contact", contact.id, photograph)

    earlier = _kept(folder)
    found: list[Any] = []
    _work(folder, lambda shift: found.append(keep(shift)))
    newer = _kept(folder)
    _put_back(folder, earlier)
    shift = open_shift(folder, PASSPHRASE, accepted=_refusal(folder).anchor)
    shift.store.close()
    # IT puts the right file back.
    _put_back(folder, newer)
    shift = open_shift(folder, PASSPHRASE, accepted=_refusal(folder).anchor)
    assert kept_documents.view(shift, found[0].id) == b"a photograph of the bruise"
    shift.store.close()


def test_what_an_officer_accepts_is_audited_and_asked_once(folder: Path) -> None:
    earlier = _kept(folder)
    _work(folder, _add)
    _put_back(folder, earlier)
    refused = _refusal(folder)
    with pytest.raises(NotAsSeen):
        open_shift(folder, PASSPHRASE, accepted="1:" + "0" * 20)
    shift = open_shift(folder, PASSPHRASE, accepted=refused.anchor)
    shift.store.close()
    assert _work(folder).gone_back == (), "who accepted it needs no notice"


@pytest.mark.parametrize("known_by", ["this account", "a backup"])
def test_a_vault_under_earlier_keys_is_noticed(folder: Path, account: Path, known_by: str) -> None:
    earlier = _kept(folder)
    shift = begin_shift(rotate(_unlocked(folder), PASSPHRASE, ACT).unlocked, NOW)
    if known_by == "a backup":
        backups.back_up(shift, "asked for")
    shift.store.close()
    if known_by == "a backup":
        shutil.rmtree(account)
    (folder / "data-2.db").unlink()
    _put_back(folder, earlier)
    refused = _refusal(folder)
    assert "under later keys" in str(refused)
    open_shift(folder, PASSPHRASE, accepted=refused.anchor).store.close()
    _work(folder)


def test_another_vault_in_its_place_is_noticed(folder: Path, tmp_path: Path) -> None:
    quick = Stretching(memory_kib=64 * 1024, passes=1)
    shutil.rmtree(folder)
    other = tmp_path / "other"
    vault.create(other, PASSPHRASE, stretching=quick)
    other.rename(folder)
    refused = _refusal(folder)
    assert "Another vault was in this folder" in str(refused)
    for accepted in (refused.anchor, ""):
        open_vault(_unlocked(folder), NOW, accepted=accepted).store.close()


def test_a_copy_is_noticed_and_a_moved_vault_is_not(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    said = _refusal(copy)
    assert f"The same vault is in {folder} too" in str(said)
    shutil.rmtree(copy)
    folder.rename(copy)
    _work(copy, _add)
    assert [each.folder for each in seen_note.notes()] == [str(copy)]
    _work(copy)


def test_a_moved_vault_is_compared_with_what_was_seen_of_it(folder: Path, tmp_path: Path) -> None:
    earlier = _kept(folder)
    _work(folder, _add)
    moved = folder.rename(tmp_path / "moved")
    _put_back(moved, earlier)
    assert "this account saw line" in str(_refusal(moved))


def _altered(note: SeenNote, path: Path, how: str) -> None:
    data = json.loads(path.read_text())
    if how == "no JSON":
        path.write_text("{")
    elif how == "another line":
        path.write_text(json.dumps({**data, "seq": 1}))
    elif how == "another type":
        path.write_text(json.dumps({**data, "seq": []}))
    else:
        seen_note.keep(replace(note, seq=1, head="00"), bytes(32))


@pytest.mark.parametrize("how", ["no JSON", "another line", "another type", "other keys"])
def test_an_altered_note_is_noticed(folder: Path, account: Path, how: str) -> None:
    (path,) = account.rglob("*.json")
    (note,) = seen_note.notes()
    _altered(note, path, how)
    refused = _refusal(folder)
    assert "note of the vault was altered" in str(refused)
    open_shift(folder, PASSPHRASE, accepted=refused.anchor).store.close()
    _work(folder)


def test_the_note_is_private_and_says_nothing_of_records(folder: Path, account: Path) -> None:
    _work(folder, _add)
    (path,) = account.rglob("*.json")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert "Featherstone" not in path.read_text()


def test_an_account_that_cannot_keep_a_note_works_all_the_same(folder: Path, account: Path) -> None:
    shutil.rmtree(account)
    account.write_text("a file where the folder should be")
    _work(folder, _add)
    _work(folder, _add)


def test_the_note_is_written_after_a_commit_and_once_a_minute(folder: Path) -> None:
    now = [0.0]
    shift = open_shift(folder, PASSPHRASE)
    store: Any = shift.store
    store.seen = keeping_note.KeptNote(lambda: store.custody.known, lambda: now[0])

    def line() -> int:
        return next(iter(seen_note.notes())).seq

    begun = line()
    _add(shift)
    assert line() == begun + 1
    for now[0], behind in ((59.0, 1), (60.0, 0), (61.0, 1)):
        _add(shift)
        assert store.head()[0] - line() == behind
    shift.store.close()
    assert line() == begun + 4


def test_a_second_account_has_a_note_of_its_own(folder: Path, account: Path) -> None:
    other = account.with_name(f"{account.name}-other")
    account.rename(other)
    _work(folder, _add)
    shutil.rmtree(account)
    other.rename(account)
    _work(folder, _add)


def test_a_restore_explains_itself_to_this_account_and_to_another(
    folder: Path, account: Path
) -> None:
    other = account.with_name(f"{account.name}-other")
    found: list[Path] = []
    _work(folder, lambda shift: found.append(backups.back_up(shift, "asked for")))
    _work(folder, _add)
    shutil.copytree(account, other)
    unlocked = _unlocked(folder)
    restore(found[0], unlocked.master_key, folder, ACT, unlocked)
    assert "went back" in _work(folder).gone_back[0]
    shutil.rmtree(account)
    other.rename(account)
    assert "went back" in _work(folder).gone_back[0]


def test_a_restore_explains_nothing_that_came_after_it(folder: Path) -> None:
    found: list[Path] = []
    _work(folder, lambda shift: found.append(backups.back_up(shift, "asked for")))
    for _ in range(9):
        _work(folder, _add)
    unlocked = _unlocked(folder)
    restore(found[0], unlocked.master_key, folder, ACT, unlocked)
    _work(folder)
    names = ("data-2.db", "vault.json")
    earlier = _kept(folder, names)
    _work(folder, _add)
    _work(folder, lambda shift: backups.back_up(shift, "asked for"))
    _put_back(folder, earlier)
    said = str(_refusal(folder))
    assert "this account saw line" in said
    assert "The backup beside it" in said


def test_the_sheet_stops_at_an_older_vault_too(folder: Path, tmp_path: Path) -> None:
    sheet = " ".join(made_vault(tmp_path / "again").groups)
    earlier = _kept(folder)
    _work(folder, _add)
    _put_back(folder, earlier)
    with pytest.raises(NotAsSeen) as refused:
        by_sheet.holders(folder, sheet)
    slot = _unlocked(folder).slot_id or ""
    with pytest.raises(NotAsSeen):
        by_sheet.open_by_sheet(folder, sheet, slot, "seven walnuts orbit the lighthouse")
    (holder,) = by_sheet.holders(folder, sheet, accepted=refused.value.anchor)
    shift = by_sheet.open_by_sheet(
        folder, sheet, holder.slot_id, "seven walnuts orbit a lighthouse"
    )
    shift.store.close()


def _unlocked(folder: Path) -> vault.Unlocked:
    return vault.unlock(folder, PASSPHRASE)
