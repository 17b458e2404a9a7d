from datetime import date

import pytest

from lado_desktop.casework.contacts import decisions
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.letters import email_text
from lado_desktop.casework.meetings import actions, meetings
from lado_desktop.casework.people import professionals
from lado_desktop.casework.settings.settings import settle
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.professional import Professional
from lado_desktop.domain.problem import CaseworkError


@pytest.fixture
def caller(shift: Shift, allegation: Contact) -> Professional:
    found = open_contact(shift, allegation.id).caller
    assert found is not None
    return professionals.amend(shift, found.id, found.version, {"email": "d.fox@northgate.example"})


def test_the_advice_is_ready_to_send_and_its_subject_names_nobody(
    shift: Shift, allegation: Contact, caller: Professional
) -> None:
    with pytest.raises(CaseworkError, match="No advice is recorded yet"):
        email_text.advice(shift, allegation.id)
    decisions.decide(
        shift,
        allegation.id,
        {
            "outcome": "met_meeting",
            "rationale": "The child was hurt.",
            "advice": "Do not speak to the member of staff yet.\nKeep a note of what was said.",
        },
    )
    own = settle(shift, letterhead=["Civic Centre, 1 High Street", "Telephone 020 7946 0000"])
    email = email_text.advice(own, allegation.id)
    assert email.to == ("d.fox@northgate.example",)
    assert email.subject == "2627-0001: advice from the LADO"
    assert email.body.startswith("Dear Dana Fox,\n\nThank you for contacting us on Friday 20 Nov")
    assert "Do not speak to the member of staff yet.\nKeep a note" in email.body
    assert "Wren" not in email.body
    assert email.body.endswith(
        "Ottilie Marsh\nLADO\nLondon Borough of Bromley\n"
        "Civic Centre, 1 High Street\nTelephone 020 7946 0000"
    )


def test_an_invitation_says_when_where_and_what_and_names_no_adult(
    shift: Shift, allegation: Contact, caller: Professional
) -> None:
    planned = {
        "kind_of": "pot_initial",
        "planned_for": date(2026, 11, 26),
        "starts_at": "14:00",
        "ends_at": "15:30",
        "place": "Room 4",
        "chair_id": caller.id,
    }
    meeting = meetings.plan(shift, [allegation.id], planned)
    police = professionals.add(shift, {"name": "Ed Roe", "email": "roe@police.example"})
    meetings.attend(shift, meeting.id, {"professional_id": police.id})
    meetings.attend(shift, meeting.id, {"professional_id": caller.id})
    friend = professionals.add(shift, {"name": "Una Pell", "email": "pell@northgate.example"})
    # Not invited: conflict of interest.
    meetings.attend(shift, meeting.id, {"professional_id": friend.id, "status": "excluded"})
    email = email_text.invitation(shift, meeting.id)
    assert email.to == ("d.fox@northgate.example", "roe@police.example")
    assert email.subject == "2627-0001-M1: invitation, 26 November 2026"
    assert "Day: Thursday 26 November 2026\nTime: 14:00 to 15:30\nPlace: Room 4" in email.body
    assert "1. Introductions, attendance and apologies" in email.body
    assert "protect children" in email.body
    assert "Wren" not in email.subject + email.body


def test_an_action_is_chased_until_it_is_done(
    shift: Shift, allegation: Contact, caller: Professional
) -> None:
    action = actions.add(
        shift,
        allegation.id,
        {"text": "Send the rota", "owner_id": caller.id, "due_on": date(2026, 11, 20)},
    )
    email = email_text.reminder(shift, action.id)
    assert (email.to, email.subject) == (("d.fox@northgate.example",), "2627-0001: action 1")
    assert "Send the rota\n\nIt was due on Friday 20 November 2026." in email.body
    done = actions.amend(shift, action.id, action.version, {"status": "done"})
    with pytest.raises(CaseworkError, match="nothing to chase"):
        email_text.reminder(shift, done.id)
    nobodys = actions.add(shift, allegation.id, {"text": "Ring the parents"})
    email = email_text.reminder(shift, nobodys.id)
    assert email.to == ()
    assert "No day was set for it." in email.body
