"""A tile: a number, what it counts, and the list behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.look.labels import label
from ui.route import Place


class Tile(QPushButton):
    """A button that shows a number and its words, and leads to the list that it counts."""

    chosen = Signal(object)
    """The Place of the list."""

    def __init__(self, one: str, many: str, place: Place, parent: QWidget | None = None) -> None:
        """`one` and `many` are what it counts: "action overdue", "actions overdue"."""
        super().__init__(parent)
        self._one, self._many = one, many
        self.count = 0
        self.beside: Sequence[Tile] = (self,)
        """The tiles of its row: each is as wide as the widest."""
        self.setProperty("role", "tile")
        self._number = label("", size="title", wraps=False)
        self._said = label(many, tone="muted", wraps=False)
        for each in (self._number, self._said):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 32, 12)
        column.setSpacing(0)
        column.addWidget(self._number)
        column.addWidget(self._said)
        self.clicked.connect(lambda: self.chosen.emit(place))
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Show another number."""
        self.count = count
        words = self._one if count == 1 else self._many
        self._number.setText(f"{count:,}")
        self._said.setText(words)
        self.setAccessibleName(f"{count:,} {words}")

    def sizeHint(self) -> QSize:
        """Ask for the room of the labels of its row: a button knows only its own words."""
        wanted = QSize(18 * self.fontMetrics().averageCharWidth(), 0)
        for each in self.beside:
            layout = each.layout()
            wanted = wanted.expandedTo(each.size() if layout is None else layout.sizeHint())
        return wanted

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
