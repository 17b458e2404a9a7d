"""The one act that the page of a meeting offers first: what comes next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction

from lado_desktop.casework.meeting_file import MeetingFile
from ui.alerts import ask
from ui.menus import act
from ui.page import Page


def ask_approval(page: Page, file: MeetingFile, approve: Callable[[], None]) -> None:
    """Ask whether the minutes are to be approved, saying which headings are empty."""
    # Somebody read them: it must not take the printed page to see what was left out.
    words = page.desk.shift.practice.codes("minute_heading")
    empty = [words[heading] for heading in file.unwritten if heading in words]
    said = f"Nothing is written under: {', '.join(empty)}. " if empty else ""
    ask(
        page,
        "Approve these minutes?",
        detail=f"{said}From here on they are fixed. Only the days on which actions and "
        "minutes went out can still be noted.",
        verb="Approve",
        then=approve,
        grave=bool(empty),
    )


class MeetingNext:
    """To say that it was held, who came, and what was said; only then the approval."""

    def __init__(
        self,
        page: Page,
        approve: QAction,
        *,
        say_held: Callable[[], None],
        add_somebody: Callable[[], None],
        write: Callable[[], None],
    ) -> None:
        self.approve = approve
        self.held = act(page, "Say that it was &held", say_held)
        self.attendance = act(page, "Record attenda&nce", add_somebody)
        self.write = act(page, "&Write the minutes", write)
        page.word(self.held, self.attendance, self.write)

    def of(self, file: MeetingFile) -> QAction | None:
        """Return what comes next for a meeting; None where nothing is left or is the officer's."""
        if file.fixed:
            return None
        if file.meeting.held_on is None:
            return self.held
        if not file.attendances:
            return self.attendance
        return self.approve if file.sections else self.write
