"""The head of a record's page: what it is, its state, and its acts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from ui.look.flow import Flow
from ui.look.icons import icon
from ui.look.labels import label, title
from ui.look.status import Status, StatusTag
from ui.page import act_button

ROOMY = 90
"""In letters: the least width at which the acts are beside the title, and the facts under it."""


class RecordHead(QWidget):
    """A title with at most three buttons, and under it the state and a few short facts.

    Where there is little room for the size of the text, the title has a line to itself, the state
    is beside the acts, and the facts under them.
    """

    def __init__(
        self, save: QAction, more: Sequence[QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title = title("", self)
        self._acts = QWidget(self)
        self.save = act_button(save, parent=self._acts)
        self.more = QPushButton("M&ore", self._acts)
        self.more.setIcon(icon("ellipsis"))
        self.more.setAccessibleName("More acts")
        menu = QMenu(self.more)
        menu.addActions(list(more))
        self.more.setMenu(menu)
        if not more:
            self.more.hide()
        self._next: dict[QAction, QPushButton] = {}
        self._row = QHBoxLayout(self._acts)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        for each in (self.save, self.more):
            self._row.addWidget(each)
        self._under = QWidget(self)
        self.status = StatusTag(parent=self._under)
        self.status.hide()
        self._facts: list[QLabel] = []
        self._said: list[str] = []
        self._beside = QHBoxLayout(self._under)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(16)
        self._line = Flow(16)
        self._beside.addLayout(self._line, 1)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 28, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        # What wraps would ask for the height that it has when it is as narrow as can be.
        self.title.setMinimumHeight(1)
        self._under.setMinimumHeight(1)
        self.limits = label("", tone="muted", parent=self)
        self.limits.hide()
        self._grid.addWidget(self.limits, 3, 0, 1, 2)
        self._is_roomy = True
        self._arrange()

    def say_limits(self, sentence: str) -> None:
        """Show what the officer's role does not allow on this page. "" hides the line."""
        self.limits.setText(sentence)
        self.limits.setVisible(bool(sentence))

    @property
    def about(self) -> str:
        """The facts shown about the record."""
        return "  ".join(self._said)

    def show_record(self, words: str, status: Status | None, about: Sequence[str]) -> None:
        """Show what the record is, its state, and a few short facts about it."""
        self.title.setText(words)
        self.status.setVisible(status is not None)
        if status is not None:
            self.status.show_status(status)
        self._said = [fact for fact in about if fact]
        while len(self._facts) < len(self._said):
            self._facts.append(label("", tone="muted", wraps=False, parent=self._under))
            self._line.addWidget(self._facts[-1])
        for each, fact in zip(self._facts, self._said, strict=False):
            each.setText(fact)
        self._show_facts()

    def offer(self, act: QAction | None) -> None:
        """Show one act as the page's primary one, or none."""
        for each, made in self._next.items():
            made.setVisible(each is act)
        if act is not None and act not in self._next:
            self._next[act] = act_button(act, "primary", self._acts)
            self._row.addWidget(self._next[act])
            self._next[act].show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        letters = event.size().width() / max(1, self.fontMetrics().averageCharWidth())
        if (letters >= ROOMY) != self._is_roomy:
            self._is_roomy = letters >= ROOMY
            self._arrange()

    def _arrange(self) -> None:
        for each in (self.title, self._acts, self.status, self._under):
            self._grid.removeWidget(each)
        middle = Qt.AlignmentFlag.AlignVCenter
        if self._is_roomy:
            self._grid.addWidget(self.title, 0, 0)
            self._grid.addWidget(self._acts, 0, 1, middle)
            self._beside.insertWidget(0, self.status, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self._under, 1, 0, 1, 2)
        else:
            self._grid.addWidget(self.title, 0, 0, 1, 2)
            self._beside.removeWidget(self.status)
            self._grid.addWidget(self.status, 1, 0, middle)
            self._grid.addWidget(self._acts, 1, 1, middle)
            self._grid.addWidget(self._under, 2, 0, 1, 2)

    def _show_facts(self) -> None:
        for place, each in enumerate(self._facts):
            each.setVisible(place < len(self._said))
        is_there = self._is_roomy and not self.status.isHidden()
        self._under.setVisible(bool(self._said) or is_there)
