from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from lado_desktop.casework.audit.journal import opened, write_down
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.meetings import actions, meetings
from lado_desktop.casework.people import adults, professionals
from lado_desktop.casework.search.palette import palette
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.time.clock import StoppedClock


def _found(shift: Shift, typed: str) -> list[tuple[str, str]]:
    return [(line.group, line.found.title) for line in palette(shift, typed)]


def _open(shift: Shift, kind: str, id: UUID) -> None:
    write_down(shift, [opened(shift, kind, id, first=True)])


def test_people_settings_references_and_text_come_in_groups(
    shift: Shift, allegation: Contact
) -> None:
    assert _found(shift, "2627 00") == [("References", "2627-0001  Ó Súilleabháin, Wren")]
    assert _found(shift, "26270001")[0][0] == "References"
    assert _found(shift, "sullivan wren") == [("People", "Wren Ó Súilleabháin")]
    assert _found(shift, "northgate")[0] == ("Settings", "Northgate Nursery")
    assert ("Professionals", "Dana Fox") in _found(shift, "fox")
    assert _found(shift, "lifted") == [("Text", "2627-0001  Ó Súilleabháin, Wren")]


def test_text_of_actions_and_minutes_leads_to_where_it_is(
    shift: Shift, allegation: Contact
) -> None:
    actions.add(shift, allegation.id, {"text": "Photocopy the rota"})
    meeting = meetings.plan(
        shift, [allegation.id], {"kind_of": "pot_initial", "held_on": shift.today}
    )
    meetings.write(shift, meeting.id, "risk", "Supervised at lunchtime.")
    (action,) = palette(shift, "photocopy")
    assert (action.group, action.found.kind) == ("Text", "contact")
    (minutes,) = palette(shift, "lunchtime")
    assert (minutes.found.kind, minutes.found.id) == ("meeting", meeting.id)


def test_nothing_stands_twice(shift: Shift, log: Any) -> None:
    contact = log(summary="See 2627-0001 as well.")
    found = [line.found.id for line in palette(shift, "2627")]
    assert found == [contact.id]


def test_why_a_person_was_found_is_said_with_how_much_is_known(shift: Shift, log: Any) -> None:
    log()
    log()
    (line,) = palette(shift, "Wren Osulivan")
    assert line.found.detail == "sounds like · 2 contacts"


def test_what_was_opened_last_comes_first(shift: Shift, log: Any) -> None:
    ids: list[UUID] = [log(summary="At the gym").id for _ in range(4)]
    assert palette(shift, "") == []
    for minute, id in enumerate([ids[2], ids[0], ids[2]]):
        later = StoppedClock(datetime(2026, 11, 23, 10, minute, tzinfo=UTC))
        _open(replace(shift, clock=later), "contact", id)
    assert [line.found.id for line in palette(shift, " ")] == [ids[2], ids[0]]
    assert {line.group for line in palette(shift, "")} == {"Recent"}
    assert [line.found.id for line in palette(shift, "gym")][:2] == [ids[2], ids[0]]


def test_each_officer_has_recents_of_their_own_and_thirty_at_most(shift: Shift) -> None:
    with shift.act("officer.add_all") as session:
        colleague = Officer(name="Dorothea Pym", role="cover")
        session.add(colleague)
    made = [adults.add(shift, {"family_name": f"Person {number}"}).id for number in range(33)]
    for minute, id in enumerate(made):
        later = StoppedClock(datetime(2026, 11, 23, 10, minute, tzinfo=UTC))
        _open(replace(shift, clock=later), "adult", id)
    assert palette(replace(shift, officer=colleague), "") == []
    found = [line.found.id for line in palette(shift, "", of_each=50)]
    assert found == made[:2:-1]


@pytest.mark.parametrize("typed", ["", "'", "*", '" OR "', "(", "💥", "a", "x" * 5_000])
def test_nothing_that_is_typed_is_an_error(shift: Shift, log: Any, typed: str) -> None:
    caller = open_contact(shift, log().id).caller
    assert caller is not None
    professionals.get(shift, caller.id)
    assert isinstance(palette(shift, typed), list)
