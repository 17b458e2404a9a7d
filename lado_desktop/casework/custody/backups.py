"""The backups of the vault that a shift works on: making, trying, and how they stand."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from db.backups import schedule
from db.backups.backup import Backup
from db.backups.schedule import Round
from lado_desktop.casework.settings.officers import keys_of
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.time.clock import LONDON


def keep(shift: Shift, reason: str) -> Backup:
    """Make a proved backup, for a reason such as "asked for". To be called off the window's thread.

    Raises NotSaved where the disk is full, VaultDamaged where the vault is not whole.
    """
    return schedule.keep(shift.store, keys_of(shift), shift.doing("backup.make"), reason)


def look_after(shift: Shift) -> None:
    """Make a backup where half an hour of change has gone by, and try one where a month has.

    Invented people are not backed up unasked. Raises what `keep` and `drill` raise.
    """
    if shift.practice_data:
        return
    if schedule.is_due(shift.store, shift.clock.now()):
        keep(shift, "every half hour")
    if standing(shift).last_verified and schedule.drill_is_due(shift.store, shift.clock.now()):
        drill(shift)


def keep_if_changed(shift: Shift, reason: str) -> bool:
    """Make a backup where any work was done since the last one, and tell whether it was.

    Invented people are not backed up unasked. Raises what `keep` raises.
    """
    if shift.practice_data or not schedule.is_changed(shift.store):
        return False
    keep(shift, reason)
    return True


def not_in_any(shift: Shift) -> str:
    """Say that work of an earlier opening is in no backup; nothing where there is none.

    To be asked when the vault was just opened. A vault that never had a backup says so by itself.
    """
    last = standing(shift).verified_at
    if shift.practice_data or last is None or not schedule.is_changed(shift.store):
        return ""
    return (
        f"What was done since the last backup, of {_when(shift, last)}, is in none: none could be "
        "made when the vault was closed, or the program was ended. One is being made now."
    )


def drill(shift: Shift) -> Path:
    """Open the newest backup, compare it with the record, and return which it was.

    Raises BackupRefused, which is in the audit too.
    """
    return schedule.drill(shift.store, keys_of(shift), shift.doing("backup.drill"))


def choose_second_place(shift: Shift, folder: Path | None) -> None:
    """Choose the folder to which each backup is copied, or none. Raises BackupRefused."""
    schedule.set_second_place(shift.store, folder, shift.doing("backup.choose_second_place"))


def standing(shift: Shift) -> Round:
    """Return how the backups stand."""
    return schedule.how_it_stands(shift.store)


def status_line(shift: Shift) -> str:
    """Return the one line that says how the backups stand."""
    stands = standing(shift)
    last = stands.verified_at
    if last is None:
        return "No backup yet"
    trouble = "; the second place was not reached" if stands.second_trouble else ""
    if stands.second_place and stands.second_is_late(shift.clock.now()):
        trouble = "; the second place is late"
    if number := len(stands.lacking):
        trouble += f"; {number} {'document is' if number == 1 else 'documents are'} not in it"
    return f"Last backup {_when(shift, last)}, verified{trouble}"


def _when(shift: Shift, at: datetime) -> str:
    local = at.astimezone(LONDON)
    today = local.date() == shift.today
    return f"{local:%H:%M}" if today else f"{local.day} {local:%B %Y, %H:%M}"
