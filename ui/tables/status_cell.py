"""A cell that shows a state: its shape, then its word."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from lado_desktop.casework.lists.listing import Column
from lado_desktop.casework.shift import Shift
from ui.look.icons import TONES, draw
from ui.look.status import LOOKS, Status, status

STATUS = int(Qt.ItemDataRole.UserRole) + 1
"""The role under which a model gives the Status of a cell."""


def statuses_of(shift: Shift, column: Column) -> dict[str, Status]:
    """Return the status for each word that a column of states may print; none for another."""
    codes = dict(column.words)
    if column.code_list == "action_status":
        codes |= shift.practice.codes(column.code_list)
    return {word: status(code, word) for code, word in codes.items() if code in LOOKS}


class StatusCell(QStyledItemDelegate):
    """Draws the shape of a status before its word; any other cell as usual."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        # The row is marked as a whole; a frame about one of its cells would say something else.
        option.state &= ~QStyle.StateFlag.State_HasFocus

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        shown = index.data(STATUS)
        if not isinstance(shown, Status):
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        word, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        side = round(option.fontMetrics.height() * 0.85)
        space = side // 2
        edge = option.fontMetrics.averageCharWidth()
        left = option.rect.left() + edge
        top = option.rect.center().y() - side // 2
        role = TONES.get(shown.tone, TONES["text"])
        draw(painter, QRect(left, top, side, side), shown.shape, option.palette.color(role))
        place = option.rect.adjusted(edge + side + space, 0, -4, -1)
        painter.setPen(option.palette.color(option.palette.ColorRole.Text))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if option.features & QStyleOptionViewItem.ViewItemFeature.WrapText:
            flags |= int(Qt.TextFlag.TextWordWrap)
        else:
            cut = Qt.TextElideMode.ElideRight
            word = option.fontMetrics.elidedText(word, cut, place.width())
        painter.drawText(place, flags, word)


def room_for_shape(metrics: QFontMetrics) -> int:
    """Return the width of the shape beside a status's word."""
    return round(metrics.height() * 0.85 * 1.5) + metrics.averageCharWidth()
