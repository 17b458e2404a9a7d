"""Keys renewed under an open vault, and its backups proved one by one."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import select

from db.backups import backup
from db.problem import (
    BackupRefused,
    EnrolmentRefused,
    NoSuchSlot,
    NotSaved,
    VaultDamaged,
    WeakPassphrase,
    WrongPassphrase,
)
from db.records.audit import ActDone
from db.vault import slots, vault
from db.vault.opening import open_vault
from db.vault.slots import claim
from db.vault.vault import Unlocked
from lado_desktop.casework.audit.lines import AuditQuery, page
from lado_desktop.casework.audit.sign_ins import sign_ins
from lado_desktop.casework.audit.verifying import verify
from lado_desktop.casework.custody import backups
from lado_desktop.casework.custody.backup_list import (
    backup_files,
    drill_words,
    prove,
    second_place_words,
)
from lado_desktop.casework.people import adults
from lado_desktop.casework.settings import officers
from lado_desktop.casework.settings.new_keys import (
    new_code,
    note_sheet_stored,
    passphrase_problem,
    renew,
    unseen_sheet_notice,
)
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.time.clock import StoppedClock
from lado_desktop.unlocking.opening import begin_shift
from tests import beneath
from tests.whole_vault import NOW, PASSPHRASE, whole_vault

pytestmark = pytest.mark.vault_only("A server has no keys to give and no backups to look at.")
NEW = "violet hammock ninety compass"


@pytest.fixture
def shift(tmp_path: Path) -> Iterator[Shift]:
    with whole_vault(tmp_path / "vault") as shift:
        yield shift


@pytest.mark.slow
def test_an_officer_is_removed_while_others_read_on_and_the_vault_goes_on_under_new_keys(
    shift: Shift,
) -> None:
    officers.add(shift, "Barnaby Quill", "cover")
    officers.add(shift, "Fern Amble", "manager")
    gone = officers.keyholder_named(shift, "Barnaby Quill")
    with pytest.raises(WrongPassphrase):
        renew(shift, NEW, gone)
    adults.add(shift, {"family_name": "Featherstone"})
    read: list[int] = []

    def read_on() -> None:
        while len(read) < 400 and not done:
            read.append(len(officers.keyholders(shift)))

    done: list[bool] = []
    reader = Thread(target=read_on)
    reader.start()
    before = beneath.unlocked(shift.store).master_key
    keys = renew(shift, PASSPHRASE, gone)
    done.append(True)
    reader.join()
    assert read, "nobody was turned away"

    fresh = shift
    assert [name for name, _ in keys.codes] == ["Fern Amble"]
    assert len(keys.groups) == 14
    assert keys.groups[0] in keys.sheet
    assert beneath.unlocked(fresh.store).master_key != before
    adults.add(fresh, {"family_name": "Vane"})
    assert verify(fresh).sound
    with pytest.raises(officers.NoSuchOfficer):
        officers.keyholder_named(fresh, "Barnaby Quill")
    (line,) = [
        each for each in page(fresh, AuditQuery(group="keys")).lines if "Removed" in each.what
    ]
    assert line.officer == "Ottilie Marsh"
    fresh.store.close()
    again = begin_shift(vault.unlock(beneath.folder(fresh.store), PASSPHRASE), NOW)
    (said,) = [each for each in again.notices if "new keys" in each]
    assert "nobody noted that their recovery sheet was put away" in said
    note_sheet_stored(again)
    with again.reading() as session:
        assert unseen_sheet_notice(session) is None
    ended = [each.officer for each in officers.keyholders(again) if each.officer]
    assert [each.name for each in ended] == ["Ottilie Marsh", "Fern Amble"]
    again.store.close()


def test_new_keys_are_shown_whatever_comes_after_them(
    shift: Shift, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, unlink = backup.make, Path.unlink

    def make_no_second(unlocked: Unlocked, at: datetime, reason: str) -> backup.Backup:
        if reason == "after new keys":
            raise VaultDamaged("The data file is damaged.")
        return make(unlocked, at, reason)

    def held_by_a_scanner(path: Path, missing_ok: bool = False) -> None:
        if path.name == "data-1.db":
            raise PermissionError("another process has it open")
        unlink(path, missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(backup, "make", make_no_second)
        patch.setattr(Path, "unlink", held_by_a_scanner)
        keys = renew(shift, PASSPHRASE)
    assert len(keys.groups) == 14
    adults.add(shift, {"family_name": "Vane"})
    shift.store.close()
    by_sheet = vault.unlock_with_sheet(beneath.folder(shift.store), " ".join(keys.groups))
    open_vault(by_sheet, NOW).store.close()
    assert [path.name for path in vault.databases(beneath.folder(shift.store))] == ["data-2.db"]


@pytest.mark.slow
def test_a_forgotten_passphrase_gives_way_to_a_code_but_never_ones_own(shift: Shift) -> None:
    first = officers.add(shift, "Fern Amble", "manager")
    fern = officers.keyholder_named(shift, "Fern Amble")
    with pytest.raises(NoSuchSlot, match="Your own"):
        new_code(shift, officers.keyholder_named(shift, "Ottilie Marsh"))
    second = new_code(shift, fern)
    shift.store.close()
    act = ActDone("officer.take_up_code", None, NOW)
    with pytest.raises(EnrolmentRefused):
        claim(beneath.folder(shift.store), first, NEW, act)
    with pytest.raises(WeakPassphrase):
        # Her name and her service's, which only the vault has.
        claim(beneath.folder(shift.store), second, "Fern Amble Bromley", act, officers.words_in)
    taken = claim(beneath.folder(shift.store), second, NEW, act, officers.words_in)
    assert taken.slot_id == fern.slot_id


@pytest.mark.slow
def test_on_a_full_disk_nobody_is_added_and_nobody_is_locked_out(
    shift: Shift, short_of_room: Callable[[int], AbstractContextManager[None]]
) -> None:
    first = officers.add(shift, "Fern Amble", "manager")
    before = slots.slots(beneath.folder(shift.store))
    with short_of_room(8_000), pytest.raises(NotSaved):
        new_code(shift, officers.keyholder_named(shift, "Fern Amble"))
    with short_of_room(8_000), pytest.raises(NotSaved):
        officers.add(shift, "Barnaby Quill", "cover")
    assert slots.slots(beneath.folder(shift.store)) == before
    with shift.reading() as session:
        assert set(session.scalars(select(Officer.name))) == {"Ottilie Marsh", "Fern Amble"}
    shift.store.close()
    act = ActDone("officer.take_up_code", None, NOW)
    claim(beneath.folder(shift.store), first, NEW, act, officers.words_in)


def test_a_passphrase_of_the_services_own_words_is_refused(shift: Shift) -> None:
    assert passphrase_problem(shift, "Ottilie Marsh Bromley LADO") is not None
    assert passphrase_problem(shift, NEW) is None


def test_backups_are_listed_proved_and_told_when_the_second_place_is_late(
    shift: Shift, tmp_path: Path
) -> None:
    assert second_place_words(shift)[0].startswith("No second place")
    second = tmp_path / "share"
    second.mkdir()
    backups.choose_second_place(shift, second)
    made = backups.back_up(shift, "asked for")
    words, well = second_place_words(shift)
    assert well, words
    late = replace(shift, clock=StoppedClock(NOW + timedelta(days=8)))
    assert second_place_words(late)[0].startswith("The second place is late")
    assert drill_words(shift).startswith("No backup was tried yet")
    backups.drill(shift)
    assert drill_words(shift).startswith("Last tried on 23 November 2026")
    assert sorted(one.second for one in backup_files(shift)) == [False, True]
    assert "is whole" in prove(shift, made)

    renew(shift, PASSPHRASE)
    fresh = shift
    assert backups.drill(fresh) != made, "a backup under the new keys was made at once"
    with pytest.raises(BackupRefused, match="before the keys were renewed"):
        prove(fresh, made)
    newest = backup_files(fresh)[0].path
    newest.write_bytes(newest.read_bytes()[:-4000])
    with pytest.raises(BackupRefused):
        prove(fresh, newest)
    newest.unlink()
    newest.mkdir()
    with pytest.raises(BackupRefused, match="could not be opened"):
        prove(fresh, newest)
    whats = [line.what for line in page(fresh, AuditQuery(group="backups")).lines]
    assert whats[:2] == ["Looked through a backup: it cannot be trusted"] * 2


def test_who_came_in_is_read_the_latest_first(shift: Shift) -> None:
    assert [(one.who, one.done) for one in sign_ins(shift)] == [
        ("Ottilie Marsh", "Unlocked by passphrase")
    ]
