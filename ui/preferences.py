"""The settings of one machine: look, text size, how each list was left. Never a record's value."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
"""Text sizes that can be chosen, in percent."""


class Preferences:
    """Reads and writes the settings in one ini file of the local folder."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def mode(self) -> str:
        """The chosen look: `follow`, `light` or `dark`."""
        return str(self._settings.value("look/mode", "follow"))

    @mode.setter
    def mode(self, mode: str) -> None:
        self._settings.setValue("look/mode", mode)

    @property
    def size(self) -> int:
        """The text size in percent; 100 where the file says something else."""
        said = str(self._settings.value("look/size", "100"))
        return int(said) if said.isdigit() and int(said) in SIZES else 100

    @size.setter
    def size(self, size: int) -> None:
        self._settings.setValue("look/size", size)

    @property
    def geometry(self) -> QByteArray:
        """Where the window was, as Qt writes it down; empty at first."""
        value = self._settings.value("window/geometry", QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._settings.setValue("window/geometry", geometry)

    def list_left(self, name: str) -> dict[str, str]:
        """Return how a list was left: sort, direction, widths, filters (codes alone)."""
        self._settings.beginGroup(f"list-{name}")
        left = {key: str(self._settings.value(key)) for key in self._settings.childKeys()}
        self._settings.endGroup()
        return left

    def leave_list(self, name: str, left: dict[str, str]) -> None:
        """Write down how a list was left."""
        self._settings.beginGroup(f"list-{name}")
        self._settings.remove("")
        for key, value in left.items():
            self._settings.setValue(key, value)
        self._settings.endGroup()
