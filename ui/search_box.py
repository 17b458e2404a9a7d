"""The search over everything: a box at the top right, its answers beneath it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from lado_desktop.casework.search import Found, search
from lado_desktop.casework.shift import Shift

LIMIT = 20
REST_MS = 150
_FOUND = Qt.ItemDataRole.UserRole
_KINDS = {
    "contact": "Contact",
    "meeting": "Meeting",
    "adult": "Person",
    "professional": "Professional",
    "organisation": "Setting",
}


class SearchBox(QLineEdit):
    """Searches people, settings, references and texts as one types. Enter opens what is marked."""

    chosen = Signal(object)
    """A Found that somebody wants opened."""

    def __init__(self, shift: Shift, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shift = shift
        self._answers = QStandardItemModel(self)
        self._popup = QListView()
        completer = QCompleter(self._answers, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(8)
        completer.setPopup(self._popup)
        # After that: a completer gives its popup a delegate of its own.
        self._popup.setItemDelegate(_TwoLines(self._popup))
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
            self._answers.item(row).data(_FOUND)
            for row in range(self._answers.rowCount())
            if self._answers.item(row).data(_FOUND) is not None
        ]

    @property
    def answers(self) -> QListView:
        """The list of answers."""
        return self._popup

    def look(self) -> None:
        """Search now, and show the answers."""
        self._rest.stop()
        words = self.text().strip()
        self._answers.clear()
        if not words:
            self._popup.hide()
            return
        for found in search(self._shift, words, LIMIT):
            kind = _KINDS.get(found.kind, found.kind)
            item = QStandardItem(found.title)
            item.setData(found, _FOUND)
            item.setData(
                f"{kind}: {found.title}. {found.detail}", Qt.ItemDataRole.AccessibleTextRole
            )
            self._answers.appendRow(item)
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
        found = self._popup.currentIndex().data(_FOUND)
        # The completer writes the words of its choice into the box after this.
        QTimer.singleShot(0, self, self.clear)
        if isinstance(found, Found):
            self.chosen.emit(found)


class _TwoLines(QStyledItemDelegate):
    """An answer: what it is, and beneath it in smaller letters what tells it from others."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        line = option.fontMetrics.height()
        lines = 2.9 if isinstance(index.data(_FOUND), Found) else 2.0
        return QSize(option.rect.width(), round(line * lines))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        found = index.data(_FOUND)
        if not isinstance(found, Found):
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        style = QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        line = option.fontMetrics.height()
        place = option.rect.adjusted(12, line // 3, -12, 0)
        painter.setPen(option.palette.color(option.palette.ColorRole.Text))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        width = place.width()
        title = option.fontMetrics.elidedText(found.title, Qt.TextElideMode.ElideRight, width)
        painter.drawText(place, flags, title)
        small = QFont(option.font)
        small.setPixelSize(max(9, round(option.font.pixelSize() * 0.86)))
        painter.setFont(small)
        painter.setPen(option.palette.color(option.palette.ColorRole.PlaceholderText))
        said = painter.fontMetrics().elidedText(found.detail, Qt.TextElideMode.ElideRight, width)
        painter.drawText(place.adjusted(0, round(line * 1.15), 0, 0), flags, said)
        painter.restore()
