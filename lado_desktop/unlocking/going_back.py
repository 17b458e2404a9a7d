"""Going back to a backup: who may, where the vault in the folder is whole, damaged or gone.

Damage never grants a right. Where a vault is, or was, these may go back:

    today's vault opens            an officer whose role has the right; the recovery sheet
    the data file is an older one  the same, and by the newest backup too; the sheet
    only the data file is damaged  an officer with the right by the newest backup; the sheet
    vault.json is damaged or gone  the recovery sheet alone
    the vault is gone from there   an officer with the right, by today's keys; the sheet
    the folder never had a vault   anybody who can open the backup, by name

Whether there was a vault, and under which keys, is known from the folder, this account's notes and
the backups beside the vault, in the second place and beside the given one.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from db.backups import backup, backup_file
from db.backups.restore import restore
from db.freshness import looking, newest_backups, seen_note
from db.freshness.turns import second_place
from db.problem import BackupRefused, VaultDamaged, VaultMissing, VaultProblem, WrongSheet
from db.records.audit import ActDone
from db.sqlcipher.engine import connect
from db.vault import slots, vault, vault_file
from db.vault.vault import Unlocked
from db.vault.vault_file import VaultFile
from lado_desktop.unlocking.opening import require_restore, role_of

_BY_SHEET = (
    "Nothing was changed. Open the vault by the recovery sheet, which puts vault.json right, or go "
    "back with the sheet's key: lado-desktop restore BACKUP VAULT --by-sheet."
)


class SheetNeeded(VaultProblem):
    """The folder has or had a vault, and only its recovery sheet allows going back."""


def go_back(
    path: Path,
    master_key: bytes,
    folder: Path,
    present: Callable[[], Unlocked],
    now: datetime,
    *,
    slot_id: str | None = None,
    by_sheet: bool,
) -> bool:
    """Restore a backup into a folder, and return whether it replaced a vault that opens.

    `master_key` is the backup's, and `slot_id` the slot whose passphrase opened it; None for a
    sheet. `present` unlocks the vault in the folder if there is or was one,
    by the recovery sheet where `by_sheet`, else by an officer's passphrase. Raises SheetNeeded,
    NotAllowed, and what `present` and `db.backups.restore.restore` raise.
    """
    by = "the recovery sheet" if slot_id is None else "a passphrase of the backup's day"
    if not vault.traces(folder):
        act = _act_in_empty_folder(path, master_key, slot_id, folder, now)
        restore(path, master_key, folder, act, by=by)
        return False
    try:
        there = present()
    except (VaultMissing, VaultDamaged):
        if not by_sheet:
            raise SheetNeeded(
                f"vault.json is missing or damaged, so nobody's right can be known. {_BY_SHEET}"
            ) from None
        _refuse_earlier_keys(_file_of(path), folder, path)
        restore(path, master_key, folder, ActDone("backup.restore", None, now), by=by)
        return False
    except WrongSheet:
        raise SheetNeeded(
            "Neither vault.json nor the data file opens by this sheet: they are damaged, or have "
            "other keys. Nothing was changed. Go back to the backup in an empty folder instead, "
            "and ask IT to keep this one."
        ) from None
    _refuse_what_is_not_todays(there, path)
    act = ActDone("backup.restore", None, now) if by_sheet else _act_of_officer(path, there, now)
    restore(path, master_key, folder, act, there, by=by)
    return True


def _act_in_empty_folder(
    path: Path, master_key: bytes, slot_id: str | None, folder: Path, now: datetime
) -> ActDone:
    """Return the act of the backup's officer, in a folder without a vault.

    Where this account knows the vault, the officer needs the right and today's keys. Raises
    SheetNeeded or NotAllowed.
    """
    found = _file_of(path)
    known = [each for each in seen_note.notes() if each.vault_id == found.vault_id]
    here = seen_note.was_in(folder)
    if any(each.vault_id != found.vault_id for each in here):
        raise SheetNeeded(
            "This account had another vault open in this folder, and its files are gone. Nothing "
            "was changed. Choose another folder, and ask IT where that vault is."
        )
    if any(each.key_gen > found.key_gen for each in (here if slot_id is None else known)):
        raise SheetNeeded(
            "This account had the vault open under later keys than those of this backup. Nothing "
            "was changed. Take a newer backup; or put this one into another folder by the recovery "
            "sheet of its day."
        )
    if slot_id is None:
        return ActDone("backup.restore", None, now)
    _refuse_earlier_keys(found, folder, path)
    with backup.unpacked(path, master_key) as (data, _, _):
        of_backup = vault.unlocked(data.parent, found, master_key, slot_id)
        records = replace(of_backup, database=data)
        return _asked_of(records, now) if known else _named_by(records, now)


def _refuse_what_is_not_todays(there: Unlocked, path: Path) -> None:
    """Raise SheetNeeded where vault.json or the data file in the folder is an earlier one.

    A removed officer, or somebody with an earlier sheet, may have put both there.
    """
    others = [each for each in vault.databases(there.folder) if each != there.database]
    if others and not there.database.exists():
        raise SheetNeeded(
            f"vault.json does not belong to the data file: it is an earlier copy. {_BY_SHEET}"
        )
    for each in others:
        try:
            connect(each, there.key, reading=True).close()
        except VaultDamaged:
            raise SheetNeeded(
                f"Another data file, {each.name}, is in the folder and does not open by the same "
                f"keys. {_BY_SHEET}"
            ) from None
    _refuse_earlier_keys(slots.present(there), there.folder, path, _second_place(there))


def _act_of_officer(path: Path, there: Unlocked, now: datetime) -> ActDone:
    """Return the act of the officer who unlocked. Raises NotAllowed or SheetNeeded.

    An older data file knows older rights, so the newest backup is asked too.
    """
    try:
        act = _asked_of(there, now)
        with closing(connect(there.database, there.key, reading=True)) as connection:
            as_last_seen = not looking.look(there, connection.execute).found
    except (VaultMissing, VaultDamaged, dbapi2.DatabaseError):
        return _act_by_backups(path, there, now)
    return act if as_last_seen else _act_by_backups(path, there, now)


def _named_by(records: Unlocked, now: datetime) -> ActDone:
    """Return the act of a backup's officer, whose right nobody asks for."""
    return ActDone("backup.restore", role_of(records).id, now)


