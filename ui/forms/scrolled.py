"""A page that scrolls up and down, never sideways."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

_LEAST = 4
"""Pixels of the margin that a scroll bar leaves."""


def scroll_area_of(widget: QWidget) -> QScrollArea | None:
    """Return the area in which a widget scrolls, if it does."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


def keep_edge(area: QScrollArea, layout: QLayout) -> None:
    """Put the scroll bar into the right margin of what is scrolled: nothing moves for it."""
    whole = layout.contentsMargins().right()
    bar = area.verticalScrollBar()

    def fit(first: int, last: int) -> None:
        taken = bar.sizeHint().width() if last > first else 0
        margins = layout.contentsMargins()
        margins.setRight(max(_LEAST, whole - taken))
        layout.setContentsMargins(margins)

    bar.rangeChanged.connect(fit)
    fit(bar.minimum(), bar.maximum())


class Scrolled(QScrollArea):
    """One widget, as wide as there is room, scrolled when it is higher.

    What is made within `ground` is styled once; a content made elsewhere is styled again.
    """

    def __init__(
        self, content: QWidget | None = None, margin: int = 24, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Fields get the focus, not their background.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.ground = QWidget(self.viewport())
        self._column = QVBoxLayout(self.ground)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self.setWidget(self.ground)
        if content is not None:
            self.lay(content)

    def lay(self, content: QWidget) -> None:
        """Put in the widget that is scrolled."""
        self._column.addWidget(content)
