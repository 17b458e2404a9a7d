"""Tells when the files of an open vault are no longer those that were opened.

A sync or restore client may put other files in their place. What is then saved goes into files that
no name leads to, and is gone when the program ends.
"""

from __future__ import annotations

from pathlib import Path

from db.problem import FilesReplaced


class OpenedFiles:
    """The device and number of each file that a vault has open."""

    def __init__(self, *paths: Path) -> None:
        """Take the files as they are now. Raises OSError where one is missing."""
        self._opened = {path: _identity(path) for path in paths}

    def refuse_others(self) -> None:
        """Raise FilesReplaced where another file, or none, has the name of one. 6 µs."""
        for path, opened in self._opened.items():
            try:
                replaced = _identity(path) != opened
            except OSError:
                replaced = True
            if replaced:
                raise FilesReplaced(path.name)


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat(follow_symlinks=False)
    return found.st_dev, found.st_ino
