"""Data files replaced by a restore or new keys: kept for a while, or removed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

KEPT = "kept-until-"
"""The beginning of a replaced data file's name while it is kept."""


def keep_a_while(database: Path, today: date, days: int = 30) -> Path:
    """Rename a replaced data file, so that it is kept and not mistaken for the vault's."""
    until = today + timedelta(days=days)
    kept = database.with_name(f"{KEPT}{until.isoformat()}-{database.name}")
    database.with_name(f"{database.name}-shm").unlink(missing_ok=True)
    database.rename(kept)
    finish_keeping(database.parent)
    return kept


def finish_keeping(folder: Path) -> None:
    """Rename the write-ahead logs of kept data files, which may have the last saves."""
    for kept in folder.glob(f"{KEPT}*.db"):
        name = kept.name[len(KEPT) + len("2026-11-30-") :]
        wal = folder / f"{name}-wal"
        if wal.exists() and not (folder / name).exists():
            wal.rename(kept.with_name(f"{kept.name}-wal"))


def remove_database(database: Path) -> None:
    """Remove a data file with SQLite's files beside it."""
    for ending in ("-wal", "-shm", ""):
        database.with_name(database.name + ending).unlink(missing_ok=True)
