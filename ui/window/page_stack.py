"""The pages of the window, one at a time in front, and the way from one to the next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from lado_desktop.casework.saving import get
from lado_desktop.casework.search.search import Found
from lado_desktop.domain.problem import CaseworkError, NotFound
from lado_desktop.domain.records import RECORDS
from ui.desk import Desk
from ui.forms.scrolled import keep_edge
from ui.page import Page
from ui.privacy.spot import go_to_spot, spot_of
from ui.route import Place
from ui.window.navigation import BELONGS_TO, History, entry_of, page_class


class PageStack(QStackedWidget):
    """Makes the page of a place and brings it to the front, scrolled where it is too high.

    The page of a record goes when it is left; every other one is kept.
    """

    made = Signal(object)
    """A Page that was made, and is not in front yet."""
    turned = Signal()
    """Another page is in front, or there is another way back or on."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.history = History()
        self.page: Page | None = None
        self._kept: dict[str, Page] = {}
        self._spots: dict[Place, str] = {}

    def go(self, place: Place) -> None:
        """Open a route. A new record that was saved replaces its empty page."""
        before, page = self.history.place, self.page
        is_saved = before is not None and before.noun == place.noun and before.id is None
        is_begun = page is not None and page.another is not None  # there Back is to lead
        visit = self.history.put if place.id and is_saved and not is_begun else self.history.visit
        self._show(place, lambda: visit(place))

    def go_to_found(self, found: Found) -> None:
        """Open the record that a search found."""
        self.go(Place(found.kind, found.id))

    def go_back(self) -> None:
        """Go to the place before this one."""
        self._step(-1)

    def go_on(self) -> None:
        """Go to the place that one came back from."""
        self._step(1)

    def keep(self) -> None:
        """Save what is typed on any page as a draft."""
        for page in {*self._kept.values(), *([self.page] if self.page else [])}:
            page.keep()

    def take_desk(self, desk: Desk) -> None:
        """Make each page again at this desk, except that in front where it is of no record."""
        self.desk = desk
        for noun, page in list(self._kept.items()):
            if page is self.page:
                page.desk = desk
            else:
                del self._kept[noun]
                page.keep()
                self._remove(page)
        if self.page is not None and self.page.place.noun in BELONGS_TO:
            self._show(self.page.place, lambda: None)

    def leave_gone(self) -> None:
        """Go to the list of a record that is gone."""
        for own in self.page.records()[:1] if self.page else ():
            try:
                get(self.desk.shift, RECORDS[own.kind], own.id)
            except NotFound:
                self.go(Place(entry_of(Place(own.kind))))

    def _step(self, by: int) -> None:
        place = self.history.beside(by)
        if place is not None and not self._show(place, lambda: self.history.step(by)):
            self.history.lose(by)
            self.turned.emit()
        elif place is not None and self.page is not None:
            go_to_spot(self.page, self._spots.get(place, ""))

    def _show(self, place: Place, moved: Callable[[], object]) -> bool:
        """Show a place and call `moved`. Where its record is gone, warn, stay, and return False."""
        left = self.page
        # First: a warning that what is typed there cannot be saved comes after it.
        self.desk.notices.turn_page()
        if left is not None:
            left.keep()
            self._spots[left.place] = spot_of(left)
        try:
            page = self._kept.get(place.noun) or self._make(place)
        except CaseworkError as error:
            # What is searched for or kept as a draft may be gone since it was shown.
            self.desk.notices.warn(str(error))
            return False
        moved()
        page.place = place
        self.page = page
        self.setCurrentWidget(_scroller_of(page))
        if left is not None and left is not page and left.place.noun in BELONGS_TO:
            self._remove(left)
        self.turned.emit()
        page.start()
        for own in page.records()[:1]:
            self.desk.journal.opened(own.kind, own.id)
        return True

    def _make(self, place: Place) -> Page:
        """Make the page of a place. Raises CaseworkError where its record is gone."""
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # In this order, for what moves from parent to parent is styled again.
        self.addWidget(scroller)
        try:
            page = page_class(place.noun)(self.desk, place, scroller.viewport())
        except CaseworkError:
            self.removeWidget(scroller)
            scroller.deleteLater()
            raise
        scroller.setWidget(page)
        column = page.layout()
        if column is not None and column.contentsMargins().right():
            keep_edge(scroller, column)
        self.made.emit(page)
        if place.noun not in BELONGS_TO:
            self._kept[place.noun] = page
        return page

    def _remove(self, page: Page) -> None:
        scroller = _scroller_of(page)
        self.removeWidget(scroller)
        page.is_open = False
        scroller.deleteLater()


def _scroller_of(page: Page) -> QScrollArea:
    """The scroll area that a page was put into."""
    viewport = page.parentWidget()
    scroller = None if viewport is None else viewport.parentWidget()
    if not isinstance(scroller, QScrollArea):
        raise TypeError(scroller)
    return scroller
