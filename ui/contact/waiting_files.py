"""The files that a new contact was started from: filed with it when it is logged, or left out."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lado_desktop.casework.documents import kept_documents
from lado_desktop.casework.documents.document_words import size_words
from lado_desktop.domain.kinds.kept_document import KINDS, KeptDocument
from lado_desktop.domain.problem import CaseworkError
from ui.desk import Desk
from ui.look.buttons import button
from ui.look.labels import label, text


class WaitingFiles(QFrame):
    """One line a file. Hidden while none waits."""

    left_out = Signal()
    """A file was left out: the focus is to go elsewhere."""

    def __init__(
        self, desk: Desk, draft_id: UUID | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._draft_id = desk, draft_id
        self._ids: list[UUID] = []
        self.setProperty("surface", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        column.addWidget(label("Kept with the contact when it is logged", parent=self))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        column.addLayout(self._lines)
        self.look()

    @property
    def ids(self) -> Sequence[UUID]:
        """The keys of the files that wait."""
        return tuple(self._ids)

    def look(self) -> None:
        """Show which files wait now."""
        waiting = kept_documents.waiting(self._desk.shift)
        found = [each for each in waiting if each.draft_id == self._draft_id]
        self._ids = [each.id for each in found]
        while (item := self._lines.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for each in found:
            self._lines.addWidget(self._line(each))
        self.setVisible(bool(found))

    def _line(self, document: KeptDocument) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        kind = KINDS[document.content_kind].words
        row.addWidget(text(f"{document.name}  ({kind}, {size_words(document.size)})", line), 1)
        leave = button("Leave it out", lambda: self._leave_out(document.id), role="quiet")
        leave.setAccessibleName(f"Leave out {document.name}")
        row.addWidget(leave)
        return line

    def _leave_out(self, id: UUID) -> None:
        try:
            kept_documents.leave_out(self._desk.shift, id)
        except CaseworkError as error:
            self._desk.notices.warn(str(error))
        self.look()
        self.left_out.emit()
