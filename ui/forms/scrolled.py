"""A page that scrolls up and down, never sideways."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


def scroll_area_of(widget: QWidget) -> QScrollArea | None:
    """Return the area in which a widget scrolls, if it does."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


class Scrolled(QScrollArea):
    """One widget, as wide as there is room, scrolled when it is higher."""

    def __init__(self, content: QWidget, margin: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Fields take the focus, not the ground that they lie on.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(margin, margin, margin, margin)
        column.addWidget(content)
        self.setWidget(ground)
