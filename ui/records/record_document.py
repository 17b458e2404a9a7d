"""A record's document, as the window previews and issues it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID

from lado_desktop.casework.shift import Shift
from ui.desk import Desk
from ui.page import Printable

if TYPE_CHECKING:
    from lado_desktop.reports.issue import Paper

_NAMES = {
    "minutes": "minutes",
    "actions": "actions",
    "invitation": "invitation",
    "case": "case-summary",
    "advice": "advice",
    "outcome": "outcome",
    "concluded": "letter",
}


def record_document(shift: Shift, name: str, target_id: UUID, reference: str) -> Printable:
    """Return a document of a contact or a meeting, by its name in `reports.issue.OF_A_RECORD`.

    It is drawn once: what is previewed is what is printed or saved, and only that is kept.
    """

    # What draws PDFs is slow to load, and is not needed until something is printed.
    @cache
    def paper() -> Paper:
        from lado_desktop.reports import issue  # noqa: PLC0415

        return issue.paper(shift, name, target_id)

    return Printable(
        f"{reference.replace('/', '-')}-{_NAMES[name]}.pdf",
        draw=lambda: paper().content,
        issue=lambda: paper().issue(shift).content,
        word=lambda: paper().word(shift),
    )


def approve_minutes(desk: Desk, meeting_id: UUID) -> None:
    """Draw, approve and file minutes in the background, and show the result."""

    def approve() -> None:
        from lado_desktop.reports import issue as issuing  # noqa: PLC0415  (as above)

        issuing.approve_minutes(desk.shift, meeting_id)

    def approved(_: None) -> None:
        desk.notices.say("The minutes are approved.")
        desk.changes.saved.emit("meeting", meeting_id)

    # Somebody who left the page meanwhile sees it too.
    desk.worker.run(desk.notices, approve, approved, lambda error: desk.notices.warn(str(error)))
