"""The figures of a real vault, through a shift; as a file, as text, as a printed document."""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from lado_desktop.casework.contacts import decisions
from lado_desktop.casework.meetings import meetings
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.practice.practice import practice_named
from lado_desktop.figures.counting.year import figures
from lado_desktop.figures.presenting.export import as_csv, as_text
from lado_desktop.figures.problem import NoSuchFigures
from tests.figures.cell_records import records_behind


@pytest.fixture
def two_contacts(shift: Shift, log: Callable[..., Contact], allegation: Contact) -> list[Contact]:
    advice = log(received_on=date(2026, 11, 19), sector="sport")
    values = {"outcome": "below_advice", "rationale": "No harm.", "decided_on": shift.today}
    decisions.decide(shift, advice.id, values)
    return [allegation, advice]


def test_a_years_figures_are_counted_from_the_vault_as_at_today(
    shift: Shift, two_contacts: list[Contact]
) -> None:
    counted = figures(shift, "2026/27")
    table = counted.table("contacts_consultations_referrals")
    assert [row.count for row in table.rows] == [(None, None, 2), (None, None, 1), (None, None, 1)]
    assert counted.as_at == shift.today
    assert table.heads[-1].startswith("2026/27 to ")
    assert counted.gaps == []


def test_a_cell_names_its_records(shift: Shift, two_contacts: list[Contact]) -> None:
    counted = figures(shift, "2026/27")
    allegation, advice = two_contacts
    table = "contacts_consultations_referrals"
    assert records_behind(shift, counted, table, "Referrals", "2026/27") == [allegation.id]
    assert records_behind(shift, counted, table, "Consultations", "2026/27") == [advice.id]
    with pytest.raises(NoSuchFigures):
        records_behind(shift, counted, table, "Referrals", "1999/00")
    with pytest.raises(NoSuchFigures):
        records_behind(shift, counted, table, "Nobody", "2026/27")


def test_another_practice_may_be_asked(shift: Shift, two_contacts: list[Contact]) -> None:
    counted = figures(shift, "2026/27", practice=practice_named("working_together"))
    assert counted.practice == "working_together"
    assert counted.table("contacts").row("All contacts").count[-1] == 2


def test_counting_leaves_the_reading_connection_unable_to_write(
    shift: Shift, two_contacts: list[Contact]
) -> None:
    figures(shift, "2026/27")
    for _ in range(2):
        with shift.store.reading() as session, pytest.raises(DBAPIError, match=r"read-?only"):
            session.execute(text("UPDATE contact SET version = 1"))


@pytest.mark.parametrize("year", ["2026", "2026/28", "26/27", "", "abcd/ef", "²026/27"])
def test_a_year_that_is_none_is_refused_with_an_example(shift: Shift, year: str) -> None:
    with pytest.raises(NoSuchFigures) as refused:
        figures(shift, year)
    said = f"“{year}” is not a reporting year. Write it as 2021/22."
    assert str(refused.value) == said


def test_a_meeting_held_is_counted_and_one_planned_is_not(
    shift: Shift, two_contacts: list[Contact]
) -> None:
    key = two_contacts[0].id
    day = date(2026, 11, 21)
    held = {"kind_of": "pot_initial", "held_on": day, "mode": "virtual"}
    meetings.plan(shift, [key], held)
    meetings.plan(shift, [key], {"kind_of": "pot_review", "planned_for": date(2026, 12, 1)})
    table = figures(shift, "2026/27").table("meetings")
    assert [row.count for row in table.rows] == [(1,), (0,), (1,)]


def test_the_text_shows_every_table_and_says_that_the_figures_agree(
    shift: Shift, two_contacts: list[Contact]
) -> None:
    counted = figures(shift, "2026/27")
    said = as_text(counted)
    for table in counted.tables:
        assert table.title in said
        assert all(row.label in said for row in table.rows)
    assert "as at 23 November 2026" in said
    assert "2026/27 to 23 November 2026" in said
    assert said.endswith("The figures agree.\n")


def test_the_spreadsheet_has_one_line_for_each_figure(
    shift: Shift, two_contacts: list[Contact]
) -> None:
    counted = figures(shift, "2026/27")
    rows = list(csv.DictReader(io.StringIO(as_csv(counted), newline="")))
    found: dict[Any, str] = {
        (row["table"], row["row"], row["column"][:7], row["measure"]): row["value"] for row in rows
    }
    table = "contacts_consultations_referrals"
    assert found[table, "Contacts", "2026/27", "count"] == "2"
    assert found[table, "Contacts", "2024/25", "count"] == ""
    assert found["referrals_by_agency", "Not recorded", "2026/27", "count"] == "0"
    assert found["referrals_by_agency", "Total", "2026/27", "count"] == "1"
    assert found["contact_timescales", "Concluded within 1 month", "2026/27", "percent"] == "0"
