"""The backups that there are, each looked at, and whether a copy lies outside this computer."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.backups import backup, backup_file
from db.problem import BackupRefused, VaultProblem
from db.vault import slots, vault_file
from lado_desktop.casework.audit.journal import note
from lado_desktop.casework.custody.backups import standing
from lado_desktop.casework.settings.officers import keys_of
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.time.clock import LONDON
from lado_desktop.domain.time.typed_day import day_words


@dataclass(frozen=True)
class KeptBackup:
    """One backup that lies in the vault's folder or in the second place."""

    path: Path
    made_at: datetime
    """In London."""
    size: int
    """Bytes."""
    second: bool
    """It lies in the second place."""


def kept(shift: Shift) -> list[KeptBackup]:
    """Return the backups in the vault's folder and in the second place, the newest first.

    To be called off the window's thread. What cannot be looked at is left out.
    """
    second = standing(shift).second_place
    places = [(backup.folder_of(shift.store.folder), False)]
    places += [(Path(second), True)] if second else []
    found = []
    for folder, is_second in places:
        with suppress(OSError):
            for path in backup.all_in(folder):
                made = backup.time_of(path)
                if made is not None and path.is_file():
                    size = path.stat().st_size
                    found.append(KeptBackup(path, made.astimezone(LONDON), size, is_second))
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def prove(shift: Shift, path: Path) -> str:
    """Open a backup, check every page and row of it, and return the sentence of the result.

    To be called off the window's thread. Raises BackupRefused, also for one under earlier keys.
    """
    act = shift.doing("backup.verify")
    unlocked = keys_of(shift)
    try:
        made_under = vault_file.parse(backup_file.text(path, vault_file.NAME)).key_gen
        if made_under == slots.present(unlocked).key_gen:
            manifest = backup.verify(path, unlocked.master_key)
    except VaultProblem:
        note(shift, act, "backup refused", detail={"file": path.name})
        raise
    if made_under != slots.present(unlocked).key_gen:
        raise BackupRefused(
            f"{path.name} was made before the keys were renewed: it opens by the recovery sheet or "
            "a passphrase of that day. It was proved when it was made."
        )
    note(shift, act, "backup proved", detail={"file": path.name, "anchor": manifest.anchor})
    return f"{path.name} is whole: every page and every row of it."


def second_place_words(shift: Shift) -> tuple[str, bool]:
    """Return how the second place stands, and whether that is well."""
    stands = standing(shift)
    if not stands.second_place:
        return (
            "No second place is chosen. If this computer is lost or breaks, so is the record.",
            False,
        )
    last = stands.second_verified_at
    when = "never" if last is None else f"on {day_words(last.astimezone(LONDON).date())}"
    if stands.second_is_late(shift.clock.now()):
        return (
            f"The second place is late: a proved backup reached it {when}, and it should each "
            f"week. {stands.second_trouble}".strip(),
            False,
        )
    if stands.second_trouble:
        return f"{stands.second_trouble} The one before reached it {when}.", False
    return f"The newest copy reached the second place {when}.", True


def drill_words(shift: Shift) -> str:
    """Return when the newest backup was last opened and compared with the record."""
    last = standing(shift).drilled_at
    if last is None:
        return "No backup was tried yet. Once a month the newest is opened and compared."
    return (
        f"Last tried on {day_words(last.astimezone(LONDON).date())}: the newest backup opened, "
        "and what was in it was the record."
    )
