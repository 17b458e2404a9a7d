"""Files that were dropped or chosen: it is asked first where they go."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from lado_desktop.casework.documents import kept_documents
from lado_desktop.casework.sent.given_file import read_given
from lado_desktop.casework.sent.proposed_contact import (
    ProposedContact,
    propose,
    propose_unread,
)
from lado_desktop.casework.sent.read_file import Uncaged
from lado_desktop.casework.sent.reading_apart import read_apart
from lado_desktop.casework.today import drafts
from lado_desktop.domain.record import new_id
from ui.alerts import Question
from ui.records.attach_files import Keeper, keep_files
from ui.route import Place
from ui.viewing.file_dialogs import ask_open
from ui.window.page_stack import PageStack

READ = "E-mails, PDF and Word files (*.eml *.msg *.pdf *.docx);;All files (*)"
_NEW = "contact"
"""The form of a new contact, and the noun of its page."""


class GivenFiles(QObject):
    """Files documents with the record in front, or starts a contact from one."""

    def __init__(self, pages: PageStack) -> None:
        super().__init__(pages)
        self._pages = pages

    def choose(self) -> None:
        """Ask for the file to start a contact from: for those who work without a mouse."""
        path = ask_open(self._pages.window(), "Start a contact from a file", READ)
        if path:
            self.begin(path)

    def take(self, paths: Sequence[Path]) -> None:
        """File documents with the record in front, or start a contact from the first, as chosen."""
        if not paths:
            self._pages.desk.notices.note(
                "An e-mail dragged out of Outlook is not a file yet. Save it as .msg in a folder, "
                "then drop that file here."
            )
            return
        keeper = self._pages.page.keeper if self._pages.page else None
        if keeper is None:
            self.begin(paths[0], more=len(paths) > 1)
        else:
            self._ask(keeper, list(paths))

    def begin(self, path: Path, *, more: bool = False) -> None:
        """Read a file in the background and open a new contact with what it proposes.

        Where one is started already, ask whether the file belongs to it. `more` says that
        there were others, which are not read.
        """
        page = self._pages.page
        if page is not None and page.place.noun == _NEW and page.place.id is None:
            place, is_begun = page.place, page.another is not None
        else:
            place, is_begun = Place(_NEW), self._is_begun()
        if not is_begun:
            self._read(path, place, more=more)
            return
        asked = Question(
            self._pages.window(),
            "A new contact is begun already",
            verb="Begin another contact",
            leave="Leave the file out",
            detail="The file can begin a contact of its own. Or what it says goes under the notes "
            "of the one that is begun, and the file is kept with it.",
        )
        another = Place(_NEW, draft=new_id())
        asked.offer("Put it there", lambda: self._read(path, place, more=more))
        asked.accepted.connect(lambda: self._read(path, another, more=more))
        asked.open()
        asked.yes.setFocus()

    def _is_begun(self) -> bool:
        shift = self._pages.desk.shift
        files = [each for each in kept_documents.waiting(shift) if each.draft_id is None]
        return bool(files or drafts.saved_values(shift, _NEW, None))

    def _read(self, path: Path, place: Place, *, more: bool) -> None:
        desk = self._pages.desk
        shift = desk.shift

        def read() -> ProposedContact:
            file = read_given(path)
            try:
                proposed = propose(shift, read_apart(file.content))
            except Uncaged as error:
                proposed = propose_unread(shift, str(error))
            kept_documents.set_aside(shift, file, place.draft)
            return proposed

        def show(proposed: ProposedContact) -> None:
            self._pages.go(place)
            page = self._pages.page
            if page is not None and page.take_proposed is not None:
                page.take_proposed(proposed)
                desk.notices.note(proposed.sentence)
            if more:
                desk.notices.note("One file at a time: the first was read.")

        def fail(error: Exception) -> None:
            desk.notices.warn(str(error))

        # It may have to wait for a backup that is being made.
        desk.notices.say("Reading the file…")
        desk.worker.run(self, read, show, fail)

    def _ask(self, keeper: Keeper, paths: list[Path]) -> None:
        one = len(paths) == 1
        files = "a document" if one else f"{len(paths)} documents"
        asked = Question(
            self._pages.window(),
            "What is this file for?" if one else "What are these files for?",
            verb=f"Keep as {files} of {keeper.reference}",
        )
        words = "Start a new contact from it" if one else "Start a new contact from the first"
        asked.offer(words, lambda: self.begin(paths[0], more=not one))
        desk = self._pages.desk
        asked.accepted.connect(lambda: keep_files(desk, keeper, paths))
        asked.open()
        asked.yes.setFocus()
