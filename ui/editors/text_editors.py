"""Editors of words and of whole numbers."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from lado_desktop.domain.fields.field import Field
from ui.editors.editor import Editor
from ui.editors.growing_text import GrowingText
from ui.editors.spell_check import SpellCheck
from ui.editors.spelling import Spelling


class LineEditor(Editor):
    """A short text. What is typed is never reformatted."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line = QLineEdit(self)
        self.line.textChanged.connect(self.say_edited)
        self.watch(self.line)
        self.column.addWidget(self.line)

    @property
    def control(self) -> QWidget:
        return self.line

    def show_value(self, value: Any) -> None:
        with self.showing():
            self.line.setText("" if value is None else str(value))
            self.line.setCursorPosition(0)

    def value(self) -> Any:
        return self.line.text().strip() or None

    def typed(self) -> Any:
        return self.line.text()

    def show_typed(self, typed: Any) -> None:
        self.show_value(typed)

    def words(self) -> str:
        return self.line.text()


class CountEditor(LineEditor):
    """A whole number, 0 or more."""

    says_when_left = True

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line.setMaximumWidth(self.fontMetrics().averageCharWidth() * 16)
        self.column.setAlignment(self.line, Qt.AlignmentFlag.AlignLeft)

    def value(self) -> Any:
        text = self.line.text().strip().replace(",", "")
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= 9):
            raise ValueError(f"{self.field.label} must be a whole number, such as 3.")
        return int(text)


class ProseEditor(Editor):
    """A text of any number of paragraphs, as high as its words, checked by a speller."""

    wide = True

    def __init__(
        self, field: Field, parent: QWidget | None = None, spelling: Spelling | None = None
    ) -> None:
        super().__init__(field, parent)
        self.text = GrowingText(parent=self)
        self._before = ""
        self.text.textChanged.connect(self._on_text)
        if spelling is not None:
            SpellCheck(self.text, spelling)
        self.watch(self.text)
        self.column.addWidget(self.text)

    @property
    def control(self) -> QWidget:
        return self.text

    def show_value(self, value: Any) -> None:
        with self.showing():
            self.text.setPlainText(value or "")

    def value(self) -> Any:
        text = self.text.toPlainText()
        return text if text.strip() else None

    def typed(self) -> Any:
        return self.text.toPlainText()

    def show_typed(self, typed: Any) -> None:
        self.show_value(typed)

    def words(self) -> str:
        return self.text.toPlainText()

    def _on_text(self) -> None:
        # An underline is a change to Qt, and none to the officer.
        if self.text.toPlainText() != self._before:
            self._before = self.text.toPlainText()
            self.say_edited()
