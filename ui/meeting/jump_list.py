"""The headings of the minutes at the left: arrows bring one into sight, Enter goes into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QScrollBar, QWidget

from ui.look.icons import icon

_NEAR = 60
"""Pixels below the top within which a heading counts as the one that is read."""


class JumpList(QListWidget):
    """One line a heading, with a tick where something is written."""

    shown = Signal(int)
    """A heading is to be brought into sight."""
    entered = Signal(int)
    """Somebody wants to work under a heading."""

    def __init__(self, headings: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Headings of the minutes")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self._headings = list(headings)
        for words in headings:
            self.addItem(QListWidgetItem(words))
        self._most = 0
        self.fit(self._most)
        self.currentRowChanged.connect(self.shown)
        self.itemClicked.connect(lambda item: self.entered.emit(self.row(item)))

    def show_written(self, written: Sequence[bool]) -> None:
        """Tick the headings under which something is written."""
        for row, done in enumerate(written):
            item = self.item(row)
            item.setIcon(icon("check" if done else "circle", "accent" if done else "muted"))
            said = ", written" if done else ", empty"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, self._headings[row] + said)

    def begin(self) -> None:
        """Get the focus, on the heading where somebody was last."""
        if self.currentRow() < 0:
            self.setCurrentRow(0)
        self.setFocus()

    def follow(self, bar: QScrollBar, tops: Callable[[], Sequence[int]]) -> None:
        """Mark what is at the top while somebody scrolls; `tops` are where headings begin."""

        def mark(top: int) -> None:
            begins, row = tops(), self.currentRow()
            # What was chosen stays marked while it is in sight: the last ones never reach the top.
            if row >= 0 and top <= begins[row] < top + bar.pageStep():
                return
            above = [place for place, begin in enumerate(begins) if begin <= top + _NEAR]
            if above and above[-1] != row:
                with QSignalBlocker(self):
                    self.setCurrentRow(above[-1])

        bar.valueChanged.connect(mark)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit(self._most)

    def fit(self, most: int) -> None:
        """Be wide enough for most headings, but no wider than `most` pixels; the rest wrap."""
        self._most = most
        metrics = self.fontMetrics()
        side = round(metrics.height() * 0.8)
        self.setIconSize(QSize(side, side))
        letter = metrics.averageCharWidth()
        width = min(30 * letter, most or 30 * letter)
        for row, words in enumerate(self._headings):
            # What the style draws beside the words: the icon, their padding, the scroll bar.
            room = width - side - 4 * letter - 14
            flags = int(Qt.TextFlag.TextWordWrap)
            words_high = metrics.boundingRect(0, 0, room, 999, flags, words).height()
            self.item(row).setSizeHint(QSize(room, words_high + letter))
        self.setFixedWidth(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.entered.emit(self.currentRow())
            return
        super().keyPressEvent(event)
