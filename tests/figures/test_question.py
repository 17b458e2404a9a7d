"""Any field by any other, counted by the same engine with the same second count."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection

from lado_desktop.casework.published import questions
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.practice.practice import practice_named, practice_names
from lado_desktop.domain.problem import Refused
from lado_desktop.figures.counting.period import year_named
from lado_desktop.figures.counting.year import count_year, figures
from lado_desktop.figures.layout.overlap import check_overlaps
from lado_desktop.figures.presenting.result import FigureTable
from lado_desktop.figures.questions.question import (
    TIME_COLUMNS,
    Question,
    fields_of,
    practice_for,
    question_of,
    to_save,
    usual_questions,
)
from lado_desktop.figures.questions.targets import verdicts
from lado_desktop.figures.units.countable import COUNTABLES
from tests.figures.conftest import Keep, put

BROMLEY = practice_named("bromley")


def answer(connection: Connection, **asked: Any) -> FigureTable:
    practice = practice_for(BROMLEY, Question("Q", **asked))
    year = year_named(practice, "2021/22")
    counted = count_year(connection, practice, year, date(2022, 3, 31))
    assert counted.gaps == []
    return counted.table("question")


def test_a_field_is_counted_by_another_over_years_and_what_is_not_recorded_is_shown(
    connection: Connection, keep: Keep
) -> None:
    keep(sector="edu.primary", category="physical", received_on=date(2020, 5, 1))
    keep(sector="edu.primary", category="neglect.protocol")
    keep(sector="edu.primary")
    keep(category="neglect")
    table = answer(connection, rows="sector", within="category", years=2)
    assert table.columns == ("2020/21", "2021/22")
    primary = next(row.label for row in table.rows if row.count == (1, 2))
    assert primary == BROMLEY.label("sector", "edu.primary")
    assert table.row(f"{primary}: Neglect").count == (0, 1)
    assert table.unplaced_within[primary]["Not recorded"] == (0, 1)
    assert (table.unplaced["Not recorded"], table.total) == ((0, 1), (1, 3))


def test_a_field_across_months_and_quarters_divides_the_year(
    connection: Connection, keep: Keep
) -> None:
    keep(sector="health.nhs", finding="unfounded", concluded_on=date(2021, 6, 1))
    keep(sector="health.nhs", received_on=date(2021, 7, 1))
    nhs = BROMLEY.label("sector", "health.nhs")
    across = answer(connection, rows="sector", columns="finding")
    assert across.row(nhs).count[-1] == 2
    assert across.row(nhs).count[across.columns.index("Unfounded")] == 1
    quarters = answer(connection, rows="sector", columns="quarters")
    assert quarters.columns[0] == "April to June 2021"
    assert quarters.row(nhs).count == (1, 1, 0, 0, 2)
    months = answer(connection, rows="sector", columns="months").total[:12]
    assert sum(filter(None, months)) == 2


def test_an_adult_is_known_before_from_the_second_contact_on(
    connection: Connection, keep: Keep
) -> None:
    adult = put(connection, Adult, family_name="Fox")
    keep(adult_id=adult, received_on=date(2021, 1, 5))
    keep(adult_id=adult, received_on=date(2021, 5, 5))
    keep(adult_id=adult, in_error_on=date(2021, 4, 2), received_on=date(2020, 6, 1))
    keep()
    table = answer(connection, rows="repeat_adult", years=2)
    assert [row.count for row in table.rows] == [(1, 0), (0, 1)]
    assert table.unplaced["Not recorded"] == (0, 1)


def test_police_that_were_considered_without_a_role_are_not_involved(
    connection: Connection, keep: Keep
) -> None:
    for status in ("charged", "no_role", None):
        keep(police_status=status)
    table = answer(connection, rows="police", years=1)
    assert [row.count for row in table.rows] == [(1,), (1,)]
    assert table.unplaced["Not recorded"] == (1,)


def test_targets_are_met_or_not_by_so_many_points(connection: Connection, keep: Keep) -> None:
    met = {"outcome": "met_no_meeting", "decided_on": date(2021, 5, 3)}
    for concluded in (*[date(2021, 5, 20)] * 3, date(2021, 7, 30), date(2021, 12, 1)):
        keep(**met, concluded_on=concluded)
    keep(**met)
    asked = {"only": "threshold_met", "rows": "targets", "basis": "concluded"}
    assert [each.words for each in verdicts(BROMLEY, answer(connection, **asked))] == [
        "✗ Target: 80% within 1 month: not met by 20.0 points, 60.0%",
        "✗ Target: 90% within 3 months: not met by 10.0 points, 80.0%",
        "✓ Target: 100% within 12 months: met, 100.0%",
        "✓ Local target: 60% within 1 month: met, 60.0%",
        "✗ Local target: 90% within 3 months: not met by 10.0 points, 80.0%",
    ]
    earlier = answer(connection, **asked, columns="quarters")
    assert [each.words for each in verdicts(BROMLEY, earlier)][:1] == [
        "✗ Target: 80% within 1 month: not met by 20.0 points, 60.0%"
    ]
    none = replace(BROMLEY, targets={}, local_targets={}, standards=())
    assert "targets" not in fields_of(none, "contacts")


@pytest.mark.parametrize("name", practice_names())
def test_every_question_that_is_ready_is_answered_in_every_service(
    connection: Connection, keep: Keep, name: str
) -> None:
    keep(sector="edu.primary", category="physical")
    practice = practice_named(name)
    for question in usual_questions(practice):
        asked = practice_for(practice, question)
        check_overlaps(asked)
        year = year_named(asked, "2021/22")
        counted = count_year(connection, asked, year, date(2022, 3, 31))
        assert counted.gaps == []


@pytest.mark.parametrize("counts", [each for each in COUNTABLES if each != "training"])
def test_every_field_of_a_kind_can_be_in_rows_and_in_columns(
    connection: Connection, counts: str
) -> None:
    fields = fields_of(BROMLEY, counts)
    first, *others = fields
    for rows in others:
        assert answer(connection, counts=counts, rows=rows, years=1).total
    for columns in (*TIME_COLUMNS, *fields):
        assert answer(connection, counts=counts, rows=first, columns=columns, years=1).total


def test_a_question_is_saved_under_its_name_for_everybody_and_forgotten(
    shift: Shift, log: Callable[..., Contact]
) -> None:
    log()
    asked = Question("", only="referral", rows="source", columns="quarters")
    kept = questions.save(shift, to_save(asked, "Referrals by source"))
    with pytest.raises(Refused, match="already"):
        questions.save(shift, to_save(asked, "referrals by SOURCE"))
    (found,) = questions.saved(shift)
    question = question_of(found)
    assert question == Question(
        "Referrals by source", "contacts", "referral", "source", "", "quarters"
    )
    counted = figures(shift, "2026/27", practice=practice_for(shift.practice, question))
    assert counted.table("question").total[2] == 1
    questions.forget(shift, kept.id)
    assert questions.saved(shift) == []
