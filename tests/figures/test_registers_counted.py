"""The registers in figures: each counts on its own day, by its own fields."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection

from lado_desktop.casework.registers import entries
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.escalation import Escalation
from lado_desktop.domain.kinds.feedback import Feedback
from lado_desktop.domain.kinds.training_session import TrainingSession
from lado_desktop.domain.practice.practice import practice_from
from lado_desktop.domain.registers import REGISTERS
from lado_desktop.figures.counting.period import year_named
from lado_desktop.figures.counting.year import count_year, figures
from lado_desktop.figures.presenting.result import FigureTable
from tests.figures.cell_records import records_behind
from tests.figures.conftest import Keep

ABOUT = {"authority": "A", "report": "R", "year_start": [4, 1]}
DAY = date(2021, 6, 1)


def count(connection: Connection, **said: Any) -> FigureTable:
    table = {"id": "t", "title": "T", "columns": {"years": 1}, **said}
    practice = practice_from("one table", {"service": ABOUT, "table": [table]})
    year = year_named(practice, "2021/22")
    return count_year(connection, practice, year, date(2022, 3, 31)).table("t")


@pytest.mark.parametrize(
    "kind,field,column,codes",
    [
        ("requests", "request_kind", "kind_of", ("foi", "sar")),
        ("feedback", "satisfaction", "satisfaction", ("5", "1")),
        ("feedback", "confidence", "confidence", ("4", "2")),
        ("feedback", "assisted", "assisted", ("yes", "no")),
        ("complaints", "complaint_stage", "stage", ("1", "2")),
        ("complaints", "upheld", "upheld", ("partly", "no")),
        ("alerts", "alert_criterion", "criterion", ("media", "setting")),
        ("escalations", "escalation_reason", "reason", ("timescales", "legislation")),
        ("training", "audience", "audience", ("heads", "governors")),
    ],
)
def test_an_entry_is_in_the_row_of_its_code_and_an_empty_one_is_shown(
    connection: Connection, record: Keep, kind: str, field: str, column: str, codes: tuple[str, str]
) -> None:
    first, other = codes
    for number, code in enumerate((first, first, other, None)):
        values = {REGISTERS[kind].record.day_field: DAY, column: code}
        record(REGISTERS[kind].record, reference=f"{number}", **values)
    rows = [{"label": "First", field: [first]}]
    table = count(connection, counts=kind, rows=rows)
    assert table.row("First").count == (2,)
    assert table.unplaced == {"Not recorded": (1,), "Other, not listed": (1,)}
    assert table.total == (4,)
    assert table.reconciles


def test_an_audience_is_compared_whole_with_capitals_alike(
    connection: Connection, record: Keep
) -> None:
    training = REGISTERS["training"].record
    for number, audience in enumerate(("École Leads", "ÉCOLE leads", "École leads, new", None)):
        record(training, reference=f"{number}", held_on=DAY, audience=audience, attendees=number)
    record(training, reference="5", held_on=date(2022, 4, 1), audience="École leads", attendees=9)
    rows = [
        {"label": "Sessions", "audience": ["école LEADS"]},
        {"label": "Attendees", "audience": ["École leads"], "show": "attendees"},
        {"label": "All attendees", "show": "attendees"},
        {"label": "Others", "audience": ["!École leads"]},
    ]
    table = count(connection, counts="training", exclusive=False, dp=0, rows=rows)
    assert [row.count for row in table.rows] == [(2,), (2,), (4,), (2,)]
    assert table.row("Attendees").measures["attendees"] == (1,)
    assert table.row("All attendees").measures["attendees"] == (6,)


def test_a_register_begins_with_its_own_first_entry(
    connection: Connection, keep: Keep, record: Keep
) -> None:
    keep(received_on=date(2015, 4, 1))
    record(REGISTERS["alerts"].record, reference="1", raised_on=date(2020, 4, 1))
    table = count(connection, counts="alerts", columns={"years": 3}, rows=[{"label": "All"}])
    assert table.row("All").count == (None, 1, 0)


def test_a_check_asks_what_kind_it_was(connection: Connection, keep: Keep) -> None:
    keep(intake="check", check_kind="fostering", check_result="no_trace")
    keep(intake="check")
    keep(check_kind="fostering")
    rows = [{"label": "Fostering", "check_kind": ["fostering"]}]
    table = count(connection, counts="checks", rows=rows)
    assert table.row("Fostering").count == (1,)
    assert table.unplaced["Not recorded"] == (1,)
    assert table.total == (2,)


def test_entries_of_a_real_vault_are_counted_and_are_behind_their_cell(shift: Shift) -> None:
    day = shift.today
    training = [
        entries.add(shift, TrainingSession, {"held_on": day, "audience": "Heads", "attendees": 12}),
        entries.add(shift, TrainingSession, {"held_on": day, "audience": "Governors"}),
    ]
    entries.add(shift, Feedback, {"received_on": day, "satisfaction": "5"})
    entries.add(shift, Escalation, {"raised_on": day, "reason": "timescales"})
    counted = figures(shift, "2026/27")
    label = "LADO briefings undertaken"
    assert counted.table("briefings").row(label).count == (2,)
    behind = records_behind(shift, counted, "briefings", label, "2026/27")
    assert behind == [each.id for each in training]
