"""A cell that says where something stands: its shape, then its word."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from lado_desktop.casework.listing import Column
from lado_desktop.casework.shift import Shift
from ui.icons import TONES, draw
from ui.status import Status

STATUS = int(Qt.ItemDataRole.UserRole) + 1
"""The role under which a model gives the Status of a cell."""

_SHAPES = {
    "undecided": ("circle-alert", "accent"),
    "below": ("circle", "muted"),
    "under_way": ("circle-dot", "accent"),
    "concluded": ("circle-check", "muted"),
    "closed": ("archive", "muted"),
    "in_error": ("x", "danger"),
    "planned": ("calendar", "accent"),
    "passed": ("circle-alert", "accent"),
    "draft": ("pencil", "accent"),
    "approved": ("circle-check", "muted"),
    "open": ("circle", "accent"),
    "in_progress": ("circle-dot", "accent"),
    "carried": ("chevron-right", "accent"),
    "done": ("circle-check", "muted"),
    "cancelled": ("x", "muted"),
    "counts": ("circle-check", "muted"),
}
"""The shape and its tone for each code of a state; the word beside it is the list's own."""


def statuses_of(shift: Shift, column: Column) -> dict[str, Status]:
    """Return the status for each word that a column of states may print; none for another."""
    if column.words:
        codes = dict(column.words)
    elif column.code_list == "action_status":
        codes = shift.practice.codes(column.code_list)
    else:
        return {}
    return {word: Status(word, *_SHAPES[code]) for code, word in codes.items() if code in _SHAPES}


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
        status = index.data(STATUS)
        if not isinstance(status, Status):
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
        role = TONES.get(status.tone, TONES["text"])
        draw(painter, QRect(left, top, side, side), status.shape, option.palette.color(role))
        place = option.rect.adjusted(edge + side + space, 0, -4, 0)
        painter.setPen(option.palette.color(option.palette.ColorRole.Text))
        shown = option.fontMetrics.elidedText(word, Qt.TextElideMode.ElideRight, place.width())
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(place, flags, shown)
