"""What the window does with the page in front, whichever it is."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from lado_desktop.domain.permission import Permission
from ui.page import Printable
from ui.records.record_history import RecordHistory
from ui.route import Place
from ui.window.page_stack import PageStack


class PageActs(QObject):
    """Prints the page, shows its history and its columns, and begins a contact beside it."""

    restored = Signal(str)
    """An earlier version of the record was restored: what was done, in words."""

    def __init__(self, pages: PageStack) -> None:
        super().__init__(pages)
        self._pages = pages

    def begin_contact(self) -> None:
        """Open a new contact. One that is half typed stays a draft beside it."""
        pages = self._pages
        another = pages.page.another if pages.page else None
        pages.go(another or Place("contact"))
        if another is not None:
            pages.desk.notices.say("The contact that you began waits on Today, as you left it.")

    def print(self) -> None:
        """Preview what the page has to print, or say that it has nothing, or who prints."""
        desk, page = self._pages.desk, self._pages.page
        if why_not := desk.shift.why_not(Permission.PRINT):
            desk.notices.note(why_not)
            return
        document = None if page is None else page.document()
        if document is None:
            desk.notices.note("There is nothing to print on this page. Open a record or a report.")
            return
        self.preview(document)

    def preview(self, document: Printable) -> None:
        """Draw a document in the background and show it."""
        # The part of Qt that shows PDFs is not needed until somebody prints.
        from ui.viewing.print_preview import PrintPreview  # noqa: PLC0415

        desk, window = self._pages.desk, self._pages.window()

        def show(content: bytes) -> None:
            PrintPreview(
                content, document.file_name, window, issue=document.issue, word=document.word
            ).open()

        desk.worker.run(window, document.draw, show, lambda error: desk.notices.warn(str(error)))

    def show_history(self) -> None:
        """Show the versions of the page's record, or say that it has none."""
        desk, page = self._pages.desk, self._pages.page
        records = [] if page is None else page.records()
        if not records:
            desk.notices.note("There is no history on this page. Open a record first.")
            return
        dialog = RecordHistory(desk, records, self._pages.window())
        dialog.restored.connect(self.restored)
        dialog.open()

    def choose_columns(self) -> None:
        """Open the menu of the page's columns, or say that it has no list."""
        page = self._pages.page
        if page is None or not page.choose_columns():
            self._pages.desk.notices.note(
                "There is no list on this page whose columns could be chosen."
            )
