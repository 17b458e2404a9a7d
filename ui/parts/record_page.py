"""The page of one record: its head, its parts under tabs, its saving, keeping and printing."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTabWidget, QWidget

from ui.desk import Desk
from ui.forms.scrolled import Scrolled
from ui.menus import act
from ui.page import Page
from ui.parts.part import Part
from ui.parts.record_head import RecordHead
from ui.place import Place


class RecordPage(Page):
    """Shows one record in parts. Everything typed is kept as a draft; Ctrl+S saves it."""

    noun = ""
    """The kind of record, as `Changes` names it."""

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, place, parent)
        self.save_act = act(self, "&Save", self.save, "Ctrl+S")
        self.next_act = act(self, "&Next part", lambda: self._step(1), "Ctrl+PgDown")
        self.previous_act = act(self, "Pre&vious part", lambda: self._step(-1), "Ctrl+PgUp")
        self.parts: list[Part] = []
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.currentChanged.connect(self._show_steps)

    @property
    def id(self) -> UUID:
        """The key of the record that the page shows. Only where there is one."""
        if self.place.id is None:
            raise ValueError("A new record has no key yet.")
        return self.place.id

    def lay_out(self, more: Sequence[QAction], parts: Sequence[tuple[str, Part]]) -> None:
        """Build the page: `more` are the acts in its menu, `parts` what stands under its tabs."""
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(28, 16, 0, 0)
        self.head = RecordHead(self.save_act, more)
        self.heading = self.head.title
        self.body.addWidget(self.head)
        for words, part in parts:
            self.parts.append(part)
            self.tabs.addTab(Scrolled(part, 0), words)
            part.acted.connect(self.tell)
        self.body.addWidget(self.tabs, 1)
        self.tabs.tabBar().setVisible(len(parts) > 1)
        self.tabs.tabBar().setAccessibleName("Parts of the record")
        self._more = list(more)
        self.addActions(self.acts())
        self._show_steps()
        self.desk.changes.saved.connect(self._on_saved)

    def look(self) -> None:
        """Overridden: read the record anew and show it, leaving alone what is being typed."""

    def show_part(self, part: Part) -> None:
        """Bring a part to the front."""
        self.tabs.setCurrentIndex(self.parts.index(part))

    def offer_part(self, part: Part, offered: bool) -> None:
        """Show the tab of a part, or leave it out."""
        self.tabs.setTabVisible(self.parts.index(part), offered)

    @property
    def part(self) -> Part:
        """The part in front."""
        return self.parts[self.tabs.currentIndex()]

    def start(self) -> None:
        self.look()
        self.part.begin()

    def acts(self) -> list[QAction]:
        steps = [self.next_act, self.previous_act] if len(self.parts) > 1 else []
        return [self.save_act, *self._more, *steps]

    def keep(self) -> None:
        for part in self.parts:
            part.keep()

    def save(self) -> bool:
        """Save what was edited, the part in front first. False where something was refused."""
        edited = [each for each in (self.part, *self.parts) if each.is_edited]
        for part in dict.fromkeys(edited):
            if not part.save():
                self.show_part(part)
                return False
        if not edited:
            self.desk.notices.say("Nothing to save: all that was typed is saved.")
        return True

    def tell(self) -> None:
        """Tell every open page, this one too, that the record was saved."""
        self.desk.changes.saved.emit(self.noun, self.place.id)

    def _on_saved(self, _kind: str, _id: object) -> None:
        if self.place.id is not None:
            self.look()

    def _step(self, by: int) -> None:
        shown = [at for at in range(self.tabs.count()) if self.tabs.isTabVisible(at)]
        at = shown.index(self.tabs.currentIndex()) + by
        if 0 <= at < len(shown):
            self.tabs.setCurrentIndex(shown[at])
            self.part.begin()

    def _show_steps(self) -> None:
        shown = [at for at in range(self.tabs.count()) if self.tabs.isTabVisible(at)]
        current = self.tabs.currentIndex()
        self.next_act.setEnabled(bool(shown) and current != shown[-1])
        self.previous_act.setEnabled(bool(shown) and current != shown[0])