def _asked_of(records: Unlocked, now: datetime) -> ActDone:
    """Check the officer's permission in the records of a vault or backup."""
    return ActDone("backup.restore", require_restore(records).id, now)


def _act_by_backups(path: Path, there: Unlocked, now: datetime) -> ActDone:
    """Check the officer's permission in the backup and in the vault's newest backup.

    Both must have the keys of vault.json. Raises NotAllowed or SheetNeeded.
    """
    asked = []
    for each in (path, _newest(there)):
        try:
            with backup.unpacked(each, there.master_key, there.folder) as (data, _, _):
                asked.append(_asked_of(replace(there, database=data), now))
        except BackupRefused:
            raise SheetNeeded(
                f"The data file is damaged, and {each.name} has other keys than vault.json, so "
                f"nobody's right can be known. {_BY_SHEET}"
            ) from None
    return asked[0]


def _newest(there: Unlocked) -> Path:
    """Return the newest backup in the vault's folder, by its signed time."""
    made: dict[tuple[str, int], Path] = {}
    for each in backup.all_in(backup.folder_of(there.folder)):
        with suppress(BackupRefused):
            made[backup_file.proved(each, there.master_key)[1].order] = each
    if not made:
        raise SheetNeeded(
            "The data file is damaged, and no backup is in the vault's folder, so nobody's right "
            f"can be known. {_BY_SHEET}"
        )
    return made[max(made)]


def _second_place(there: Unlocked) -> str:
    with (
        suppress(VaultDamaged, VaultMissing, dbapi2.DatabaseError),
        closing(connect(there.database, there.key, reading=True)) as connection,
    ):
        return second_place(connection.execute)
    return ""


def _refuse_earlier_keys(found: VaultFile, folder: Path, path: Path, second: str = "") -> None:
    """Raise SheetNeeded where later keys than these are known of the vault in the folder."""
    note = seen_note.note_of(found.vault_id, folder)
    second_places = {second, note.second if note is not None else ""} - {""}
    places = [backup.folder_of(folder), path.parent, *map(Path, second_places)]
    later = newest_backups.later_keys(places, found)
    if later is not None:
        raise SheetNeeded(
            f"These keys are earlier ones: {later.name} was made after the vault got new keys. "
            f"{_BY_SHEET}"
        )
    if note is not None and note.key_gen > found.key_gen:
        raise SheetNeeded(
            "These keys are earlier ones: this account had the vault open under later keys. "
            f"{_BY_SHEET}"
        )


def _file_of(path: Path) -> VaultFile:
    return vault_file.parse(backup_file.text(path, vault_file.NAME))
