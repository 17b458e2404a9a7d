"""Restricting a contact: which officers see it from now on, and why."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from lado_desktop.casework.contacts.restrictions import Restricted, officers_to_name, restrict
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.problem import CaseworkError
from ui.alerts import Question
from ui.look.labels import asked, small


class RestrictionAsked(Question):
    """Ticks for the officers in post, and the reason. It stays open while something is wrong."""

    def __init__(
        self, parent: QWidget, shift: Shift, contact_id: UUID, standing: Restricted | None
    ) -> None:
        super().__init__(
            parent,
            "Who may see this contact?",
            verb="Restrict",
            detail="Others do not see it in lists, search or print; figures count it without "
            "saying which it is. While they type the same person they are told that there is a "
            "restricted record, and to whom to speak. "
            "This is a rule of the program: it is not locked away from whoever holds the keys.",
        )
        self._shift, self._contact_id = shift, contact_id
        named = {id for id, _ in standing.officers} if standing else {shift.officer.id}
        self.officers: dict[UUID, QCheckBox] = {}
        for officer in officers_to_name(shift):
            role = shift.label("officer_role", officer.role)
            tick = QCheckBox(f"{officer.name}, {role}".replace("&", "&&"))
            tick.setChecked(officer.id in named)
            self.officers[officer.id] = tick
            self.body.addWidget(tick)
        self.reason = QPlainTextEdit(standing.reason if standing else "")
        self.reason.setTabChangesFocus(True)
        self.reason.setAccessibleName("Why it is restricted")
        self.reason.setFixedHeight(self.fontMetrics().lineSpacing() * 4)
        name = asked("&Why it is restricted", self.reason)
        self.problem = small("", "danger")
        self.problem.hide()
        for each in (name, self.reason, self.problem):
            self.body.addWidget(each)

    def accept(self) -> None:
        """Restrict it, or say what is wrong."""
        chosen = [id for id, tick in self.officers.items() if tick.isChecked()]
        try:
            restrict(self._shift, self._contact_id, chosen, self.reason.toPlainText())
        except CaseworkError as error:
            self.problem.setText(str(error))
            self.problem.show()
            self.reason.setFocus()
            return
        super().accept()
