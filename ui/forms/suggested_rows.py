"""The lines of what is suggested for a name that is typed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFontInfo, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

DETAIL = int(Qt.ItemDataRole.UserRole) + 1
"""The role of a line's recognising facts."""


class SuggestedRows(QStyledItemDelegate):
    """A name, and under it in small muted letters what it is recognised by."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        lines = 2 if index.data(DETAIL) else 1
        metrics = option.fontMetrics
        return QSize(200, lines * metrics.lineSpacing() + 14)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        marked = bool(option.state & QStyle.StateFlag.State_Selected)
        palette: QPalette = option.palette
        rect = option.rect
        painter.save()
        role = QPalette.ColorRole
        if marked:
            painter.fillRect(rect, palette.color(role.Highlight))
        words = rect.adjusted(12, 6, -12, -6)
        top, bottom = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
        painter.setPen(palette.color(role.HighlightedText if marked else role.Text))
        metrics = painter.fontMetrics()
        label = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, top if index.data(DETAIL) else Qt.AlignmentFlag.AlignVCenter, label)
        if index.data(DETAIL):
            font = painter.font()
            font.setPixelSize(round(QFontInfo(font).pixelSize() * 12 / 14))
            painter.setFont(font)
            if not marked:
                painter.setPen(palette.color(role.PlaceholderText))
            detail = painter.fontMetrics().elidedText(
                str(index.data(DETAIL)), Qt.TextElideMode.ElideRight, words.width()
            )
            painter.drawText(words, bottom, detail)
        painter.restore()
