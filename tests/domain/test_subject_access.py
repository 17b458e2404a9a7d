from datetime import date
from typing import Any

import pytest

from lado_desktop.domain.kinds.information_request import InformationRequest
from lado_desktop.domain.time.subject_access import subject_access_due


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    "received, due",
    [
        ("2024-11-24", "2024-12-24"),
        ("2026-11-29", "2026-12-29"),
        ("2027-01-31", "2027-03-01"),  # 28 February is a Sunday
        ("2026-09-03", "2026-10-05"),  # 3 October is a Saturday
        ("2026-10-15", "2026-11-16"),  # 15 November is a Sunday
        ("2026-10-16", "2026-11-16"),
        ("2026-01-31", "2026-03-02"),  # 28 February is a Saturday
        ("2026-11-25", "2026-12-29"),  # Christmas Day, a weekend and a substitute day
        ("2026-07-03", "2026-08-03"),  # a holiday in Scotland alone moves nothing
    ],
)
def test_an_answer_is_due_on_the_same_date_a_month_on_or_the_next_working_day(
    received: str, due: str
) -> None:
    assert subject_access_due(day(received)) == day(due)


def test_the_month_begins_on_the_latest_of_request_identity_and_fee() -> None:
    received = day("2026-06-01")
    proved, paid = day("2026-06-10"), day("2026-06-12")
    assert subject_access_due(received, identity_proved=proved) == day("2026-07-10")
    assert subject_access_due(received, identity_proved=proved, fee_paid=paid) == day("2026-07-13")
    assert subject_access_due(received, fee_paid=paid) == day("2026-07-13")  # the 12th: a Sunday


def test_the_days_from_asking_for_a_clarification_to_its_answer_drop_out() -> None:
    received = day("2026-06-01")
    stop = {"asked": day("2026-06-10"), "answered": day("2026-06-14")}
    assert subject_access_due(received, **stop) == day("2026-07-06")
    assert subject_access_due(received, asked=stop["asked"]) is None
    # Only the days after the month began count as stopped.
    proved = day("2026-06-12")
    assert subject_access_due(received, identity_proved=proved, **stop) == day("2026-07-15")
    assert subject_access_due(received, identity_proved=day("2026-06-15"), **stop) == day(
        "2026-07-15"
    )
    # Asked when the answer was overdue: nothing stops.
    assert subject_access_due(received, asked=day("2026-07-02")) == day("2026-07-01")


def test_two_months_are_added_where_the_requester_was_told_in_the_first() -> None:
    received = day("2026-01-31")
    assert subject_access_due(received, extended=day("2026-03-02")) == day("2026-04-30")
    assert subject_access_due(received, extended=day("2026-03-03")) == day("2026-03-02")
    stop = {"asked": day("2026-02-10"), "answered": day("2026-02-14")}
    assert subject_access_due(received, extended=day("2026-02-20"), **stop) == day("2026-05-05")


def test_only_a_request_for_access_stops_for_a_clarification() -> None:
    values: dict[str, Any] = {
        "received_on": day("2026-06-01"),
        "clarification_asked_on": day("2026-06-10"),
    }
    due = {
        kind: InformationRequest.due_by_law({**values, "kind_of": kind})
        for kind in ("sar", "rectification", "foi", "ombudsman", None)
    }
    assert due == {
        "sar": None,
        "rectification": day("2026-07-01"),
        "foi": day("2026-06-30"),  # 15 June is a bank holiday in Scotland
        "ombudsman": None,
        None: None,
    }
