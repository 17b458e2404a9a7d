"""The window over an open vault: navigation, search, menus, one page at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QMenu

from lado_desktop.casework.settings.settings import present
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.problem import CaseworkError
from ui.alerts import NoticeBar
from ui.changes import Changes
from ui.desk import Desk
from ui.journal import Journal
from ui.look.look import Look
from ui.look.theme import Theme
from ui.manual.reading import Reading
from ui.page import Page
from ui.preferences import Preferences
from ui.privacy.cover import KEYS, cover_or_uncover
from ui.privacy.screen_capture import ScreenCapture
from ui.route import Place
from ui.search.palette import Palette
from ui.viewing.diagnostics import show_diagnostics
from ui.window import commands
from ui.window.commands import Command, Line, Menu, Menus
from ui.window.file_drop import FileDrop
from ui.window.frame import Frame, say_status
from ui.window.given_files import GivenFiles
from ui.window.menus import ShortcutsDialog, commands_of
from ui.window.navigation import ENTRIES, menu_words
from ui.window.page_acts import PageActs
from ui.window.page_stack import PageStack
from ui.window.tour import Tour
from ui.window.undoing import Undoing
from ui.worker import Worker

_WHILE_MINUTING = 15
"""Minutes: a meeting that is minuted is not locked before them."""


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
        self.preferences = preferences
        self.look = Look(theme, preferences, self)
        self._lock = lock
        self._ended = False
        desk = Desk(
            shift=shift,
            worker=worker,
            looking=Worker(lambda error: isinstance(error, CaseworkError), self),
            changes=Changes(self),
            notices=self.notices,
            open_record=lambda kind, key: self.go(Place(kind, key)),
            look=self.look,
            journal=Journal(shift, worker, self),
        )
        self.pages = PageStack(desk)
        self.pages.made.connect(self._connect)
        self.pages.turned.connect(self._show_page)
        self.history = self.pages.history
        self.go = self.pages.go
        self.undoing = Undoing(self, desk, self._follow_undone)
        self._frame = Frame(self.pages)
        self.side = self._frame.side
        self.search = self._frame.search
        self.setCentralWidget(self._frame)
        self.acts = PageActs(self.pages)
        self.acts.restored.connect(self._say_restored)
        self.files = GivenFiles(self.pages)
        FileDrop(self).files_dropped.connect(self.files.take)
        self._capture = ScreenCapture(preferences, self)
        self.tour: Tour | None = None
        if shift.practice_data:
            self.tour = Tour(desk, preferences)
            self.tour.going.connect(self.go)
            self._frame.lay_in_band(self.tour)
        self.reading = Reading(manual, self._frame.lay_beside, self) if manual else None
        if self.reading is not None:
            self.reading.lost.connect(self._start_page)
        self.record_menu = QMenu("&Record", self)
        self._menus = Menus(self.menuBar())
        self._show_menus()
        say_status(self.statusBar(), shift)
        self.setWindowTitle("LADO Desktop")
        self.resize(1366, 740)
        if not preferences.geometry.isEmpty():
            self.restoreGeometry(preferences.geometry)
        self.go(Place("today"))

    @property
    def desk(self) -> Desk:
        """What every page is handed: it changes with the service's settings."""
        return self.pages.desk

    @property
    def page(self) -> Page | None:
        """The page in front."""
        return self.pages.page

    def _table(self) -> tuple[Menu | QMenu, ...]:
        """Every command of the window, by menu. None is a separator."""
        worded, go, pages = self.desk.shift.worded, self.go, self.pages
        may, history, acts = Permission, self.history, self.acts

        def to(noun: str) -> Callable[[], None]:
            return lambda: go(Place(noun))

        file = Menu(
            "&File",
            [
                Command(worded("&New contact"), acts.begin_contact, "Ctrl+N", "plus", may.LOG),
                Command("Plan a &meeting", to("meeting"), "Ctrl+M", needs=may.RECORD),
                Command("Start a contact from a &file…", self.files.choose, "Ctrl+Shift+O"),
                commands.add_to_register(go),
                None,
                Command("&Print…", acts.print, "Ctrl+P", "printer", may.PRINT),
                None,
                Command("&Settings", to("settings"), "Ctrl+,", "settings"),
                Command("P&ractice", to("practice")),
                Command("&Lock", self.lock, "Ctrl+L", "lock"),
                Command("Co&ver the window", cover_or_uncover, KEYS),
                commands.lock_after(self.preferences, self.desk.journal),
                Command("&Quit", self.close, "Ctrl+Q"),
            ],
        )
        edit = Menu(
            "&Edit",
            [
                self.undoing.last_act,
                self.undoing.again,
                self.undoing.earlier,
                None,
                Command("&History of this record", acts.show_history, "Ctrl+H", "history"),
            ],
            self.undoing.look,
        )
        before: list[Line] = [
            Command("&Back", pages.go_back, "Alt+Left", "arrow-left", can=history.can_go_back),
            Command("F&orward", pages.go_on, "Alt+Right", "arrow-right", can=history.can_go_on),
            Command("&Find or do anything", self.show_palette, "Ctrl+K"),
            Command("&Search", self.find_anything, "Ctrl+F, F3", "search"),
            None,
        ]
        after: list[Line] = [
            commands.open_register(go),
            None,
            Command("A&udit", to("audit"), sign="history"),
            Command("Recorded in error a&nd removed", to("binned"), sign="trash-2"),
        ]
        words = menu_words(worded, commands.letters_of([*before, *after]))
        entries = [
            Command(each, to(entry.noun), f"Ctrl+{number}", entry.icon)
            for number, (entry, each) in enumerate(zip(ENTRIES, words, strict=True), 1)
        ]
        view = [
            *commands.look_lines(self.look),
            Command("&Columns of the list…", acts.choose_columns, "Ctrl+Shift+G"),
        ]
        if self._capture.is_offered:
            view += [None, commands.left_out(self._capture, lambda: self.desk.shift)]
        aid = [
            Command("&Manual", self.show_manual, "F1"),
            Command("All &shortcuts", self.show_shortcuts, "Ctrl+/"),
            Command("&Diagnostics for IT", self.show_diagnostics),
            *([Command("&Three things to try", self.tour.begin)] if self.tour else []),
        ]
        go_menu = Menu("&Go", [*before, *entries, *after])
        return file, edit, self.record_menu, go_menu, Menu("&View", view), Menu("&Help", aid)

    def find_anything(self) -> None:
        """Put the cursor into the search box."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_palette(self) -> None:
        """Open the box over people, settings, references, text and every act of the menus."""
        self.undoing.look()
        self.desk.journal.write_now()
        box = Palette(self.desk.shift, commands_of(self), self)
        box.found.connect(self.pages.go_to_found)
        box.looked.connect(self.desk.journal.searched)
        box.open()

    def show_manual(self) -> None:
        """Open the manual beside the page, at the page's place; from within it, put it away."""
        if self.reading is None:
            self.notices.note("The manual was not installed with this copy of the program.")
        else:
            self.reading.turn(self.page.manual if self.page else "")

    def show_shortcuts(self) -> None:
        """Show all shortcuts."""
        ShortcutsDialog(self).open()

    def show_diagnostics(self) -> None:
        """Show what IT asks for."""
        show_diagnostics(self, self.desk, self.preferences)

    def lock(self) -> None:
        """Save what is typed, then end this process and start another at its unlock page."""
        self._end(locked=True)
        self._lock()

    def lock_minutes(self) -> int:
        """Return after how many minutes the window locks if nobody touches it."""
        chosen, page = self.preferences.idle_minutes, self.page
        return max(chosen, _WHILE_MINUTING) if page is not None and page.minuting else chosen

    def closeEvent(self, event: QCloseEvent) -> None:
        self._end(locked=False)
        super().closeEvent(event)

    def _end(self, *, locked: bool) -> None:
        """Save what is typed and the window's state, once: the vault may be closed after it."""
        if self._ended:
            return
        self._ended = True
        self.pages.keep()
        self.desk.looking.close()
        self.desk.journal.end(locked=locked)
        self.preferences.geometry = self.saveGeometry()

    def _show_menus(self) -> None:
        self._menus.show(self._table(), self.desk.shift.why_not)

    def _connect(self, page: Page) -> None:
        page.going.connect(self.go)
        page.printing.connect(self.acts.preview)
        page.settled.connect(self._take_shift)
        page.looking_back.connect(self.acts.show_history)
        page.titled.connect(lambda words: self._say_title(words) if page is self.page else None)
        page.recall(self.preferences)

    def _show_page(self) -> None:
        """Set the title and the menus for the page that now shows."""
        if self.page is not None:
            self._say_title(self.page.called)
            acts = self.page.acts()
            self.record_menu.clear()
            self.record_menu.addActions(acts)
            self.record_menu.menuAction().setEnabled(bool(acts))
        self._menus.look()

    def _start_page(self) -> None:
        if self.page is not None:
            self.page.start()

    def _say_restored(self, words: str) -> None:
        self._follow_undone()
        self.desk.changes.saved.emit("", None)
        self.notices.say(f"{words}.")

    def _take_shift(self, shift: Shift) -> None:
        """Work on with a shift that knows the new settings.

        The page on which they were settled stays as it is.
        """
        desk = replace(self.desk, shift=shift)
        self.undoing.take_desk(desk)
        self._frame.take_shift(shift)
        self.pages.take_desk(desk)
        self._show_menus()

    def _follow_undone(self) -> None:
        """Read the practice again; leave a record that is gone for its list."""
        shift = present(self.desk.shift)
        if shift is not self.desk.shift:
            self._take_shift(shift)
        self.pages.leave_gone()

    def _say_title(self, words: str) -> None:
        self.setWindowTitle(f"{words} – LADO Desktop" if words else "LADO Desktop")
