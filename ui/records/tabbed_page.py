"""A record's page with its parts in tabs, each made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.forms.scrolled import Scrolled, keep_edge
from ui.parts.part import Part
from ui.records.record_page import RecordPage
from ui.route import Place
from ui.window.menus import act

P = TypeVar("P", bound=Part)


@dataclass(frozen=True)
class Tab:
    """A part in a tab, and the function that makes it within a given widget."""

    words: str
    kind: type[Part]
    make: Callable[[QWidget], Part]


class TabbedPage(RecordPage):
    """One part at a time, each scrolled by itself under the head. With one part, no tabs."""

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, place, parent)
        self.next_act = act(self, "Ne&xt part", lambda: self._step(1), "Ctrl+PgDown")
        self.previous_act = act(self, "Pre&vious part", lambda: self._step(-1), "Ctrl+PgUp")
        self._tabs: list[Tab] = []
        self._made: dict[int, Part] = {}
        self.tabs = QTabWidget(self)
        # It fills the room there is, for parts of any height: they scroll by themselves.
        self.tabs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName("Parts of the record")

    def lay_out(self, more: Sequence[QAction], tabs: Sequence[Tab]) -> None:
        """Build the page: `more` are the acts in its menu. The parts are made when wanted."""
        self.lay_head(more)
        self.body.addWidget(self.tabs, 1)
        self._tabs = list(tabs)
        for tab in tabs:
            under = QWidget(self.tabs)
            QVBoxLayout(under).setContentsMargins(0, 0, 0, 0)
            self.tabs.addTab(under, self.desk.shift.worded(tab.words))
        self.tabs.tabBar().setVisible(len(tabs) > 1)
        self.tabs.currentChanged.connect(self._turn)
        self.addActions(self.acts())
        self._show_steps()

    @property
    def part(self) -> Part:
        """The part in front."""
        return self._part_at(self.tabs.currentIndex())

    def of(self, kind: type[P]) -> P:
        """Return the part of this kind."""
        part = self._part_at(self._place_of(kind))
        if not isinstance(part, kind):
            raise TypeError(part)
        return part

    def fill(self, part: Part) -> None:
        """Overridden: show the record in a part that was just made."""

    def show_part(self, part: Part) -> None:
        self.show_tab(type(part))

    def show_tab(self, kind: type[Part]) -> None:
        """Bring the part of this kind to the front."""
        self.tabs.setCurrentIndex(self._place_of(kind))

    def offer_tab(self, kind: type[Part], offered: bool) -> None:
        """Show the tab of a part, or leave it out."""
        self.tabs.setTabVisible(self._place_of(kind), offered)
        self._show_steps()

    def acts(self) -> list[QAction]:
        steps = [self.next_act, self.previous_act] if len(self._tabs) > 1 else []
        return [*super().acts(), *steps]

    def _place_of(self, kind: type[Part]) -> int:
        return next(at for at, tab in enumerate(self._tabs) if tab.kind is kind)

    def _part_at(self, at: int) -> Part:
        if at not in self._made:
            self._make(at)
        return self._made[at]

    def _make(self, at: int) -> None:
        """Make the part of a tab, with what scrolls it."""
        under = self.tabs.widget(at)
        area = Scrolled(margin=0, parent=under)
        # Made within its ground: a form that moves from parent to parent is styled again.
        self._made[at] = part = self._tabs[at].make(area.ground)
        area.lay(part)
        if under is not None and (layout := under.layout()) is not None:
            layout.addWidget(area)
        if (column := part.layout()) is not None:
            keep_edge(area, column)
        self.take_part(part)
        # Before it is shown: what shows and hides then is drawn for nothing.
        self.fill(part)
        area.show()

    def _turn(self) -> None:
        self._part_at(self.tabs.currentIndex())
        self._show_steps()

    def _shown(self) -> list[int]:
        return [at for at in range(self.tabs.count()) if self.tabs.isTabVisible(at)]

    def _step(self, by: int) -> None:
        shown = self._shown()
        at = shown.index(self.tabs.currentIndex()) + by
        if 0 <= at < len(shown):
            self.tabs.setCurrentIndex(shown[at])
            self.part.begin()

    def _show_steps(self) -> None:
        shown, current = self._shown(), self.tabs.currentIndex()
        self.next_act.setEnabled(bool(shown) and current != shown[-1])
        self.previous_act.setEnabled(bool(shown) and current != shown[0])
