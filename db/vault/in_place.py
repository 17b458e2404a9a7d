"""Replaces a file so that a crash leaves the old or the new one."""

from __future__ import annotations

import os
import time
from pathlib import Path


def move_into_place(fresh: Path, target: Path) -> Path:
    """Rename a synced file to its final name, replacing another, and sync the folder."""
    for attempt in range(10):
        try:
            fresh.replace(target)
            break
        except PermissionError:
            # On Windows a virus scanner may have the file open for a moment.
            if attempt == 9:
                raise
            time.sleep(0.2)
    if os.name == "posix":
        descriptor = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    return target
