"""Actions: who does what by when, over all contacts."""

from __future__ import annotations

from textwrap import shorten
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from lado_desktop.casework.lists.lists import ACTIONS
from lado_desktop.casework.meetings import actions
from lado_desktop.casework.saving import get
from lado_desktop.domain.kinds.action import UNFINISHED, Action
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.practice.codes import code_lists
from lado_desktop.domain.problem import CaseworkError
from ui.desk import Desk
from ui.lists.list_page import ListPage
from ui.lists.list_table import ListWords
from ui.route import Place
from ui.window.menus import act

_SHOWN = 60
"""Letters of an action's words that say which it was."""

WORDS = ListWords(
    title="Actions",
    one="action",
    many="actions",
    empty="Actions are added on a contact, or in a meeting, and are chased from here.",
)


class ActionsPage(ListPage):
    """The chase list. Its act: mark the current action done."""

    listing = ACTIONS
    words = WORDS
    manual = "finding"
    usual = MappingProxyType({"stage": "to_do"})

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, place, parent)
        shift = desk.shift
        ended = code_lists()["action_status"].keys() - UNFINISHED
        self._ended = {shift.label("action_status", code) for code in ended}
        self.table.view.selectionModel().currentRowChanged.connect(self._look)
        self.table.rows.modelReset.connect(self._look)
        self._look()

    def make_primary(self) -> QAction:
        self._done = act(self, "&Mark as done", self._finish, sign="check")
        self._done.forbid(self.desk.shift.why_not(Permission.RECORD))
        return self._done

    def opens(self, row: int) -> Place:
        """Return the contact that the action in a row belongs to."""
        return Place("contact", self._action(row).contact_id)

    def _action(self, row: int) -> Action:
        return get(self.desk.shift, Action, self.table.rows.id_at(row))

    def _look(self) -> None:
        """Enable *Mark as done* only where the current action is unfinished."""
        row = self.table.view.currentIndex().row()
        # What is open and late says neither "Open" nor "In progress", but "Overdue".
        ended = row < 0 or self.table.rows.cell(row, "status") in self._ended
        self._done.setEnabled(not ended)

    def _finish(self) -> None:
        row = self.table.view.currentIndex().row()
        case = self.table.rows.index(row, 0).data()
        try:
            found = self._action(row)
            actions.amend(self.desk.shift, found.id, found.version, {"status": "done"})
        except CaseworkError as error:
            self.desk.notices.warn(str(error))
            return
        self.desk.changes.saved.emit("action", found.id)
        # Never a field: there Ctrl+Z undoes letters, here it undoes the act.
        left = self.table.view if self.table.rows.total else self.table.show_all
        left.setFocus(Qt.FocusReason.OtherFocusReason)
        words = shorten(found.text, _SHOWN, placeholder=" …")
        self.desk.notices.say(f"Marked as done: {words} ({case}).")
