"""A meeting's actions as a document, sent first and to more people than the minutes."""

from __future__ import annotations

from uuid import UUID

from lado_desktop.casework.meetings.meeting_file import MeetingFile, open_meeting
from lado_desktop.casework.shift import Shift
from lado_desktop.reports.blocks import Document, Facts, Heading, Prose
from lado_desktop.reports.documents.minutes import action_table
from lado_desktop.reports.heading import document, facts, on_day


def action_list(shift: Shift, meeting_id: UUID) -> Document:
    """Return the action list. It names neither the adult nor a child. Raises NotFound."""
    file = open_meeting(shift, meeting_id)
    return document(
        shift,
        title=f"Actions: {shift.label('meeting_kind', file.meeting.kind_of)}",
        reference=file.meeting.reference,
        blocks=[
            Facts(_facts(file)),
            Heading("Actions agreed"),
            *(action_table(shift, file) or [Prose("No action was agreed.")]),
            Heading("What this list is"),
            Prose(
                "The actions come first and the minutes follow. Please tell the LADO when an "
                "action is done, or as soon as it cannot be done by its day."
            ),
        ],
        of=[each.id for each in file.records],
    )


def _facts(file: MeetingFile) -> tuple[tuple[str, str], ...]:
    meeting = file.meeting
    return facts(
        ("Case", ", ".join(each.contact.reference for each in file.contacts)),
        ("Held on", on_day(meeting.held_on, "Not held yet")),
        ("Chair", file.chair.name if file.chair else None),
        ("Next meeting", on_day(meeting.next_meeting_on)),
    )
