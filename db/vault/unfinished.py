"""Clears away what an interrupted making of a vault left in a folder.

While a vault is made there is a note in its folder. It is removed at the end, or when somebody
opens the vault. So as long as it is there, nobody ever worked in that vault. Python's own library
only: the first run asks before anything is loaded.
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
    r"being-made\.txt|vault\.json(\.new)?|(data-1|unfinished)\.db(-wal|-shm|-journal)?"
    r"|in-use\.(db(-journal)?|json)|ballast\.bin"
)
_MOST = 4_000_000
"""Bytes: more than any part of a vault with nothing in it."""


def begin(folder: Path) -> None:
    """Write the note into a folder in which a vault is about to be made."""
    (folder / NOTE).write_text(_SAYS, encoding="utf-8")


def end(folder: Path) -> None:
    """Remove the note: the vault is made, or somebody opened it."""
    (folder / NOTE).unlink(missing_ok=True)


def is_broken_off(folder: Path) -> bool:
    """Tell whether a making was broken off there, and nothing else is in the folder.

    A backup, a second data file, or a file that is large or not of a making: then it is not.
    """
    try:
        there = list(folder.iterdir()) if (folder / NOTE).exists() else []
        return bool(there) and all(_is_left_over(path) for path in there)
    except OSError:
        return False


def clear_away(folder: Path) -> None:
    """Remove what a broken making left. Does nothing where it is anything else."""
    if not is_broken_off(folder):
        return
    # The note last, so that an interrupted clearing can be repeated. Other files stay.
    for path in sorted(folder.iterdir(), key=lambda path: path.name == NOTE):
        if not path.name.startswith("in-use."):
            path.unlink()


def _is_left_over(path: Path) -> bool:
    known = _OURS.fullmatch(path.name) is not None
    return known and path.is_file() and path.stat().st_size <= _MOST
