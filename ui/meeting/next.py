"""The one act that the page of a meeting offers first: what comes next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction

from lado_desktop.casework.meetings.approval import missing
from lado_desktop.casework.meetings.meeting_file import MeetingFile
from lado_desktop.domain.kinds.attendance import STILL_INVITED
from ui.alerts import ask
from ui.page import Page
from ui.window.menus import act

_FROM_HERE_ON = (
    "From here on they are fixed. Only the days on which actions and minutes went out can still be "
    "noted."
)


def ask_approval(page: Page, file: MeetingFile, approve: Callable[[], None]) -> None:
    """Ask whether the minutes are to be approved, or show what has to be recorded first.

    The question names what is left open: empty headings, contacts without a decision, earlier
    actions.
    """
    shift = page.desk.shift
    if sentences := missing(shift, file.meeting, file.statuses):
        page.desk.notices.warn(" ".join(sentences))
        return
    # Somebody read them: what was left out must be seen before the page is printed.
    words = shift.practice.codes("minute_heading")
    empty = [words[heading] for heading in file.unwritten if heading in words]
    doubts = [f"Nothing is written under: {', '.join(empty)}."] if empty else []
    if undecided := [each.contact.reference for each in file.contacts if each.decision is None]:
        doubts.append(f"No decision is recorded yet for {', '.join(undecided)}.")
    if waiting := file.undisposed:
        actions = "1 earlier action is" if waiting == 1 else f"{waiting} earlier actions are"
        doubts.append(f"{actions} still open: nothing says what became of them.")
    ask(
        page,
        "Approve these minutes?",
        detail=" ".join([*doubts, _FROM_HERE_ON]),
        verb="Approve",
        then=approve,
        grave=bool(doubts),
    )


class MeetingNext:
    """The act that a meeting's page offers first: say that it was held, write, approve."""

    def __init__(
        self,
        page: Page,
        approve: QAction,
        *,
        say_held: Callable[[], None],
        record_attendance: Callable[[], None],
        write: Callable[[], None],
    ) -> None:
        self.approve = approve
        self.held = act(page, "Say that it was &held", say_held)
        self.attendance = act(page, "Record attenda&nce", record_attendance)
        self.write = act(page, "&Write the minutes", write)
        page.word(self.held, self.attendance, self.write)

    def of(self, file: MeetingFile) -> QAction | None:
        """Return what comes next for a meeting; None where nothing is left or is the officer's."""
        if file.fixed:
            return None
        if file.meeting.held_on is None:
            return self.held
        if not file.attendances or any(each in STILL_INVITED for each in file.statuses.values()):
            return self.attendance
        return self.approve if file.sections else self.write
