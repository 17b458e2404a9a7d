"""The pages of the window, one at a time in front, each scrolled where it is too high."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from lado_desktop.domain.problem import CaseworkError
from ui.desk import Desk
from ui.forms.scrolled import keep_edge
from ui.page import Page
from ui.privacy.spot import go_to_spot, spot_of
from ui.route import Place
from ui.window.navigation import page_class


class PageStack(QStackedWidget):
    """Makes pages, brings one to the front, and lets go of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spots: dict[Place, str] = {}

    def make(self, desk: Desk, place: Place) -> Page:
        """Make the page of a place. Raises CaseworkError where what it is about is gone."""
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # In this order, for what moves from parent to parent is styled anew.
        self.addWidget(scroller)
        try:
            page = page_class(place.noun)(desk, place, scroller.viewport())
        except CaseworkError:
            self.removeWidget(scroller)
            scroller.deleteLater()
            raise
        scroller.setWidget(page)
        column = page.layout()
        if column is not None and column.contentsMargins().right():
            keep_edge(scroller, column)
        return page

    def bring(self, page: Page) -> None:
        """Bring a page to the front."""
        self.setCurrentWidget(_scroller_of(page))

    def leave(self, page: Page) -> None:
        """Keep what is typed on a page, and write down where the cursor is."""
        page.keep()
        self._spots[page.place] = spot_of(page)

    def go_where_left(self, page: Page) -> None:
        """Put the cursor where it was when the page's place was left."""
        go_to_spot(page, self._spots.get(page.place, ""))

    def let_go(self, page: Page) -> None:
        """Take a page away for good."""
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
