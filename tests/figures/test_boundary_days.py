"""Days at the edge: of a month, of February, of a year, of what is seen, and of midnight."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Connection

from lado_desktop.casework.contacts import contacts, decisions
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.finding import Finding
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.practice.practice import practice_from
from lado_desktop.domain.registers import REGISTERS
from lado_desktop.domain.time.clock import StoppedClock
from lado_desktop.figures.counting.period import year_named
from lado_desktop.figures.counting.year import count_year, figures
from lado_desktop.figures.presenting.result import FigureTable
from tests.figures.conftest import Keep

LAST, NEXT = date(2022, 3, 31), date(2022, 4, 1)
LATER = date(2024, 3, 31)


def count(connection: Connection, as_at: date, **said: Any) -> FigureTable:
    """Count one table over 2021/22 and 2022/23."""
    table = {"id": "t", "title": "T", "columns": {"years": 2}, "rows": [{"label": "All"}], **said}
    about = {"authority": "A", "report": "R", "year_start": [4, 1]}
    practice = practice_from("one table", {"service": about, "table": [table]})
    return count_year(connection, practice, year_named(practice, "2022/23"), as_at).table("t")


@pytest.mark.parametrize(
    "length,received,last_within",
    [
        ("1 month", date(2022, 1, 31), date(2022, 2, 28)),
        ("1 month", date(2020, 1, 31), date(2020, 2, 29)),
        ("1 month", date(2022, 2, 28), date(2022, 3, 28)),
        ("1 month", date(2020, 2, 29), date(2020, 3, 29)),
        ("1 month", date(2022, 3, 31), date(2022, 4, 30)),
        ("1 month", date(2022, 5, 3), date(2022, 6, 3)),
        ("1 month", date(2021, 12, 31), date(2022, 1, 31)),
        ("3 months", date(2021, 11, 30), date(2022, 2, 28)),
        ("3 months", date(2019, 11, 30), date(2020, 2, 29)),
        ("6 months", date(2021, 8, 31), date(2022, 2, 28)),
        ("12 months", date(2020, 2, 29), date(2021, 2, 28)),
        ("12 months", date(2021, 3, 31), date(2022, 3, 31)),
        ("1 year", date(2019, 2, 28), date(2020, 2, 28)),
        ("4 weeks", date(2022, 2, 1), date(2022, 3, 1)),
        ("10 days", date(2022, 3, 25), date(2022, 4, 4)),
    ],
)
def test_the_last_day_of_a_length_of_time_is_within_it_and_the_next_is_not(
    connection: Connection, keep: Keep, length: str, received: date, last_within: date
) -> None:
    after = date.fromordinal(last_within.toordinal() + 1)
    keep(received_on=received, concluded_on=last_within)
    keep(received_on=received, concluded_on=after)
    rows = [{"label": "Within", "within": length}, {"label": "After", "after": length}]
    table = count(connection, LATER, counts="contacts", columns={"years": 5}, rows=rows)
    assert [sum(each or 0 for each in row.count) for row in table.rows] == [1, 1]
    # On the day before it is concluded nobody knows how long it will be.
    table = count(connection, last_within, counts="contacts", columns={"years": 5}, rows=rows)
    assert [sum(each or 0 for each in row.count) for row in table.rows] == [1, 0]
    assert sum(each or 0 for each in table.unplaced["Not recorded"]) == 1


KINDS = [
    ("contacts", {}),
    ("contacts", {"basis": "concluded"}),
    ("checks", {}),
    ("onward_referrals", {"basis": "made"}),
    ("onward_referrals", {"basis": "concluded"}),
    ("employment_outcomes", {"basis": "concluded"}),
    ("meetings", {}),
    *((kind, {}) for kind in REGISTERS),
    ("officers", {"basis": "started", "exclusive": False}),
]


def keep_on(kind: str, basis: str, day: date, keep: Keep, record: Keep) -> None:
    """A unit that counts on this day."""
    long_ago = date(2021, 4, 1)
    if kind in REGISTERS:
        register = REGISTERS[kind].record
        record(register, reference=f"{kind} {day}", **{register.day_field: day})
    elif kind == "meetings":
        record(Meeting, reference=f"{day}", held_on=day)
    elif kind == "officers":
        record(Officer, name="A", role="lado", fte=1, started_on=day)
    elif basis == "concluded":
        hanging = {"bodies": [("dbs", "lado", long_ago)], "employment_outcomes": [("nfa", None)]}
        keep(received_on=long_ago, concluded_on=day, **hanging)
    elif basis == "made":
        keep(received_on=long_ago, bodies=[("dbs", "lado", day)])
    else:
        keep(received_on=day, intake="check")


@pytest.mark.parametrize("kind,said", KINDS)
def test_a_day_belongs_to_its_year_and_is_seen_from_that_day_on(
    connection: Connection, keep: Keep, record: Keep, kind: str, said: dict[str, Any]
) -> None:
    keep(received_on=date(2019, 4, 1), intake="enquiry")
    for day in (date(2021, 4, 1), LAST, NEXT, date(2023, 3, 31), date(2023, 4, 1)):
        keep_on(kind, said.get("basis", ""), day, keep, record)
    where = {"where": {"intake": ["check"]}} if kind == "contacts" and not said else {}
    table = {"counts": kind, **said, **where}
    for as_at, counts in (
        (LATER, (2, 2)),
        (date(2023, 3, 31), (2, 2)),
        (date(2023, 3, 30), (2, 1)),
        (NEXT, (2, 1)),
        (LAST, (2,)),
        (date(2022, 3, 30), (1,)),
    ):
        assert count(connection, as_at, **table).row("All").count == counts, as_at


@pytest.mark.parametrize(
    "as_at,finding",
    [
        (date(2022, 3, 30), "Ongoing"),
        (LAST, "Substantiated"),
        (date(2022, 5, 9), "Substantiated"),
        (date(2022, 5, 10), "Unfounded"),
        (LATER, "Unfounded"),
    ],
)
def test_a_finding_superseded_after_the_as_at_day_is_the_one_in_force_that_day(
    connection: Connection, keep: Keep, record: Keep, as_at: date, finding: str
) -> None:
    changed = date(2022, 5, 10)
    contact = keep(received_on=date(2022, 1, 31), concluded_on=LAST)
    said = {"contact_id": contact, "found_on": LAST, "superseded_on": changed}
    record(Finding, finding="substantiated", **said)
    record(Finding, contact_id=contact, finding="unfounded", found_on=changed)
    rows = [
        {"label": "Substantiated", "finding": ["substantiated"]},
        {"label": "Unfounded", "finding": ["unfounded"]},
        {"label": "Ongoing", "concluded": False},
    ]
    table = count(connection, as_at, counts="contacts", rows=rows)
    assert [row.label for row in table.rows if row.count[0]] == [finding]


def test_half_past_midnight_on_the_first_of_april_is_the_new_year(shift: Shift) -> None:
    # Half past eleven in the evening before, as the world's clock has it.
    night = replace(shift, clock=StoppedClock(datetime(2022, 3, 31, 23, 30, tzinfo=UTC)))
    assert night.today == NEXT
    contact = contacts.log(
        night, {"received_on": night.today, "received_time": "00:30", "intake": "referral"}
    )
    decisions.decide(
        night, contact.id, {"outcome": "met_meeting", "criteria": ["harm"], "rationale": "Hurt."}
    )
    assert contact.reference == "2223-0001"
    table = "contacts_consultations_referrals"
    counted = figures(night, "2022/23").table(table)
    assert counted.heads[-1] == "2022/23 to 1 April 2022"
    assert [row.count[-1] for row in counted.rows] == [1, 0, 1]
    assert figures(night, "2021/22").table(table).row("Contacts").count == (None, None, None)


def test_an_officers_first_and_last_day_are_days_in_post(
    connection: Connection, keep: Keep, record: Keep
) -> None:
    keep(received_on=date(2019, 4, 1))
    post = {"role": "lado", "fte": 0.6, "name": "A"}
    record(Officer, started_on=date(2021, 4, 1), ended_on=LAST, **post)
    record(Officer, started_on=NEXT, ended_on=date(2022, 4, 1), **post)
    record(Officer, **post)
    rows = [
        {"label": "First day", "basis": "opening", "show": "fte"},
        {"label": "Last day", "show": "fte"},
        {"label": "Began", "basis": "started"},
        {"label": "Ended", "basis": "ended"},
    ]
    table = count(connection, LATER, counts="officers", exclusive=False, rows=rows)
    assert table.row("First day").measures["fte"] == (0.6, 0.6)
    assert table.row("Last day").measures["fte"] == (0.6, 0.0)
    assert (table.row("Began").count, table.row("Ended").count) == ((1, 1), (1, 1))
