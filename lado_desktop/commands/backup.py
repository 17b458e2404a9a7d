"""The commands for backups: make, restore, drill."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from lado_desktop.commands.program import DONE, PasswordFile, app, say, shift_on, unlocked
from lado_desktop.shell import WrongUsage, passphrase_from

if TYPE_CHECKING:
    from db.vault.vault import Unlocked


@app.command
def backup(
    vault: Path,
    *,
    to: Annotated[
        Path | None,
        Parameter(help="The second place, to which this and each later backup is copied."),
    ] = None,
    password_file: PasswordFile = None,
) -> int:
    """Make a backup and prove it: every page and every row, and the file as read back."""
    # The store and casework.
    from lado_desktop.casework.custody import backups

    with shift_on(vault, password_file) as shift:
        if to is not None:
            backups.choose_second_place(shift, to.absolute())
        made = backups.back_up(shift, "asked for")
        state = backups.backup_state(shift)
    print(f"{made.name} is made and verified.")
    if state.second_trouble:
        return say(state.second_trouble)
    if state.second_place:
        print("A copy lies in the second place, verified too.")
    return DONE


@app.command
def drill(vault: Path, *, password_file: PasswordFile = None) -> int:
    """Open the newest backup in a separate folder and compare it with the record."""
    # The store and casework.
    from lado_desktop.casework.custody import backups

    with shift_on(vault, password_file) as shift:
        tried = backups.drill(shift)
    print(f"{tried.name} opens, and what is in it is the record of this vault.")
    return DONE


@app.command
def restore(
    backup: Annotated[Path, Parameter(help="The .ladobak file.")],
    vault: Annotated[Path, Parameter(help="The vault's folder, or an empty one.")],
    *,
    by_sheet: Annotated[
        bool, Parameter(negative=(), help="Give the recovery sheet's key for the passphrase.")
    ] = False,
    vault_password_file: Annotated[
        str | None,
        Parameter(help="File with the vault's passphrase, where the backup has an earlier one."),
    ] = None,
    password_file: PasswordFile = None,
) -> int:
    """Go back to a backup. What was in the vault is kept beside it for 30 days of use.

    The passphrases of the vault stay; in an empty folder those of the backup's day are valid. Where
    vault.json is damaged or missing, the recovery sheet is needed.
    """
    if not backup.is_file():
        raise WrongUsage("There is no such backup.")
    typed = passphrase_from(password_file)
    for_vault = typed if vault_password_file is None else passphrase_from(vault_password_file)
    # The store and casework.
    from datetime import UTC, datetime

    from db.backups import backup as backups
    from db.vault.vault import unlock_with_sheet
    from lado_desktop.unlocking.going_back import go_back

    sheet_for_vault = by_sheet and vault_password_file is None

    def present() -> Unlocked:
        if sheet_for_vault:
            return unlock_with_sheet(vault, for_vault)
        return unlocked(vault, for_vault)

    if by_sheet:
        key, slot = backups.unlock_with_sheet(backup, typed), None
    else:
        key, slot = backups.unlock_slot(backup, typed)
    now = datetime.now(UTC)
    replaced = go_back(backup, key, vault, present, now, slot_id=slot, by_sheet=sheet_for_vault)
    kept = " What was there before is kept for 30 days of use." if replaced else ""
    print(f"The records of {backup.name} are in the vault.{kept}")
    return DONE
