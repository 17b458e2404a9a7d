"""Each check is listed with its figures, and what differs names the cases behind it."""

from datetime import date

from sqlalchemy import Connection

from lado_desktop.figures.presenting.result import YearFigures
from lado_desktop.figures.reconciling.difference import differences
from tests.figures.conftest import Keep
from tests.figures.test_reconciling import SECTORS, count, service


def _behind(connection: Connection, counted: YearFigures) -> list[list[object]]:
    return [
        list(each.behind(connection))
        for check in counted.checks
        for each in differences(counted, check)
    ]


def test_every_check_says_what_it_compares_and_its_two_figures(
    connection: Connection, keep: Keep
) -> None:
    keep(sector="edu.primary")
    keep(sector=None)
    total = {"rows": [{"label": "All"}, SECTORS[0], SECTORS[2]], "exclusive": True}
    counted = count(connection, service(total))
    assert [(check.what, check.agrees) for check in counted.checks] == [
        ("every record, and what came to be counted", True),
        ("the row “All” and the second count", True),
        ("the rows and the second count", True),
    ]
    assert counted.checks[-1].compared[-1].words == "2021/22: 2 and 2"
    assert counted.checks[0].compared[0].words == "none left out"


def test_the_case_that_a_planted_row_counts_twice_is_named(
    connection: Connection, keep: Keep
) -> None:
    twice = keep(sector="edu.primary")
    keep(sector="health.nhs")
    counted = count(connection, service({"rows": SECTORS}))
    (check,) = [check for check in counted.checks if not check.agrees]
    assert check.compared[0].words == "2021/22: 3 and 2"
    assert _behind(connection, counted) == [[twice]]


def test_the_cases_that_one_table_counts_and_another_does_not_are_named(
    connection: Connection, keep: Keep
) -> None:
    keep(sector="edu.primary", intake="referral")
    only = keep(sector="health.nhs", intake="enquiry", received_on=date(2021, 6, 1))
    by_sector = {"id": "sectors", "rows": [SECTORS[0], SECTORS[2]]}
    referrals = {"id": "referrals", "title": "Referrals", "rows": [{"label": "All"}]}
    practice = service(
        by_sector,
        {**referrals, "where": {"intake": ["referral"]}},
        identity=[{"title": "Contacts", "same": ["sectors", "referrals / All"]}],
    )
    counted = count(connection, practice)
    assert counted.gaps == [
        "Contacts, 2021/22: the figures do not agree: “T” 2, “Referrals”, All 1."
    ]
    assert _behind(connection, counted) == [[only]]


def test_figures_of_different_kinds_that_differ_show_what_the_first_counts(
    connection: Connection, keep: Keep
) -> None:
    sent = keep(bodies=[("dbs", "lado", date(2021, 6, 1)), ("tra", "lado", date(2021, 6, 1))])
    practice = service(
        {"id": "contacts", "rows": [{"label": "All"}]},
        {"id": "sent", "counts": "onward_referrals", "rows": [{"label": "All sent"}]},
        identity=[{"title": "One each", "same": ["contacts", "sent"]}],
    )
    assert _behind(connection, count(connection, practice)) == [[sent]]
