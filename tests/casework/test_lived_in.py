"""Records of before a rule can be changed elsewhere, and what the rule is about stays checked."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from db.records.audit import ActDone
from lado_desktop.casework.contacts import allegations, closing, contacts, decisions
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.meetings import actions, meetings
from lado_desktop.casework.meetings.meeting_file import open_meeting
from lado_desktop.casework.registers import entries, information_requests
from lado_desktop.casework.registers.by_kind import amend
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.action import Action
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.escalation import Escalation
from lado_desktop.domain.kinds.information_request import InformationRequest
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.kinds.onward_referral import OnwardReferral
from lado_desktop.domain.problem import Refused
from lado_desktop.domain.record import Record

DAY = date(2026, 11, 20)
HELD = {"kind_of": "pot_initial", "held_on": DAY}


@pytest.fixture
def stored(shift: Shift) -> Callable[..., None]:
    """Stores values as an earlier version did, without today's rules."""

    def store(record: type[Record], id: UUID, **values: Any) -> None:
        with shift.store.writing(ActDone("contact.amend", None, shift.clock.now())) as session:
            found = session.get_one(record, id)
            for name, value in values.items():
                setattr(found, name, value)

    return store


@pytest.mark.parametrize("status", ["carried", "superseded", "cancelled"])
def test_an_action_without_the_reason_asked_for_today_can_be_changed_elsewhere(
    shift: Shift, allegation: Contact, stored: Callable[..., None], status: str
) -> None:
    action = actions.add(shift, allegation.id, {"text": "Check the rota."})
    stored(Action, action.id, status=status)

    def amend(**changes: Any) -> Action:
        (now,) = open_contact(shift, allegation.id).actions
        return actions.amend(shift, now.id, now.version, changes)

    assert amend(agency="School", status=status).agency == "School"
    with pytest.raises(Refused, match="say why the action was"):
        amend(status="carried" if status != "carried" else "cancelled")
    assert amend(result="The school closed.").result == "The school closed."
    with pytest.raises(Refused, match="say why the action was"):
        amend(result=None)


@pytest.mark.parametrize("ends", ["21:30", "09:00"])
def test_a_meeting_of_a_length_not_allowed_today_can_be_changed_elsewhere(
    shift: Shift, allegation: Contact, stored: Callable[..., None], ends: str
) -> None:
    meeting = meetings.plan(shift, [allegation.id], {**HELD, "starts_at": "09:00"})
    stored(Meeting, meeting.id, ends_at=ends)

    def amend(**changes: Any) -> Meeting:
        now = open_meeting(shift, meeting.id).meeting
        return meetings.amend(shift, now.id, now.version, changes)

    assert amend(place="Room 2").place == "Room 2"
    for changes in ({"starts_at": "08:30", "ends_at": "21:00"}, {"ends_at": "22:00"}):
        with pytest.raises(Refused, match="12 hours"):
            amend(**changes)
    with pytest.raises(Refused, match="Planned for or Held on is needed"):
        amend(held_on=None)
    assert amend(ends_at="11:00").ends_at == "11:00"


def test_minutes_sent_before_the_meeting_was_held_are_asked_about_where_a_day_of_it_moves(
    shift: Shift, allegation: Contact, stored: Callable[..., None]
) -> None:
    meeting = meetings.plan(shift, [allegation.id], HELD)
    stored(Meeting, meeting.id, actions_sent_on=date(2026, 11, 19))
    meeting = open_meeting(shift, meeting.id).meeting
    meeting = meetings.amend(shift, meeting.id, meeting.version, {"place": "Room 2"})
    with pytest.raises(Refused, match="must not be before the meeting was held"):
        meetings.amend(shift, meeting.id, meeting.version, {"actions_sent_on": date(2026, 11, 18)})
    sent = {"actions_sent_on": DAY}
    meeting = meetings.amend(shift, meeting.id, meeting.version, sent)
    with pytest.raises(Refused, match="must not be before the meeting was held"):
        meetings.amend(shift, meeting.id, meeting.version, {"held_on": date(2026, 11, 21)})


def test_a_referral_from_before_the_day_received_holds_up_nothing_else(
    shift: Shift, allegation: Contact, stored: Callable[..., None]
) -> None:
    given = {"body": "dbs", "made_by": "lado", "made_on": allegation.received_on}
    referral = allegations.add_onward_referral(shift, allegation.id, given)
    stored(OnwardReferral, referral.id, made_on=date(2026, 11, 2))
    (referral,) = open_contact(shift, allegation.id).onward_referrals
    known = {"body_reference": "B-1"}
    referral = allegations.amend_onward_referral(shift, referral.id, referral.version, known)
    early = {"made_on": date(2026, 11, 3)}
    with pytest.raises(Refused, match="must not be before the day received"):
        allegations.amend_onward_referral(shift, referral.id, referral.version, early)
    contact = open_contact(shift, allegation.id).contact
    contact = contacts.amend(shift, contact.id, contact.version, {"summary": "As told."})
    with pytest.raises(Refused, match="must not be after the day of a referral onward"):
        contacts.amend(shift, contact.id, contact.version, {"received_on": date(2026, 11, 21)})


def test_an_entry_whose_days_are_out_of_order_can_be_changed_elsewhere(
    shift: Shift, stored: Callable[..., None]
) -> None:
    request = information_requests.add(shift, {"kind_of": "foi", "received_on": DAY})
    matter = entries.add(shift, Escalation, {"raised_on": DAY, "reason": "practice"})
    early = date(2026, 11, 2)
    stored(InformationRequest, request.id, answered_on=early)
    stored(Escalation, matter.id, resolved_on=early)
    kinds: tuple[type[InformationRequest | Escalation], ...] = (InformationRequest, Escalation)
    for kind, id in zip(kinds, (request.id, matter.id), strict=True):
        now = entries.get(shift, kind, id)
        changed = amend(shift, kind, now.id, now.version, {"note": "By letter."})
        assert entries.get(shift, kind, changed.id).note == "By letter."
    moved = {"received_on": date(2026, 11, 21)}
    now = information_requests.get(shift, request.id)
    with pytest.raises(Refused, match="Answered must not be before the day received"):
        information_requests.amend(shift, now.id, now.version, moved)


def test_closing_is_still_checked_against_the_decision(shift: Shift, log: Any) -> None:
    contact = log(received_on=date(2026, 11, 2))
    decided = {"outcome": "info_only", "rationale": "A question.", "decided_on": DAY}
    decisions.decide(shift, contact.id, decided)
    with pytest.raises(Refused, match="must not be before the day of the decision"):
        closing.close(shift, contact.id, date(2026, 11, 19))
    closing.close(shift, contact.id, DAY)
