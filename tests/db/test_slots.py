from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from db.backups import backup
from db.problem import (
    EnrolmentRefused,
    NoSuchSlot,
    NotSaved,
    OldVaultFile,
    WeakPassphrase,
    WrongPassphrase,
)
from db.records import slot_officers
from db.records.audit import ActDone
from db.records.tables import AUDIT, meta_value
from db.schema import upgrade
from db.secrets import sheet
from db.secrets.keys import Stretching
from db.vault import slots, vault, vault_file
from db.vault.opening import open_vault
from db.vault.vault import MIRROR, Unlocked
from lado_desktop.domain.record import new_id
from tests import beneath

MakeAct = Callable[..., ActDone]
ShortOfRoom = Callable[[int], AbstractContextManager[None]]
PASSPHRASE = "cobalt ferret quietly juggles turnips"
ANOTHER = "seven walnuts orbit the lighthouse"
NOW = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)
FAST = Stretching(memory_kib=64 * 1024, passes=1)


def _add(unlocked: Unlocked, act: ActDone) -> str:
    store = unlocked.open()
    code = slots.add_officer(store, unlocked, new_id(), "Officer 2", act, FAST)
    store.close()
    return code


def _actions(unlocked: Unlocked) -> list[str]:
    store = unlocked.open()
    with store.reading() as session:
        found = list(session.scalars(select(AUDIT.c.action).order_by(AUDIT.c.seq)))
    store.close()
    return found


def test_a_code_that_opens_an_older_vault_makes_a_backup_first(
    unlocked: Unlocked, act: MakeAct
) -> None:
    code = _add(unlocked, act())
    beneath.take_back(unlocked, upgrade.revisions()[-2])
    slots.claim(unlocked.folder, code, ANOTHER, act())
    assert beneath.shape_of(unlocked) == upgrade.head()
    (made,) = backup.all_in(backup.folder_of(unlocked.folder))
    assert backup.verify(made, unlocked.master_key).reason == "before an upgrade"


def test_a_new_officer_takes_up_a_slot_by_a_code_that_works_once(
    unlocked: Unlocked, act: MakeAct
) -> None:
    officer = new_id()
    store = unlocked.open()
    code = slots.add_officer(store, unlocked, officer, "Officer 2", act(), FAST)
    store.close()
    assert len(code.replace("-", "")) == 25
    with pytest.raises(WrongPassphrase):
        vault.unlock(unlocked.folder, code)

    taken = slots.claim(unlocked.folder, code.lower().replace("-", " "), ANOTHER, act())
    assert taken.master_key == unlocked.master_key
    hers = vault.unlock(unlocked.folder, ANOTHER)
    assert hers.slot_id == taken.slot_id != unlocked.slot_id
    assert vault.unlock(unlocked.folder, PASSPHRASE).slot_id == unlocked.slot_id
    store = hers.open()
    with store.reading() as session:
        assert slot_officers.officer_of(session, str(hers.slot_id)) == officer
    store.close()
    with pytest.raises(EnrolmentRefused, match="taken up already"):
        slots.claim(unlocked.folder, code, PASSPHRASE, act())
    assert _actions(unlocked) == ["add officer", "take up enrolment"]


def test_a_code_that_is_wrong_late_or_met_by_a_weak_passphrase_is_refused(
    unlocked: Unlocked, act: MakeAct
) -> None:
    code = _add(unlocked, act())
    other = "A" if code[0] != "A" else "B"
    with pytest.raises(EnrolmentRefused, match="opens no enrolment"):
        slots.claim(unlocked.folder, other + code[1:], ANOTHER, act())
    with pytest.raises(EnrolmentRefused, match="24 were typed"):
        slots.claim(unlocked.folder, code[1:], ANOTHER, act())
    with pytest.raises(WeakPassphrase):
        slots.claim(unlocked.folder, code, "short", act())
    late = replace(act(), at=NOW + timedelta(days=15))
    with pytest.raises(EnrolmentRefused, match="until 6 December 2026"):
        slots.claim(unlocked.folder, code, ANOTHER, late)
    slots.claim(unlocked.folder, code, ANOTHER, replace(act(), at=NOW + timedelta(days=14)))


def test_the_last_day_of_a_code_cannot_be_put_off(unlocked: Unlocked, act: MakeAct) -> None:
    code = _add(unlocked, act())
    found = slots.present(unlocked)
    later = replace(found.slots[1], until=NOW.date() + timedelta(days=400))
    forged = replace(found, slots=(found.slots[0], later)).text(bytes(32))
    vault_file.write(unlocked.folder, forged)
    with pytest.raises(EnrolmentRefused):
        slots.claim(unlocked.folder, code, ANOTHER, act())


