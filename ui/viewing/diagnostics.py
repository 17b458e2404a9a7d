"""Diagnostics for IT: shown to the officer first, then saved as a text or copied."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSysInfo, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from lado_desktop.casework.custody.diagnostics import diagnostics
from ui.desk import Desk
from ui.look.buttons import button
from ui.look.labels import label
from ui.preferences import Preferences
from ui.privacy.clipboard import copy
from ui.viewing.file_dialogs import ask_save

FILE_NAME = "lado-desktop-diagnostics.txt"
LOG = "log.txt"
"""The log's name, beside the settings."""


class Diagnostics(QDialog):
    """The text, to be read before it is given to anybody."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Diagnostics for IT")
        self.resize(760, 560)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Diagnostics")
        even = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        even.setPixelSize(max(11, self.font().pixelSize() - 1))
        self.text.setFont(even)
        self.said = label("", tone="muted")
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(button("&Save…", self._ask_where, role="primary"))
        acts.addWidget(button("&Copy", self._copy))
        acts.addWidget(self.said, 1)
        acts.addWidget(button("C&lose", self.accept))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(
            label(
                "Versions, sizes, checks and the last lines of the log. No name, reference or "
                "text of a record is in it; look it through before you give it to IT."
            )
        )
        column.addWidget(self.text, 1)
        column.addLayout(acts)

    def save_as(self, path: Path) -> None:
        """Write the text into a file, and say so, or why not."""
        path = path if path.suffix else path.with_suffix(".txt")
        try:
            path.write_text(self.text.toPlainText(), encoding="utf-8")
        except OSError as error:
            self.said.setText(f"Not saved: {error.strerror}. Choose another folder.")
        else:
            self.said.setText(f"Saved as {path.name}.")

    def _ask_where(self) -> None:
        path = ask_save(self, "Save diagnostics", FILE_NAME, "Text (*.txt)")
        if path:
            self.save_as(path)

    def _copy(self) -> None:
        copy(self.text.toPlainText())
        self.said.setText("Copied. It leaves the clipboard in 30 seconds.")


def show_diagnostics(window: QWidget, desk: Desk, preferences: Preferences) -> None:
    """Gather the diagnostics in the background, and show them."""
    about = about_the_window(preferences)
    log = preferences.file.with_name(LOG)

    def show(text: str) -> None:
        Diagnostics(text, window).open()

    def fail(error: Exception) -> None:
        desk.notices.warn(str(error))

    desk.notices.say("Gathering the diagnostics…")
    desk.worker.run(window, lambda: diagnostics(desk.shift, log, about), show, fail)


def about_the_window(preferences: Preferences) -> list[str]:
    """Return what the window is drawn with."""
    screen = QGuiApplication.primaryScreen()
    size, scale = screen.size(), screen.devicePixelRatio()
    locks = f"locks after {preferences.idle_minutes} minutes"
    return [
        f"Qt {qVersion()}, {QGuiApplication.platformName()}, {QSysInfo.prettyProductName()}",
        f"Screen {size.width()} x {size.height()} at {scale:g}",
        f"Look {preferences.mode}, text size {preferences.size} %, {locks}",
    ]
