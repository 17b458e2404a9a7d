"""One megabyte kept in the vault's folder, to be freed when a full disk stops a reopening."""

from __future__ import annotations

import os
from pathlib import Path

NAME = "ballast.bin"
SIZE = 1_000_000


def keep(folder: Path) -> None:
    """Make the file if it is missing. A disk too full for it is no reason not to open."""
    path = folder / NAME
    if path.exists():
        return
    try:
        # Random, since some file systems store no blocks for zeros.
        path.write_bytes(os.urandom(SIZE))
    except OSError:
        path.unlink(missing_ok=True)


def free(folder: Path) -> bool:
    """Remove the file and tell whether there was one."""
    path = folder / NAME
    there = path.exists()
    path.unlink(missing_ok=True)
    return there
