"""The sections of a form: each is made when it is first wanted, or soon after."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lado_desktop.domain.fields.field import Field
from lado_desktop.domain.fields.form import Form
from ui.desk import Desk
from ui.editors.editor import Editor
from ui.editors.link_editor import LinkEditor
from ui.forms.field_row import FieldRow
from ui.forms.section_view import SectionView
from ui.look.later import Later

TWO_COLUMNS = 88
"""In letters: the width that two columns need, at any text size."""


class Sections:
    """The views of a form's sections, and the rows of those that are made, by field name.

    Made at once is about what a window on this screen has room for. The rest follows when it is
    scrolled to or asked for, or after a moment: no page waits for what nobody sees. `listen` is
    called with each row that is made, `fill` with those that are made later than the form.
    """

    def __init__(
        self,
        form: Form,
        desk: Desk,
        make: Callable[[Field, QWidget], Editor],
        parent: QWidget,
        listen: Callable[[FieldRow], None],
        fill: Callable[[FieldRow], None],
    ) -> None:
        self._make, self._listen, self._fill = make, listen, fill
        self.views: list[SectionView] = []
        self.rows: dict[str, FieldRow] = {}
        # Above the form are the menus, the search and the head of the page.
        room = parent.screen().availableGeometry().height() * 3 // 4
        for section in form.sections:
            # One after another, as Tab goes: a section that is empty yet has its place there.
            view = SectionView(section, desk, parent)
            view.wanted.connect(partial(self._make_later, view))
            self.views.append(view)
            if section.shown_when:
                view.show_if(False)
            elif room > 0:
                self._made(view)
                room -= view.guess
            else:
                view.wait()
        self._of = {field.name: view for view in self.views for field in view.section.fields}
        if any(self._waiting()):
            Later(parent, self._make_next)

    def row(self, name: str) -> FieldRow:
        """Return the row of a field, made where it is not made yet."""
        if name not in self.rows:
            self._make_later(self._of[name])
        return self.rows[name]

    def wanted_rows(self) -> Iterator[FieldRow]:
        """Go through the rows of the sections that are wanted."""
        for view in self.views:
            if view.is_in_form:
                yield from view.rows

    def is_wanted(self, name: str) -> bool:
        """Tell whether a field is in a section that is wanted."""
        return name in self._of and self._of[name].is_in_form

    def choose(self, recorded: Mapping[str, object]) -> None:
        """Show the sections that are wanted by the values of the fields that they depend on.

        `recorded` are those of the record, for fields that are not made.
        """

        def value(name: str) -> object:
            return self.rows[name].readable if name in self.rows else recorded.get(name)

        for view in self.views:
            wanted = view.is_wanted(value)
            if wanted and not view.is_in_form and not view.rows:
                self._make_later(view)
            view.show_if(wanted)

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
        for row in view.rows:
            self.rows[row.field.name] = row
            self._listen(row)

    def _make_later(self, view: SectionView) -> None:
        if view.rows:
            return
        self._made(view)
        for row in view.rows:
            self._fill(row)
            row.show()
        # While it finds its place, those of the others count too, though they take no focus.
        policies = [(each, each.focusPolicy()) for each in self.views if each is not view]
        for each, _ in policies:
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        view.order()
        for each, policy in policies:
            each.setFocusPolicy(policy)

    def make_all(self) -> None:
        """Make what waits because it is out of sight."""
        while self._make_next():
            pass

    def _make_next(self) -> bool:
        view = next(self._waiting(), None)
        if view is not None:
            self._make_later(view)
        return view is not None

    def _waiting(self) -> Iterator[SectionView]:
        return (view for view in self.views if not view.rows and view.is_in_form)
