"""A form that opens in the page, does one act, and goes away again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from lado_desktop.casework.today import drafts
from lado_desktop.domain.fields.form import Form
from ui.desk import Desk
from ui.editors.custom import Custom
from ui.editors.link_editor import AddRecord, LinkEditor
from ui.forms.form_view import FormView
from ui.forms.submit import submit
from ui.look.buttons import button
from ui.look.labels import label

Act = Callable[[dict[str, Any]], object]


@dataclass(frozen=True)
class EntryAsk:
    """What an entry asks, about which record, and what it does with the answer."""

    form: Form
    target_id: UUID
    verb: str
    """What is written on the button that does the act."""
    act: Act
    """Is given all values of the form."""
    values: Mapping[str, Any] | None = None
    """What it begins with, as the record says it."""
    only_changes: bool = False
    """The act is given only what differs from `values`."""
    start: Mapping[str, Any] = field(default_factory=dict)
    """What it begins with as if typed, where there is no draft."""
    add_record: AddRecord | None = None
    custom: Sequence[Custom] = ()
    remove: Callable[[], object] | None = None
    """Closes what was opened."""
    again: bool = False
    """It stays open, empty, for the next one, and Enter in a line does the act."""
    more: Sequence[tuple[str, Callable[[], object]]] = ()
    """Lesser acts on what was opened: their words, and what they do."""
    said: str = ""
    """A warning above the form."""


class Entry(QWidget):
    """What is filled in for one act: a decision, an action, a referral.

    Its draft is that of the form and the record it is about, so that it opens again after a crash.
    """

    done = Signal()
    """The act was done."""
    left = Signal()
    """The form was closed."""

    def __init__(self, desk: Desk, asked: EntryAsk) -> None:
        super().__init__()
        self._desk, self._asked = desk, asked
        self.again = asked.again
        self._untouched: dict[str, Any] | None = None
        self._names = asked.form.names
        self.view = FormView(
            desk,
            asked.form,
            target_id=asked.target_id,
            values=asked.values,
            add_record=asked.add_record,
            custom=asked.custom,
        )
        if not drafts.saved_values(desk.shift, asked.form.name, asked.target_id):
            self._show_start()
        self.verb = button(asked.verb, self.run, role="primary")
        self.verb.forbid(self.view.why_not)
        self.cancel = button("Done" if asked.again else "Cancel", self.put_away)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.said = label(asked.said, tone="danger")
        self.said.setVisible(bool(asked.said))
        column.addWidget(self.said)
        column.addWidget(self.view)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.verb)
        row.addWidget(self.cancel)
        for words, do in asked.more:
            lesser = button(words, do)
            lesser.forbid(self.view.why_not)
            row.addWidget(lesser)
        row.addStretch()
        if (remove := asked.remove) is not None:
            gone = button("Remove", lambda: self._remove(remove), role="danger")
            gone.forbid(self.view.why_not)
            row.addWidget(gone)
        column.addLayout(row)

    @property
    def is_edited(self) -> bool:
        """Whether somebody typed into it, beside what it begins with."""
        return self.view.is_edited and self._typed() != self._untouched

    def begin(self) -> None:
        """Put the focus on the first field, past those that are filled in already."""
        first = next((name for name in self._names if name not in self._asked.start), None)
        if first is None or self.view.is_drafted:
            self.view.begin()
        else:
            self.view.go_to(first)

    def begin_again(self) -> None:
        """Go to the place of work, because its act was asked for while the form is open.

        Where something is typed, go to the button that does the act: it must not look done already.
        """
        if not self.is_edited:
            self.view.begin()
            return
        self.verb.setFocus()
        self._desk.notices.note(f"Not recorded yet: press “{self.verb.text()}”, or Ctrl+S.")

    def run(self) -> bool:
        """Do the act. On a fault, show the message beside its field and return False."""
        given = self.view.changes if self._asked.only_changes else self.view.values
        if not submit(lambda: self._asked.act(given()), self.view.problems):
            return False
        self.view.saved({} if self.again else None)
        self.done.emit()
        if self.again:
            self._show_start()
            self.begin()
        return True

    def put_away(self) -> None:
        """Close the form; what was typed is dropped."""
        self.view.discard()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter does the act from anywhere in the form."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if enter and (control or (self.again and self._line_is_finished())):
            self.run()
            return
        super().keyPressEvent(event)

    def _line_is_finished(self) -> bool:
        """Whether Enter was pressed in a line, and not to press a button or to look for a name."""
        at = self.focusWidget()
        picking = isinstance(at, QLineEdit) and isinstance(at.parent(), LinkEditor)
        typed = isinstance(at, QLineEdit) and bool(at.text()) and not at.isReadOnly()
        return not isinstance(at, QAbstractButton) and not (picking and typed)

    def _show_start(self) -> None:
        # As if typed: a draft opened on another day still has the day that was meant.
        for name, value in self._asked.start.items():
            self.view.editor(name).show_value(value)
        self._untouched = self._typed()

    def _typed(self) -> dict[str, Any]:
        return {name: self.view.editor(name).typed() for name in self._names}

    def _remove(self, remove: Callable[[], object]) -> None:
        if not submit(remove, self.view.problems):
            return
        self.view.discard()
        self.again = False
        self.done.emit()
