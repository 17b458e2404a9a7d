"""What every test of a meeting's page does: open it, write its minutes, read what was saved."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtTest import QTest

from lado_desktop.casework.meetings.meeting_file import MeetingFile, open_meeting
from ui.meeting.minute_text import MinuteText
from ui.pages.meeting import MeetingPage
from ui.parts.entry import Entry
from ui.route import Place

Open = Callable[[Place], MeetingPage]
MONDAY = date(2026, 11, 23)
"""The day on which the meeting is held."""


def file_of(page: MeetingPage) -> MeetingFile:
    """The meeting as it is saved."""
    return open_meeting(page.desk.shift, page.id)


def text_of(page: MeetingPage, heading: str) -> MinuteText:
    """The text under a heading of the minutes."""
    part = page.minutes.parts[heading]
    assert isinstance(part, MinuteText)
    return part


def write(page: MeetingPage, heading: str, words: str) -> None:
    """Type under a heading of the minutes."""
    control = text_of(page, heading).editor.control
    control.setFocus()
    QTest.keyClicks(control, words)


def entry_of(part: Any) -> Entry:
    """Return the entry that is open in a part's list."""
    entry = part.list.slot.entry
    assert isinstance(entry, Entry)
    return entry
