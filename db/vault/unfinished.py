"""Removes what an interrupted creation of a vault left in a folder.

While a vault is created, its folder has a note, and its data file is `unfinished.db`. Where a data
file has its own name, somebody may have worked in the vault, even with a note: anybody with the
folder can put one there. It imports only the standard library, since the first run asks
before anything is loaded.
"""

from __future__ import annotations

import re
from pathlib import Path

NOTE = "being-made.txt"
_SAYS = (
    "LADO Desktop was making a vault here. If this file stays, the making was broken off: nothing "
    "is in the vault, and the program clears it away when a vault is made here again.\n"
)
_OURS = re.compile(
    r"being-made\.txt|vault\.json(\.new)?|unfinished\.db(-wal|-shm|-journal)?"
    r"|in-use\.(db(-journal)?|json)|ballast\.bin"
)
_MOST = 4_000_000
"""Bytes: more than any part of an empty vault."""


def begin(folder: Path) -> None:
    """Write the note into the folder of a vault that is about to be created."""
    (folder / NOTE).write_text(_SAYS, encoding="utf-8")


def end(folder: Path) -> None:
    """Remove the note, since the vault is complete."""
    (folder / NOTE).unlink(missing_ok=True)


def is_broken_off(folder: Path) -> bool:
    """Tell whether the folder has only the remains of an interrupted creation.

    It does not with a data file, a backup, a large file, or any other file.
    """
    try:
        there = list(folder.iterdir()) if (folder / NOTE).exists() else []
        return bool(there) and all(_is_left_over(path) for path in there)
    except OSError:
        return False


def clear_away(folder: Path) -> None:
    """Remove the remains of an interrupted creation. Does nothing to any other folder."""
    if not is_broken_off(folder):
        return
    # The note last, so that an interrupted removal can be repeated. Other files stay.
    for path in sorted(folder.iterdir(), key=lambda path: path.name == NOTE):
        if not path.name.startswith("in-use."):
            path.unlink()


def _is_left_over(path: Path) -> bool:
    known = _OURS.fullmatch(path.name) is not None
    return known and path.is_file() and path.stat().st_size <= _MOST
