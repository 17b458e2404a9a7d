"""A page with a panel: at its right where there is room, within its form where there is not."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

ROOMY = 118
"""In letters: the least page width at which the panel is at the right."""
_SHARES = (5, 3)


class Beside(QWidget):
    """Lays a widget and a panel side by side. Each scrolls by itself: the panel stays in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(16)
        self.scrolled = QScrollArea(self)
        self.scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self.scrolled.setWidgetResizable(True)
        self.scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.panel = QWidget(self.scrolled.viewport())
        self._column = QVBoxLayout(self.panel)
        self._column.setSpacing(20)
        self._lay_within: Callable[[QWidget], object] | None = None
        self._is_roomy = True

    def lay(self, main: QWidget, lay_within: Callable[[QWidget], object]) -> None:
        """Arrange the page; `lay_within` puts the panel into it where room is short."""
        self._lay_within = lay_within
        self._line.addWidget(main, _SHARES[0])
        self._line.addWidget(self.scrolled, _SHARES[1])
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        letters = event.size().width() / max(1, self.fontMetrics().averageCharWidth())
        if (letters >= ROOMY) is not self._is_roomy:
            self._is_roomy = letters >= ROOMY
            self._arrange()

    def _arrange(self) -> None:
        if self._is_roomy:
            self._column.setContentsMargins(0, 16, 28, 16)
            self.scrolled.setWidget(self.panel)
        elif self._lay_within is not None:
            self._column.setContentsMargins(0, 0, 0, 0)
            self.scrolled.takeWidget()
            self._lay_within(self.panel)
        self.scrolled.setVisible(self._is_roomy)
        self.panel.show()
