"""The search over everything: a box at the top right, its answers beneath it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from lado_desktop.casework.search.search import Found, search
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.records import PAGES, title_of
from ui.search.answers import ANSWER, Answer, TwoLines, answer_item

LIMIT = 20
REST_MS = 150
KINDS = {kind: title_of(kind) for kind in PAGES}
"""What an answer is, by its record's kind."""


class SearchBox(QLineEdit):
    """Searches people, settings, references and texts as one types. Enter opens what is marked."""

    chosen = Signal(object)
    """A Found that somebody wants opened."""
    looked = Signal(str, int, str)
    """It was searched: the words, how much they found, and where they were typed."""

    def __init__(self, shift: Shift, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shift = shift
        self._answers = QStandardItemModel(self)
        self._popup = QListView()
        completer = QCompleter(self._answers, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(8)
        # Down on the last answer stays there: beyond it nothing would be marked for Enter.
        completer.setWrapAround(False)
        completer.setPopup(self._popup)
        # After that: a completer replaces its popup's delegate.
        self._popup.setItemDelegate(TwoLines(self._popup))
        completer.setWidget(self)
        completer.activated.connect(self._activated)
        self._completer = completer
        self.setPlaceholderText("Search everything (Ctrl+F)")
        self.setAccessibleName("Search everything")
        self.setClearButtonEnabled(True)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.look)
        self.textEdited.connect(self._edited)

    @property
    def found(self) -> list[Found]:
        """What the words in the box found."""
        return [
            answer.value
            for row in range(self._answers.rowCount())
            if isinstance(answer := self._answers.item(row).data(ANSWER), Answer)
            and isinstance(answer.value, Found)
        ]

    @property
    def answers(self) -> QListView:
        """The list of answers."""
        return self._popup

    def take_shift(self, shift: Shift) -> None:
        """Search for this shift from now on."""
        self._shift = shift

    def look(self) -> None:
        """Search now, and show the answers."""
        self._rest.stop()
        words = self.text().strip()
        self._answers.clear()
        if not words:
            self._popup.hide()
            return
        answers = search(self._shift, words, LIMIT)
        self.looked.emit(words, len(answers), "search")
        for found in answers:
            kind = self._shift.worded(KINDS.get(found.kind, found.kind))
            self._answers.appendRow(answer_item(Answer(found.title, found.detail, found, kind)))
        if not self._answers.rowCount():
            nothing = QStandardItem("Nothing found. Try fewer words, or the beginning of a name.")
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self._answers.appendRow(nothing)
        wide = min(self.window().width() - 40, 60 * self.fontMetrics().averageCharWidth())
        wide = max(self.width(), wide)
        at = QRect(self.width() - wide, 0, wide, self.height())
        self._completer.complete(at)
        if self.found:
            self._popup.setCurrentIndex(self._popup.model().index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self._popup.hide()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._popup.isVisible() and not self._rest.isActive() and self.found:
                # Left to the completer, which opens what is marked.
                event.ignore()
            else:
                self.look()
            return
        super().keyPressEvent(event)

    def _edited(self) -> None:
        self._rest.start()

    def _activated(self) -> None:
        answer = self._popup.currentIndex().data(ANSWER)
        # The completer writes the words of its choice into the box after this.
        QTimer.singleShot(0, self, self.clear)
        if isinstance(answer, Answer):
            self.chosen.emit(answer.value)
