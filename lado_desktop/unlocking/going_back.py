"""Going back to a backup: who may, where the vault in the folder is whole, damaged or gone.

Damage never grants a right. Where a vault is, or was, these may go back:

    today's vault opens            an officer whose role has the right; the recovery sheet
    only the data file is damaged  an officer with the right by the newest backup; the sheet
    vault.json is damaged or gone  the recovery sheet alone
    the folder has no vault        whoever can open the backup
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from db.backups import backup, backup_file
from db.backups.restore import restore
from db.problem import VaultDamaged, VaultMissing, VaultProblem, WrongSheet
from db.records.audit import ActDone
from db.sqlcipher.engine import connect
from db.vault import vault, vault_file
from db.vault.vault import Unlocked
from db.vault.vault_file import VaultFile
from lado_desktop.unlocking.opening import begin_shift, shift_in

_BY_SHEET = (
    "Nothing was changed. Open the vault by the recovery sheet, which puts vault.json right, or go "
    "back with the sheet's key: lado-desktop restore BACKUP VAULT --by-sheet."
)


class SheetNeeded(VaultProblem):
    """A vault is, or was, in the folder, and only its recovery sheet may go back to a backup."""


def go_back(
    path: Path,
    master_key: bytes,
    folder: Path,
    present: Callable[[], Unlocked],
    now: datetime,
    *,
    by_sheet: bool,
) -> bool:
    """Put a backup's records into a folder, and return whether it replaced a vault that opens.

    `master_key` is that of the backup. `present` unlocks the vault in the folder, by the recovery
    sheet where `by_sheet`, else by an officer's passphrase; it is asked where there is or was one.
    Raises SheetNeeded, NotAllowed, and what `present` and `db.backups.restore.restore` raise.
    """
    by = "the recovery sheet" if by_sheet else "a passphrase of the backup's day"
    if not vault.traces(folder):
        restore(path, master_key, folder, ActDone("backup.restore", None, now), by=by)
        return False
    try:
        there = present()
    except (VaultMissing, VaultDamaged):
        if not by_sheet:
            raise SheetNeeded(
                f"vault.json is missing or damaged, so nobody's right can be known. {_BY_SHEET}"
            ) from None
        _refuse_earlier_keys(path, folder)
        restore(path, master_key, folder, ActDone("backup.restore", None, now), by=by)
        return False
    except WrongSheet:
        raise SheetNeeded(
            "Neither vault.json nor the data file opens by this sheet: they are damaged, or have "
            "other keys. Nothing was changed. Go back to the backup in an empty folder instead, "
            "and ask IT to keep this one."
        ) from None
    if not there.database.exists() and vault.databases(folder):
        raise SheetNeeded(
            f"vault.json does not belong to the data file: it is an earlier copy. {_BY_SHEET}"
        )
    act = _act_of_sheet(path, there, now) if by_sheet else _act_of_officer(path, there, now)
    restore(path, master_key, folder, act, there, by=by)
    return True


def _act_of_sheet(path: Path, there: Unlocked, now: datetime) -> ActDone:
    """Return the act of whoever has the sheet. Raises SheetNeeded where it is an earlier one."""
    try:
        connect(there.database, there.key, reading=True).close()
    except (VaultMissing, VaultDamaged):
        _refuse_earlier_keys(path, there.folder)
    return ActDone("backup.restore", None, now)


def _act_of_officer(path: Path, there: Unlocked, now: datetime) -> ActDone:
    """Return the act of the officer who unlocked. Raises NotAllowed or SheetNeeded."""
    try:
        shift = begin_shift(there, now)
    except (VaultMissing, VaultDamaged):
        _refuse_earlier_keys(path, there.folder)
        return _act_by_backups(path, there, now)
    try:
        return replace(
            shift.doing("backup.restore"), at=now
        )  # a practice vault's clock stands still
    finally:
        shift.store.close()


def _act_by_backups(path: Path, there: Unlocked, now: datetime) -> ActDone:
    """Ask for the officer's right in the backup and in the vault's newest one.

    Both must have the keys of vault.json. Raises NotAllowed or SheetNeeded.
    """
    own = backup.all_in(backup.folder_of(there.folder))
    acts = []
    for each in dict.fromkeys((path.resolve(), *(one.resolve() for one in own[:1]))):
        try:
            _file_of(each).prove(there.master_key)
        except VaultDamaged:
            raise SheetNeeded(
                f"The data file is damaged, and {each.name} has other keys than vault.json, so "
                f"nobody's right can be known. {_BY_SHEET}"
            ) from None
        with backup.unpacked(each, there.master_key, there.folder) as (data, _, _):
            store = replace(there, database=data).open()
            try:
                acts.append(replace(shift_in(store, there).doing("backup.restore"), at=now))
            finally:
                store.close()
    return acts[0]


def _refuse_earlier_keys(path: Path, folder: Path) -> None:
    """Raise SheetNeeded where the folder shows that the vault got new keys since the backup."""
    made = _file_of(path)
    if any(
        each.vault_id == made.vault_id and each.key_gen > made.key_gen for each in _seen(folder)
    ):
        raise SheetNeeded(
            f"The vault got new keys after {path.name} was made, and its records cannot be "
            f"opened by earlier ones. {_BY_SHEET}"
        )


def _seen(folder: Path) -> Iterator[VaultFile]:
    """Yield what vault.json and the backups in the vault's folder say, where they can be read."""
    with suppress(VaultProblem):
        yield vault_file.parse(vault.text_of(folder))
    for path in backup.all_in(backup.folder_of(folder)):
        with suppress(VaultProblem):
            yield _file_of(path)


def _file_of(path: Path) -> VaultFile:
    return vault_file.parse(backup_file.text(path, vault_file.NAME))
