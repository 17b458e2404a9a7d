"""Recorded in error and removed: who did it, when and why; brought back where that can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from lado_desktop.casework.lists.preview import Passage, Preview
from lado_desktop.casework.undoing import binned
from lado_desktop.casework.undoing.in_error import Binned
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.time.typed_day import day_words
from ui.desk import Desk
from ui.lists.preview_pane import PreviewPane
from ui.look.labels import label
from ui.page import Page
from ui.parts.beside import ROOMY
from ui.route import Place
from ui.tables.binned_rows import BinnedRows, BinnedView
from ui.window.menus import act

_TITLE = "Recorded in error and removed"
_MOST = 200
_EMPTY = (
    "Nothing yet. What is removed or recorded in error is found here, and is brought back from "
    "here. Nothing is deleted."
)


class BinnedPage(Page):
    """What is in the bin, the latest first. Its act: bring back what is selected."""

    manual = "undoing#recorded-in-error-and-removed"

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, place, parent)
        self.bring_back = act(self, "&Bring back", self._bring_back, sign="undo-2")
        self._open = act(self, "&Open its record", self._open_marked)
        self.headed(_TITLE, self.bring_back, self._open)
        self.count = label("", tone="muted")
        self.rows = BinnedRows(self)
        self.view = BinnedView(self.rows)
        self.held = PreviewPane(desk)
        self.held.setAccessibleName("What is marked, as it was")
        self.held.setMinimumHeight(7 * self.fontMetrics().height())
        self.body.addWidget(self.count)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(12)
        self._both.addWidget(self.view, 5)
        self._both.addWidget(self.held, 2)
        self.body.addLayout(self._both, 1)
        self.view.marked.connect(self._show)
        self.view.opened.connect(self._open_record)
        desk.changes.saved.connect(self._look_anew)
        self.say_title(_TITLE)
        self._show(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = event.size().width() >= ROOMY * self.fontMetrics().averageCharWidth()
        way = QBoxLayout.Direction
        self._both.setDirection(way.LeftToRight if roomy else way.TopToBottom)

    def start(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.look()

    def acts(self) -> list[QAction]:
        return [self.bring_back, self._open]

    def look(self) -> None:
        """Read the bin in the background, and show it."""
        shift = self.desk.shift
        self.desk.worker.run(self, lambda: binned.bin_contents(shift, _MOST), self._fill)

    def _look_anew(self) -> None:
        """Something was saved, removed or undone: read again while the page is in front."""
        if self.is_open and self.isVisible():
            self.look()

    def _fill(self, lying: list[Binned]) -> None:
        marked = self.view.current
        self.rows.show_lying(lying)
        number = len(lying)
        said = "1 record" if number == 1 else f"{number} records, the latest first"
        if number == _MOST:
            said = f"The latest {_MOST} records; those before are in the audit"
        self.count.setText(said if number else _EMPTY)
        if lying:
            keys = [each.id for each in lying]
            at = keys.index(marked.id) if marked and marked.id in keys else 0
            self.view.setCurrentIndex(self.rows.index(at, 0))
        self._show(self.view.current)

    def _show(self, marked: Binned | None) -> None:
        self.bring_back.setEnabled(marked is not None and not marked.why_not)
        self._open.setEnabled(marked is not None and marked.opens is not None)
        self.held.show_preview(None if marked is None else _told(marked))

    def _bring_back(self) -> None:
        marked = self.view.current
        if marked is None:
            return
        try:
            said = binned.restore(self.desk.shift, marked.kind, marked.id)
        except CaseworkError as error:
            self.desk.notices.warn(str(error))
            return
        self.desk.changes.saved.emit(marked.kind, marked.id)
        self.desk.notices.say(f"{said}.")

    def _open_marked(self) -> None:
        if self.view.current is not None:
            self._open_record(self.view.current)

    def _open_record(self, marked: Binned) -> None:
        if marked.opens is not None:
            self.going.emit(Place(*marked.opens))


def _told(marked: Binned) -> Preview:
    """The whole of what is selected: why it is here, why it stays, its values."""
    when = f"{day_words(marked.at.date())} at {marked.at:%H:%M}"
    reasons = (("Why", marked.why), ("Why it cannot be brought back", marked.why_not))
    return Preview(
        title=marked.what,
        under=f"{marked.act} · {marked.officer} · {when}",
        facts=marked.held,
        passages=tuple(Passage(heading, (words,)) for heading, words in reasons if words),
    )
