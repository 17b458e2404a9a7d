"""What the minutes say under one heading: typed, kept as a draft, saved on leaving it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from lado_desktop.casework.meetings import meetings
from lado_desktop.domain.fields.field import PROSE_LIMIT, Field, FieldKind
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.kinds.minute_section import MinuteSection
from lado_desktop.domain.problem import CaseworkError
from ui.desk import Desk
from ui.editors.growing_text import FEWEST, MOST
from ui.editors.text_editors import ProseEditor
from ui.forms.field_row import FieldRow
from ui.look.buttons import button
from ui.parts.part import Part

_LETTERS = 110
"""The approximate number of letters in a line of a page."""


class MinuteText(Part):
    """One text of the minutes; under the agencies' heading, that of one agency.

    What it is typed into is made when it comes into sight or is wanted: a page has twenty of them.
    """

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
        self._words = words
        self._meeting_id = meeting.id
        self._section: MinuteSection | None = None
        self._shown = ""
        self._suggested = ""
        self._fixed = False
        self._made: _Made | None = None
        self.column.setSpacing(2)
        # Until it is made it reserves its place on the page, and in the order of Tab.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(words)
        self._hold_place()

    @property
    def is_made(self) -> bool:
        """Whether there is something to type into yet."""
        return self._made is not None

    @property
    def row(self) -> FieldRow:
        """The heading and what is typed under it."""
        return self._all.row

    @property
    def editor(self) -> ProseEditor:
        """What is typed into."""
        return self._all.editor

    @property
    def take(self) -> QPushButton:
        """Inserts the case's text."""
        return self._all.take

    @property
    def remove(self) -> QPushButton:
        """Removes the agency."""
        return self._all.remove

    def make(self) -> None:
        """Make what it is typed into, where that is not made yet."""
        if self._made is None:
            self._made = self._make()
            self._show_made()

    @property
    def key(self) -> str:
        """What this text is known by in the draft of the minutes."""
        return f"{self.heading}/{self.agency}" if self.agency else self.heading

    @property
    def typed(self) -> str:
        """Its present text."""
        return str(self._made.editor.typed()) if self._made is not None else self._shown

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
        elif self._made is not None and not self.is_edited:
            self._made.editor.show_value(text)
        self._shown = text
        if self._made is None:
            self._fixed = fixed
            self._hold_place()
            return
        if fixed != self._fixed:
            self._fixed = fixed
            self._read_or_type()
        self._look()

    def lay_over(self, typed: str) -> None:
        """Bring back what was typed and not saved."""
        self.editor.show_typed(typed)
        self._look()

    def begin(self) -> None:
        self.row.take_focus()

    def save(self) -> bool:
        """Write it as somebody asked for, and say so."""
        if not self._write():
            return False
        self.desk.notices.say("Saved.")
        return True

    def _write(self) -> bool:
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
            self._write()

    def _take(self) -> None:
        self.editor.text.setPlainText(self._suggested)
        self.row.take_focus()

    def _remove(self) -> None:
        self.editor.text.clear()
        self.hide()
        self._write()

    def _look(self) -> None:
        if self._made is None:
            return
        offered = bool(self._suggested) and not self.is_written and not self._fixed
        self._made.take.setVisible(offered)
        self._made.remove.setVisible(self.agency is not None and not self._fixed)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to what it is typed into."""
        super().focusInEvent(event)
        self.row.take_focus()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._made is None:
            # Not while it is painted: what is made then is laid out and painted itself.
            QTimer.singleShot(0, self, self.make)

    @property
    def _all(self) -> _Made:
        self.make()
        if self._made is None:
            raise TypeError(self.heading)
        return self._made

    def _make(self) -> _Made:
        desk = self.desk
        field = Field(FieldKind.PROSE, self._words, name=self.heading, limit=PROSE_LIMIT)
        row = FieldRow(field, lambda within: ProseEditor(field, within, desk.spelling), self)
        editor = row.editor
        if not isinstance(editor, ProseEditor):
            raise TypeError(editor)
        editor.edited.connect(self._on_edit)
        editor.left.connect(self._on_leave)
        if self.agency is None:
            row.label.setProperty("type", "heading")
        self.column.addWidget(row)
        take = button("Take from the case", self._take, role="link", parent=self)
        remove = button("Remove this agency", self._remove, role="link", parent=self)
        for each in (take, remove):
            each.hide()
            self.column.addWidget(each)
        return _Made(row, editor, take, remove)

    def _show_made(self) -> None:
        made = self._all
        self.setMinimumHeight(0)
        self.setAccessibleName("")
        made.editor.show_value(self._shown)
        # What is made later comes last in the order of Tab: it belongs where this is.
        last: QWidget = self
        for each in (made.editor.text, made.take, made.remove):
            self.setTabOrder(last, each)
            last = each
        if self._fixed:
            self._read_or_type()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.row.show()
        self._look()

    def _read_or_type(self) -> None:
        row = self.row
        row.set_read_only(self._fixed)
        if row.reading is not None:
            self.setTabOrder(self.editor.text, row.reading)

    def _hold_place(self) -> None:
        """Be about as high as it will be once it is made."""
        metrics = self.fontMetrics()
        broken = sum(1 + len(line) // _LETTERS for line in self._shown.split("\n"))
        lines = max(1 if self._fixed else FEWEST, min(MOST, broken))
        self.setMinimumHeight(metrics.lineSpacing() * (lines + 1) + metrics.height())


@dataclass(frozen=True)
class _Made:
    """What a text is typed into, and its lesser acts."""

    row: FieldRow
    editor: ProseEditor
    take: QPushButton
    remove: QPushButton
