"""Makes files that this account alone may read, and replaces one so that a crash leaves either."""

from __future__ import annotations

import os
import time
from pathlib import Path


def make_file(path: Path) -> None:
    """Create an empty file that only this account may read. Raises FileExistsError."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def make_folder(folder: Path) -> None:
    """Create a folder, and those above it that are missing, for this account alone."""
    for each in reversed((folder, *folder.parents)):
        if not each.is_dir():
            each.mkdir(mode=0o700, exist_ok=True)


def write_into_place(target: Path, text: str) -> None:
    """Replace a file by a text, synced and for this account alone. Raises OSError."""
    fresh = target.with_name(f"{target.name}.new")
    fresh.unlink(missing_ok=True)
    make_file(fresh)
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    move_into_place(fresh, target)


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
