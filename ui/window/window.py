"""The window over an open vault: navigation, search, menus, one page at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow

from lado_desktop.casework.saving import get
from lado_desktop.casework.settings.settings import present
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.problem import CaseworkError, NotFound
from lado_desktop.domain.records import RECORDS
from ui.alerts import NoticeBar
from ui.changes import Changes
from ui.desk import Desk
from ui.journal import Journal
from ui.look.look import Look
from ui.look.theme import Theme
from ui.manual.reading import Reading
from ui.page import Page, Printable
from ui.preferences import Preferences
from ui.records.record_history import RecordHistory
from ui.route import Place
from ui.search.palette import Palette
from ui.window.frame import Frame, say_status
from ui.window.menus import ShortcutsDialog, commands_of
from ui.window.navigation import BELONGS_TO, History, entry_of
from ui.window.tour import Tour
from ui.window.undoing import Undoing
from ui.window.window_menus import add_menus, say_words
from ui.worker import Worker


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
        self.look = Look(theme, preferences, self)
        beside = (self.notices, self._open_record, self.look, Journal(shift, worker, self))
        looking = Worker(lambda error: isinstance(error, CaseworkError), self)
        self.desk = Desk(shift, worker, looking, Changes(self), *beside)
        self.preferences = preferences
        self.history = History()
        self._lock = lock
        self._ended = False
        self._kept: dict[str, Page] = {}
        self.page: Page | None = None

        self.undoing = Undoing(self, self.desk, self._follow_undone)
        self._frame = Frame(shift, self.notices, self.go_back, self.go_on)
        self.side = self._frame.side
        self.side.chosen.connect(lambda noun: self.go(Place(noun)))
        self.search = self._frame.search
        self.search.chosen.connect(lambda found: self.go(Place(found.kind, found.id)))
        self.search.looked.connect(self.desk.journal.searched)
        self.pages = self._frame.pages
        self.setCentralWidget(self._frame)
        self.tour = self._tour() if shift.practice_data else None
        self.reading = Reading(manual, self._frame.lay_beside, self) if manual else None
        if self.reading is not None:
            self.reading.lost.connect(self._start_page)
        self.record_menu, self.page_acts = add_menus(self)
        say_status(self.statusBar(), shift)
        self.setWindowTitle("LADO Desktop")
        self.resize(1366, 740)
        if not preferences.geometry.isEmpty():
            self.restoreGeometry(preferences.geometry)
        self.go(Place("today"))

    def go(self, place: Place) -> None:
        """Open a place. A new record that was saved takes the place of its empty page."""
        before, page = self.history.place, self.page
        is_saved = before is not None and before.noun == place.noun and before.id is None
        is_begun = page is not None and page.another is not None  # there Back is to lead
        visit = self.history.put if place.id and is_saved and not is_begun else self.history.visit
        self._show(place, lambda: visit(place))

    def go_back(self) -> None:
        """Go to the place before this one."""
        self._step(-1)

    def go_on(self) -> None:
        """Go to the place that one came back from."""
        self._step(1)

    def find_anything(self) -> None:
        """Put the cursor into the search box."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_palette(self) -> None:
        """Open the box over people, settings, references, text and every act of the menus."""
        self.undoing.look()
        self.desk.journal.write_now()
        box = Palette(self.desk.shift, commands_of(self), self)
        box.found.connect(lambda found: self.go(Place(found.kind, found.id)))
        box.looked.connect(self.desk.journal.searched)
        box.open()

    def print_page(self) -> None:
        """Preview what the page has to print, or say that it has nothing, or who prints."""
        if why_not := self.desk.shift.why_not(Permission.PRINT):
            self.notices.note(why_not)
            return
        document = None if self.page is None else self.page.document()
        if document is None:
            self.notices.note("There is nothing to print on this page. Open a record or a report.")
            return
        self.preview(document)

    def preview(self, document: Printable) -> None:
        """Draw a document in the background and show it."""
        # The part of Qt that shows PDFs is not needed until somebody prints.
        from ui.viewing.print_preview import PrintPreview  # noqa: PLC0415

        def show(content: bytes) -> None:
            PrintPreview(
                content, document.file_name, self, issue=document.issue, word=document.word
            ).open()

        warn = self.notices.warn
        self.desk.worker.run(self, document.draw, show, lambda error: warn(str(error)))

    def show_history(self) -> None:
        """Show the versions of the page's record, or say that it has none."""
        records = [] if self.page is None else self.page.records()
        if not records:
            self.notices.note("There is no history on this page. Open a record first.")
            return
        dialog = RecordHistory(self.desk, records, self)
        dialog.restored.connect(self._say_restored)
        dialog.open()

    def choose_columns(self) -> None:
        """Open the menu of the page's columns, or say that it has no list."""
        if self.page is None or not self.page.choose_columns():
            self.notices.note("There is no list on this page whose columns could be chosen.")

    def show_manual(self) -> None:
        """Open the manual beside the page, at the page's place; from within it, put it away."""
        if self.reading is None:
            self.notices.note("The manual was not installed with this copy of the program.")
        else:
            self.reading.turn(self.page.manual if self.page else "")

    def show_shortcuts(self) -> None:
        """Show all shortcuts."""
        ShortcutsDialog(self).open()

    def lock(self) -> None:
        """Keep what is typed, then end this process and begin another at its unlock page."""
        self._end(locked=True)
        self._lock()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._end(locked=False)
        super().closeEvent(event)

    def _end(self, *, locked: bool) -> None:
        """Keep what is typed and how all was left, once: the vault may be closed after it."""
        if self._ended:
            return
        self._ended = True
        for page in {*self._kept.values(), *([self.page] if self.page else [])}:
            page.keep()
        self.desk.looking.close()
        self.desk.journal.end(locked=locked)
        self.preferences.geometry = self.saveGeometry()

    def _step(self, by: int) -> None:
        place = self.history.beside(by)
        if place is not None and not self._show(place, lambda: self.history.step(by)):
            self.history.lose(by)
            self._show_moves()
        elif place is not None and self.page is not None:
            self.pages.go_where_left(self.page)

    def _show(self, place: Place, moved: Callable[[], object]) -> bool:
        """Show a place and call `moved`; where what it is about is gone, say so and stay."""
        left = self.page
        # First: what is typed there and cannot be kept is said after it.
        self.notices.turn_page()
        if left is not None:
            self.pages.leave(left)
        try:
            page = self._kept.get(place.noun) or self._make(place)
        except CaseworkError as error:
            # What is searched for or kept as a draft may be gone since it was shown.
            self.notices.warn(str(error))
            return False
        moved()
        page.place = place
        self.page = page
        self.pages.bring(page)
        if left is not None and left is not page and left.place.noun in BELONGS_TO:
            self.pages.let_go(left)
        self.side.show_place(entry_of(place))
        self._say_title(page.called)
        self._show_acts(page)
        self._show_moves()
        page.start()
        for own in page.records()[:1]:
            self.desk.journal.opened(own.kind, own.id)
        return True

    def _make(self, place: Place) -> Page:
        page = self.pages.make(self.desk, place)
        page.going.connect(self.go)
        page.printing.connect(self.preview)
        page.settled.connect(self._take_shift)
        page.looking_back.connect(self.show_history)
        page.titled.connect(lambda words: self._say_title(words) if page is self.page else None)
        page.recall(self.preferences)
        if place.noun not in BELONGS_TO:
            self._kept[place.noun] = page
        return page

    def _show_acts(self, page: Page) -> None:
        self.record_menu.clear()
        acts = page.acts()
        self.record_menu.addActions(acts)
        self.record_menu.menuAction().setEnabled(bool(acts))

    def _show_moves(self) -> None:
        back, on = self.page_acts
        for each in (back, self._frame.back):
            each.setEnabled(self.history.can_go_back)
        for each in (on, self._frame.on):
            each.setEnabled(self.history.can_go_on)

    def _start_page(self) -> None:
        if self.page is not None:
            self.page.start()

    def _say_restored(self, words: str) -> None:
        self._follow_undone()
        self.desk.changes.saved.emit("", None)
        self.notices.say(f"{words}.")

    def _take_shift(self, shift: Shift) -> None:
        """Work on with a shift that knows the new settings: each page is made anew with it.

        The page on which they were settled stays as it is.
        """
        self.desk = replace(self.desk, shift=shift)
        self.undoing.take_desk(self.desk)
        self._frame.take_shift(shift)
        say_words(self)
        for noun, page in list(self._kept.items()):
            if page is self.page:
                page.desk = self.desk
            else:
                del self._kept[noun]
                page.keep()
                self.pages.let_go(page)
        if self.page is not None and self.page.place.noun in BELONGS_TO:
            self._show(self.page.place, lambda: None)

    def _follow_undone(self) -> None:
        """Take the practice as it is again; leave a record that is gone for its list."""
        shift = present(self.desk.shift)
        if shift is not self.desk.shift:
            self._take_shift(shift)
        own = self.page.records()[:1] if self.page else []
        for each in own:
            try:
                get(self.desk.shift, RECORDS[each.kind], each.id)
            except NotFound:
                self.go(Place(entry_of(Place(each.kind))))

    def _open_record(self, kind: str, id: UUID) -> None:
        self.go(Place(kind, id))

    def _say_title(self, words: str) -> None:
        self.setWindowTitle(f"{words} – LADO Desktop" if words else "LADO Desktop")

    def _tour(self) -> Tour:
        tour = Tour(self.desk, self.preferences)
        tour.going.connect(self.go)
        self._frame.lay_in_band(tour)
        return tour
