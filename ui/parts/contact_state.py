"""How the states of contacts and meetings look: a word and a shape."""

from __future__ import annotations

from lado_desktop.casework.contact_file import ContactFile
from lado_desktop.domain.meeting import Meeting
from ui.status import Status

_LOOKS = {
    "undecided": ("circle-alert", "warn"),
    "below": ("circle-dot", "accent"),
    "under_way": ("clock", "accent"),
    "concluded": ("circle-check", "good"),
    "closed": ("archive", "muted"),
    "in_error": ("x", "danger"),
}


def state_of_contact(file: ContactFile) -> Status:
    """Return where a contact stands."""
    shape, tone = _LOOKS[file.state]
    return Status(file.state_words, shape, tone)


def state_of_meeting(meeting: Meeting) -> Status:
    """Return where a meeting and its minutes stand."""
    if meeting.approved_on is not None:
        return Status("Minutes approved", "circle-check", "good")
    if meeting.held_on is not None:
        return Status("Held, minutes in draft", "pencil", "warn")
    return Status("Planned", "calendar", "accent")
