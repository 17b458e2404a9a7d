"""One section of a form: a titled card with its fields in one column or two."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from lado_desktop.domain.fields.field import Field, FieldKind
from lado_desktop.domain.fields.form import Section
from ui.desk import Desk
from ui.editors.editor import Editor
from ui.forms.field_row import FieldRow
from ui.look.labels import heading
from ui.look.tab_order import put_within

_LINES = {
    FieldKind.PROSE: 6.0,
    FieldKind.CHOICES: 5.0,
    FieldKind.DAY: 4.6,
    FieldKind.PARTIAL_DATE: 4.6,
    FieldKind.TIME: 4.6,
}
"""About how many lines of text a field is high with the space after it, where not 3.7."""
_WIDE = (FieldKind.PROSE, FieldKind.CHOICES)


class SectionView(QFrame):
    """The fields of a section, read from left to right and then down. Empty until it is made.

    `wanted` says that one that waits came into sight, or that Tab came to it.
    """

    wanted = Signal()

    def __init__(self, section: Section, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section = section
        self.rows: list[FieldRow] = []
        self.is_in_form = True
        """Whether the values of the form ask for it."""
        self.setProperty("surface", "card")
        title = desk.shift.worded(section.title)
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        if title:
            column.addWidget(heading(title, self))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(32)
        self._grid.setVerticalSpacing(16)
        column.addLayout(self._grid)
        self._columns = 1

    def make(self, make: Callable[[Field, QWidget], Editor]) -> None:
        """Make its rows; `make` makes the editor of a field within the widget that it is given."""
        self.rows = [FieldRow(field, partial(make, field), self) for field in self.section.fields]
        self._lay()
        self.setMinimumHeight(0)

    @property
    def guess(self) -> int:
        """About how high it will be, in pixels, with its fields side by side."""
        lines = 3.4
        for field in self.section.fields:
            high = _LINES.get(field.kind, 3.7) + bool(field.help)
            lines += high if field.kind in _WIDE else high / 2
        return round(lines * self.fontMetrics().lineSpacing())

    def show_if(self, wanted: bool) -> None:
        """Show it with its form, or leave it out."""
        # Showing what is about to show would lay out all that is in it, before its time.
        if wanted is not self.is_in_form:
            self.is_in_form = wanted
            self.setVisible(wanted)

    def wait(self) -> None:
        """Keep its place on the page and in the order of Tab, until it is made."""
        self.setMinimumHeight(self.guess)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to its first field, or on the way back to its last."""
        super().focusInEvent(event)
        self.wanted.emit()
        if self.rows:
            back = event.reason() is Qt.FocusReason.BacktabFocusReason
            self.rows[-1 if back else 0].take_focus()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.rows:
            # Not while it is painted: what is made then is laid out and painted itself.
            QTimer.singleShot(0, self, self.wanted.emit)

    def order(self) -> None:
        """Put its fields into the order of Tab where the section is: they were made last."""
        put_within(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def arrange(self, columns: int) -> None:
        """Set the fields in one column or two; texts and lists of ticks have the whole width."""
        if columns == self._columns:
            return
        self._columns = columns
        self._lay()

    def _lay(self) -> None:
        columns = self._columns
        line, at = 0, 0
        for row in self.rows:
            self._grid.removeWidget(row)
            across = columns if row.editor.wide else 1
            if at and at + across > columns:
                line, at = line + 1, 0
            self._grid.addWidget(row, line, at, 1, across)
            at += across
            if at >= columns:
                line, at = line + 1, 0
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < columns))

    def is_wanted(self, value: Callable[[str], object]) -> bool:
        """Tell whether the section is to show, by the values of the fields that it depends on."""
        return all(value(name) in wanted for name, wanted in self.section.shown_when.items())
