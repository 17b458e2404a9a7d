"""Putting a file in place of another one: after a crash it is the old one or the new one."""

from __future__ import annotations

import os
import time
from pathlib import Path


def move_into_place(fresh: Path, target: Path) -> Path:
    """Give a file, safe on the disk already, its name in place of what bore it, for good."""
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
