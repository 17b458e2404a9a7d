"""The backups of the vault that a shift works on: making, trying, and their state."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from db.custody import Backups, BackupState
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.time.clock import LONDON


class NotOffered(CaseworkError):
    """The engine leaves this to those who run it."""


def back_up(shift: Shift, reason: str) -> Path:
    """Make a proved backup, for a reason such as "asked for", and return its file.

    To be called off the window's thread.
    Raises NotSaved where the disk is full, VaultDamaged where the vault is not whole.
    """
    act = shift.doing("backup.make")
    return offered(shift).make(act, reason)


def back_up_when_due(shift: Shift) -> None:
    """Make a backup where half an hour of change has gone by, and try one where a month has.

    Invented people are not backed up unasked. Raises what `back_up` and `drill` raise.
    """
    backups = shift.store.custody.backups
    if shift.practice_data or backups is None:
        return
    if backups.is_due(shift.clock.now()):
        back_up(shift, "every half hour")
    if backup_state(shift).last_verified and backups.drill_is_due(shift.clock.now()):
        drill(shift)


def back_up_if_changed(shift: Shift, reason: str) -> bool:
    """Make a backup where any work was done since the last one, and tell whether it was.

    Invented people are not backed up unasked. Raises what `back_up` raises.
    """
    if shift.practice_data or not _is_changed(shift):
        return False
    back_up(shift, reason)
    return True


def missing_from_backups(shift: Shift) -> str:
    """Say that work of an earlier opening is in no backup; nothing where there is none.

    To be asked when the vault was just opened. A vault that never had a backup says so by itself.
    """
    last = backup_state(shift).verified_at
    if shift.practice_data or last is None or not _is_changed(shift):
        return ""
    return (
        f"What was done since the last backup, of {_when(shift, last)}, is in none: none could be "
        "made when the vault was closed, or the program was ended. One is being made now."
    )


def drill(shift: Shift) -> Path:
    """Open the newest backup, compare it with the record, and return which it was.

    Raises BackupRefused, which is in the audit too.
    """
    act = shift.doing("backup.drill")
    return offered(shift).drill(act)


def choose_second_place(shift: Shift, folder: Path | None) -> None:
    """Choose the folder to which each backup is copied, or none. Raises BackupRefused."""
    act = shift.doing("backup.choose_second_place")
    offered(shift).set_second_place(folder, act)


def backup_state(shift: Shift) -> BackupState:
    """Return the state of the backups; as before the first where others make them."""
    backups = shift.store.custody.backups
    return BackupState() if backups is None else backups.state()


def offered(shift: Shift) -> Backups:
    """Return the backups that the engine offers. Raises NotOffered on a server."""
    backups = shift.store.custody.backups
    if backups is None:
        raise NotOffered("Those who run the server make its backups. Ask them for one.")
    return backups


def _is_changed(shift: Shift) -> bool:
    backups = shift.store.custody.backups
    return backups is not None and backups.is_changed()


def status_line(shift: Shift) -> str:
    """Return the state of the backups in one line."""
    if shift.store.custody.backups is None:
        return "Backups are made on the server"
    state = backup_state(shift)
    last = state.verified_at
    if last is None:
        return "No backup yet"
    trouble = "; the second place was not reached" if state.second_trouble else ""
    if state.second_place and state.second_is_late(shift.clock.now()):
        trouble = "; the second place is late"
    if number := len(state.lacking):
        trouble += f"; {number} {'document is' if number == 1 else 'documents are'} not in it"
    return f"Last backup {_when(shift, last)}, verified{trouble}"


def _when(shift: Shift, at: datetime) -> str:
    local = at.astimezone(LONDON)
    today = local.date() == shift.today
    return f"{local:%H:%M}" if today else f"{local.day} {local:%B %Y, %H:%M}"
