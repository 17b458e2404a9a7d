"""A tile: a number, what it counts, and the list behind it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.labels import label
from ui.place import Place


class Tile(QPushButton):
    """A button that shows a number and its words, and leads to the list that it counts."""

    chosen = Signal(object)
    """The Place of the list."""

    def __init__(self, words: str, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.count = 0
        self.setProperty("role", "tile")
        self._number = label("", size="title", wraps=False)
        said = label(words, tone="muted", wraps=False)
        for each in (self._number, said):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 32, 12)
        column.setSpacing(0)
        column.addWidget(self._number)
        column.addWidget(said)
        self.clicked.connect(lambda: self.chosen.emit(place))
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Show another number."""
        self.count = count
        self._number.setText(f"{count:,}")
        self.setAccessibleName(f"{count} {self._words}")

    def sizeHint(self) -> QSize:
        """Ask for the room of its labels: a button knows only its own words."""
        layout = self.layout()
        wanted = super().sizeHint() if layout is None else layout.sizeHint()
        return wanted.expandedTo(QSize(18 * self.fontMetrics().averageCharWidth(), 0))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
