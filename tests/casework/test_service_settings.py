from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lado_desktop.casework.contacts import contacts, decisions
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.meetings import meetings
from lado_desktop.casework.settings import code_lists
from lado_desktop.casework.settings.settings import service_practice, settings_of, settle
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today.dues import dues
from lado_desktop.domain.practice.codes import code_lists as common
from lado_desktop.domain.practice.practice import practice_named
from lado_desktop.domain.problem import Refused


def _again(shift: Shift) -> Shift:
    """The shift as it is at the next opening of the vault."""
    return replace(shift, practice=service_practice(shift.store, practice_named("bromley")))


def test_a_service_that_settled_nothing_works_as_its_practice_does(shift: Shift) -> None:
    assert _again(shift).practice.codes("sector") == practice_named("bromley").codes("sector")
    assert settings_of(shift).letterhead == ()


def test_closure_days_move_what_is_due(shift: Shift, log: Any) -> None:
    log(received_on=date(2026, 11, 20))
    assert [due.due_on for due in dues(shift)] == [date(2026, 11, 23)]
    closed = settle(shift, closure_days={date(2026, 11, 23): "Training day"})
    assert [due.due_on for due in dues(closed)] == [date(2026, 11, 24)]
    assert [due.due_on for due in dues(_again(shift))] == [date(2026, 11, 24)]
    assert settings_of(shift).closure_days == {date(2026, 11, 23): "Training day"}


def test_the_letterhead_and_the_pattern_of_references_are_the_services_own(
    shift: Shift, log: Any
) -> None:
    log()
    own = settle(
        shift,
        letterhead=["  LADO service ", "", "Civic Centre, 1 High Street"],
        reference_pattern="LADO/{year4}/{number:03}",
    )
    assert own.practice.letterhead == ("LADO service", "Civic Centre, 1 High Street")
    given: dict[str, Any] = {"received_on": shift.today, "intake": "enquiry"}
    assert contacts.log(own, given).reference == "LADO/2026/002"
    back = settle(own, reference_pattern="")
    assert contacts.log(back, given).reference == "2627-0003"
    assert back.practice.letterhead == own.practice.letterhead


def test_a_pattern_that_is_none_and_a_letterhead_too_long_are_refused(shift: Shift) -> None:
    with pytest.raises(Refused, match=r"holds \{number\} once"):
        settle(shift, reference_pattern="LADO-{year4}")
    with pytest.raises(Refused, match="8 lines or fewer"):
        settle(shift, letterhead=["Line"] * 9)
    assert settings_of(shift).reference_pattern == ""


def test_a_code_is_renamed_everywhere_and_gets_its_own_name_back(shift: Shift, log: Any) -> None:
    contact = log()
    own = code_lists.rename(shift, "category", "physical", "Physical harm")
    assert own.label("category", "physical") == "Physical harm"
    assert open_contact(own, contact.id).same_adult == []
    assert _again(shift).label("category", "physical") == "Physical harm"
    with pytest.raises(Refused, match="has this label already"):
        code_lists.rename(own, "category", "sexual", "physical HARM")
    back = code_lists.rename(own, "category", "physical", "")
    assert back.label("category", "physical") == common()["category"]["physical"]
    with pytest.raises(Refused, match="no such code"):
        code_lists.rename(own, "category", "telepathic", "Telepathic")
    with pytest.raises(Refused, match="words of this list are fixed"):
        code_lists.rename(own, "officer_role", "lado", "Boss")


def test_a_code_that_was_added_is_chosen_saved_and_counted_under_its_own(
    shift: Shift, log: Any
) -> None:
    own = code_lists.add(shift, "sector", "Forest school", under="edu")
    assert own.practice.codes("sector")["edu.forest_school"] == "Forest school"
    contact = log()
    contacts.amend(own, contact.id, contact.version, {"sector": "edu.forest_school"})
    with pytest.raises(Refused, match="Sector must be one of the list"):
        contacts.amend(shift, contact.id, contact.version + 1, {"sector": "edu.forest_school"})
    same = code_lists.add(own, "sector", "Forest school (holidays)", under="edu")
    assert "edu.forest_school_holidays" in same.practice.codes("sector")
    with pytest.raises(Refused, match="Nothing can be added"):
        code_lists.add(own, "contact_outcome", "Perhaps")


def test_a_retired_code_is_still_read_and_kept_but_offered_no_more(shift: Shift, log: Any) -> None:
    contact = log()
    own = code_lists.retire(shift, "category", "physical")
    assert "physical" not in own.practice.offered("category")
    assert own.label("category", "physical") == "Physical"
    contacts.amend(own, contact.id, contact.version, {"place": "The hall"})
    with pytest.raises(Refused, match="not offered as it is"):
        code_lists.retire(own, "category", "physical")
    back = code_lists.offer_again(own, "category", "physical")
    assert "physical" in back.practice.offered("category")
    with pytest.raises(Refused, match="Nothing can be retired"):
        code_lists.retire(own, "finding", "malicious")


def test_a_list_is_set_in_order_and_new_codes_come_last(shift: Shift) -> None:
    codes = list(shift.practice.codes("meeting_mode"))
    own = code_lists.reorder(shift, "meeting_mode", codes[::-1])
    assert list(own.practice.codes("meeting_mode")) == codes[::-1]
    more = code_lists.add(own, "meeting_mode", "Walking")
    assert list(more.practice.offered("meeting_mode"))[-1] == "walking"
    with pytest.raises(Refused, match="there once"):
        code_lists.reorder(own, "meeting_mode", codes[1:])


def test_another_practice_is_chosen_and_the_services_own_settings_stay(shift: Shift) -> None:
    own = settle(shift, letterhead=["LADO service"])
    kent = settle(own, practice="kent")
    assert kent.practice.name == "kent"
    assert kent.practice.letterhead == ("LADO service",)
    with pytest.raises(Refused, match="Practice must be one of the list"):
        settle(own, practice="atlantis")


def test_every_setting_is_an_act_with_its_line_in_the_audit(shift: Shift) -> None:
    before = shift.store.head()[0]
    own = settle(shift, names_in_calendar=True)
    settle(own, names_in_calendar=True)
    code_lists.rename(own, "category", "physical", "Physical harm")
    assert shift.store.head()[0] == before + 2


def test_a_renamed_code_reads_so_in_what_follows_from_it(shift: Shift, log: Any) -> None:
    contact = log()
    decisions.decide(
        shift,
        contact.id,
        {"outcome": "met_meeting", "criteria": ["harm"], "rationale": "The child was hurt."},
    )
    own = code_lists.rename(shift, "meeting_kind", "pot_initial", "Strategy meeting")
    meetings.plan(own, [contact.id], {"kind_of": "pot_initial", "planned_for": shift.today})
    assert own.label("meeting_kind", "pot_initial") == "Strategy meeting"
