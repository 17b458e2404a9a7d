"""Editor of a link: a record is named by typing, picked from what is found, or added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QListView, QWidget

from lado_desktop.casework.known.record import Typed
from lado_desktop.casework.search import picking
from lado_desktop.domain.fields.field import Field
from ui.desk import Desk
from ui.editors.editor import Editor
from ui.editors.found_list import FoundList, found_id
from ui.forms.suggested_rows import DETAIL
from ui.look.buttons import sign_button
from ui.look.labels import restyle, small
from ui.search.lookup import Lookup

AddRecord = Callable[[str, str, Callable[[UUID], None]], None]
"""Adds a record in place: its kind, what was typed, what to call with the new one's key."""

_REST_MS = 30
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BACK = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_AHEAD = (Qt.Key.Key_Down, *_ENTER)
_NOUNS = {
    "adult": "person",
    "professional": "professional",
    "organisation": "organisation or setting",
}


class LinkEditor(Editor):
    """A record picked by typing: arrows and Enter pick, Backspace or the × clears it.

    What is typed and not picked stays where it is, and counts as not filled in yet. A name that was
    picked is one thing: it is replaced as a whole, and never by a stray key.
    """

    def __init__(
        self,
        field: Field,
        desk: Desk,
        add_record: AddRecord | None = None,
        parent: QWidget | None = None,
        *,
        opens: bool = True,
    ) -> None:
        """`opens` has what was picked opened by a button."""
        super().__init__(field, parent)
        self._shift = desk.shift
        self._add_record = add_record if field.links_to in _NOUNS else None
        self._open_record = desk.open_record if opens else None
        self._lookup = Lookup(desk.looking, _REST_MS, self)
        self.beside: Callable[[], Typed] = Typed
        """What else is typed that tells people of one name apart."""
        self._typed = ""
        self._marks_first = False
        self._chosen: UUID | None = None
        self._let_go: UUID | None = None
        self._described = ""
        self.line = QLineEdit(self)
        self.line.setPlaceholderText("Type a name")
        self.clear_button = sign_button("x", f"Clear {field.label}", self.clear, parent=self)
        self.open_button = sign_button(
            "external-link", f"Open {field.label}", self._open, parent=self
        )
        signs = {self.clear_button: "Backspace", self.open_button: "Alt+Enter"}
        for sign, keys in signs.items():
            # Tab leads on to the next field: a space typed there must not press one of these.
            sign.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            sign.setToolTip(f"{sign.toolTip()} ({keys})")
            sign.setProperty("keys", keys)
        self._said = ""
        self.found = FoundList(self.line, self._pick)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for each in (self.line, self.open_button, self.clear_button):
            row.addWidget(each)
        self.column.addLayout(row)
        self.line.textEdited.connect(self._on_typed)
        self.line.returnPressed.connect(self._suggest)
        self.watch(self.line)
        self._lookup.failed.connect(self._say)
        self._draw("")

    @property
    def control(self) -> QWidget:
        return self.line

    @property
    def popup(self) -> QListView:
        """The list that drops down."""
        return self.found.popup

    @cached_property
    def echo(self) -> QLabel:
        """What is said under the line."""
        made = small("", parent=self)
        self.column.addWidget(made)
        return made

    def show_value(self, value: Any) -> None:
        self.show_named(value, "")

    def show_named(self, value: UUID | None, name: str) -> None:
        """Show a record by its name; one without a name is looked up."""
        if value and not name:
            name = picking.name_of(self._shift, self.field.links_to, value)
        with self.showing():
            self._chosen = value
            self._draw(name)
        self._say("")

    def value(self) -> Any:
        if self._chosen is None and self.line.text().strip():
            raise ValueError(
                f"{self.field.label}: pick one from the list, or clear what is typed. "
                "The Down key shows the list."
            )
        return self._chosen

    def typed(self) -> Any:
        return self.line.text() if self._chosen is None else [str(self._chosen)]

    def show_typed(self, typed: Any) -> None:
        if isinstance(typed, list):
            self.show_value(UUID(typed[0]))
        else:
            self._chosen = None
            self._draw(typed)

    def words(self) -> str:
        return self.line.text()

    def describe(self, words: str) -> None:
        self._described = words
        picked = "Picked. Backspace lets go of it" if self._chosen is not None else ""
        if picked and self._open_record is not None:
            picked += ", Alt+Enter opens it"
        super().describe(" ".join(part for part in (words, f"{picked}." if picked else "") if part))

    def choose(self, id: UUID, detail: str = "") -> None:
        """Select this record as if the user had picked it."""
        self._chosen = id
        self._draw(picking.name_of(self._shift, self.field.links_to, id))
        self._say(detail)
        self.say_edited()
        self.line.setFocus()

    def clear(self) -> None:
        """Clear what was picked or typed."""
        self._let_go, self._chosen = self._chosen, None
        self._draw("")
        self._say("")
        self.say_edited()
        self.line.setFocus()

    def leave(self) -> None:
        if self._chosen is None and not self.found.is_open:
            typed = bool(self.line.text().strip())
            nothing = self._said.startswith("Nothing found")
            if not (typed and nothing):
                self._say("Typed, but not picked from the list yet" if typed else "")
        super().leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if self._chosen is not None:
                return self._key_on_picked(event) or super().eventFilter(watched, event)
            if self._let_go is not None and event.matches(QKeySequence.StandardKey.Undo):
                self.choose(self._let_go)
                return True
            if watched is self.line and event.key() == Qt.Key.Key_Down and self._is_only_typed():
                # A list that was left comes back; else what is typed could not be picked any more.
                self._suggest()
                self._marks_first = True
                return True
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if self._lookup.is_waiting and event.key() in _AHEAD and not control:
                # Quicker than the answer. Its first line is marked, but nobody is picked unseen.
                self._marks_first = True
                return True
        return super().eventFilter(watched, event)

    def _key_on_picked(self, event: QKeyEvent) -> bool:
        """Do what a key does to a name that was picked; False leaves the key to the line."""
        if event.key() in _BACK:
            self.clear()
        elif event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._open()
        elif not _writes(event):
            return False
        elif self.line.selectedText() == self.line.text():
            self.clear()
            return False
        else:
            self._say(
                "Picked. Backspace lets go of it; so does typing over the whole of it (Ctrl+A)."
            )
        return True

    def _is_only_typed(self) -> bool:
        """Whether there is text, no list is open and nobody is picked."""
        return (
            self._chosen is None
            and bool(self.line.text().strip())
            and not self.found.is_open
            and not self._lookup.is_waiting
        )

    def _draw(self, words: str) -> None:
        picked = self._chosen is not None
        self._lookup.forget()
        self.line.setText(words)
        self.line.setCursorPosition(0)
        self.line.setReadOnly(picked)
        self.describe(self._described)
        restyle(self.line, "picked", "true" if picked else "false")
        self.clear_button.setVisible(bool(words))
        self.open_button.setVisible(picked and self._open_record is not None)

    def _on_typed(self, text: str) -> None:
        self.clear_button.setVisible(bool(text))
        self.say_edited()
        self._suggest()

    def _suggest(self) -> None:
        typed, shift, kind = self.line.text().strip(), self._shift, self.field.links_to
        self._marks_first = False
        if not typed or self._chosen is not None:
            self._lookup.forget()
            self.found.clear()
            self.found.shut()
            if self._chosen is None:
                self._say("")  # the message about the text before
            return
        beside = self.beside()
        self._lookup.ask(lambda: picking.suggest(shift, kind, typed, beside=beside), self._offer)

    def _offer(self, suggestions: Sequence[picking.Suggestion]) -> None:
        if not self.line.hasFocus() and not self.found.is_open:
            return  # the officer went on: a list that opens now would be in the way
        self._typed = self.line.text().strip()
        self.found.clear()
        for each in suggestions:
            self.found.append(each.label, each.detail, each.id)
        none = self.found.is_empty
        adds = " yet. The Down key offers to add it." if self._add_record is not None else ""
        self._say(f"Nothing found by that name{adds}" if none else "")
        if self._add_record is not None:
            self.found.append(f"Add a new {_NOUNS[self.field.links_to]}: {self._typed}", "", None)
        self.found.open(marks_first=self._marks_first)

    def _pick(self, index: QModelIndex) -> bool:
        """Accept a line, and return whether it picks a record."""
        id = found_id(index)
        if id is not None:
            self.choose(id, str(index.data(DETAIL)))
        elif self._add_record is not None:
            # Not the line's words: Qt has put those of the line that was picked in their place.
            self._add_record(self.field.links_to, self._typed, self.choose)
        return id is not None

    def _say(self, words: str) -> None:
        if words != self._said:
            self._said = words
            self.echo.setText(words)
            self.echo.setVisible(bool(words))

    def _open(self) -> None:
        if self._chosen is not None and self._open_record is not None:
            self._open_record(self.field.links_to, self._chosen)


def _writes(event: QKeyEvent) -> bool:
    """Whether a key puts something into a line. AltGr, which writes, is held as Ctrl and Alt."""
    keys = Qt.KeyboardModifier
    held = event.modifiers() & (keys.ControlModifier | keys.AltModifier)
    letter = bool(event.text()) and event.text().isprintable()
    is_plain = held in (keys.NoModifier, keys.ControlModifier | keys.AltModifier)
    return (letter and is_plain) or event.matches(QKeySequence.StandardKey.Paste)
