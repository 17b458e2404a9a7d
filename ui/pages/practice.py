"""Practice: the service's own copy of its tables, words, clocks and statements."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QTabWidget, QWidget

from lado_desktop.casework.audit.journal import took_out
from lado_desktop.casework.settings.practice_parts import part_kept
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.practice_part import TABLE
from lado_desktop.domain.practice.practice_file import contents_of, written
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.figures.layout.practice_tables import read_practice, take_in
from ui.desk import Desk
from ui.forms.scrolled import Scrolled
from ui.page import Kept, Page
from ui.practice.statements import StatementsView
from ui.practice.tables import TablesView
from ui.practice.words import LinesView, clocks_view, words_view
from ui.route import Place
from ui.viewing.file_dialogs import ask_open, ask_save
from ui.window.menus import act

_FILTER = "Practice (*.toml)"


class PracticePage(Page):
    """Four parts, one in each tab. What is saved here is in force for everybody at once."""

    manual = "practice"

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, place, parent)
        self.save_act = act(self, "&Save", self.save, "Ctrl+S")
        self.take_out = act(self, "E&xport…", self._ask_out, sign="download")
        self.take_in = act(self, "&Import…", self._ask_in, sign="upload")
        self.headed("Practice", self.save_act, self.take_in, self.take_out)
        self.tables = TablesView(desk)
        self.words = words_view(desk.shift)
        self.clocks = clocks_view(desk.shift)
        self.statements = StatementsView(desk.shift)
        self.tabs = QTabWidget()
        # It fills the room there is, for parts of any height: they scroll by themselves.
        self.tabs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName("Parts of the practice")
        self.tabs.addTab(self.tables, "Tables")
        self.tabs.addTab(Scrolled(self.words, 0), "Words")
        self.tabs.addTab(Scrolled(self.clocks, 0), "Clocks")
        self.tabs.addTab(Scrolled(self.statements, 0), "Statements")
        self.body.addWidget(self.tabs, 1)
        for each in (self.tables, self.words, self.clocks, self.statements):
            each.settled.connect(self._settle)
        desk.changes.saved.connect(self._follow)
        self.say_title("Practice")

    def start(self) -> None:
        self.tables.look()
        self.tabs.tabBar().setFocus()

    def acts(self) -> list[QAction]:
        return [self.save_act, *self.tables.acts(), self.take_in, self.take_out]

    def keep(self) -> None:
        self.tables.keep()

    def records(self) -> list[Kept]:
        """The table that is shown, where the service has its own copy: its history."""
        kept = part_kept(self.desk.shift, TABLE, self.tables.table)
        return [] if kept is None else [Kept("Table", "practice_part", kept)]

    def save(self) -> bool:
        """Save what was edited, the part in front first. False where something was refused."""
        parts: list[TablesView | LinesView | StatementsView] = [
            *(self.tables, self.words, self.clocks, self.statements)
        ]
        front = parts[self.tabs.currentIndex()]
        edited = [each for each in dict.fromkeys([front, *parts]) if each.is_edited]
        for each in edited:
            if not each.save():
                self.tabs.setCurrentIndex(parts.index(each))
                return False
        if not edited:
            self.desk.notices.say("Nothing to save: all that was typed is saved.")
        return True

    def write_out(self, path: Path) -> None:
        """Write the practice as a file."""
        try:
            took_out(self.desk.shift, "the practice, as a file")
            path.write_text(written(contents_of(self.desk.shift.practice)), encoding="utf-8")
        except CaseworkError as error:
            self.desk.notices.warn(str(error))
            return
        except OSError as error:
            self.desk.notices.warn(f"Not saved: {error.strerror}. Choose another folder.")
            return
        self.desk.notices.say(f"Saved as {path.name}.")

    def read_in(self, path: Path) -> None:
        """Import a practice's file as the service's own copy, behind the window."""
        shift = self.desk.shift

        def refuse(error: Exception) -> None:
            self.desk.notices.warn(f"Nothing was taken in. {error}")

        self.desk.notices.say("Reading the file…")
        self.desk.worker.run(
            self,
            lambda: take_in(shift, read_practice(path)),
            lambda taken: self._settle(taken, "The practice is taken in."),
            refuse,
        )

    def _settle(self, shift: Shift, words: str) -> None:
        self._show_shift(shift)
        self.settled.emit(shift)
        self.desk.notices.say(words)

    def _follow(self, _kind: str, _id: object) -> None:
        """Show the practice as it is, where an undoing gave parts of it back."""
        if self.desk.shift.practice is not self.tables.shift.practice:
            self._show_shift(self.desk.shift)

    def _show_shift(self, shift: Shift) -> None:
        self.tables.take_desk(replace(self.desk, shift=shift))
        for each in (self.words, self.clocks, self.statements):
            # What is being typed in another part is left alone.
            if not each.is_edited or each.isVisible():
                each.show_shift(shift)

    def _ask_out(self) -> None:
        name = f"{self.desk.shift.practice.name}.toml"
        path = ask_save(self, "Export the practice", name, _FILTER)
        if path:
            self.write_out(path)

    def _ask_in(self) -> None:
        path = ask_open(self, "Import a practice", _FILTER)
        if path:
            self.read_in(path)
