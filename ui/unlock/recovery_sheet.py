"""The recovery sheet: shown once, printed, put in a safe place."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QFontDatabase, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.look.buttons import Button
from ui.look.labels import label, restyle
from ui.viewing.file_dialogs import ask_save

FILE_NAME = "recovery-sheet.pdf"
_BINARY = getattr(os, "O_BINARY", 0)


class RecoverySheet(QWidget):
    """The text of the sheet with Print and Save PDF, and the tick that it is stored."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet = QPlainTextEdit()
        self.sheet.setReadOnly(True)
        self.sheet.setAccessibleName("The recovery sheet")
        even = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        even.setPixelSize(max(12, self.font().pixelSize()))
        self.sheet.setFont(even)
        self.sheet.setMinimumHeight(120)
        self.print_it = Button("&Print…")
        self.save_it = Button("&Save PDF…")
        self.saved = label("", tone="muted")
        self.put_away = QCheckBox("I have put the sheet &in a safe place")
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.print_it)
        acts.addWidget(self.save_it)
        acts.addWidget(self.saved, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(
            label(
                "If the passphrase is forgotten, this sheet alone opens the vault. Print it, and "
                "keep it in a sealed envelope in your manager's safe. It is shown this once."
            )
        )
        column.addWidget(self.sheet, 1)
        column.addLayout(acts)
        column.addWidget(self.put_away)
        self.print_it.clicked.connect(self._print)
        self.save_it.clicked.connect(self._save)

    def start(self) -> None:
        """Put the cursor on the first act."""
        self.print_it.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_sheet(self, sheet: str) -> None:
        """Show the text of a sheet."""
        self.sheet.setPlainText(sheet)

    def _print(self) -> None:
        print_plainly(self, self.sheet.toPlainText())

    def _save(self) -> None:
        path = ask_save(self, "Save PDF", FILE_NAME, "PDF (*.pdf)")
        if path:
            self.save_as(str(path))

    def save_as(self, path: str) -> None:
        """Write the sheet as a PDF that nobody else on the machine may read, or say why not."""
        try:
            descriptor = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | _BINARY, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                # Otherwise an existing file would retain its own permissions.
                Path(path).chmod(0o600)
                file.write(_pdf(self.sheet.toPlainText()))
        except OSError:
            restyle(self.saved, "tone", "danger")
            self.saved.setText("Not saved: nothing can be written there. Choose another place.")
            return
        restyle(self.saved, "tone", "muted")
        self.saved.setText("Saved.")


def print_plainly(parent: QWidget, text: str) -> None:
    """Ask for the printer, and print a text in letters of one width."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: _document(text).print_(printer))
    QDialog.open(dialog)


def _pdf(text: str) -> bytes:
    """Return a text in letters of one width as an A4 PDF."""
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(kept)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setTitle("Recovery sheet")
    _document(text).print_(writer)
    return bytes(kept.data().data())


def _document(text: str) -> QTextDocument:
    document = QTextDocument()
    document.setDefaultFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    document.setPlainText(text)
    return document
