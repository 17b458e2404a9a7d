"""What is shown once and kept nowhere: a new officer's code, a new recovery sheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui.look.buttons import button
from ui.look.labels import heading, label
from ui.parts.copied import COPIED
from ui.privacy.clipboard import copy
from ui.unlock.recovery_sheet import RecoverySheet, print_plainly

Codes = Sequence[tuple[str, str]]
"""Of each officer the name and the one-time code."""


class ShownOnce(QDialog):
    """Codes to copy or print, and a recovery sheet to store. It is left by its button alone."""

    def __init__(self, parent: QWidget, codes: Codes, sheet: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle("Shown once")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.codes = QPlainTextEdit("\n".join(f"{name}: {code}" for name, code in codes))
        self.codes.setReadOnly(True)
        self.codes.setTabChangesFocus(True)
        self.codes.setAccessibleName("One-time codes")
        even = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        even.setPixelSize(max(14, self.font().pixelSize()))
        self.codes.setFont(even)
        line = self.codes.fontMetrics().lineSpacing()
        self.codes.setFixedHeight(line * (min(6, len(codes)) + 1) + 16)
        self.said = label("", tone="muted")
        self.copy_it = button("&Copy", self._copy, sign="copy")
        self.print_it = button("Print c&odes…", self._print, sign="printer")
        self.done_it = button("&Done", self.accept, role="primary")
        self.sheet = RecoverySheet() if sheet else None
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        if codes:
            self._lay_codes(column, len(codes))
        if self.sheet is not None:
            column.addWidget(heading("The new recovery sheet"))
            self.sheet.show_sheet(sheet)
            self.sheet.put_away.toggled.connect(self.done_it.setEnabled)
            self.done_it.setEnabled(False)
            column.addWidget(self.sheet, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.done_it)
        column.addLayout(row)
        letter = self.fontMetrics().averageCharWidth()
        self.resize(min(parent.window().width() - 40, 84 * letter), self.sizeHint().height())

    def reject(self) -> None:
        """Stay: what is here is not shown again. The button confirms that it is stored."""
        if self.done_it.isEnabled():
            super().reject()

    def _lay_codes(self, column: QVBoxLayout, number: int) -> None:
        column.addWidget(heading("One-time code" if number == 1 else "One-time codes"))
        column.addWidget(
            label(
                "Give each to its officer, and to nobody else. It is typed on the opening page, "
                "once and within 14 days; the passphrase that the officer chooses takes its place."
            )
        )
        column.addWidget(self.codes)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.copy_it)
        row.addWidget(self.print_it)
        row.addWidget(self.said, 1)
        column.addLayout(row)

    def _copy(self) -> None:
        copy(self.codes.toPlainText())
        self.said.setText(f"Copied. {COPIED}")

    def _print(self) -> None:
        print_plainly(self, self.codes.toPlainText())
