"""One section of a form: a titled card with its fields in one column or two."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from lado_desktop.domain.fields.field import Field
from lado_desktop.domain.fields.form import Section
from ui.desk import Desk
from ui.editors.editor import Editor
from ui.forms.field_row import FieldRow
from ui.look.labels import heading
from ui.look.tab_order import put_after, stops_within


class SectionView(QFrame):
    """The fields of a section, read from left to right and then down. Empty until it is made."""

    def __init__(self, section: Section, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section = section
        self.rows: list[FieldRow] = []
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

    def order(self) -> None:
        """Put its fields into the order of Tab where the section is: they were made last."""
        put_after(self, stops_within(self))

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
