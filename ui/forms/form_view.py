"""A declared form on the screen: shown, typed into, kept as a draft, and given back as changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lado_desktop.domain.acts import permission_to_change
from lado_desktop.domain.fields.field import Field
from lado_desktop.domain.fields.form import Form
from lado_desktop.domain.problem import Problem, Refused
from ui.desk import Desk
from ui.editors.custom import Custom
from ui.editors.editor import Editor
from ui.editors.editors import editor_for
from ui.editors.link_editor import AddRecord
from ui.forms.draft_saver import DraftSaver
from ui.forms.draft_strip import DraftStrip
from ui.forms.field_row import FieldRow
from ui.forms.problem_summary import ProblemSummary, in_words
from ui.forms.sections import Sections
from ui.forms.state import Amend, FormState, value_of

WIDEST = 150
"""Beyond so many letters a form grows no wider: long lines are hard to read."""


class FormView(QWidget):
    """Draws a form's sections and gives back what differs from what was shown.

    What is typed is kept as a draft of the form and its target, and laid over the record when the
    form is opened again. `summary` says what is wrong with it.
    """

    edited = Signal()
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
        # Where it is not the officer's to fill in, it is read.
        self.why_not = desk.shift.why_not(permission_to_change(form.name))
        self._column = QVBoxLayout(self)
        self._state = FormState(target_id)
        self._read_only = False
        self.summary = ProblemSummary(self.go_to, self)
        self.strip = DraftStrip(self)
        self.draft = DraftSaver(desk, (form.name, target_id), lambda: self.state.draft, self)
        self._drafting = draft and not self.why_not
        makers = {each.field: each.make for each in custom}

        def made(field: Field, row: QWidget) -> Editor:
            make = makers.get(field.name)
            return make(desk, field) if make else editor_for(desk, field, add_record, row)

        self._form = form
        self._sections = Sections(form, desk, made, self, self._listen, self._fill)
        self._lay_out()
        self.show_values(values if values is not None else {})
        self.strip.discarded.connect(self.discard)
        if self._lay_draft_over() and values is not None:
            self.show_values(values)
        if self.why_not:
            self.set_read_only(True)

    @property
    def state(self) -> FormState:
        """Its record, and what is typed in its editors now."""
        rows = self._sections.rows
        self._state.typed = {name: row.editor.typed() for name, row in rows.items()}
        return self._state

    @property
    def rows(self) -> dict[str, FieldRow]:
        """The fields by name, but those of sections that are not wanted."""
        self._sections.make_all()
        return self._sections.rows

    @property
    def is_edited(self) -> bool:
        """Whether anything typed differs from what was shown."""
        return bool(self.state.edits)

    @property
    def is_drafted(self) -> bool:
        """Whether what is in it was brought back from an earlier sitting."""
        return self._state.drafted_at is not None

    def editor(self, name: str) -> Editor:
        """Return the editor of a field by its name."""
        return self.row(name).editor

    def row(self, name: str) -> FieldRow:
        """Return the row of a field by its name."""
        return self._sections.row(name)

    def values(self) -> dict[str, Any]:
        """Return every field's value. Raises Refused where something typed cannot be read."""
        values, problems = dict(self._state.baseline), []
        for row in self._sections.wanted_rows():
            try:
                values[row.field.name] = row.editor.value()
            except ValueError as error:
                problems.append(Problem(row.field.name, str(error)))
        if problems:
            raise Refused(problems)
        return values

    def changes(self) -> dict[str, Any]:
        """Return the values that differ from those shown. Raises Refused like `values`."""
        return self._state.changes(self.values())

    def show_values(
        self,
        values: Mapping[str, Any] | object,
        *,
        version: int | None = None,
        names: Mapping[UUID, str] | None = None,
    ) -> None:
        """Show a record's values: a mapping by field name, or the record itself.

        A field that was typed into since it was last shown is left as typed. `version` is that of
        the record, where `values` are not the record itself. `names` are those of the records
        that it links to, by key; others are looked up.
        """
        state = self.state
        state.version = version or int(getattr(values, "version", state.version))
        edits = state.edits
        for name in self._form.names:
            value, row = value_of(values, name), self._sections.rows.get(name)
            if row is None:
                state.baseline[name] = value
            elif name in edits:
                self._compare(row, value)
            else:
                self._show(row, value, names or {})
        self._sections.choose(self._state.baseline)

    def amend(self, act: Amend) -> None:
        """Change the record by an act. Raises what the act raises, and Refused like `values`."""
        self._state.amend(act, self.values())
        self.saved()

    def saved(self, values: Mapping[str, Any] | object | None = None) -> None:
        """Make the current (or given) values the saved baseline and delete the draft."""
        if values is None:
            values = self.values()
        self.state.settle()
        # What it links to shows by its name already.
        self.show_values(values, names=self._sections.linked())
        self._drop_draft()

    def discard(self) -> None:
        """Show the record again as it was shown; what was typed is gone."""
        self._restore()
        self._drop_draft()
        self.discarded.emit()
        self.edited.emit()
        self.begin()

    def keep_now(self) -> None:
        """Save the draft at once, as before the window locks."""
        if self._drafting:
            self.draft.keep_if_waiting()

    def problems(self, problems: Sequence[Problem]) -> None:
        """Show problems beside their fields and in the summary, which gets the focus."""
        self.clear_problems()
        for problem in (problems := in_words(self._desk.shift, problems)):
            if problem.field in self._form.names:
                self.row(problem.field).show_problem(problem.sentence)
        if problems:
            self.summary.show_problems(problems, self._sections.is_wanted)

    def clear_problems(self) -> None:
        """Clear all problems."""
        self.summary.clear()
        for row in self._sections.rows.values():
            row.show_problem("")

    def begin(self) -> None:
        """Put the focus on the first field; a stray key must not replace what is there."""
        if (first := next(self._sections.wanted_rows(), None)) is not None:
            first.take_focus(select=False)

    def go_to(self, name: str) -> None:
        """Put the focus on a field."""
        self.row(name).take_focus()

    def lay_under(self, title: str, widget: QWidget) -> None:
        """Put a widget under the section of this title."""
        section = self._sections.titled(title)
        self._column.insertWidget(self._column.indexOf(section) + 1, widget)

    def set_read_only(self, read_only: bool) -> None:
        """Show the values to be read and copied, while a draft waits, or in editors again."""
        if read_only := read_only or bool(self.why_not):
            self.keep_now()
            self._restore()
        self._read_only = read_only
        self.strip.hide()
        if not read_only:
            self._lay_draft_over()
        last: QWidget = self.summary
        for row in list(self._sections.rows.values()):
            row.set_read_only(read_only)
            if row.reading is not None:
                self.setTabOrder(last, row.reading)
                last = row.reading

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sections.arrange(event.size().width() // self.fontMetrics().averageCharWidth())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.setMaximumWidth(self.fontMetrics().averageCharWidth() * WIDEST)

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep_now()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        for each in (self.summary, self.strip, *self._sections.views):
            self._column.addWidget(each)
        self._column.addStretch(1)
        self.setMaximumWidth(self.fontMetrics().averageCharWidth() * WIDEST)

    def _on_edit(self) -> None:
        self._sections.choose(self._state.baseline)
        if self._drafting:
            self.draft.keep_soon()
        self.edited.emit()

    def _listen(self, row: FieldRow) -> None:
        row.editor.edited.connect(self._on_edit)
        if self._drafting:
            row.editor.left.connect(self.draft.keep_behind)

    def _fill(self, row: FieldRow) -> None:
        """Show in a row that is made later than the form what the record says there."""
        self._show(row, self._state.baseline.get(row.field.name), {})

    def _show(self, row: FieldRow, value: Any, names: Mapping[UUID, str]) -> None:
        row.show_changed("")
        row.editor.show_named(value, names.get(value, "") if isinstance(value, UUID) else "")
        self._state.show(row.field.name, value, row.editor.typed())
        if self._read_only:
            row.set_read_only(True)

    def _compare(self, row: FieldRow, value: Any) -> None:
        """Warn beside a field typed into where the record came to say something else there."""
        name, editor = row.field.name, row.editor
        if self._state.must_compare(name, value):
            editor.show_value(value)
            shown, words = editor.typed(), editor.words()
            editor.show_typed(self._state.typed[name])
            row.show_changed(self._state.compare(name, value, shown, words))

    def _restore(self) -> None:
        """Show again what the record says."""
        self.state.settle()
        self.show_values(dict(self._state.baseline))

    def _drop_draft(self) -> None:
        self.strip.hide()
        self.draft.drop()
        self.clear_problems()

    def _lay_draft_over(self) -> bool:
        """Bring back what an earlier sitting left, and say from when it is. False for nothing."""
        found = self.draft.found() if self._drafting else None
        if found is None:
            return False
        for name in found.values.keys() & set(self._form.names):
            self.row(name)
        for name, typed in self.state.lay_over(found).items():
            self._sections.rows[name].editor.show_typed(typed)
        self.strip.say(found.saved_at, self._desk.shift.today)
        self._sections.choose(self._state.baseline)
        return True
