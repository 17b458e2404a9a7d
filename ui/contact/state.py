"""How the states of contacts and meetings look, a word and a shape; the facts beside them."""

from __future__ import annotations

from datetime import date

from lado_desktop.casework.contacts import state
from lado_desktop.casework.contacts.contact_file import ContactFile
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.practice.codes import needs_meeting
from lado_desktop.domain.time.typed_day import echo_day
from ui.look.status import Status, status


def state_of_contact(file: ContactFile) -> Status:
    """Return the state of a contact."""
    return status(file.state, file.state_words)


STEPS = ("decide", "plan a meeting", "find", "close")
"""What may come next for a contact."""


CLOSABLE = ("answered", "below", "under_way", "concluded")
"""The states in which a contact may be closed."""


MOST_NAMED = 3
"""Contacts of one incident that are named in the head."""


def next_step(file: ContactFile) -> str:
    """Return what comes next for a contact, of STEPS; nothing where it is done with."""
    match file.state:
        case "undecided":
            return "decide"
        case "under_way":
            outcome = file.decision.outcome if file.decision else None
            return "plan a meeting" if needs_meeting(outcome) and not file.meetings else "find"
        case "below" | "concluded":
            return "close"
    return ""


def facts_of_contact(shift: Shift, file: ContactFile) -> list[str]:
    """Return the few short facts under a contact's title."""
    contact = file.contact
    return [
        f"Received {echo_day(contact.received_on)}",
        shift.label("intake", contact.intake),
        shift.label("job_role", contact.job_role),
        file.setting.name if file.setting else "",
        incident_words(file),
        file.restricted.words if file.restricted else "",
    ]


def incident_words(file: ContactFile) -> str:
    """Return which contacts are linked with this one as one incident; nothing where none is."""
    named = [line.reference for line in file.incident]
    if len(named) > MOST_NAMED:
        named = [*named[: MOST_NAMED - 1], f"{len(named) - MOST_NAMED + 1} more"]
    *more, last = named or [""]
    said = f"{', '.join(more)} and {last}" if more else last
    return f"One incident with {said}" if said else ""


def state_of_meeting(meeting: Meeting, today: date) -> Status:
    """Return the state of a meeting and its minutes."""
    code = state.state_of_meeting(meeting, today)
    return status(code, state.MEETING_STATES[code])
