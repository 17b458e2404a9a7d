"""Asking for a file: first in the officer's documents, after that in the folder used last.

Without this Qt begins in the folder that the program was started in, where nobody looks.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

_used: list[Path] = []
"""The folder used last, while the program runs: it is written down nowhere."""


def first_folder() -> Path:
    """Return the folder in which the next dialog begins."""
    if _used and _used[-1].is_dir():
        return _used[-1]
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(documents) or Path.home())


def ask_save(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Ask under which name to save; `name` is suggested. None where nothing was chosen."""
    path, _ = QFileDialog.getSaveFileName(parent, title, str(first_folder() / name), kinds)
    return _noted(path)


def ask_open(parent: QWidget, title: str, kinds: str) -> Path | None:
    """Ask for one file. None where nothing was chosen."""
    path, _ = QFileDialog.getOpenFileName(parent, title, str(first_folder()), kinds)
    return _noted(path)


def ask_open_several(parent: QWidget, title: str, kinds: str) -> list[Path]:
    """Ask for any number of files."""
    paths, _ = QFileDialog.getOpenFileNames(parent, title, str(first_folder()), kinds)
    return [path for each in paths if (path := _noted(each)) is not None]


def ask_folder(parent: QWidget, title: str, start: str = "") -> Path | None:
    """Ask for a folder, beginning at `start` where it is given. None where none was chosen."""
    chosen = QFileDialog.getExistingDirectory(parent, title, start or str(first_folder()))
    return Path(chosen) if chosen else None


def _noted(chosen: str) -> Path | None:
    if not chosen:
        return None
    _used[:] = [Path(chosen).parent]
    return Path(chosen)
