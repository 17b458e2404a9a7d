"""Linking a contact with another one as one incident, in a strip under the head of its page."""

from __future__ import annotations

from functools import cached_property
from typing import cast
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lado_desktop.casework.contacts.contact_file import ContactFile
from lado_desktop.casework.contacts.contacts import link_incident, unlink_incident
from lado_desktop.domain.fields.field import Field, FieldKind
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.problem import CaseworkError
from ui.desk import Desk
from ui.editors.link_editor import LinkEditor
from ui.forms.field_row import FieldRow
from ui.look.buttons import button
from ui.look.tab_order import put_within
from ui.window.menus import act

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Linking(QFrame):
    """Two lines of a contact's menu, and the strip that the first one opens.

    The first Enter picks a contact from the list, the second links it. `done` says that the
    contact is linked with another one, or no longer.
    """

    done = Signal()

    def __init__(self, desk: Desk, contact_id: UUID, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._id = desk, contact_id
        worded = desk.shift.worded
        self.link = act(page, "Li&nk with another contact…", self.open)
        self.unlink = act(page, "&Unlink from the incident", self._unlink)
        self.acts = [self.link, self.unlink]
        for each in self.acts:
            each.forbid(desk.shift.why_not(Permission.LOG))
        self._words = worded("Contact about the same incident")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 28, 0)
        self.hide()

    @cached_property
    def row(self) -> FieldRow:
        """Where the contact is typed, with the buttons under it; made when it is wanted."""
        field = Field(
            FieldKind.LINK,
            self._words,
            links_to="contact",
            help="Type a reference or a name, and pick. Enter then links the two.",
        )
        made = FieldRow(
            field, lambda row: LinkEditor(field, self._desk, parent=row, opens=False), self
        )
        made.setMaximumWidth(self.fontMetrics().averageCharWidth() * 70)
        made.editor.edited.connect(lambda: made.show_problem(""))
        self._column.addWidget(made)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(button("Link as one incident", self.run, role="primary", parent=self))
        buttons.addWidget(button("Cancel", self.put_away, parent=self))
        buttons.addStretch()
        self._column.addLayout(buttons)
        put_within(self)
        return made

    @property
    def picker(self) -> LinkEditor:
        """Picks the contact."""
        return cast(LinkEditor, self.row.editor)

    def show_file(self, file: ContactFile) -> None:
        """Offer what can be done to the contact as it is now."""
        is_fixed = file.contact.in_error_on is not None
        self.unlink.setEnabled(bool(file.incident) and not is_fixed)
        if is_fixed:
            self.hide()

    def open(self) -> None:
        """Show the strip, with the focus where the contact is typed."""
        row = self.row
        self.show()
        row.take_focus()

    def put_away(self) -> None:
        """Close the strip and link nothing."""
        self.picker.show_value(None)
        self.row.show_problem("")
        self.hide()

    def run(self) -> None:
        """Link the contact that is picked, or say under the field what is wrong."""
        try:
            other = self.picker.value()
            if other is None:
                raise ValueError("Pick the contact to link with.")
            reference = self.picker.words()
            link_incident(self._desk.shift, self._id, other)
        except (ValueError, CaseworkError) as error:
            self.row.show_problem(str(error))
            self.row.take_focus()
            return
        self.put_away()
        self._say(f"Linked as one incident with {reference}.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter links what is picked, Esc closes the strip."""
        is_picking = self.picker.control.hasFocus() and isinstance(self.picker.typed(), str)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTER and (control or not is_picking):
            self.run()
        elif event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def _unlink(self) -> None:
        try:
            unlink_incident(self._desk.shift, self._id)
        except CaseworkError as error:
            self._desk.notices.warn(str(error))
        else:
            self._say("No longer linked as one incident.")

    def _say(self, words: str) -> None:
        self._desk.notices.say(words)
        self.done.emit()
