"""What is seen on a day: decisions and findings in force, columns cut short, nothing too early."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection

from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.kinds.finding import Finding
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.practice.practice import practice_from
from lado_desktop.figures.counting.period import year_named
from lado_desktop.figures.counting.year import count_year
from lado_desktop.figures.presenting.result import FigureTable
from tests.figures.conftest import Keep

YEAR = "2021/22"
END = date(2022, 3, 31)
FINDINGS = [
    {"label": "Substantiated", "finding": ["substantiated"]},
    {"label": "Unfounded", "finding": ["unfounded"]},
    {"label": "Ongoing", "concluded": False},
]


def count(connection: Connection, as_at: date = END, **said: Any) -> FigureTable:
    """Count one table of a service that has only that one."""
    table = {"id": "t", "title": "T", "counts": "contacts", "columns": {"years": 1}, **said}
    about = {"authority": "A", "report": "R", "year_start": [4, 1]}
    practice = practice_from("one table", {"service": about, "table": [table]})
    return count_year(connection, practice, year_named(practice, YEAR), as_at).table("t")


def counts(table: FigureTable) -> dict[str, tuple[int | None, ...]]:
    return {row.label: row.count for row in table.rows}


@pytest.mark.parametrize(
    "received,concluded,band",
    [
        (date(2021, 5, 3), date(2021, 6, 3), "within"),
        (date(2021, 5, 3), date(2021, 6, 4), "after"),
        (date(2022, 1, 31), date(2022, 2, 28), "within"),
        (date(2022, 1, 31), date(2022, 3, 1), "after"),
        (date(2021, 8, 31), date(2021, 9, 30), "within"),
        (date(2021, 8, 31), date(2021, 10, 1), "after"),
        (date(2022, 3, 31), date(2022, 3, 31), "within"),
    ],
)
def test_a_month_ends_on_its_last_day_where_it_has_no_such_day(
    connection: Connection, keep: Keep, received: date, concluded: date, band: str
) -> None:
    keep(received_on=received, concluded_on=concluded)
    rows = [{"label": "within", "within": "1 month"}, {"label": "after", "after": "1 month"}]
    found = counts(count(connection, date(2023, 1, 1), rows=rows))
    assert [label for label, (cell,) in found.items() if cell] == [band]


@pytest.mark.parametrize("concluded,within", [(date(2021, 3, 31), 1), (date(2021, 4, 1), 0)])
def test_months_are_counted_at_once_and_never_month_by_month(
    connection: Connection, keep: Keep, concluded: date, within: int
) -> None:
    # From 31 December: month by month one would come to 28 March.
    keep(received_on=date(2020, 12, 31), concluded_on=concluded)
    rows = [{"label": "Three months", "within": "3 months"}]
    table = count(connection, rows=rows, columns={"years": 2})
    assert counts(table)["Three months"] == (within, 0)


def test_a_leap_day_ends_on_the_last_of_february(connection: Connection, keep: Keep) -> None:
    keep(received_on=date(2020, 2, 29), concluded_on=date(2021, 2, 28))
    keep(received_on=date(2020, 2, 29), concluded_on=date(2021, 3, 1))
    rows = [
        {"label": "A year", "within": "12 months"},
        {"label": "More", "after": "12 months"},
    ]
    table = count(connection, rows=rows, columns={"years": 3})
    assert counts(table) == {"A year": (1, 0, 0), "More": (1, 0, 0)}


def test_a_week_is_seven_days_and_the_day_itself_is_within(
    connection: Connection, keep: Keep
) -> None:
    keep(closed_on=date(2021, 5, 31))
    keep(closed_on=date(2021, 6, 1))
    rows = [{"label": "Four weeks", "closed_within": "4 weeks"}]
    assert counts(count(connection, rows=rows))["Four weeks"] == (1,)


def test_the_last_day_of_a_year_is_in_it_and_the_next_is_not(
    connection: Connection, keep: Keep
) -> None:
    for day in (date(2021, 3, 31), date(2021, 4, 1), date(2022, 3, 31), date(2022, 4, 1)):
        keep(received_on=day)
    table = count(connection, date(2023, 1, 1), rows=[{"label": "All"}], columns={"years": 2})
    assert counts(table)["All"] == (1, 2)


def test_what_is_concluded_on_the_as_at_day_is_seen_and_the_day_after_is_not(
    connection: Connection, keep: Keep
) -> None:
    keep(concluded_on=date(2022, 1, 19), finding="unfounded")
    assert counts(count(connection, date(2022, 1, 19), rows=FINDINGS))["Unfounded"] == (1,)
    assert counts(count(connection, date(2022, 1, 18), rows=FINDINGS))["Ongoing"] == (1,)


def test_a_finding_changed_after_the_as_at_day_is_taken_as_it_was(
    connection: Connection, keep: Keep, record: Keep
) -> None:
    contact = keep(concluded_on=date(2021, 9, 1))
    change = date(2022, 2, 1)
    record(
        Finding,
        contact_id=contact,
        finding="substantiated",
        found_on=date(2021, 9, 1),
        superseded_on=change,
    )
    record(Finding, contact_id=contact, finding="unfounded", found_on=change)
    assert counts(count(connection, date(2022, 1, 31), rows=FINDINGS))["Substantiated"] == (1,)
    assert counts(count(connection, change, rows=FINDINGS))["Unfounded"] == (1,)


def test_a_decision_changed_after_the_as_at_day_is_taken_as_it_was(
    connection: Connection, keep: Keep, record: Keep
) -> None:
    contact = keep()
    change = date(2022, 2, 1)
    record(
        Decision,
        contact_id=contact,
        outcome="below_advice",
        decided_on=date(2021, 5, 4),
        superseded_on=change,
    )
    record(Decision, contact_id=contact, outcome="met_meeting", decided_on=change)
    rows = [{"label": "Met", "threshold": True}, {"label": "Below", "threshold": False}]
    assert counts(count(connection, date(2022, 1, 31), rows=rows)) == {"Met": (0,), "Below": (1,)}
    assert counts(count(connection, change, rows=rows)) == {"Met": (1,), "Below": (0,)}
    undecided = count(connection, date(2021, 5, 3), rows=rows)
    assert undecided.unplaced == {"Not recorded": (1,), "Other, not listed": (0,)}


def test_a_decision_without_a_day_is_read_as_it_is(connection: Connection, keep: Keep) -> None:
    keep(outcome="met_meeting")
    rows = [{"label": "Met", "threshold": True}]
    assert counts(count(connection, date(2021, 5, 3), rows=rows))["Met"] == (1,)


def test_what_was_recorded_in_error_leaves_every_count_with_what_hangs_on_it(
    connection: Connection, keep: Keep
) -> None:
    keep(in_error_on=date(2023, 1, 1), bodies=[("dbs", "lado", date(2021, 6, 1))])
    keep()
    assert counts(count(connection, rows=[{"label": "All"}]))["All"] == (1,)
    table = count(connection, counts="onward_referrals", rows=[{"label": "All"}])
    assert counts(table)["All"] == (0,)


def test_a_column_that_the_day_cuts_short_says_so_and_a_later_one_is_left_out(
    connection: Connection, keep: Keep
) -> None:
    keep()
    months: dict[str, Any] = {"columns": {"months": 12}, "rows": [{"label": "All"}]}
    table = count(connection, date(2021, 6, 15), **months)
    assert table.heads == ("April 2021", "May 2021", "June 2021 to 15 June 2021")
    assert counts(table)["All"] == (None, 1, 0)
    assert count(connection, date(2021, 6, 30), **months).heads[-1] == "June 2021"


def test_a_column_before_the_first_record_is_empty_and_so_is_what_needs_it(
    connection: Connection, keep: Keep
) -> None:
    keep(received_on=date(2020, 4, 1))
    keep(received_on=date(2021, 5, 1))
    table = count(
        connection,
        columns={"years": 3},
        show=["count", "percent", "change"],
        rows=[{"label": "All"}],
        also=[{"label": "Mean", "show": "mean"}, {"label": "Peak", "show": "peak"}],
    )
    assert counts(table)["All"] == (None, 1, 1)
    assert table.row("All").measures["percent"] == (None, 100.0, 100.0)
    changes = table.row("All").measures["change"]
    assert isinstance(changes, tuple)
    assert changes[:2] == (None, None)
    assert changes[2] is not None
    assert table.row("Mean").measures["mean"] is None
    assert table.row("Peak").measures["peak"] is None
    assert table.total == (None, 1, 1)
    assert table.reconciles


def test_a_change_of_a_part_of_a_year_against_a_whole_one_is_said_to_be_that(
    connection: Connection, keep: Keep
) -> None:
    keep(received_on=date(2020, 4, 1))
    keep(received_on=date(2021, 5, 1))
    table: dict[str, Any] = {"columns": {"years": 2}, "rows": [{"label": "All"}]}
    changing = {**table, "show": ["count", "change"]}
    said = "2021/22 is counted to 15 June 2021: changes compare a part of a year with a whole one."
    assert count(connection, date(2021, 6, 15), **changing).base == said
    assert count(connection, date(2022, 3, 31), **changing).base == ""
    assert count(connection, date(2021, 6, 15), **table).base == ""


def test_a_kind_never_recorded_begins_with_the_first_contact(
    connection: Connection, keep: Keep, record: Keep
) -> None:
    keep(received_on=date(2020, 6, 1))
    held: dict[str, Any] = {
        "counts": "meetings",
        "columns": {"years": 3},
        "rows": [{"label": "All"}],
    }
    assert counts(count(connection, **held))["All"] == (None, 0, 0)
    record(Meeting, reference="M", kind_of="pot_initial", held_on=date(2021, 4, 2))
    assert counts(count(connection, **held))["All"] == (None, None, 1)


def test_open_cases_are_those_received_and_not_concluded_by_the_columns_end(
    connection: Connection, keep: Keep, record: Keep
) -> None:
    keep(received_on=date(2021, 4, 30), concluded_on=date(2021, 6, 30))
    keep(received_on=date(2021, 5, 31))
    record(Officer, name="A", role="lado", fte=0.6, started_on=date(2021, 4, 1))
    record(Officer, name="B", role="lado", fte=1.0, started_on=date(2021, 5, 31))
    record(Officer, name="C", role="manager", fte=1.0)
    table = count(
        connection,
        date(2021, 6, 30),
        basis="open",
        columns={"months": 12},
        show=["count", "per_fte"],
        rows=[{"label": "Open"}],
        also=[{"label": "Average", "show": "mean"}],
    )
    assert counts(table)["Open"] == (1, 2, 1)
    assert table.row("Open").measures["per_fte"] is not None
    assert table.row("Open").measures["per_fte"] == (1.7, 1.3, 0.6)
    assert counts(table)["Average"] == (1, 2, 1)
    assert table.row("Average").measures["mean"] == 1.3


def test_posts_are_counted_by_their_own_days(connection: Connection, record: Keep) -> None:
    record(Officer, name="A", role="lado", fte=0.6, started_on=date(2020, 4, 1))
    record(
        Officer,
        name="B",
        role="lado",
        fte=0.55,
        started_on=date(2021, 5, 1),
        ended_on=date(2021, 9, 30),
    )
    table = count(
        connection,
        counts="officers",
        exclusive=False,
        rows=[
            {"label": "FTE", "officer_role": ["lado"], "show": "fte"},
            {"label": "FTE at the start", "basis": "opening", "show": "fte"},
            {"label": "Starters", "basis": "started"},
            {"label": "Leavers", "basis": "ended"},
        ],
    )
    assert table.row("FTE").measures["fte"] == (0.6,)
    assert table.row("FTE at the start").measures["fte"] == (0.6,)
    assert table.row("Starters").count == (1,)
    assert table.row("Leavers").count == (1,)


def test_an_onward_referral_without_a_day_takes_its_contacts_closing_day(
    connection: Connection, keep: Keep
) -> None:
    keep(closed_on=date(2021, 7, 1), bodies=[("dbs", "lado", None), ("tra", "lado", END)])
    made: dict[str, Any] = {
        "counts": "onward_referrals",
        "basis": "made",
        "rows": [{"label": "All"}],
    }
    assert counts(count(connection, date(2021, 6, 30), **made))["All"] == (0,)
    assert counts(count(connection, date(2021, 7, 1), **made))["All"] == (1,)
    assert counts(count(connection, **made))["All"] == (2,)
