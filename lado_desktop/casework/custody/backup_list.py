"""Lists the existing backups, and says whether a copy is outside this computer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from db.custody import BackupFile, BackupState
from db.problem import EarlierKeys, VaultProblem
from lado_desktop.casework.audit.journal import note
from lado_desktop.casework.custody.backups import backup_state, offered
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.time.clock import LONDON
from lado_desktop.domain.time.typed_day import day_words

KeptBackup = BackupFile
"""One backup as the window shows it."""


def backup_files(shift: Shift) -> list[KeptBackup]:
    """Return the backups in the vault's folder and in the second place, newest first.

    Times are London times. Unreadable backups are left out. Call it off the GUI thread.
    """
    backups = shift.store.custody.backups
    found = [] if backups is None else backups.files()
    return [replace(each, made_at=each.made_at.astimezone(LONDON)) for each in found]


def prove(shift: Shift, path: Path) -> str:
    """Verify every page and row of a backup, and return the result as a sentence.

    Call it off the GUI thread. Raises BackupRefused, also for a backup under earlier keys.
    """
    act = shift.doing("backup.verify")
    try:
        anchor = offered(shift).prove(path)
    except VaultProblem as refused:
        if not isinstance(refused, EarlierKeys):
            note(shift, act, "backup refused", detail={"file": path.name})
        raise
    note(shift, act, "backup proved", detail={"file": path.name, "anchor": anchor})
    return f"{path.name} is whole: every page and every row of it."


def second_place_words(shift: Shift, state: BackupState | None = None) -> tuple[str, bool]:
    """Return the state of the second place in words, and whether all is well.

    `state` is that of the backups, where it is read already.
    """
    state = state or backup_state(shift)
    if not state.second_place:
        return (
            "No second place is chosen. If this computer is lost or breaks, so is the record.",
            False,
        )
    last = state.second_verified_at
    when = "never" if last is None else f"on {day_words(last.astimezone(LONDON).date())}"
    if state.second_is_late(shift.clock.now()):
        return (
            f"The second place is late: a proved backup reached it {when}, and it should each "
            f"week. {state.second_trouble}".strip(),
            False,
        )
    if state.second_trouble:
        return f"{state.second_trouble} The one before reached it {when}.", False
    return f"The newest copy reached the second place {when}.", True


def drill_words(shift: Shift, state: BackupState | None = None) -> str:
    """Say when the newest backup was last opened and compared with the record."""
    last = (state or backup_state(shift)).drilled_at
    if last is None:
        return "No backup was tried yet. Once a month the newest is opened and compared."
    return (
        f"Last tried on {day_words(last.astimezone(LONDON).date())}: the newest backup opened, "
        "and what was in it was the record."
    )
