"""What this program is: its version, where it writes, what it is built of."""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

import lado_desktop
from lado_desktop.casework.shift import Shift
from ui.editors.growing_text import reading_text
from ui.look.labels import heading
from ui.parts.short_table import Head, ShortTable
from ui.settings.settled import part

WRITES = (
    ("vault.json", "the vault's key slots; nothing of a case"),
    ("data-1.db, with -wal and -shm while open", "the record, encrypted"),
    ("documents", "documents kept with a case, each encrypted"),
    ("backups", "copies of the whole vault, encrypted and proved"),
    ("in-use.db and in-use.json", "who has the vault open: account, computer, time"),
    ("unlock-log.jsonl", "wrong passphrases since the last unlock: account, time"),
    ("kept-until-…", "the record that a restore replaced, for 30 days of use"),
    ("ballast.bin", "1 MB that is given up when a disk is full"),
)
"""The files of a vault's folder, and what each contains."""


class About(QWidget):
    """Facts that can be read, selected and copied."""

    def __init__(self, shift: Shift, settings_file: Path) -> None:
        super().__init__()
        self.facts = reading_text(facts(shift, settings_file))
        self.facts.setAccessibleName("About this program")
        self.written = ShortTable(
            "Files in the vault's folder", (Head("File", 2), Head("What it holds", 3))
        )
        self.written.show_rows(WRITES)
        self.parts = ShortTable(
            "What it is built of", (Head("Part", 3), Head("Version", 2), Head("Licence", 5))
        )
        self.parts.show_rows(parts())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            part(
                self.facts,
                heading("Files in the vault's folder"),
                self.written,
                heading("What it is built of"),
                self.parts,
            )
        )


def facts(shift: Shift, settings_file: Path) -> str:
    """Return the version, where vault and settings are, and what goes over the network."""
    return "\n".join(
        [
            f"LADO Desktop {lado_desktop.__version__}, MIT licence",
            shift.store.custody.place,
            f"Settings of this computer: {settings_file}",
            "It uses no network: it opens no port and sends nothing.",
        ]
    )


def parts() -> list[tuple[str, str, str]]:
    """Return what the program is built of: (name, version, licence)."""
    said = tomllib.loads(files("resources").joinpath("licences.toml").read_text(encoding="utf-8"))
    packages = [(name, _version(name), licence) for name, licence in said["packages"].items()]
    return [*packages, *((name, "", licence) for name, licence in said["drawn"].items())]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
