"""The window over an open vault: navigation, search, menus, one page at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lado_desktop.casework.search import Found
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.problem import CaseworkError
from ui.alerts import NoticeBar
from ui.buttons import sign_button
from ui.changes import Changes
from ui.desk import Desk
from ui.labels import label
from ui.menus import ShortcutsDialog
from ui.navigation import BELONGS_TO, History, entry_of, page_class
from ui.page import Page, Printable
from ui.place import Place
from ui.preferences import Preferences
from ui.search_box import SearchBox
from ui.side import Side
from ui.theme import Theme
from ui.window_menus import add_menus
from ui.worker import Worker

PRACTICE_DATA = "Practice data: everybody here is invented"


class Window(QMainWindow):
    """One vault, one officer, one window. Its title carries references, never names."""

    def __init__(
        self,
        shift: Shift,
        worker: Worker,
        theme: Theme,
        preferences: Preferences,
        *,
        lock: Callable[[], None],
        manual: Path | None = None,
    ) -> None:
        """`lock` ends the process and starts another at its unlock page."""
        super().__init__()
        self.notices = NoticeBar()
        self.desk = Desk(shift, worker, Changes(self), self.notices, self._open_record)
        self.theme = theme
        self.preferences = preferences
        self.history = History()
        self._lock = lock
        self._manual = manual
        self._ended = False
        self._kept: dict[str, Page] = {}
        self.page: Page | None = None

        self.side = Side()
        self.side.chosen.connect(lambda noun: self.go(Place(noun)))
        self.search = SearchBox(shift)
        self.search.chosen.connect(self._open_found)
        self.pages = QStackedWidget()
        self._lay_out()
        self.record_menu, self.page_acts = add_menus(self)
        self._say_status()
        self.setWindowTitle("LADO Desktop")
        self.resize(1366, 740)
        if not preferences.geometry.isEmpty():
            self.restoreGeometry(preferences.geometry)
        self.go(Place("today"))

    def go(self, place: Place) -> None:
        """Open a place. A new record that was saved takes the place of its empty page."""
        before = self.history.place
        if before is not None and before.noun == place.noun and before.id is None and place.id:
            self.history.put(place)
        else:
            self.history.visit(place)
        self._show(place)

    def go_back(self) -> None:
        """Go to the place before this one."""
        if self.history.can_go_back and (place := self.history.back()):
            self._show(place)

    def go_on(self) -> None:
        """Go to the place that one came back from."""
        if self.history.can_go_on and (place := self.history.on()):
            self._show(place)

    def find_anything(self) -> None:
        """Put the cursor into the search box."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def print_page(self) -> None:
        """Preview what the page has to print, or say that it has nothing."""
        document = None if self.page is None else self.page.document()
        if document is None:
            self.notices.note("There is nothing to print on this page. Open a record or a report.")
            return
        self.preview(document)

    def preview(self, document: Printable) -> None:
        """Draw a document in the background and show it."""
        # The part of Qt that shows PDFs is not needed until somebody prints.
        from ui.print_preview import PrintPreview  # noqa: PLC0415

        def show(content: bytes) -> None:
            PrintPreview(content, document.file_name, self, issue=document.issue).open()

        def fail(error: Exception) -> None:
            self.notices.warn(str(error))

        self.desk.worker.run(self, document.draw, show, fail)

    def show_manual(self) -> None:
        """Open the manual, where it was installed."""
        if self._manual is not None and self._manual.is_file():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._manual)))
        else:
            self.notices.note("The manual was not installed with this copy of the program.")

    def show_shortcuts(self) -> None:
        """Show all shortcuts."""
        ShortcutsDialog(self).open()

    def lock(self) -> None:
        """Keep what is typed, then end this process and begin another at its unlock page."""
        self._end()
        self._lock()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._end()
        super().closeEvent(event)

    def _end(self) -> None:
        """Keep what is typed and how all was left, once: the vault may be closed after it."""
        if self._ended:
            return
        self._ended = True
        for page in {*self._kept.values(), *([self.page] if self.page else [])}:
            page.keep()
        self.preferences.geometry = self.saveGeometry()

    def _show(self, place: Place) -> None:
        left = self.page
        if left is not None:
            left.keep()
        try:
            page = self._kept.get(place.noun) or self._make(place)
        except CaseworkError as error:
            # What is searched for or kept as a draft may be gone since it was shown.
            self.notices.warn(str(error))
            return
        page.place = place
        self.page = page
        self.pages.setCurrentWidget(_scroller_of(page))
        if left is not None and left is not page and left.place.noun in BELONGS_TO:
            scroller = _scroller_of(left)
            self.pages.removeWidget(scroller)
            scroller.deleteLater()
        self.side.show_place(entry_of(place))
        self._say_title(page.called)
        self._show_acts(page)
        page.start()

    def _make(self, place: Place) -> Page:
        page = page_class(place.noun)(self.desk, place)
        page.going.connect(self.go)
        page.printing.connect(self.preview)
        page.titled.connect(lambda words: self._say_title(words) if page is self.page else None)
        page.recall(self.preferences)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # In this order, for what moves from parent to parent is styled anew.
        self.pages.addWidget(scroller)
        scroller.setWidget(page)
        if place.noun not in BELONGS_TO:
            self._kept[place.noun] = page
        return page

    def _show_acts(self, page: Page) -> None:
        self.record_menu.clear()
        acts = page.acts()
        self.record_menu.addActions(acts)
        self.record_menu.menuAction().setEnabled(bool(acts))
        back, on = self.page_acts
        for act, possible in ((back, self.history.can_go_back), (on, self.history.can_go_on)):
            act.setEnabled(possible)
        self._back.setEnabled(self.history.can_go_back)
        self._on.setEnabled(self.history.can_go_on)

    def _open_record(self, kind: str, id: UUID) -> None:
        self.go(Place(kind, id))

    def _open_found(self, found: Found) -> None:
        self.go(Place(found.kind, found.id))

    def _say_title(self, words: str) -> None:
        self.setWindowTitle(f"{words} – LADO Desktop" if words else "LADO Desktop")

    def _say_status(self) -> None:
        officer, practice = self.desk.shift.officer, self.desk.shift.practice
        who = f"{officer.name}, {self.desk.shift.label('officer_role', officer.role)}"
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(label(f"  {who}", size="small", tone="muted", wraps=False))
        self.statusBar().addPermanentWidget(
            label(f"{practice.authority}  ", size="small", tone="muted", wraps=False)
        )

    def _lay_out(self) -> None:
        middle = QWidget()
        rows = QVBoxLayout(middle)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        if self.desk.shift.practice_data:
            rows.addWidget(_band(PRACTICE_DATA))
        self._back = sign_button("arrow-left", "Back (Alt+Left)", self.go_back)
        self._on = sign_button("arrow-right", "Forward (Alt+Right)", self.go_on)
        bar = QFrame()
        bar.setProperty("surface", "bar")
        top = QHBoxLayout(bar)
        top.setContentsMargins(12, 8, 28, 8)
        top.setSpacing(4)
        top.addWidget(self._back)
        top.addWidget(self._on)
        top.addStretch(1)
        self.search.setMaximumWidth(640)
        top.addWidget(self.search, 1)
        rows.addWidget(bar)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.side)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.notices)
        right.addWidget(self.pages, 1)
        beside.addLayout(right, 1)
        rows.addLayout(beside, 1)
        self.setCentralWidget(middle)


def _scroller_of(page: Page) -> QScrollArea:
    """The scroll area that a page was put into."""
    viewport = page.parentWidget()
    scroller = None if viewport is None else viewport.parentWidget()
    if not isinstance(scroller, QScrollArea):
        raise TypeError(scroller)
    return scroller


def _band(words: str) -> QFrame:
    """The strip over everything that says that these people are invented."""
    band = QFrame()
    band.setProperty("surface", "band")
    row = QHBoxLayout(band)
    row.setContentsMargins(28, 6, 28, 6)
    said: QLabel = label(words, tone="warn", wraps=False)
    said.setProperty("weight", "strong")
    said.setAlignment(Qt.AlignmentFlag.AlignCenter)
    row.addWidget(said)
    return band
