"""Documents kept with a record, and what was printed of it: listed, looked at, copied out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from lado_desktop.casework.contacts.contact_file import ContactFile
from lado_desktop.casework.documents import issued_documents, kept_documents
from lado_desktop.casework.documents.document_words import document_words, size_words
from lado_desktop.casework.documents.kept_documents import DocumentLine
from lado_desktop.casework.meetings.meeting_file import MeetingFile
from lado_desktop.domain.kinds.issued_document import IssuedDocument
from lado_desktop.domain.kinds.kept_document import KINDS, KeptDocument
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.time.typed_day import short_moment
from ui.alerts import ask_reason
from ui.desk import Desk
from ui.look.buttons import button
from ui.look.flow import Flow
from ui.look.labels import small
from ui.parts.filled_table import FilledTable
from ui.parts.part import Group, Part
from ui.parts.short_table import Head, ShortTable
from ui.records.attach_files import Keeper, ask_and_keep
from ui.viewing.document_view import DocumentView, picture_of
from ui.viewing.file_dialogs import ask_save

_EMPTY = (
    "None yet. Keep a letter, an e-mail or a picture with the record by the button above, or drop "
    "the file anywhere on this page."
)
_ISSUED = {"case": "Case summary", "minutes": "Minutes", "actions": "Action list"}


class DocumentsPart(Part):
    """The documents of one contact or meeting. Enter on a row shows it."""

    def __init__(
        self, desk: Desk, kind: str, owner_id: UUID, parent: QWidget | None = None
    ) -> None:
        # A contact has it under a tab, a meeting among other parts.
        super().__init__(desk, padded=kind == "contact", parent=parent)
        self._kind, self.owner_id = kind, owner_id
        self._reference = ""
        self._lines: list[DocumentLine] = []
        self._issued: list[IssuedDocument] = []
        self.kept = Group("Documents", self)
        self.add = button("Keep a document…", self.ask_which, sign="plus", parent=self)
        self.kept.add_act(self.add)
        self.rows = FilledTable(
            "Documents",
            (
                Head("No.", 1),
                Head("Document", 7),
                Head("Kind", 4),
                Head("Size", 2, is_number=True),
                Head("Added", 4),
                Head("By", 4),
            ),
            self.kept,
            marked=True,
            later=kind == "meeting",
        )
        self.rows.opened.connect(self._look_at)
        self.rows.turned.connect(self._show_acts)
        self.kept.column.addWidget(self.rows)
        self._acts = acts = QWidget(self)
        self.look_at = button("Look at it", lambda: self._look_at(self.rows.row), parent=acts)
        self.copy = button(
            "Save a copy…", lambda: self._ask_where(self), sign="download", parent=acts
        )
        self.error = button("Record in error…", self._ask_error, parent=acts)
        row = Flow(8, self._acts)
        for each in (self.look_at, self.copy, self.error):
            row.addWidget(each)
        self.kept.column.addWidget(self._acts)
        self.why_not = small("", parent=self)
        self.kept.column.addWidget(self.why_not)
        self.printed = Group("Printed from this record", self)
        self._editions = FilledTable(
            "Printed from this record",
            (Head("Document", 6), Head("Edition", 2), Head("Issued", 4)),
            self.printed,
        )
        self._editions.opened.connect(self._look_at_issued)
        self.printed.column.addWidget(self._editions)
        self.column.addWidget(self.kept)
        self.column.addWidget(self.printed)

    @property
    def table(self) -> ShortTable:
        """The rows as a table."""
        return self.rows.table

    @property
    def issued(self) -> ShortTable:
        """What was printed as a table."""
        return self._editions.table

    @property
    def is_empty(self) -> bool:
        """Whether no document is kept."""
        return not self._lines

    def show_file(self, file: ContactFile | MeetingFile) -> None:
        """Show the documents of the current record."""
        shift = self.desk.shift
        if isinstance(file, ContactFile):
            self._reference, fixed = file.contact.reference, file.state == "in_error"
        else:
            self._reference, fixed = file.meeting.reference, False
        self._lines = kept_documents.documents_of(shift, self._kind, self.owner_id)
        self.rows.show_rows([_cells(line) for line in self._lines])
        self.kept.say_empty("" if self._lines else _EMPTY)
        self.add.setVisible(not fixed and shift.may(Permission.LOG))
        self._acts.setVisible(bool(self._lines))
        self._show_acts()
        self._issued = issued_documents.issued(shift, self.owner_id)
        self._editions.show_rows(
            [
                (
                    _ISSUED.get(each.document, each.document.capitalize()),
                    f"{each.edition}{', final' if each.final else ''}",
                    short_moment(each.issued_at),
                )
                for each in self._issued
            ]
        )
        self.printed.setVisible(bool(self._issued))

    def begin(self) -> None:
        (self.table if self._lines else self.add).setFocus()

    def ask_which(self) -> None:
        """Ask which files are to be kept."""
        ask_and_keep(self.desk, self, Keeper(self._kind, self.owner_id, self._reference))

    def save_copy(self, document: KeptDocument, path: Path) -> None:
        """Write a copy where the officer said. It leaves the vault: the audit says so first."""
        ending = KINDS[document.content_kind].ending
        path = path if path.suffix.lower() == ending else path.with_name(f"{path.name}{ending}")

        def copied() -> str:
            content = kept_documents.copy_out(self.desk.shift, document.id)
            try:
                path.write_bytes(content)
            except OSError as error:
                raise CaseworkError(
                    f"Not saved: {error.strerror}. Choose another folder."
                ) from error
            return f"Saved as {path.name}. That copy is not encrypted: put it where it may lie."

        self.desk.worker.run(self, copied, self.desk.notices.note, self._warn)

    def _look_at(self, row: int) -> None:
        if not 0 <= row < len(self._lines):
            return
        document = self._lines[row].document
        shown_as = KINDS[document.content_kind].shown_as
        if not shown_as:
            self.desk.notices.note(
                "This kind of file is not shown here. Save a copy of it and open that."
            )
            return

        def taken() -> tuple[bytes, str | QImage]:
            content = kept_documents.view(self.desk.shift, document.id)
            if shown_as == "picture":
                return content, picture_of(content)
            is_text = shown_as == "text"
            return content, document_words(document.content_kind, content) if is_text else ""

        def show(seen: tuple[bytes, str | QImage]) -> None:
            content, shown = seen
            if shown_as == "pdf":
                self._show_pdf(
                    content,
                    kept_documents.file_name(self._reference, document),
                    lambda: kept_documents.copy_out(self.desk.shift, document.id),
                )
                return
            name = f"{self._reference}, document {document.number}"
            DocumentView(shown, name, self._ask_where, self).open()

        self.desk.worker.run(self, taken, show, self._warn)

    def _look_at_issued(self, row: int) -> None:
        issued, shift = self._issued[row], self.desk.shift

        def again() -> bytes:
            content = issued_documents.content_of(shift, issued.id)
            which = (issued.document, issued.target_id, issued.reference)
            return issued_documents.keep(shift, *which, content).content

        def show(content: bytes) -> None:
            name = f"{issued.reference.replace('/', '-')}-{issued.document}-{issued.edition}.pdf"
            self._show_pdf(content, name, again)

        self.desk.worker.run(
            self, lambda: issued_documents.view(shift, issued.id), show, self._warn
        )

    def _show_pdf(self, content: bytes, name: str, issue: Callable[[], bytes]) -> None:
        # The part of Qt that shows PDFs is not needed until somebody looks at one.
        from ui.viewing.print_preview import PrintPreview  # noqa: PLC0415

        PrintPreview(content, name, self, issue=issue).open()

    def _ask_where(self, over: QWidget) -> None:
        document = self._current()
        if document is None:
            return
        name = kept_documents.file_name(self._reference, document)
        kind = KINDS[document.content_kind]
        path = ask_save(over, "Save a copy", name, f"{kind.words} (*{kind.ending})")
        if path:
            self.save_copy(document, Path(path))

    def _ask_error(self) -> None:
        document = self._current()
        if document is None:
            return

        def record(reason: str) -> None:
            kept_documents.record_in_error(self.desk.shift, document.id, reason)
            self.desk.notices.say(f"Document {document.number} is recorded in error.")
            self.acted.emit()

        ask_reason(
            self,
            f"Record document {document.number} in error?",
            words="Why it was kept in error",
            verb="Record in error",
            detail="It stays, with its number, marked and with the reason beside it.",
            then=record,
        )

    def _current(self) -> KeptDocument | None:
        row = self.rows.row
        return self._lines[row].document if 0 <= row < len(self._lines) else None

    def _show_acts(self) -> None:
        document = self._current()
        may = self.desk.shift.may
        self.look_at.setEnabled(document is not None)
        self.copy.setEnabled(document is not None and may(Permission.PRINT))
        why_not = self.desk.shift.why_not(Permission.RECORD)
        if document is not None and document.in_error_on is not None:
            why_not = "It is recorded in error, and stays so. Keep the file again where it belongs."
        self.error.setEnabled(document is not None and not why_not)
        self.why_not.setText(why_not if document is not None else "")
        self.why_not.setVisible(bool(self.why_not.text()))

    def _warn(self, error: Exception) -> None:
        self.desk.notices.warn(str(error))


def _cells(line: DocumentLine) -> tuple[str, ...]:
    document = line.document
    name = document.name
    if document.in_error_on is not None:
        name = f"In error: {name} ({document.in_error_reason})"
    size, added = size_words(document.size), short_moment(document.added_at)
    return (str(document.number), name, line.kind, size, added, line.added_by)
