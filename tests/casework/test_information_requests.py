"""The day by which the law wants a request answered: filled in, and computed again."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lado_desktop.casework.registers import information_requests
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing.undo import undo, undoable
from lado_desktop.demo.invented.people import invented
from lado_desktop.domain.problem import Refused


def test_the_councils_closure_days_do_not_move_the_day_of_the_law(shift: Shift) -> None:
    closed = replace(
        shift, practice=replace(shift.practice, closure_days=frozenset({date(2026, 11, 2)}))
    )
    given = {"kind_of": "sar", "received_on": date(2026, 10, 2)}
    assert information_requests.add(closed, given).due_on == date(2026, 11, 2)


def test_the_day_of_the_law_follows_the_days_that_it_rests_on(shift: Shift) -> None:
    received = {"kind_of": "sar", "received_on": date(2026, 10, 1)}
    request = information_requests.add(shift, received)

    def change(**changes: Any) -> date | None:
        nonlocal request
        request = information_requests.amend(shift, request.id, request.version, changes)
        return request.due_on

    assert request.due_on == date(2026, 11, 2)
    assert change(note="Files from 2019.") == date(2026, 11, 2)
    assert change(received_on=date(2026, 10, 5)) == date(2026, 11, 5)
    assert change(identity_proved_on=date(2026, 10, 8)) == date(2026, 11, 9)
    assert change(clarification_asked_on=date(2026, 10, 12)) is None
    assert change(clarification_answered_on=date(2026, 10, 14)) == date(2026, 11, 11)
    assert change(extension_told_on=date(2026, 10, 20)) == date(2027, 1, 11)
    assert change(kind_of="foi") == date(2026, 11, 2)
    assert change(kind_of="ombudsman") is None
    assert change(kind_of="rectification") == date(2027, 1, 8)


def test_a_day_that_an_officer_typed_is_left_alone_until_it_is_emptied(shift: Shift) -> None:
    agreed = date(2026, 12, 1)
    given = {"kind_of": "sar", "received_on": date(2026, 10, 1), "due_on": agreed}
    request = information_requests.add(shift, given)
    moved = {"received_on": date(2026, 10, 5)}
    request = information_requests.amend(shift, request.id, request.version, moved)
    assert request.due_on == agreed
    typed = {"received_on": date(2026, 10, 6), "due_on": date(2026, 12, 2)}
    request = information_requests.amend(shift, request.id, request.version, typed)
    assert request.due_on == date(2026, 12, 2)
    request = information_requests.amend(shift, request.id, request.version, {"due_on": None})
    assert request.due_on == date(2026, 11, 6)


@pytest.mark.parametrize("kind", ["sar", "rectification"])
def test_a_day_that_an_earlier_version_computed_follows_too(shift: Shift, kind: str) -> None:
    closed = frozenset({date(2026, 11, 2), date(2026, 11, 3)})
    shift = replace(shift, practice=replace(shift.practice, closure_days=closed))
    stored = date(2026, 11, 4)
    given = {"kind_of": kind, "received_on": date(2026, 10, 2), "due_on": stored}
    request = information_requests.add(shift, given)
    noted = {"note": "Files from 2019."}
    request = information_requests.amend(shift, request.id, request.version, noted)
    assert request.due_on == stored
    proved = {"identity_proved_on": date(2026, 10, 8)}
    request = information_requests.amend(shift, request.id, request.version, proved)
    assert request.due_on == date(2026, 11, 9)
    assert information_requests.by_law(shift, request) == ""


def test_closure_days_make_no_typed_day_of_another_kind_follow(shift: Shift) -> None:
    closed = frozenset({date(2026, 11, 2)})
    shift = replace(shift, practice=replace(shift.practice, closure_days=closed))
    agreed = date(2026, 11, 3)
    given = {"kind_of": "foi", "received_on": date(2026, 10, 2), "due_on": agreed}
    request = information_requests.add(shift, given)
    assert information_requests.by_law(shift, request) == "By law: 30 October 2026"
    moved = {"received_on": date(2026, 10, 5)}
    request = information_requests.amend(shift, request.id, request.version, moved)
    assert request.due_on == agreed


def test_undo_gives_back_both_the_day_received_and_the_day_of_the_law(shift: Shift) -> None:
    received = {"kind_of": "sar", "received_on": date(2026, 10, 1)}
    request = information_requests.add(shift, received)
    moved = {"received_on": date(2026, 10, 5)}
    information_requests.amend(shift, request.id, request.version, moved)
    (last, *_) = undoable(shift)
    undo(shift, last.act_id)
    found = information_requests.get(shift, request.id)
    assert (found.received_on, found.due_on) == (date(2026, 10, 1), date(2026, 11, 2))


def test_the_days_of_a_request_follow_one_another(shift: Shift) -> None:
    given = {"kind_of": "sar", "received_on": date(2026, 10, 5)}
    early = dict.fromkeys(
        ("identity_proved_on", "fee_paid_on", "extension_told_on", "clarification_asked_on"),
        date(2026, 10, 2),
    )
    with pytest.raises(Refused) as refused:
        information_requests.add(shift, {**given, **early})
    assert {problem.field for problem in refused.value.problems} == set(early)
    with pytest.raises(Refused, match="before the day it was asked for"):
        information_requests.add(shift, {**given, "clarification_answered_on": date(2026, 10, 9)})
    with pytest.raises(Refused, match="must not be in the future"):
        information_requests.add(shift, {**given, "identity_proved_on": date.max})


def test_the_practice_service_leaves_the_day_of_the_law_to_the_program() -> None:
    for entry in invented("practice_registers")["requests"]:
        by_law = entry["kind_of"] in ("sar", "foi", "rectification")
        assert ("due_in" in entry) is not by_law, entry["requester"]
