"""Answers under a box that is typed into: what each is, what tells it apart, its keys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

ANSWER = Qt.ItemDataRole.UserRole
_SMALL = 0.86
_FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True)
class Answer:
    """One answer. Its value is returned when it is chosen."""

    title: str
    detail: str
    value: object
    kind: str = ""
    """What it is, said before it by a screen reader."""
    keys: str = ""
    """The shortcut that does the same, shown at the right."""

    @property
    def spoken(self) -> str:
        """The answer as a screen reader says it."""
        said = f"{self.kind}: {self.title}" if self.kind else self.title
        return ". ".join(each for each in (said, self.detail, self.keys) if each)


def answer_item(answer: Answer) -> QStandardItem:
    """Return the line of a model that shows an answer."""
    item = QStandardItem(answer.title)
    item.setData(answer, ANSWER)
    item.setData(answer.spoken, Qt.ItemDataRole.AccessibleTextRole)
    return item


class AnswerList(QListView):
    """A list of answers of which one is marked. Enter or a click chooses it."""

    chosen = Signal(object)
    """The value of the answer that somebody wants."""

    def __init__(self, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers = QStandardItemModel(self)
        self.setModel(self._answers)
        self.setItemDelegate(TwoLines(self))
        self.setAccessibleName(spoken)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(lambda _: self.choose())

    def show_answers(self, answers: Iterable[Answer]) -> None:
        """Show these, the first one marked."""
        self._answers.clear()
        for each in answers:
            self._answers.appendRow(answer_item(each))
        if self._answers.rowCount():
            self.setCurrentIndex(self._answers.index(0, 0))

    @property
    def answers(self) -> list[Answer]:
        """What is shown, from top to bottom."""
        return [self._answers.item(row).data(ANSWER) for row in range(self._answers.rowCount())]

    def step(self, by: int) -> None:
        """Mark the answer so many lines below; from the last one on to the first."""
        count = self._answers.rowCount()
        if count:
            row = (self.currentIndex().row() + by) % count
            self.setCurrentIndex(self._answers.index(row, 0))

    def choose(self) -> None:
        """Choose what is marked."""
        answer = self.currentIndex().data(ANSWER)
        if isinstance(answer, Answer):
            self.chosen.emit(answer.value)


class TwoLines(QStyledItemDelegate):
    """An answer: what it is, and beneath it in smaller letters what tells it from others."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        line = option.fontMetrics.height()
        lines = 2.9 if isinstance(index.data(ANSWER), Answer) else 2.0
        return QSize(option.rect.width(), round(line * lines))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        answer = index.data(ANSWER)
        if not isinstance(answer, Answer):
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        style = QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        line = option.fontMetrics.height()
        place = option.rect.adjusted(12, line // 3, -12, 0)
        if answer.keys:
            place = _draw_keys(painter, option, place, answer.keys)
        painter.setFont(option.font)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        top = place if answer.detail else place.adjusted(0, line // 2, 0, 0)
        painter.drawText(top, _FLAGS, _cut(painter, answer.title, place.width()))
        painter.setFont(_small(option.font))
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        under = place.adjusted(0, round(line * 1.15), 0, 0)
        painter.drawText(under, _FLAGS, _cut(painter, answer.detail, place.width()))
        painter.restore()


def _draw_keys(painter: QPainter, option: QStyleOptionViewItem, place: QRect, keys: str) -> QRect:
    """Write the keys at the right, and return the room that is left of them."""
    painter.setFont(_small(option.font))
    painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
    wide = painter.fontMetrics().horizontalAdvance(keys)
    line = option.fontMetrics.height()
    at = QRect(place.right() - wide, place.top() + line // 2, wide + 1, line)
    painter.drawText(at, _FLAGS, keys)
    return place.adjusted(0, 0, -(wide + line), 0)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(max(9, round(font.pixelSize() * _SMALL)))
    return small


def _cut(painter: QPainter, words: str, width: int) -> str:
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)
