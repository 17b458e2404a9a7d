from datetime import date
from typing import Any

import pytest

from lado_desktop.casework.letters import email_text, letters
from lado_desktop.casework.letters.calendar_file import calendar_file, escaped, folded
from lado_desktop.casework.meetings import meetings
from lado_desktop.casework.search.search import search
from lado_desktop.casework.settings.settings import settle
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.meeting import Meeting


def _plan(shift: Shift, contact: Contact, **values: Any) -> Meeting:
    planned = {"kind_of": "pot_initial", "planned_for": date(2026, 7, 1), **values}
    return meetings.plan(shift, [contact.id], planned)


def _unfolded(text: str) -> dict[str, str]:
    """The lines of the event by name, as a calendar reads them."""
    lines = text.replace("\r\n ", "").split("\r\n")
    assert lines[-1] == ""
    return dict(line.split(":", 1) for line in lines[:-1])


def test_an_entry_is_at_its_hour_in_london_summer_time(shift: Shift, allegation: Contact) -> None:
    meeting = _plan(shift, allegation, starts_at="14:00", ends_at="15:30", place="Hall; room 4, up")
    said = _unfolded(calendar_file(shift, meeting.id))
    assert (said["DTSTART"], said["DTEND"]) == ("20260701T130000Z", "20260701T143000Z")
    assert said["UID"] == f"{meeting.id}@lado-desktop"
    assert said["LOCATION"] == "Hall\\; room 4\\, up"
    assert said["DTSTAMP"] == "20261123T090500Z"


def test_a_meeting_held_on_another_day_than_planned_is_on_that_day_everywhere(
    shift: Shift, allegation: Contact
) -> None:
    meeting = _plan(shift, allegation)
    meetings.amend(shift, meeting.id, meeting.version, {"held_on": date(2026, 7, 3)})
    assert _unfolded(calendar_file(shift, meeting.id))["DTSTART;VALUE=DATE"] == "20260703"
    invitation = letters.invitation(shift, meeting.id)
    assert invitation.subject.endswith("3 July 2026")
    assert "Friday 3 July 2026" in email_text.invitation(shift, meeting.id).body
    (found,) = (each for each in search(shift, meeting.reference) if each.kind == "meeting")
    assert found.detail.endswith("3 July 2026")


def test_an_entry_names_nobody_unless_the_service_says_so(
    shift: Shift, allegation: Contact
) -> None:
    meeting = _plan(shift, allegation)
    entry = calendar_file(shift, meeting.id)
    assert "2627-0001-M1" in _unfolded(entry)["SUMMARY"]
    assert "Wren" not in entry
    assert "Tom" not in entry
    named = calendar_file(settle(shift, names_in_calendar=True), meeting.id)
    assert _unfolded(named)["SUMMARY"].endswith("2627-0001-M1\\, Wren Ó Súilleabháin")


def test_a_meeting_without_an_hour_takes_the_day_and_one_without_an_end_an_hour(
    shift: Shift, allegation: Contact
) -> None:
    whole = _unfolded(calendar_file(shift, _plan(shift, allegation).id))
    assert whole["DTSTART;VALUE=DATE"] == "20260701"
    assert whole["DTEND;VALUE=DATE"] == "20260702"
    open_end = _unfolded(calendar_file(shift, _plan(shift, allegation, starts_at="09:30").id))
    assert (open_end["DTSTART"], open_end["DTEND"]) == ("20260701T083000Z", "20260701T093000Z")


def test_a_change_is_a_later_edition_of_the_same_entry(shift: Shift, allegation: Contact) -> None:
    meeting = _plan(shift, allegation)
    first = _unfolded(calendar_file(shift, meeting.id))
    meetings.amend(shift, meeting.id, meeting.version, {"place": "Elsewhere"})
    second = _unfolded(calendar_file(shift, meeting.id))
    assert (first["UID"], first["SEQUENCE"]) == (second["UID"], "0")
    assert second["SEQUENCE"] == "1"


@pytest.mark.parametrize("letter", ["a", "Ś", "語", "🎈"])
def test_long_lines_are_folded_at_75_octets_and_no_letter_is_cut(letter: str) -> None:
    line = "SUMMARY:" + letter * 100
    parts = folded(line).split("\r\n ")
    assert "".join(parts) == line
    assert len(parts) > 1
    assert len(parts[0].encode()) <= 75
    assert all(len(f" {part}".encode()) <= 75 for part in parts[1:])


def test_marks_that_mean_something_to_a_calendar_are_escaped() -> None:
    assert escaped("a\\b;c,d\ne") == "a\\\\b\\;c\\,d\\ne"


def test_a_meeting_past_midnight_ends_on_the_next_day(shift: Shift, allegation: Contact) -> None:
    night = _plan(shift, allegation, starts_at="23:00", ends_at="00:30")
    said = _unfolded(calendar_file(shift, night.id))
    assert (said["DTSTART"], said["DTEND"]) == ("20260701T220000Z", "20260701T233000Z")
    clocks_go_back = date(2026, 10, 24)
    values = {"planned_for": clocks_go_back, "starts_at": "23:30", "ends_at": "02:30"}
    long = meetings.plan(shift, [allegation.id], {"kind_of": "pot_initial", **values})
    said = _unfolded(calendar_file(shift, long.id))
    assert (said["DTSTART"], said["DTEND"]) == ("20261024T223000Z", "20261025T023000Z")


@pytest.mark.parametrize(
    "day, hours, said",
    [
        (date(2027, 3, 28), ("01:30", "02:00"), ("20270328T013000Z", "20270328T020000Z")),
        (date(2027, 3, 28), ("01:30", None), ("20270328T013000Z", "20270328T023000Z")),
        (date(2026, 10, 25), ("01:30", None), ("20261025T003000Z", "20261025T013000Z")),
        (date(2027, 3, 27), ("23:00", "03:00"), ("20270327T230000Z", "20270328T020000Z")),
    ],
)
def test_no_meeting_ends_before_it_begins_when_the_clocks_change(
    shift: Shift,
    allegation: Contact,
    day: date,
    hours: tuple[str, str | None],
    said: tuple[str, str],
) -> None:
    starts_at, ends_at = hours
    meeting = _plan(shift, allegation, planned_for=day, starts_at=starts_at, ends_at=ends_at)
    entry = _unfolded(calendar_file(shift, meeting.id))
    assert (entry["DTSTART"], entry["DTEND"]) == said
