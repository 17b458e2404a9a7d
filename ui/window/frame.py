"""The frame of the page: the bar with the search, the navigation, notices, the manual."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStatusBar,
    QVBoxLayout,
    QWidget,
)

from lado_desktop.casework.shift import Shift
from ui.look.buttons import sign_button
from ui.look.labels import label
from ui.route import Place
from ui.search.box import SearchBox
from ui.window.navigation import entry_of
from ui.window.page_stack import PageStack
from ui.window.side import Side

PRACTICE_DATA = "Practice data: everybody here is invented"
_IN_SHORT = "Practice data"
_MANUAL_SHARE = 0.42
_FOR_TWO = 110
"""So many letters across are needed to read two things side by side."""
_SHOWN_OR_NOT = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)


class Frame(QWidget):
    """The middle of the window, round its pages."""

    def __init__(self, pages: PageStack) -> None:
        super().__init__()
        shift, self._notices = pages.desk.shift, pages.desk.notices
        self._pages = pages
        self.side = Side()
        self.side.chosen.connect(lambda noun: pages.go(Place(noun)))
        self.search = SearchBox(shift)
        self.search.chosen.connect(pages.go_to_found)
        self.search.looked.connect(pages.desk.journal.searched)
        self.back = sign_button("arrow-left", "Back (Alt+Left)", pages.go_back)
        self.on = sign_button("arrow-right", "Forward (Alt+Right)", pages.go_on)
        pages.turned.connect(self._show_page)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self._band: Band | None = None
        if shift.practice_data:
            self._band = Band()
            rows.addWidget(self._band)
        rows.addWidget(self._bar())
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.side)
        self._page = page = QWidget()
        self._panel: QWidget | None = None
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(pages, 1)
        # Under the page: what is being read or pressed does not move when a message comes.
        column.addWidget(self._notices)
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(page)
        beside.addWidget(self._halves, 1)
        rows.addLayout(beside, 1)
        self._say_words(shift)

    def take_shift(self, shift: Shift) -> None:
        """Search for this shift and speak its service's words from now on."""
        self.search.take_shift(shift)
        self._say_words(shift)

    def _show_page(self) -> None:
        history = self._pages.history
        self.back.setEnabled(history.can_go_back())
        self.on.setEnabled(history.can_go_on())
        if self._pages.page is not None:
            self.side.show_place(entry_of(self._pages.page.place))

    def _say_words(self, shift: Shift) -> None:
        self._notices.worded = shift.worded
        self.side.show_words(shift.worded)

    def lay_in_band(self, beside: QWidget) -> None:
        """Put a widget beside the words that say that these people are invented."""
        if self._band is not None:
            self._band.lay_beside(beside)

    def lay_beside(self, panel: QWidget) -> None:
        """Put a panel at the right of the page; the edge between them can be moved.

        Where there is no room for two, it replaces the page while it is shown.
        """
        self._panel = panel
        panel.installEventFilter(self)
        wide = self._halves.width()
        self._halves.addWidget(panel)
        self._halves.setStretchFactor(0, 1)
        self._halves.setStretchFactor(1, 0)
        beside = round(_MANUAL_SHARE * wide)
        self._halves.setSizes([wide - beside, beside])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._panel and event.type() in _SHOWN_OR_NOT:
            self._share()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Show page and panel side by side, or the panel alone where they would be too narrow."""
        if self._panel is not None:
            letters = self._halves.width() / max(1, self.fontMetrics().averageCharWidth())
            self._page.setVisible(letters >= _FOR_TWO or self._panel.isHidden())

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("surface", "bar")
        top = QHBoxLayout(bar)
        top.setContentsMargins(12, 8, 28, 8)
        top.setSpacing(4)
        top.addWidget(self.back)
        top.addWidget(self.on)
        top.addStretch(1)
        self.search.setMaximumWidth(640)
        top.addWidget(self.search, 1)
        return bar


def say_status(bar: QStatusBar, shift: Shift) -> None:
    """Say at the foot of the window who works, and for which service."""
    who = f"{shift.officer.name}, {shift.label('officer_role', shift.officer.role)}"
    bar.setSizeGripEnabled(False)
    bar.addWidget(label(f"  {who}", size="small", tone="muted", wraps=False))
    bar.addPermanentWidget(
        label(f"{shift.practice.authority}  ", size="small", tone="muted", wraps=False)
    )


class Band(QFrame):
    """The strip over everything that says that these people are invented."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "band")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(28, 6, 16, 6)
        self._row.setSpacing(24)
        self.said: QLabel = label(PRACTICE_DATA, tone="warn", wraps=False)
        self.said.setProperty("weight", "strong")
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._row.addWidget(self.said)
        self._beside: QWidget | None = None

    def lay_beside(self, beside: QWidget) -> None:
        """Put a widget beside the words, which are fewer where there is little room for both."""
        self._beside = beside
        self._row.addWidget(beside)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            letters = self.width() / max(1, self.fontMetrics().averageCharWidth())
            is_shared = self._beside is not None and not self._beside.isHidden()
            words = _IN_SHORT if is_shared and letters < _FOR_TWO else PRACTICE_DATA
            if words != self.said.text():
                self.said.setText(words)
        return super().event(event)
