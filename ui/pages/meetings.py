"""Meetings: planned, held, with minutes to approve or approved."""

from __future__ import annotations

from PySide6.QtGui import QAction

from lado_desktop.casework.lists.lists import MEETINGS
from lado_desktop.domain.permission import Permission
from ui.lists.list_page import ListPage
from ui.lists.list_table import ListWords
from ui.route import Place
from ui.window.menus import act

WORDS = ListWords(
    title="Meetings",
    one="meeting",
    many="meetings",
    empty="Plan the first one with the button above, or press Ctrl+M.",
)


class MeetingsPage(ListPage):
    """The list of meetings. Its act: plan one."""

    listing = MEETINGS
    words = WORDS
    manual = "meetings"

    def make_primary(self) -> QAction:
        made = act(self, "&Plan a meeting", lambda: self.going.emit(Place("meeting")), sign="plus")
        made.forbid(self.desk.shift.why_not(Permission.RECORD))
        return made
