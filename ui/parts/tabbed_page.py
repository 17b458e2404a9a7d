"""A record's page whose parts stand under tabs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.forms.scrolled import Scrolled
from ui.menus import act
from ui.parts.part import Part
from ui.parts.record_page import RecordPage
from ui.place import Place


class Ground(QWidget):
    """What a part lies on."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def take_in(self, part: Part) -> None:
        """Lay a part on it."""
        self._column.addWidget(part)


class TabbedPage(RecordPage):
    """One part at a time, each scrolled by itself under the head. With one part, no tabs."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.next_act = act(self, "&Next part", lambda: self._step(1), "Ctrl+PgDown")
        self.previous_act = act(self, "Pre&vious part", lambda: self._step(-1), "Ctrl+PgUp")
        self.tabs = QTabWidget()
        # It takes the room there is, however high its parts are: they scroll by themselves.
        self.tabs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName("Parts of the record")
        self.tabs.currentChanged.connect(self._show_steps)

    def lay_out(self, more: Sequence[QAction], parts: Sequence[tuple[str, Part]]) -> None:
        """Build the page: `more` are the acts in its menu, `parts` what stands under its tabs."""
        self.lay_head(more)
        self.body.addWidget(self.tabs, 1)
        for words, part in parts:
            self.take_part(part)
            # From the outside inwards: moving a form from parent to parent styles it anew.
            ground = Ground()
            self.tabs.addTab(Scrolled(ground, 0), words)
            ground.take_in(part)
        self.tabs.tabBar().setVisible(len(parts) > 1)
        self.addActions(self.acts())
        self._show_steps()

    @property
    def part(self) -> Part:
        """The part in front."""
        return self.parts[self.tabs.currentIndex()]

    def show_part(self, part: Part) -> None:
        self.tabs.setCurrentIndex(self.parts.index(part))

    def offer_part(self, part: Part, offered: bool) -> None:
        """Show the tab of a part, or leave it out."""
        self.tabs.setTabVisible(self.parts.index(part), offered)
        self._show_steps()

    def acts(self) -> list[QAction]:
        steps = [self.next_act, self.previous_act] if len(self.parts) > 1 else []
        return [*super().acts(), *steps]

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
