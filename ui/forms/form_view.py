"""A declared form on the screen: shown, typed into, kept as a draft, and given back as changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lado_desktop.casework.today.drafts import Draft
from lado_desktop.domain.acts import permission_to_change
from lado_desktop.domain.fields.field import Field
from lado_desktop.domain.fields.form import Form
from lado_desktop.domain.problem import Problem, Refused
from ui.desk import Desk
from ui.editors.custom import Custom
from ui.editors.editor import Editor
from ui.editors.editors import editor_for
from ui.editors.link_editor import AddRecord
from ui.forms.begun import Begun
from ui.forms.draft_strip import DraftStrip
from ui.forms.field_row import FieldRow
from ui.forms.problem_summary import ProblemSummary, in_words
from ui.forms.section_view import SectionView
from ui.forms.shown_value import is_same, readable_value, value_of

TWO_COLUMNS = 88
"""Two columns want room for so many letters, at whatever text size."""
WIDEST = 150
"""Beyond so many letters a form grows no wider: long lines are hard to read."""


class FormView(QWidget):
    """Draws a form's sections and gives back what differs from what was shown.

    What is typed is kept as a draft of the form and its target, and laid over the record when the
    form is opened again. `rows` are the fields by name, `summary` says what is wrong with them.
    """

    edited = Signal()
    draft_kept = Signal()
    discarded = Signal()

    def __init__(
        self,
        desk: Desk,
        form: Form,
        *,
        target_id: UUID | None = None,
        values: Mapping[str, Any] | object | None = None,
        draft: bool = True,
        custom: Sequence[Custom] = (),
        add_record: AddRecord | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._form = form
        # Where it is not the officer's to fill in, it is read.
        self.why_not = desk.shift.why_not(permission_to_change(form.name))
        self._column = QVBoxLayout(self)
        self._shown: dict[str, Any] = {}
        self._read_only = False
        self.summary = ProblemSummary(self.go_to, self)
        self.strip = DraftStrip(desk, form.name, target_id, self._standing, self._known, self)
        self._drafting = draft = draft and not self.why_not
        makers = {each.field: each.make for each in custom}

        def row(field: Field, section: QWidget) -> FieldRow:
            return self._row(field, makers.get(field.name), add_record, section)

        self._sections = [SectionView(each, desk, row, self) for each in form.sections]
        self.rows = {row.field.name: row for each in self._sections for row in each.rows}
        self._begun = Begun(self.rows)
        self._lay_out()
        self.show_values(values if values is not None else {})
        self.strip.draft.kept.connect(self.draft_kept)
        self.strip.discarded.connect(self.discard)
        if draft and (found := self.strip.found()):
            self._lay_over(found)
            for name in found.values if values is not None else ():
                self._begun.compare(name, self._shown.get(name), differs=False)
        if self.why_not:
            self.set_read_only(True)

    # What stands in it

    @property
    def is_edited(self) -> bool:
        """Whether anything typed differs from what was shown."""
        return bool(self._standing())

    @property
    def is_drafted(self) -> bool:
        """Whether what stands in it was brought back from an earlier sitting."""
        return self.strip.isVisibleTo(self)

    def editor(self, name: str) -> Editor:
        """Return the editor of a field by its name."""
        return self.rows[name].editor

    def values(self) -> dict[str, Any]:
        """Return every field's value. Raises Refused where something typed cannot be read."""
        return {**self._shown, **self._read(self._wanted_rows())}

    def changes(self) -> dict[str, Any]:
        """Return the values that differ from those shown. Raises Refused like `values`."""
        return {
            name: value
            for name, value in self.values().items()
            if not is_same(value, self._shown[name])
        }

    def show_values(self, values: Mapping[str, Any] | object) -> None:
        """Show a record's values: a mapping by field name, or the record itself.

        A field that was typed into since it was last shown is left as typed.
        """
        typed = self._standing()
        for name, row in self.rows.items():
            value = value_of(values, name)
            before, self._shown[name] = self._shown.get(name), value
            if name in typed:
                self._begun.compare(name, value, differs=not is_same(before, value))
                continue
            row.show_changed("")
            row.editor.show_value(value)
            self._begun.begin(name)
            if self._read_only:
                row.set_read_only(True)
        self._choose_sections()

    def saved(self, values: Mapping[str, Any] | object | None = None) -> None:
        """Take what stands, or these values, as the record's own now; the draft is let go."""
        if values is None:
            values = self.values()
        self._begun.begin_all()
        self.show_values(values)
        self.strip.drop()
        self.clear_problems()

    def discard(self) -> None:
        """Show the record again as it was shown; what was typed is gone."""
        self._restore()
        self.strip.drop()
        self.clear_problems()
        self.discarded.emit()
        self.edited.emit()
        self.begin()

    def keep_now(self) -> None:
        """Keep the draft at once, as before the window locks."""
        if self._drafting:
            self.strip.draft.keep_if_waiting()

    # What is wrong with it

    def problems(self, problems: Sequence[Problem]) -> None:
        """Show problems beside their fields and in the summary, which takes the focus."""
        self.clear_problems()
        for problem in (problems := in_words(self._desk.shift, problems)):
            if (row := self.rows.get(problem.field)) is not None:
                row.show_problem(problem.sentence)
        if problems:
            self.summary.show_problems(problems, self._is_in_sight)

    def clear_problems(self) -> None:
        """Take all problems away."""
        self.summary.clear()
        for row in self.rows.values():
            row.show_problem("")

    # How it is read

    def begin(self) -> None:
        """Put the focus on the first field; a stray key must not replace what stands there."""
        if (first := next(self._wanted_rows(), None)) is not None:
            first.take_focus(select=False)

    def go_to(self, name: str) -> None:
        """Put the focus on a field."""
        self.rows[name].take_focus()

    def lay_under(self, title: str, widget: QWidget) -> None:
        """Put a widget under the section of this title."""
        section = next(each for each in self._sections if each.section.title == title)
        self._column.insertWidget(self._column.indexOf(section) + 1, widget)

    def set_read_only(self, read_only: bool) -> None:
        """Show the values to be read and copied, while a draft waits, or in editors again."""
        if read_only := read_only or bool(self.why_not):
            self.keep_now()
            self._restore()
        self._read_only = read_only
        self.strip.setVisible(False)
        if not read_only and self._drafting and (found := self.strip.found()):
            self._lay_over(found)
        last: QWidget = self.summary
        for row in self.rows.values():
            row.set_read_only(read_only)
            if row.reading is not None:
                self.setTabOrder(last, row.reading)
                last = row.reading

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        letters = event.size().width() // max(1, self.fontMetrics().averageCharWidth())
        for section in self._sections:
            section.arrange(2 if letters >= TWO_COLUMNS else 1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.setMaximumWidth(self.fontMetrics().averageCharWidth() * WIDEST)

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep_now()
        super().hideEvent(event)

    def _row(
        self,
        field: Field,
        make: Callable[[Desk, Field], Editor] | None,
        add_record: AddRecord | None,
        section: QWidget,
    ) -> FieldRow:
        def made(row: QWidget) -> Editor:
            return (
                make(self._desk, field) if make else editor_for(self._desk, field, add_record, row)
            )

        row = FieldRow(field, made, section)
        row.editor.edited.connect(self._on_edit)
        if self._drafting:
            row.editor.left.connect(self.strip.draft.keep_behind)
        return row

    def _lay_out(self) -> None:
        column = self._column
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for each in (self.summary, self.strip, *self._sections):
            column.addWidget(each)
        column.addStretch(1)
        self.setMaximumWidth(self.fontMetrics().averageCharWidth() * WIDEST)

    def _on_edit(self) -> None:
        self._choose_sections()
        if self._drafting:
            self.strip.draft.keep_soon()
        self.edited.emit()

    def _standing(self) -> dict[str, Any]:
        """What was typed and differs from what was shown, readable or not, by field name."""
        return self._begun.standing()

    def _known(self) -> dict[str, Any]:
        return self._begun.known()

    def _restore(self) -> None:
        """Show again what was shown."""
        self._begun.begin_all()
        self.show_values(dict(self._shown))

    def _lay_over(self, draft: Draft) -> None:
        self._begun.lay_over(draft.values, draft.begun)
        self._choose_sections()

    def _read(self, rows: Iterator[FieldRow]) -> dict[str, Any]:
        values, problems = {}, []
        for row in rows:
            try:
                values[row.field.name] = row.editor.value()
            except ValueError as error:
                problems.append(Problem(row.field.name, str(error)))
        if problems:
            raise Refused(problems)
        return values

    def _wanted_rows(self) -> Iterator[FieldRow]:
        for section in self._sections:
            if not section.isHidden():
                yield from section.rows

    def _is_in_sight(self, name: str) -> bool:
        return any(row.field.name == name for row in self._wanted_rows())

    def _choose_sections(self) -> None:
        asked = {name for each in self._form.sections for name in each.shown_when}
        values = {name: readable_value(self.rows, name) for name in asked}
        for section in self._sections:
            wanted = section.is_wanted(values)
            # Showing what shows already would style all that is in it, before its time.
            if wanted is section.isHidden():
                section.setVisible(wanted)
