from datetime import date
from typing import Any
from uuid import UUID

import pytest

from db.records.audit_query import lines as lines_of
from db.records.audit_query import of_record
from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.people import professionals
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing.undo import undo, undoable
from lado_desktop.domain.problem import (
    CaseworkError,
    ChangedMeanwhile,
    NotFound,
    PickedIsGone,
    Refused,
)
from lado_desktop.domain.time.partial_date import PartialDate


def test_references_follow_the_practices_pattern_and_count_on_within_the_year(
    log: Any,
) -> None:
    assert [log().reference for _ in range(3)] == ["2627-0001", "2627-0002", "2627-0003"]
    assert log(received_on=date(2026, 3, 31)).reference == "2526-0001"
    assert log(received_on=date(2026, 4, 1)).reference == "2627-0004"


def test_a_contact_is_logged_about_nobody_named_and_named_later(shift: Shift, log: Any) -> None:
    contact = log(adult_id=None, described_as="A lunchtime supervisor with red hair")
    assert open_contact(shift, contact.id).who == "A lunchtime supervisor with red hair"
    named = log()
    contacts.amend(shift, contact.id, contact.version, {"adult_id": named.adult_id})
    file = open_contact(shift, contact.id)
    assert (file.who, file.contact.reference) == ("Wren Ó Súilleabháin", contact.reference)
    assert [line.reference for line in file.same_adult] == [named.reference]


def test_what_is_missing_or_impossible_is_reported_by_field_and_nothing_is_kept(
    shift: Shift,
) -> None:
    with pytest.raises(Refused) as refused:
        contacts.log(
            shift,
            {
                "received_on": date(2026, 11, 24),
                "employer_aware_on": date(2026, 11, 23),
                "category": "unkindness",
            },
        )
    said = {problem.field: problem.sentence for problem in refused.value.problems}
    assert said == {
        "received_on": "Received must not be in the future.",
        "intake": "What came in is needed.",
        "category": "Main category must be one of the list.",
    }
    assert shift.store.head()[0] == 1


def test_days_are_checked_against_each_other(log: Any) -> None:
    with pytest.raises(Refused) as refused:
        log(happened=PartialDate(2026, 11, 21))
    assert [problem.field for problem in refused.value.problems] == ["happened"]
    # A parent may ring the LADO before the employer knows.
    assert log(employer_aware_on=date(2026, 11, 21)).reference == "2627-0001"


def test_another_adult_of_the_call_is_linked_and_nothing_is_retyped(shift: Shift, log: Any) -> None:
    first = log(child_status=["send", "cin"])
    second = contacts.log_another_adult(shift, first.id, {"described_as": "The room leader"})
    file = open_contact(shift, second.id)
    assert second.reference == "2627-0002"
    assert file.contact.caller_id == first.caller_id
    assert file.contact.summary == first.summary
    assert sorted(file.contact.child_status) == ["cin", "send"]
    assert file.contact.adult_id is None
    assert [line.reference for line in file.incident] == [first.reference]
    assert [line.reference for line in open_contact(shift, first.id).incident] == ["2627-0002"]


def test_two_contacts_found_to_be_one_incident_are_linked(shift: Shift, log: Any) -> None:
    one, other, third = log(), log(), log()
    contacts.link_incident(shift, one.id, other.id)
    contacts.link_incident(shift, third.id, one.id)
    linked = {line.reference for line in open_contact(shift, one.id).incident}
    assert linked == {other.reference, third.reference}
    with pytest.raises(CaseworkError, match="with itself"):
        contacts.link_incident(shift, one.id, one.id)
    fourth, fifth = log(), log()
    contacts.link_incident(shift, fourth.id, fifth.id)
    given = {"received_on": shift.today, "intake": "enquiry"}
    with pytest.raises(CaseworkError, match="belong to different incidents"):
        contacts.log(shift, given, incident=[one.id, fifth.id])
    assert contacts.log(shift, given, incident=[one.id, third.id]).incident_id is not None


def test_an_enquiry_that_comes_back_is_a_second_contact_that_follows_it(
    shift: Shift, log: Any
) -> None:
    enquiry = log(intake="enquiry", received_on=date(2026, 11, 2))
    referral = contacts.follow_up(shift, enquiry.id, {"received_on": date(2026, 11, 20)})
    assert referral.intake == "referral"
    assert referral.summary == enquiry.summary
    file = open_contact(shift, referral.id)
    assert file.follows is not None
    assert file.follows.reference == enquiry.reference
    assert [each.id for each in open_contact(shift, enquiry.id).followed_by] == [referral.id]
    with pytest.raises(Refused, match="the contact it follows"):
        contacts.follow_up(shift, enquiry.id, {"received_on": date(2026, 11, 1)})


def test_a_change_made_from_an_old_view_is_refused(shift: Shift, log: Any) -> None:
    contact = log()
    first_version = contact.version
    contacts.amend(shift, contact.id, first_version, {"place": "The garden room"})
    with pytest.raises(ChangedMeanwhile):
        contacts.amend(shift, contact.id, first_version, {"place": "The hall"})
    assert open_contact(shift, contact.id).contact.place == "The garden room"


def test_each_act_writes_one_line_for_each_record_with_before_and_after(
    shift: Shift, log: Any
) -> None:
    contact = log()
    contacts.amend(
        shift,
        contact.id,
        contact.version,
        {"category": "emotional", "further_categories": ["neglect", "online"]},
    )
    with shift.reading() as session:
        lines = lines_of(session, *of_record("contact", contact.id))
    assert [(line.act, line.action) for line in lines] == [
        ("contact.log", "create"),
        ("contact.amend", "change"),
    ]
    assert lines[1].officer_id == shift.officer.id
    assert lines[1].detail is not None
    assert lines[1].detail["category"] == ["physical", "emotional"]
    assert lines[1].detail["further_categories"] == [[], ["neglect", "online"]]


def test_recorded_in_error_keeps_the_number_and_asks_for_the_reason(shift: Shift, log: Any) -> None:
    contact = log()
    with pytest.raises(Refused):
        contacts.record_in_error(shift, contact.id, "  ")
    contacts.record_in_error(shift, contact.id, "Typed twice")
    file = open_contact(shift, contact.id)
    assert (file.state, file.contact.in_error_by_id) == ("in_error", shift.officer.id)
    with pytest.raises(CaseworkError, match="recorded in error"):
        contacts.amend(shift, contact.id, file.contact.version, {"place": "Elsewhere"})
    assert log().reference == "2627-0002"


def test_a_contact_that_is_not_there_is_said_to_be_missing(shift: Shift) -> None:
    with pytest.raises(NotFound, match="There is no such contact"):
        open_contact(shift, UUID(int=7))


def test_who_was_picked_and_removed_meanwhile_is_picked_again(shift: Shift, log: Any) -> None:
    caller = professionals.add(shift, {"name": "Ed Roe"})
    undo(shift, undoable(shift)[0].act_id)
    with pytest.raises(PickedIsGone, match="was removed"):
        log(caller_id=caller.id)
    assert log().reference == "2627-0001"


def test_text_comes_through_the_gate_and_empty_text_is_nothing(shift: Shift, log: Any) -> None:
    contact = log(summary="One\x00 line\u202e.\r\nTwo", place="   ")
    file = open_contact(shift, contact.id)
    assert (file.contact.summary, file.contact.place) == ("One line.\nTwo", None)
