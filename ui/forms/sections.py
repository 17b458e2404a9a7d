"""The sections of a form: each is made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lado_desktop.domain.fields.field import Field
from lado_desktop.domain.fields.form import Form
from ui.desk import Desk
from ui.editors.editor import Editor
from ui.editors.link_editor import LinkEditor
from ui.forms.field_row import FieldRow
from ui.forms.section_view import SectionView

TWO_COLUMNS = 88
"""In letters: the width that two columns need, at any text size."""


class Sections:
    """The views of a form's sections, and the rows of those that are made, by field name.

    `fill` is called with each row that is made later than the form.
    """

    def __init__(
        self,
        form: Form,
        desk: Desk,
        make: Callable[[Field, QWidget], Editor],
        parent: QWidget,
        fill: Callable[[FieldRow], None],
    ) -> None:
        self._make, self._fill = make, fill
        self.views: list[SectionView] = []
        self.rows: dict[str, FieldRow] = {}
        for section in form.sections:
            # One after another, as Tab goes: a section that is empty yet has its place there.
            view = SectionView(section, desk, parent)
            self.views.append(view)
            if section.shown_when:
                view.hide()
            else:
                self._made(view)
        self._of = {field.name: view for view in self.views for field in view.section.fields}

    def row(self, name: str) -> FieldRow:
        """Return the row of a field, made where it is not made yet."""
        if name not in self.rows:
            self._make_later(self._of[name])
        return self.rows[name]

    def wanted_rows(self) -> Iterator[FieldRow]:
        """Go through the rows of the sections that are wanted."""
        for view in self.views:
            if not view.isHidden():
                yield from view.rows

    def is_wanted(self, name: str) -> bool:
        """Tell whether a field is in a section that is wanted."""
        return any(row.field.name == name for row in self.wanted_rows())

    def choose(self, recorded: Mapping[str, object]) -> None:
        """Show the sections that are wanted by the values of the fields that they depend on.

        `recorded` are those of the record, for fields that are not made.
        """

        def value(name: str) -> object:
            return self.rows[name].readable if name in self.rows else recorded.get(name)

        for view in self.views:
            wanted = view.is_wanted(value)
            # Showing what shows already would style all that is in it, before its time.
            if wanted is view.isHidden():
                if wanted and not view.rows:
                    self._make_later(view)
                view.setVisible(wanted)

    def arrange(self, width: int) -> None:
        """Set the fields in one column or two, by the width in letters."""
        for view in self.views:
            view.arrange(2 if width >= TWO_COLUMNS else 1)

    def titled(self, title: str) -> SectionView:
        """Return the section of this title."""
        return next(each for each in self.views if each.section.title == title)

    def linked(self) -> dict[UUID, str]:
        """Return the names of the records that the form links to, by key, as they show."""
        links = [row.editor for row in self.rows.values() if isinstance(row.editor, LinkEditor)]
        return {each.value(): each.words() for each in links if isinstance(each.typed(), list)}

    def _made(self, view: SectionView) -> None:
        view.make(self._make)
        self.rows |= {row.field.name: row for row in view.rows}

    def _make_later(self, view: SectionView) -> None:
        self._made(view)
        view.order()
        for row in view.rows:
            self._fill(row)
