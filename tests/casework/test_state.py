"""States that are drawn from days: in SQL for the lists, in Python for a loaded record, alike."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from uuid import UUID

import pytest
from sqlalchemy import select

from lado_desktop.casework.contacts import closing, contacts, decisions, findings
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.contacts.state import (
    ACTION_STATE,
    MEETING_STATES,
    is_overdue,
    state_of_action,
    state_of_meeting,
    words_of_action,
)
from lado_desktop.casework.lists.listing import Query, page
from lado_desktop.casework.lists.lists import ACTIONS, CONTACTS, MEETINGS
from lado_desktop.casework.meetings import actions, meetings
from lado_desktop.casework.meetings.meeting_file import open_meeting
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today.dues import dues
from lado_desktop.casework.today.today import glance
from lado_desktop.domain.kinds.action import Action
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.practice.codes import code_lists

TODAY = date(2026, 11, 23)
DAYS = (None, *(TODAY + timedelta(days) for days in (-30, -1, 0, 1, 30)))


@pytest.fixture
def every_action(shift: Shift, allegation: Contact) -> int:
    """An action of each status for each day. Returns how many."""
    statuses = code_lists()["action_status"]
    for status, due in product(statuses, DAYS):
        text = {"text": f"Ring the police, {status}, {due}", "due_on": due}
        made = actions.add(shift, allegation.id, text)
        result = {"status": status, "result": "Not needed"}
        if status != "open":
            actions.amend(shift, made.id, made.version, result)
    return len(statuses) * len(DAYS)


def test_the_state_of_an_action_is_one_in_sql_and_in_python_on_any_day(
    shift: Shift, every_action: int
) -> None:
    for days in (-31, -30, -29, -1, 0, 1, 2, 31):
        _assert_alike_on(shift, every_action, TODAY + timedelta(days))


def _assert_alike_on(shift: Shift, every_action: int, day: date) -> None:
    with shift.reading() as session:
        found = session.execute(select(Action, ACTION_STATE.label("state")), {"today": day}).all()
    assert len(found) == every_action
    assert {row.Action.text: row.state for row in found} == {
        row.Action.text: state_of_action(row.Action, day) for row in found
    }


def test_an_overdue_action_is_counted_alike_by_the_list_by_the_tile_and_by_what_is_due(
    shift: Shift, every_action: int
) -> None:
    rows = page(shift, ACTIONS, Query()).rows
    with shift.reading() as session:
        of = {action.id: action for action in session.scalars(select(Action))}
    late = {id for id, action in of.items() if is_overdue(action, TODAY)}
    assert len(late) == 6, "three statuses that are unfinished, on two days that are past"
    assert {row.id: row.cells[-1] for row in rows} == {
        id: words_of_action(shift, action) for id, action in of.items()
    }
    assert sorted(words_of_action(shift, of[id]) for id in late) == [
        *["Carried to the next meeting, overdue"] * 2,
        *["In progress, overdue"] * 2,
        *["Overdue"] * 2,
    ]
    assert glance(shift).actions_overdue == len(late)
    found = (due for due in dues(shift) if due.kind == "action")
    assert {due.id for due in found if due.when == "overdue"} == late


def test_the_state_of_a_contact_is_one_in_its_list_and_on_its_page(
    shift: Shift, log: Callable[..., Contact]
) -> None:
    met = {"outcome": "met_no_meeting", "criteria": ["harm"], "rationale": "A mark was seen."}
    found = {"finding": "unfounded", "found_on": TODAY, "rationale": "Nobody was there."}

    def decided() -> UUID:
        contact = log()
        decisions.decide(shift, contact.id, met)
        return contact.id

    log()
    decisions.decide(shift, log().id, {"outcome": "below_advice", "rationale": "No harm."})
    decided()
    findings.conclude(shift, decided(), found)
    closed = decided()
    findings.conclude(shift, closed, found)
    closing.close(shift, closed, TODAY, "The employer's outcome is not known.")
    contacts.record_in_error(shift, log().id, "Logged twice.")
    rows = page(shift, CONTACTS, Query()).rows
    states = {row.id: row.cells[-1] for row in rows}
    assert states == {row.id: open_contact(shift, row.id).state_words for row in rows}
    assert len(set(states.values())) == 6, "each state once"


def test_the_state_of_a_meeting_is_one_in_its_list_and_on_its_page(
    shift: Shift, allegation: Contact
) -> None:
    def plan(**day: date) -> Meeting:
        return meetings.plan(shift, [allegation.id], {"kind_of": "pot_initial", **day})

    for days in (-1, 0, 1):
        plan(planned_for=TODAY + timedelta(days))
        plan(planned_for=TODAY + timedelta(days), held_on=TODAY)
    rows = page(shift, MEETINGS, Query()).rows
    assert {row.id: row.cells[-1] for row in rows} == {
        row.id: MEETING_STATES[state_of_meeting(open_meeting(shift, row.id).meeting, TODAY)]
        for row in rows
    }
    assert {row.cells[-1] for row in rows} == {
        "Planned",
        "Planned, day past",
        "Minutes to approve",
    }
