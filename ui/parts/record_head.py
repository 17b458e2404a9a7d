"""The head of a record's page: what it is, where it stands, and its acts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

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
        self.more.setVisible(bool(more))
        self._next: dict[QAction, QPushButton] = {}
        self._top = QHBoxLayout()
        self._top.setSpacing(8)
        self._top.addWidget(self.title, 1)
        for each in (self.save, self.more):
            self._top.addWidget(each)
        self.status = StatusTag()
        self.status.hide()
        self.about = label("", tone="muted")
        under = QHBoxLayout()
        under.setSpacing(16)
        under.addWidget(self.status, 0, Qt.AlignmentFlag.AlignTop)
        under.addWidget(self.about, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 28, 0)
        column.setSpacing(4)
        column.addLayout(self._top)
        column.addLayout(under)

    def show_record(self, words: str, status: Status | None, about: str) -> None:
        """Show what the record is, where it stands, and a line about it."""
        self.title.setText(words)
        self.status.setVisible(status is not None)
        if status is not None:
            self.status.show_status(status)
        self.about.setText(about)
        self.about.setVisible(bool(about))

    def offer(self, act: QAction | None) -> None:
        """Show one act as the page's primary one, or none."""
        for each, made in self._next.items():
            made.setVisible(each is act)
        if act is not None and act not in self._next:
            self._next[act] = act_button(act, "primary")
            self._top.addWidget(self._next[act])
