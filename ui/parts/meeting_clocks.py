"""By which day actions and minutes of a meeting are due out, in words."""

from __future__ import annotations

from datetime import date

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.due import due_day
from lado_desktop.domain.meeting import Meeting
from lado_desktop.domain.typed_day import day_words, echo_day


def meeting_clocks(shift: Shift, meeting: Meeting) -> list[str]:
    """Return what is due after a meeting was held and what was done, in the order of the work."""
    steps = (
        ("actions_out", "Actions due out", "Actions sent out", meeting.actions_sent_on),
        ("minutes_draft", "Draft minutes due", "Minutes approved", meeting.approved_on),
        ("minutes_final", "Minutes due out", "Minutes sent out", meeting.minutes_sent_on),
    )
    return [
        said
        for clock, due, done, on in steps
        if (said := _step(shift, meeting.held_on, clock, (due, done), on))
    ]


def _step(
    shift: Shift, held: date | None, clock: str, words: tuple[str, str], done: date | None
) -> str:
    due_words, done_words = words
    if done is not None:
        return f"{done_words} on {day_words(done)}"
    by = due_day(clock, held, shift.practice.clocks) if held else None
    if by is None:
        return ""
    late = ", overdue" if by < shift.today else ""
    return f"{due_words} by {echo_day(by)}{late}"
