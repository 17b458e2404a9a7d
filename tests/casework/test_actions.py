from collections.abc import Callable
from datetime import date

import pytest

from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.meetings import actions, meetings
from lado_desktop.casework.meetings.meetings import MinutesApproved
from lado_desktop.casework.people import professionals
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.problem import CaseworkError, Refused


def test_actions_are_numbered_and_done_today_unless_said_otherwise(
    shift: Shift, allegation: Contact
) -> None:
    first = actions.add(shift, allegation.id, {"text": "Ring the police"})
    second = actions.add(shift, allegation.id, {"text": "Write to the nursery"})
    assert [first.number, second.number, first.status] == [1, 2, "open"]
    done = actions.amend(shift, first.id, first.version, {"status": "done"})
    assert done.done_on == date(2026, 11, 23)


def test_a_cancelled_action_says_why(shift: Shift, allegation: Contact) -> None:
    action = actions.add(shift, allegation.id, {"text": "Ring the police"})
    with pytest.raises(Refused, match="why the action was cancelled"):
        actions.amend(shift, action.id, action.version, {"status": "cancelled"})
    why = {"status": "cancelled", "result": "They rang us."}
    assert actions.amend(shift, action.id, action.version, why).status == "cancelled"
    with pytest.raises(Refused, match="Action is needed"):
        actions.add(shift, allegation.id, {"text": " "})


def test_what_approved_minutes_say_is_to_be_done_stays_and_how_it_goes_on_does_not(
    shift: Shift, allegation: Contact
) -> None:
    chair = professionals.add(shift, {"name": "Perpetua Hale"})
    held = {"kind_of": "pot_initial", "held_on": shift.today, "chair_id": chair.id}
    meeting = meetings.plan(shift, [allegation.id], held)
    action = actions.add(shift, allegation.id, {"text": "Ring the police"}, meeting.id)
    meetings.attend(shift, meeting.id, {"professional_id": chair.id, "status": "chair"})
    meetings.approve(shift, meeting.id)
    with pytest.raises(MinutesApproved):
        actions.amend(shift, action.id, action.version, {"text": "Write to the police"})
    done = actions.amend(
        shift, action.id, action.version, {"text": "Ring the police", "status": "done"}
    )
    assert (done.text, done.status) == ("Ring the police", "done")


def test_an_action_of_a_meeting_is_about_a_contact_of_that_meeting(
    shift: Shift, allegation: Contact, log: Callable[..., Contact]
) -> None:
    other = log()
    meeting = meetings.plan(
        shift, [allegation.id], {"kind_of": "pot_initial", "held_on": shift.today}
    )
    with pytest.raises(CaseworkError, match="not about this contact"):
        actions.add(shift, other.id, {"text": "Ring the police"}, meeting.id)
    contacts.record_in_error(shift, other.id, "Logged twice.")
    with pytest.raises(CaseworkError, match="in error"):
        actions.add(shift, other.id, {"text": "Ring the police"})


@pytest.mark.parametrize("status", ["cancelled", "superseded", "carried"])
def test_what_is_dropped_or_carried_says_why(
    shift: Shift, allegation: Contact, status: str
) -> None:
    action = actions.add(shift, allegation.id, {"text": "Ring the police"})
    with pytest.raises(Refused, match="say why the action was"):
        actions.amend(shift, action.id, action.version, {"status": status})
    changes = {"status": status, "result": "The school rang them"}
    assert actions.amend(shift, action.id, action.version, changes).status == status
