"""The head of a record's page: what it is, where it stands, and its acts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from ui.flow import Flow
from ui.icons import icon
from ui.labels import label, title
from ui.page import act_button
from ui.status import Status, StatusTag


class RecordHead(QWidget):
    """A title with at most three buttons, and under it the state and a line about the record."""

    def __init__(
        self, save: QAction, more: Sequence[QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title = title("")
        self.save = act_button(save)
        self.more = QPushButton("More")
        self.more.setIcon(icon("ellipsis"))
        self.more.setAccessibleName("More acts")
        menu = QMenu(self.more)
        menu.addActions(list(more))
        self.more.setMenu(menu)
        if not more:
            self.more.hide()
        self._next: dict[QAction, QPushButton] = {}
        self._top = QHBoxLayout()
        self._top.setSpacing(8)
        self._top.addWidget(self.title, 1)
        for each in (self.save, self.more):
            self._top.addWidget(each)
        self.status = StatusTag()
        self.status.hide()
        self._about: list[QLabel] = []
        self._under = QWidget()
        self._line = Flow(16, self._under)
        self._line.addWidget(self.status)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 28, 0)
        column.setSpacing(4)
        column.addLayout(self._top)
        column.addWidget(self._under)
        # What wraps would ask for the height that it has when it is as narrow as can be.
        self.title.setMinimumHeight(1)
        self._under.setMinimumHeight(1)

    @property
    def about(self) -> str:
        """What is said about the record."""
        return "  ".join(each.text() for each in self._about if not each.isHidden())

    def show_record(self, words: str, status: Status | None, about: Sequence[str]) -> None:
        """Show what the record is, where it stands, and a few short facts about it."""
        self.title.setText(words)
        self.status.setVisible(status is not None)
        if status is not None:
            self.status.show_status(status)
        said = [fact for fact in about if fact]
        while len(self._about) < len(said):
            self._about.append(label("", tone="muted", wraps=False))
            self._line.addWidget(self._about[-1])
        for place, each in enumerate(self._about):
            each.setText(said[place] if place < len(said) else "")
            each.setVisible(place < len(said))
        self._under.setVisible(bool(said) or status is not None)

    def offer(self, act: QAction | None) -> None:
        """Show one act as the page's primary one, or none."""
        for each, made in self._next.items():
            made.setVisible(each is act)
        if act is not None and act not in self._next:
            self._next[act] = act_button(act, "primary")
            self._top.addWidget(self._next[act])
            self._next[act].show()
