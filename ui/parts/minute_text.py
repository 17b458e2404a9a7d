"""What the minutes say under one heading: typed, kept as a draft, saved on leaving it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lado_desktop.casework import meetings
from lado_desktop.domain.field import PROSE_LIMIT, Field, Kind
from lado_desktop.domain.meeting import Meeting
from lado_desktop.domain.minute_section import MinuteSection
from lado_desktop.domain.problem import CaseworkError
from ui.buttons import button
from ui.desk import Desk
from ui.forms.field_row import FieldRow
from ui.forms.text_editors import ProseEditor
from ui.parts.part import Part


class MinuteText(Part):
    """One text of the minutes; under the agencies' heading, that of one agency."""

    edited = Signal()
    saved = Signal()

    def __init__(
        self,
        desk: Desk,
        meeting: Meeting,
        heading: str,
        words: str,
        agency: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, padded=False, parent=parent)
        self.heading = heading
        self.agency = agency
        self._meeting_id = meeting.id
        self._section: MinuteSection | None = None
        self._shown = ""
        self._suggested = ""
        self._fixed = False
        field = Field(Kind.PROSE, words, name=heading, limit=PROSE_LIMIT)
        self.editor: ProseEditor

        def made(row: QWidget) -> ProseEditor:
            self.editor = ProseEditor(field, row, desk.spelling)
            return self.editor

        self.row = FieldRow(field, made, self)
        self.editor.edited.connect(self._on_edit)
        self.editor.left.connect(self._on_leave)
        if agency is None:
            self.row.label.setProperty("type", "heading")
        self.column.addWidget(self.row)
        self.take = button("Take from the case", self._take, role="link", parent=self)
        self.remove = button("Remove this agency", self._remove, role="link", parent=self)
        self.column.setSpacing(2)
        for each in (self.take, self.remove):
            self.column.addWidget(each)
        self._look()

    @property
    def key(self) -> str:
        """What this text is known by in the draft of the minutes."""
        return f"{self.heading}/{self.agency}" if self.agency else self.heading

    @property
    def typed(self) -> str:
        """What stands in it now."""
        return str(self.editor.typed())

    @property
    def is_edited(self) -> bool:
        return self.typed != self._shown

    @property
    def is_written(self) -> bool:
        """Whether it says anything."""
        return bool(self.typed.strip())

    def show_section(self, section: MinuteSection | None, suggested: str, *, fixed: bool) -> None:
        """Show what is written; what is being typed is left alone."""
        self._section = section
        self._suggested = suggested
        text = (section.text if section else None) or ""
        if text.strip() == self.typed.strip():
            # The same but for blanks at its ends: the cursor stays where it is.
            text = self.typed
        elif not self.is_edited:
            self.editor.show_value(text)
        self._shown = text
        if fixed != self._fixed:
            self._fixed = fixed
            self.row.set_read_only(fixed)
        self._look()

    def lay_over(self, typed: str) -> None:
        """Bring back what was typed and not saved."""
        self.editor.show_typed(typed)
        self._look()

    def begin(self) -> None:
        self.row.take_focus()

    def save(self) -> bool:
        """Write it into the minutes; an emptied one is taken out."""
        section = self._section
        try:
            if not self.is_written:
                if section is not None:
                    meetings.remove_section(self.desk.shift, section.id)
                self._section = None
            else:
                self._section = meetings.write(
                    self.desk.shift,
                    self._meeting_id,
                    self.heading,
                    self.typed,
                    agency=self.agency,
                    section_id=section.id if section else None,
                    version=section.version if section else None,
                )
        except CaseworkError as error:
            self.row.show_problem(str(error))
            return False
        self.row.show_problem("")
        self._shown = self.typed
        self.saved.emit()
        self.acted.emit()
        return True

    def _on_edit(self) -> None:
        self._look()
        self.edited.emit()

    def _on_leave(self) -> None:
        if self.is_edited and not self._fixed:
            self.save()

    def _take(self) -> None:
        self.editor.text.setPlainText(self._suggested)
        self.row.take_focus()

    def _remove(self) -> None:
        self.editor.text.clear()
        self.hide()
        self.save()

    def _look(self) -> None:
        offered = bool(self._suggested) and not self.is_written and not self._fixed
        self.take.setVisible(offered)
        self.remove.setVisible(self.agency is not None and not self._fixed)
