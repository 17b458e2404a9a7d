"""Makes and drills the backups of the open vault, and describes their state."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from db.custody import Backups, BackupState
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.time.clock import LONDON


class NotOffered(CaseworkError):
    """The engine offers no backups, because others make them."""


def back_up(shift: Shift, reason: str) -> Path:
    """Make a proved backup and return its file. `reason` is for example "asked for".

    Call it off the GUI thread. Raises NotSaved where the disk is full, and VaultDamaged.
    """
    act = shift.doing("backup.make")
    return offered(shift).make(act, reason)


def back_up_when_due(shift: Shift) -> None:
    """Make a backup after 30 minutes of changes, and a drill each month.

    Does nothing for practice data. Raises what `back_up` and `drill` raise.
    """
    backups = shift.store.custody.backups
    if shift.practice_data or backups is None:
        return
    if backups.is_due(shift.clock.now()):
        back_up(shift, "every half hour")
    if backup_state(shift).last_verified and backups.drill_is_due(shift.clock.now()):
        drill(shift)


def back_up_if_changed(shift: Shift, reason: str) -> bool:
    """Make a backup if there was any work since the last one. Tell whether it did.

    Does nothing for practice data. Raises what `back_up` raises.
    """
    if shift.practice_data or not _is_changed(shift):
        return False
    back_up(shift, reason)
    return True


def missing_from_backups(shift: Shift) -> str:
    """Return a sentence where work from before this opening is in no backup, else "".

    Call it just after the vault is opened. Returns "" for a vault that never had a backup: the
    status line says that.
    """
    last = backup_state(shift).verified_at
    if shift.practice_data or last is None or not _is_changed(shift):
        return ""
    return (
        f"What was done since the last backup, of {_when(shift, last)}, is in none: none could be "
        "made when the vault was closed, or the program was ended. One is being made now."
    )


def drill(shift: Shift) -> Path:
    """Open the newest backup, compare it with the record, and return its path.

    Raises BackupRefused, which is audited too.
    """
    act = shift.doing("backup.drill")
    return offered(shift).drill(act)


def choose_second_place(shift: Shift, folder: Path | None) -> None:
    """Choose the folder that each backup is copied to, or None. Raises BackupRefused."""
    act = shift.doing("backup.choose_second_place")
    offered(shift).set_second_place(folder, act)


def backup_state(shift: Shift) -> BackupState:
    """Return the state of the backups; an empty one where the engine makes none."""
    backups = shift.store.custody.backups
    return BackupState() if backups is None else backups.state()


def offered(shift: Shift) -> Backups:
    """Return the engine's backups. Raises NotOffered on a server."""
    backups = shift.store.custody.backups
    if backups is None:
        raise NotOffered("Those who run the server make its backups. Ask them for one.")
    return backups


def _is_changed(shift: Shift) -> bool:
    backups = shift.store.custody.backups
    return backups is not None and backups.is_changed()


def status_line(shift: Shift, state: BackupState | None = None) -> str:
    """Return the state of the backups as one line; `state` where it is read already."""
    if shift.store.custody.backups is None:
        return "Backups are made on the server"
    state = state or backup_state(shift)
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
