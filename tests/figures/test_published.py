"""Figures of past years: published and recomputed, side by side and never mixed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.published import published_figures
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.practice.practice import practice_named
from lado_desktop.domain.problem import Refused
from lado_desktop.figures.counting.year import figures
from lado_desktop.figures.problem import FiguresMoved
from lado_desktop.figures.publishing.frozen import freeze, since
from lado_desktop.figures.publishing.published import beside

TABLE = "contacts_consultations_referrals"
CELL = {"table_id": TABLE, "row_label": "Contacts", "column_name": "2026/27"}


def test_a_report_that_is_issued_keeps_its_figures_and_later_work_shows(
    shift: Shift, log: Callable[..., Contact]
) -> None:
    log()
    second = log(received_on=date(2026, 11, 19))
    issued = figures(shift, "2026/27")
    cells = sum(
        count is not None for table in issued.tables for row in table.rows for count in row.count
    )
    assert freeze(shift, issued, "LADO Annual Report 2026/27") == cells
    assert not any(each.differs for each in beside(shift, issued))
    contacts.record_in_error(shift, second.id, "Logged twice.")
    now = figures(shift, "2026/27")
    assert now.table(TABLE).row("Contacts").count[-1] == 1
    (other,) = (each for each in beside(shift, now) if each.differs and each.table == TABLE)
    assert (other.row, other.column, other.recomputed) == ("Contacts", "2026/27", 1)
    assert other.words == "published 2, recomputed 1"
    assert other.origin == "LADO Annual Report 2026/27, frozen on 23 November 2026"
    said = {"because": "one was recorded in error"}
    published_figures.amend(shift, other.published.id, other.published.version, said)
    (other,) = (each for each in beside(shift, now) if each.differs and each.table == TABLE)
    assert other.words == "published 2, recomputed 1, because one was recorded in error"


def test_a_figure_typed_in_is_beside_an_empty_column_and_does_not_fill_it(
    shift: Shift, log: Callable[..., Contact]
) -> None:
    log()
    past = {**CELL, "column_name": "2025/26", "figure": 194, "source": "Report, page 7"}
    published_figures.type_in(shift, past)
    now = figures(shift, "2026/27")
    assert now.table(TABLE).row("Contacts").count == (None, None, 1)
    (found,) = beside(shift, now)
    assert (found.published.figure, found.recomputed, found.differs) == (194, None, False)
    assert found.words == "published 194, not recomputed: there are no records of that time"
    assert found.origin == "Report, page 7, typed in"


def test_another_authoritys_figure_is_compared_with_and_never_has_to_agree(
    shift: Shift, log: Callable[..., Contact]
) -> None:
    log()
    published_figures.type_in(shift, {**CELL, "figure": 700, "authority": "Next Borough"})
    published_figures.type_in(shift, {**CELL, "figure": 3})
    published_figures.type_in(shift, {**CELL, "figure": 1})
    theirs, own = beside(shift, figures(shift, "2026/27"))
    assert (theirs.words, theirs.differs) == ("Next Borough: published 700", False)
    assert (own.published.figure, own.differs) == (1, False)


@pytest.mark.parametrize("missing", ["table_id", "row_label", "column_name", "figure"])
def test_a_published_figure_needs_its_place_and_its_number(shift: Shift, missing: str) -> None:
    given: dict[str, Any] = {**CELL, "figure": 1}
    del given[missing]
    with pytest.raises(Refused, match="is needed"):
        published_figures.type_in(shift, given)


def test_a_frozen_figure_says_which_cases_it_gained_and_lost_since_and_why(
    shift: Shift, log: Callable[..., Contact]
) -> None:
    log()
    wrong, moved = log(), log(received_on=date(2026, 11, 19))
    freeze(shift, figures(shift, "2026/27"), "LADO Annual Report 2026/27")
    late = log()
    contacts.record_in_error(shift, wrong.id, "Logged twice.")
    contacts.amend(shift, moved.id, moved.version, {"received_on": date(2025, 11, 19)})
    now = figures(shift, "2026/27")
    (found_there,) = [
        each
        for each in beside(shift, now)
        if (each.table, each.row, each.column) == (TABLE, "Contacts", "2026/27")
    ]
    assert found_there.words == "published 3, recomputed 2"
    found = since(shift, now, found_there)
    assert found is not None
    assert found.because == (
        "because 1 more (logged since) and "
        "2 fewer (1 recorded in error since, 1 changed since: Received)"
    )
    assert found.named == (
        f"{late.reference} logged since; {wrong.reference} recorded in error since; "
        f"{moved.reference} changed since: Received"
    )
    assert set(found.records(shift)) == {late.id, wrong.id, moved.id}


def test_figures_that_were_counted_before_the_last_change_are_not_frozen(
    shift: Shift, log: Callable[..., Contact]
) -> None:
    log()
    counted = figures(shift, "2026/27")
    log()
    with pytest.raises(FiguresMoved, match="saved after these figures were counted"):
        freeze(shift, counted, "LADO Annual Report 2026/27")
    assert beside(shift, counted) == ()
    assert freeze(shift, figures(shift, "2026/27"), "LADO Annual Report 2026/27") > 0


def test_a_report_without_a_name_is_not_frozen(shift: Shift) -> None:
    with pytest.raises(Refused, match="in which report"):
        freeze(shift, figures(shift, "2026/27"), "  ")


def test_a_column_that_names_no_time_is_compared_within_its_own_year_alone(
    shift: Shift, log: Callable[..., Contact]
) -> None:
    log(received_on=date(2025, 4, 2))
    national = replace(shift, practice=practice_named("working_together"))
    issued = figures(national, "2026/27")
    freeze(national, issued, "LADO Annual Report 2026/27")
    in_its_year = {each.column for each in beside(national, issued)}
    in_the_other = {each.column for each in beside(national, figures(national, "2025/26"))}
    assert "Year" in in_its_year
    assert "Year" not in in_the_other
    assert "2025/26" in in_the_other
