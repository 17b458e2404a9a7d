"""A file of 1 MB that is removed when a full disk prevents opening the vault."""

from __future__ import annotations

import os
from pathlib import Path

from db.vault.in_place import make_file

NAME = "ballast.bin"
SIZE = 1_000_000


def keep(folder: Path) -> None:
    """Create the file if it is missing. A full disk is no error here."""
    path = folder / NAME
    if path.exists():
        return
    try:
        # Random bytes, because some file systems store no blocks for zeros.
        make_file(path)
        path.write_bytes(os.urandom(SIZE))
    except OSError:
        path.unlink(missing_ok=True)


def free(folder: Path) -> bool:
    """Remove the file, and tell whether it existed."""
    path = folder / NAME
    there = path.exists()
    path.unlink(missing_ok=True)
    return there
