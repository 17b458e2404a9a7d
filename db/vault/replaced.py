"""Data files that a restore or new keys replaced: kept for a while, or removed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

KEPT = "kept-until-"
"""How the name of a data file begins that was replaced and is kept for a while."""


def keep_a_while(database: Path, today: date, days: int = 30) -> Path:
    """Rename a data file that was replaced, so that it is not taken for the vault's, and kept."""
    until = today + timedelta(days=days)
    kept = database.with_name(f"{KEPT}{until.isoformat()}-{database.name}")
    database.with_name(f"{database.name}-shm").unlink(missing_ok=True)
    database.rename(kept)
    finish_keeping(database.parent)
    return kept


def finish_keeping(folder: Path) -> None:
    """Rename the write-ahead logs of kept data files: what was saved last may be there alone."""
    for kept in folder.glob(f"{KEPT}*.db"):
        name = kept.name[len(KEPT) + len("2026-11-30-") :]
        wal = folder / f"{name}-wal"
        if wal.exists() and not (folder / name).exists():
            wal.rename(kept.with_name(f"{kept.name}-wal"))


def remove_database(database: Path) -> None:
    """Remove a data file with SQLite's files beside it."""
    for ending in ("-wal", "-shm", ""):
        database.with_name(database.name + ending).unlink(missing_ok=True)
