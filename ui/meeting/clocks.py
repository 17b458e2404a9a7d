"""By which day actions and minutes of a meeting are due out, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lado_desktop.casework.meetings.meeting_file import MeetingFile
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.time.typed_day import by_words, day_words


@dataclass(frozen=True)
class Step:
    """One step after a meeting: when it is due, or when it was done."""

    words: str
    is_due: bool


def meeting_clocks(shift: Shift, file: MeetingFile) -> list[Step]:
    """Return what is due after a meeting was held and what was done, in the order of the work.

    What Today no longer lists is not due here: once the minutes went out the actions are out too,
    and nothing is due where every contact is closed or in error.
    """
    meeting = file.meeting
    steps = (
        ("actions_out", "Actions due out", "Actions sent out", meeting.actions_sent_on),
        ("minutes_draft", "Draft minutes due", "Minutes approved", meeting.approved_on),
        ("minutes_final", "Minutes due out", "Minutes sent out", meeting.minutes_sent_on),
    )
    found = (
        _step(shift, meeting.held_on, clock, (due, done), on) for clock, due, done, on in steps
    )
    out = meeting.approved_on is not None and meeting.minutes_sent_on is not None
    waits = file.waits and not out
    return [step for step in found if step is not None and (waits or not step.is_due)]


def _step(
    shift: Shift, held: date | None, clock: str, words: tuple[str, str], done: date | None
) -> Step | None:
    due_words, done_words = words
    if done is not None:
        return Step(f"{done_words} on {day_words(done)}", is_due=False)
    by = shift.due(clock, held) if held else None
    if by is None:
        return None
    return Step(f"{due_words} by {by_words(by, shift.today)}", is_due=True)