def test_a_changed_passphrase_opens_and_the_old_one_does_not(
    unlocked: Unlocked, act: MakeAct
) -> None:
    before = unlocked.database.read_bytes()[:16]
    store = unlocked.open()
    with pytest.raises(WrongPassphrase):
        slots.change_passphrase(store, unlocked, ANOTHER, ANOTHER, act())
    with pytest.raises(WeakPassphrase):
        slots.change_passphrase(store, unlocked, PASSPHRASE, "password123456789", act())
    slots.change_passphrase(store, unlocked, PASSPHRASE, ANOTHER, act())
    store.close()
    again = vault.unlock(unlocked.folder, ANOTHER)
    assert (again.key, again.slot_id) == (unlocked.key, unlocked.slot_id)
    with pytest.raises(WrongPassphrase):
        vault.unlock(unlocked.folder, PASSPHRASE)
    assert unlocked.database.read_bytes()[:16] == before
    assert _actions(unlocked) == ["change passphrase"]


def test_a_forgotten_passphrase_is_replaced_once_the_sheet_has_opened(
    unlocked: Unlocked, act: MakeAct
) -> None:
    typed = " ".join(sheet.groups(unlocked.master_key))
    by_sheet = vault.unlock_with_sheet(unlocked.folder, typed)
    store = by_sheet.open()
    with pytest.raises(NoSuchSlot):
        slots.replace_passphrase(store, by_sheet, "nobody", ANOTHER, act())
    with pytest.raises(PermissionError):
        slots.replace_passphrase(store, unlocked, str(unlocked.slot_id), ANOTHER, act())
    hers = slots.replace_passphrase(store, by_sheet, str(unlocked.slot_id), ANOTHER, act())
    store.close()
    assert vault.unlock(unlocked.folder, ANOTHER).slot_id == hers.slot_id


def test_an_earlier_vault_file_put_back_is_put_right_and_its_passphrase_refused(
    unlocked: Unlocked, act: MakeAct
) -> None:
    earlier = (unlocked.folder / "vault.json").read_text()
    store = unlocked.open()
    slots.change_passphrase(store, unlocked, PASSPHRASE, ANOTHER, act())
    store.close()
    later = (unlocked.folder / "vault.json").read_text()
    (unlocked.folder / "vault.json").write_text(earlier)

    with pytest.raises(OldVaultFile, match="earlier copy"):
        open_vault(vault.unlock(unlocked.folder, PASSPHRASE), NOW)
    assert (unlocked.folder / "vault.json").read_text() == later
    with pytest.raises(WrongPassphrase):
        vault.unlock(unlocked.folder, PASSPHRASE)
    opened = open_vault(vault.unlock(unlocked.folder, ANOTHER), NOW)
    opened.store.close()
    assert opened.notices == ()
    actions = ["change passphrase", "repair vault.json", "unlock", "integrity"]
    assert _actions(unlocked) == actions


def test_an_earlier_vault_file_with_the_same_passphrase_opens_with_a_notice(
    unlocked: Unlocked, act: MakeAct
) -> None:
    earlier = (unlocked.folder / "vault.json").read_text()
    _add(unlocked, act())
    (unlocked.folder / "vault.json").write_text(earlier)
    opened = open_vault(vault.unlock(unlocked.folder, PASSPHRASE), NOW)
    opened.store.close()
    assert "earlier copy" in opened.notices[0]
    assert len(slots.slots(unlocked.folder)) == 2


def test_a_crash_between_the_file_and_its_copy_is_made_good(
    unlocked: Unlocked, act: MakeAct
) -> None:
    store = unlocked.open()
    with store.reading() as session:
        mirror = meta_value(session, MIRROR) or ""
    slots.change_passphrase(store, unlocked, PASSPHRASE, ANOTHER, act())
    with beneath.writer(store).begin() as connection:  # as if the second half had not come
        connection.exec_driver_sql("UPDATE meta SET value = ? WHERE key = ?", (mirror, MIRROR))
    store.close()
    opened = open_vault(vault.unlock(unlocked.folder, ANOTHER), NOW)
    with opened.store.reading() as session:
        said = json.loads(meta_value(session, MIRROR) or "")
    opened.store.close()
    assert said == json.loads((unlocked.folder / "vault.json").read_text())
    assert opened.notices == ()


def test_codes_are_new_each_time(unlocked: Unlocked, act: MakeAct, tmp_path: Path) -> None:
    assert _add(unlocked, act()) != _add(unlocked, act())
    assert [slot.until is None for slot in slots.slots(unlocked.folder)] == [True, False, False]


@pytest.mark.parametrize("most", [100, 4_000], ids=["not even vault.json", "vault.json alone"])
def test_a_passphrase_that_a_full_disk_did_not_take_is_none(
    unlocked: Unlocked, act: MakeAct, short_of_room: ShortOfRoom, most: int
) -> None:
    store = unlocked.open()
    with short_of_room(most), pytest.raises(NotSaved, match="NOT SAVED"):
        slots.change_passphrase(store, unlocked, PASSPHRASE, ANOTHER, act())
    store.close()
    with pytest.raises(WrongPassphrase):
        vault.unlock(unlocked.folder, ANOTHER)
    opened = open_vault(vault.unlock(unlocked.folder, PASSPHRASE), NOW)
    assert opened.notices == ()
    slots.change_passphrase(opened.store, unlocked, PASSPHRASE, ANOTHER, act())
    opened.store.close()
    open_vault(vault.unlock(unlocked.folder, ANOTHER), NOW).store.close()
