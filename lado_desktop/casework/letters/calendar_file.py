"""A meeting as an iCalendar file (RFC 5545) for any calendar.

More people see a calendar than the record. The entry has the reference, and the adult's name only
where the service's settings allow it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from lado_desktop.casework.meetings.meeting_file import MeetingFile, open_meeting
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.time.clock import LONDON

_OCTETS = 75
"""The most octets in a line before it is folded (RFC 5545, 3.1)."""

_USUAL = timedelta(hours=1)


def calendar_file(shift: Shift, meeting_id: UUID) -> str:
    """Return a meeting's calendar entry with CRLF line endings, to be written as it is.

    Raises NotFound, and CaseworkError where the meeting has no day.
    """
    file = open_meeting(shift, meeting_id)
    meeting = file.meeting
    on = meeting.day
    if on is None:
        raise CaseworkError("Say on which day the meeting is first.")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//LADO Desktop//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{meeting.id}@lado-desktop",
        f"DTSTAMP:{_moment(shift.clock.now())}",
        f"SEQUENCE:{meeting.version - 1}",
        *_when(meeting, on),
        f"SUMMARY:{escaped(_summary(shift, file))}",
        *([f"LOCATION:{escaped(meeting.place)}"] if meeting.place else []),
        "CLASS:CONFIDENTIAL",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def escaped(text: str) -> str:
    """Escape a text for a calendar file (RFC 5545, 3.3.11)."""
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, written)
    return text


def folded(line: str) -> str:
    """Fold a line into parts of at most 75 octets, without splitting a character."""
    parts, part, octets = [], "", 0
    for character in line:
        size = len(character.encode())
        if octets + size > _OCTETS:
            parts.append(part)
            # The space at the start of a continued part counts.
            part, octets = "", 1
        part, octets = part + character, octets + size
    return "\r\n ".join([*parts, part])


def _summary(shift: Shift, file: MeetingFile) -> str:
    kind = shift.label("meeting_kind", file.meeting.kind_of) or "Meeting"
    who = ", ".join(contact.who for contact in file.contacts)
    named = f", {who}" if who and shift.practice.names_in_calendar else ""
    return f"{kind}, {file.meeting.reference}{named}"


def _when(meeting: Meeting, on: date) -> list[str]:
    if not meeting.starts_at:
        after = on + timedelta(days=1)
        return [f"DTSTART;VALUE=DATE:{on:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]
    begins = datetime.combine(on, time.fromisoformat(meeting.starts_at), LONDON)
    length, start = _USUAL, begins.astimezone(UTC)
    end = start + length
    if meeting.ends_at and meeting.ends_at != meeting.starts_at:
        day = on + timedelta(days=meeting.ends_next_day)
        ends = datetime.combine(day, time.fromisoformat(meeting.ends_at), LONDON)
        length, end = ends - begins, ends.astimezone(UTC)
    if end <= start:
        # The time is in the hour that is skipped when the clocks go forward.
        end = start + length
    return [f"DTSTART:{_moment(start)}", f"DTEND:{_moment(end)}"]


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
