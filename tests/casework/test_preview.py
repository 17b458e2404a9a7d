from datetime import date

from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.lists.preview import preview
from lado_desktop.casework.meetings import actions, meetings
from lado_desktop.casework.registers import information_requests
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact


def test_a_contact_is_told_in_short_with_what_is_due_and_open(
    shift: Shift, allegation: Contact
) -> None:
    actions.add(shift, allegation.id, {"text": "Ring the police", "due_on": date(2026, 11, 24)})
    done = actions.add(shift, allegation.id, {"text": "Tell the parents"})
    actions.amend(shift, done.id, done.version, {"status": "done"})
    meetings.plan(shift, [allegation.id], {"kind_of": "pot_initial", "held_on": shift.today})
    told = preview(shift, "contact", allegation.id)
    assert told.title == f"{allegation.reference}  {open_contact(shift, allegation.id).who}"
    assert told.under.startswith("Under way · ")
    facts = dict(told.facts)
    assert facts["Setting"] == "Northgate Nursery"
    assert "Ring the police" in told.words
    assert "Tell the parents" not in told.words
    assert facts["Next due"]
    assert [each.heading for each in told.passages] == ["What was said", "Meetings", "Open actions"]


def test_a_meeting_tells_what_is_unwritten_once_it_was_held(
    shift: Shift, allegation: Contact
) -> None:
    meeting = meetings.plan(
        shift, [allegation.id], {"kind_of": "pot_initial", "planned_for": date(2026, 11, 27)}
    )
    assert "Not written yet" not in preview(shift, "meeting", meeting.id).words
    meetings.amend(shift, meeting.id, meeting.version, {"held_on": shift.today})
    told = preview(shift, "meeting", meeting.id)
    (unwritten,) = (each for each in told.passages if each.heading == "Not written yet")
    assert unwritten.lines
    assert allegation.reference in told.words
    assert "Minutes to approve" in told.under


def test_people_settings_actions_and_entries_of_a_register_are_told_too(
    shift: Shift, allegation: Contact
) -> None:
    file = open_contact(shift, allegation.id)
    assert file.adult is not None
    assert file.setting is not None
    assert file.caller is not None
    for kind, record in (
        ("adult", file.adult),
        ("organisation", file.setting),
        ("professional", file.caller),
    ):
        told = preview(shift, kind, record.id)
        assert told.title == record.name
        assert allegation.reference in told.words
    action = actions.add(shift, allegation.id, {"text": "Ring the police", "owner_id": None})
    result = {"status": "done", "result": "They have a log number."}
    actions.amend(shift, action.id, action.version, result)
    told = preview(shift, "action", action.id)
    assert "Ring the police" in told.words
    assert dict(told.facts)["Result"] == "They have a log number."
    request = information_requests.add(shift, {"received_on": shift.today, "kind_of": "foi"})
    assert preview(shift, "information_request", request.id).title == request.reference
