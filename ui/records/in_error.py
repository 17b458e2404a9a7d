"""Recording a contact in error: the reason is asked for first."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lado_desktop.casework.contacts import contacts
from ui.alerts import ask_reason
from ui.desk import Desk


def ask_in_error(parent: QWidget, desk: Desk, contact_id: UUID, then: Callable[[], object]) -> None:
    """Ask why, record it so, and call `then`."""

    def record(reason: str) -> None:
        contacts.record_in_error(desk.shift, contact_id, reason)
        desk.notices.say("Recorded in error.")
        then()

    ask_reason(
        parent,
        desk.shift.worded("Record this contact in error?"),
        words="Why it was recorded in error",
        verb="Record in error",
        detail="It keeps its number and leaves every count. It can no longer be changed.",
        then=record,
    )
