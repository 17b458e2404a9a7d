"""The acts that restrict a contact to named officers, and lift it again."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from lado_desktop.casework.contacts import restrictions
from lado_desktop.casework.contacts.contact_file import ContactFile
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.problem import CaseworkError
from ui.alerts import ask
from ui.desk import Desk
from ui.records.restriction_asked import RestrictionAsked
from ui.window.menus import act


class Restricting(QObject):
    """Two lines of a contact's menu. `done` says that who sees it was changed."""

    done = Signal()

    def __init__(self, desk: Desk, contact_id: UUID, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._id, self._page = desk, contact_id, page
        self._file: ContactFile | None = None
        self.restrict = act(page, "Restr&ict…", self._ask, sign="lock")
        self.lift = act(page, "Lif&t restriction…", self._ask_lifting)
        self.acts = [self.restrict, self.lift]
        for each in self.acts:
            each.forbid(desk.shift.why_not(Permission.RESTRICT))

    def show_file(self, file: ContactFile) -> None:
        """Offer what can be done to the contact in its present state."""
        self._file = file
        self.restrict.setEnabled(True)
        self.lift.setEnabled(file.restricted is not None)

    def _ask(self) -> None:
        if self._file is not None:
            asked = RestrictionAsked(self._page, self._desk.shift, self._id, self._file.restricted)
            asked.accepted.connect(lambda: self._say("Restricted."))
            asked.open()

    def _ask_lifting(self) -> None:
        ask(
            self._page,
            "Lift the restriction?",
            verb="Lift it",
            detail="Every officer of the service will see this contact and all that belongs to it.",
            then=self._lift,
        )

    def _lift(self) -> None:
        try:
            restrictions.lift(self._desk.shift, self._id)
        except CaseworkError as error:
            self._desk.notices.warn(str(error))
        else:
            self._say("The restriction is lifted.")

    def _say(self, words: str) -> None:
        self._desk.notices.say(words)
        self.done.emit()
