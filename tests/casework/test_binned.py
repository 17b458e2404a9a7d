from datetime import date

import pytest

from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.meetings import meetings
from lado_desktop.casework.meetings.meeting_file import open_meeting
from lado_desktop.casework.registers import entries, information_requests
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing import binned
from lado_desktop.casework.undoing.restoring import NotRestored
from lado_desktop.casework.undoing.undo import undo, undoable
from lado_desktop.domain.kinds.attendance import Attendance
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.information_request import InformationRequest
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.problem import CaseworkError, NotFound


@pytest.fixture
def meeting(shift: Shift, allegation: Contact) -> Meeting:
    held = {"kind_of": "pot_initial", "held_on": date(2026, 11, 23)}
    return meetings.plan(shift, [allegation.id], {**held, "chair_id": allegation.caller_id})


@pytest.fixture
def attendance(shift: Shift, allegation: Contact, meeting: Meeting) -> Attendance:
    caller = open_contact(shift, allegation.id).caller
    assert caller is not None
    return meetings.attend(
        shift, meeting.id, {"professional_id": caller.id, "status": "chair", "note": "From 10"}
    )


def test_who_was_taken_off_the_list_is_put_back_as_they_stood(
    shift: Shift, meeting: Meeting, attendance: Attendance
) -> None:
    meetings.remove_attendance(shift, attendance.id)
    assert open_meeting(shift, meeting.id).attendances == []
    (lying,) = binned.bin_contents(shift)
    assert (lying.what, lying.belongs_to) == ("Attendance: Dana Fox", "2627-0001-M1")
    assert (lying.officer, f"{lying.at:%H:%M}") == ("Ottilie Marsh", "09:05")
    assert binned.restore(shift, lying.kind, lying.id) == "Attendance brought back"
    ((back, who),) = open_meeting(shift, meeting.id).attendances
    assert (back.id, back.status, back.note) == (attendance.id, "chair", "From 10")
    assert (back.role, who.name) == ("Head of nursery", "Dana Fox")
    assert binned.bin_contents(shift) == []


def test_a_removal_is_undone_like_any_other_act(shift: Shift, meeting: Meeting) -> None:
    section = meetings.write(shift, meeting.id, "risk", "No contact with children meanwhile.")
    meetings.remove_section(shift, section.id)
    assert undoable(shift)[0].words == "Undo Remove section"
    undo(shift, undoable(shift)[0].act_id)
    (back,) = open_meeting(shift, meeting.id).sections
    assert (back.id, back.text) == (section.id, "No contact with children meanwhile.")


def test_what_was_written_again_meanwhile_is_not_written_over(
    shift: Shift, meeting: Meeting
) -> None:
    section = meetings.write(shift, meeting.id, "risk", "No contact with children.")
    meetings.remove_section(shift, section.id)
    meetings.write(shift, meeting.id, "risk", "Written anew.")
    with pytest.raises(NotRestored, match="another like it"):
        binned.restore(shift, "minute_section", section.id)
    assert [each.text for each in open_meeting(shift, meeting.id).sections] == ["Written anew."]


def test_nothing_is_brought_back_into_approved_minutes(
    shift: Shift, meeting: Meeting, attendance: Attendance
) -> None:
    section = meetings.write(shift, meeting.id, "risk", "No contact with children.")
    meetings.remove_section(shift, section.id)
    meetings.approve(shift, meeting.id)
    with pytest.raises(CaseworkError, match="approved and can no longer be changed"):
        binned.restore(shift, "minute_section", section.id)


def test_only_what_is_in_the_bin_is_brought_back(
    shift: Shift, meeting: Meeting, attendance: Attendance
) -> None:
    with pytest.raises(NotFound):
        binned.restore(shift, "attendance", attendance.id)
    meetings.remove_attendance(shift, attendance.id)
    binned.restore(shift, "attendance", attendance.id)
    with pytest.raises(NotRestored, match="there already"):
        binned.restore(shift, "attendance", attendance.id)
    with pytest.raises(NotFound):
        binned.restore(shift, "officer", shift.officer.id)


def test_what_it_was_part_of_must_be_there(shift: Shift, meeting: Meeting) -> None:
    section = meetings.write(shift, meeting.id, "risk", "No contact with children.")
    meetings.remove_section(shift, section.id)
    planned = next(step for step in undoable(shift) if step.act == "Plan meeting")
    undo(shift, planned.act_id)
    with pytest.raises(NotRestored, match="Meeting is no longer there"):
        binned.restore(shift, "minute_section", section.id)
    binned.restore(shift, "meeting", meeting.id)
    binned.restore(shift, "minute_section", section.id)
    assert len(open_meeting(shift, meeting.id).sections) == 1


def test_what_was_recorded_in_error_stands_again(shift: Shift, allegation: Contact) -> None:
    request = information_requests.add(shift, {"received_on": shift.today, "kind_of": "foi"})
    entries.record_in_error(shift, InformationRequest, request.id, "It was a test.")
    contacts.record_in_error(shift, allegation.id, "Logged twice.")
    told = {each.kind: each for each in binned.bin_contents(shift)}
    assert told["contact"].why == "Logged twice."
    assert told["information_request"].officer == "Ottilie Marsh"
    for each in told.values():
        assert each.opens == (each.kind, each.id)
        assert binned.restore(shift, each.kind, each.id).endswith("counts again")
        with pytest.raises(NotRestored):
            binned.restore(shift, each.kind, each.id)
    assert binned.bin_contents(shift) == []
    assert open_contact(shift, allegation.id).state == "under_way"
    undo(shift, undoable(shift)[0].act_id)
    assert len(binned.bin_contents(shift)) == 1, "bringing back is undone like any other act"
