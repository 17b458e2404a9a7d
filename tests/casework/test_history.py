from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import text

from lado_desktop.casework.contacts import closing, contacts, decisions
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.meetings import meetings
from lado_desktop.casework.people import adults
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing.history import FieldChange, history, restore
from lado_desktop.casework.undoing.restoring import NotRestored
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.problem import CaseworkError, NotFound
from lado_desktop.domain.time.clock import StoppedClock
from tests import beneath


def _later(shift: Shift) -> Shift:
    return replace(shift, clock=StoppedClock(datetime(2026, 7, 1, 11, 30, tzinfo=UTC)))


def test_each_version_says_who_when_and_what_in_words(shift: Shift, log: Any) -> None:
    contact = log(further_categories=["neglect"])
    other = adults.add(shift, {"given_names": "Nell", "family_name": "Vane"})
    contacts.amend(
        _later(shift),
        contact.id,
        contact.version,
        {
            "adult_id": other.id,
            "category": "sexual",
            "received_on": date(2026, 6, 30),
            "further_categories": [],
            "place": "The hall",
        },
    )
    page = history(shift, "contact", contact.id)
    assert (page.total, [each.act for each in page.versions]) == (
        2,
        ["Change contact", "Log contact"],
    )
    changed = page.versions[0]
    assert (changed.officer, f"{changed.at:%d/%m/%Y %H:%M}") == (
        "Ottilie Marsh",
        "01/07/2026 12:30",
    )
    assert set(changed.changes) == {
        FieldChange("Adult", "Wren Ó Súilleabháin", "Nell Vane"),
        FieldChange("Main category", "Physical", "Sexual"),
        FieldChange("Received", "20 November 2026", "30 June 2026"),
        FieldChange("Further categories", "Neglect", ""),
        FieldChange("Where", "", "The hall"),
    }
    first = {change.label: change.after for change in page.versions[1].changes}
    assert first["Taken by"] == "Ottilie Marsh"
    assert first["Reference"] == "2627-0001"


def test_a_long_history_comes_in_pages(shift: Shift, log: Any) -> None:
    contact = log()
    for number in range(5):
        contact = contacts.amend(shift, contact.id, contact.version, {"place": f"Hall {number}"})
    page = history(shift, "contact", contact.id, offset=2, limit=2)
    assert page.total == 6
    assert [version.changes[0].after for version in page.versions] == ["Hall 2", "Hall 1"]


def test_an_earlier_version_is_restored_by_a_new_change(shift: Shift, log: Any) -> None:
    contact = log(further_categories=["neglect"])
    for place in ("The hall", "The gym"):
        contact = contacts.amend(
            shift, contact.id, contact.version, {"place": place, "further_categories": []}
        )
    first = history(shift, "contact", contact.id).versions[-1]
    said = restore(shift, "contact", contact.id, first.seq)
    assert said == "Version of 23 November 2026 at 09:05 restored"
    back = open_contact(shift, contact.id).contact
    assert (back.place, list(back.further_categories)) == (None, ["neglect"])
    versions = history(shift, "contact", contact.id).versions
    assert [each.act for each in versions][:2] == ["Restore earlier version", "Change contact"]
    with pytest.raises(NotRestored, match="holds already"):
        restore(shift, "contact", contact.id, first.seq)
    with pytest.raises(NotFound):
        restore(shift, "contact", contact.id, 1)


def test_restoring_leaves_closing_as_it_is(shift: Shift, log: Any) -> None:
    contact = log()
    first = history(shift, "contact", contact.id).versions[0]
    contacts.amend(shift, contact.id, contact.version, {"place": "The hall"})
    decisions.decide(shift, contact.id, {"outcome": "info_only", "rationale": "For the file."})
    closing.close(shift, contact.id, shift.today)
    restore(shift, "contact", contact.id, first.seq)
    back = open_contact(shift, contact.id)
    assert (back.state, back.contact.place) == ("closed", None)


def test_approved_minutes_and_posts_are_not_restored(shift: Shift, allegation: Contact) -> None:
    held = {"kind_of": "pot_initial", "held_on": shift.today, "chair_id": allegation.caller_id}
    meeting = meetings.plan(shift, [allegation.id], held)
    meeting = meetings.amend(shift, meeting.id, meeting.version, {"place": "Hall"})
    first = history(shift, "meeting", meeting.id).versions[-1]
    caller = open_contact(shift, allegation.id).caller
    assert caller is not None
    meetings.attend(shift, meeting.id, {"professional_id": caller.id, "status": "chair"})
    meetings.approve(shift, meeting.id)
    with pytest.raises(CaseworkError, match="approved and can no longer be changed"):
        restore(shift, "meeting", meeting.id, first.seq)
    with pytest.raises(NotRestored):
        restore(shift, "officer", shift.officer.id, 1)


def test_a_version_whose_detail_is_missing_says_so_and_is_not_restored(
    shift: Shift, log: Any
) -> None:
    contact = log()
    first = history(shift, "contact", contact.id).versions[0]
    contacts.amend(shift, contact.id, contact.version, {"place": "The hall"})
    with beneath.writer(shift.store).begin() as connection:
        connection.execute(text("DELETE FROM audit_detail WHERE seq > :seq"), {"seq": first.seq})
    latest = history(shift, "contact", contact.id).versions[0]
    assert (latest.detail_missing, latest.changes) == (True, ())
    with pytest.raises(NotRestored, match="missing from the audit"):
        restore(shift, "contact", contact.id, first.seq)
