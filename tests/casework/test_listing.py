from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from lado_desktop.casework.contacts import contacts, decisions
from lado_desktop.casework.lists.listing import Listing, Query, page
from lado_desktop.casework.lists.lists import (
    ACTIONS,
    ADULTS,
    ALLEGATIONS,
    CONTACTS,
    MEETINGS,
    ORGANISATIONS,
    PROFESSIONALS,
)
from lado_desktop.casework.meetings import actions, meetings
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact

ALL = (CONTACTS, ALLEGATIONS, MEETINGS, ADULTS, PROFESSIONALS, ORGANISATIONS, ACTIONS)


@pytest.fixture
def matter(shift: Shift, allegation: Contact, log: Any) -> Contact:
    meetings.plan(shift, [allegation.id], {"kind_of": "pot_initial", "held_on": shift.today})
    actions.add(shift, allegation.id, {"text": "Ring the police", "due_on": shift.today})
    log(adult_id=None, category="neglect", received_on=date(2026, 11, 3))
    return allegation


@pytest.mark.parametrize("listing", ALL, ids=lambda listing: f"{listing.noun}-{listing.sort}")
def test_every_list_sorts_by_every_column_both_ways(
    shift: Shift, matter: Contact, listing: Listing
) -> None:
    plain = page(shift, listing, Query())
    assert plain.total == plain.of == len(plain.rows) > 0
    for column in listing.columns:
        for descending in (True, False):
            got = page(shift, listing, Query(sort=column.name, descending=descending))
            assert {row.id for row in got.rows} == {row.id for row in plain.rows}


def test_words_may_lie_in_the_contact_the_adult_or_the_setting(
    shift: Shift, matter: Contact
) -> None:
    def found(words: str) -> list[str]:
        return [row.cells[0] for row in page(shift, CONTACTS, Query(words=words)).rows]

    assert found("osuil northg lifted") == ["2627-0001"]
    assert found("northgate") == ["2627-0001", "2627-0002"]
    assert found("2627-0002") == ["2627-0002"]
    assert found("nobody-of-that-name") == []


def test_a_filter_takes_a_code_and_those_below_it(shift: Shift, matter: Contact) -> None:
    def counted(**filters: str) -> int:
        return page(shift, CONTACTS, Query(filters=filters)).total

    assert (counted(sector="ey.nursery"), counted(sector="foster.la")) == (2, 0)
    assert (counted(state="under_way"), counted(state="undecided")) == (1, 1)
    assert (counted(category="neglect"), counted(category="physical")) == (1, 1)


def test_codes_sort_in_their_printed_order_and_the_empty_are_last(
    shift: Shift, matter: Contact, log: Any
) -> None:
    decisions.decide(
        shift, log(category=None).id, {"outcome": "enquiry_only", "rationale": "Answered."}
    )
    by_category = page(shift, CONTACTS, Query(sort="category", descending=False))
    column = [each.name for each in CONTACTS.columns].index("category")
    assert [row.cells[column] for row in by_category.rows] == ["Physical", "Neglect", ""]


def test_a_list_comes_in_pages(shift: Shift, log: Any) -> None:
    for _ in range(5):
        log()
    first = page(shift, CONTACTS, Query(limit=2))
    rest = page(shift, CONTACTS, Query(limit=10, offset=2))
    assert (len(first.rows), len(rest.rows), rest.total) == (2, 3, 5)
    assert not {row.id for row in first.rows} & {row.id for row in rest.rows}


def test_what_was_recorded_in_error_is_in_no_list_of_work_and_in_no_count(
    shift: Shift, matter: Contact
) -> None:
    def counted() -> tuple[list[int], list[str]]:
        work = [page(shift, each, Query()).of for each in (ALLEGATIONS, MEETINGS, ACTIONS)]
        return work, [page(shift, each, Query()).rows[0].cells[-1] for each in (ORGANISATIONS,)]

    assert counted() == ([1, 1, 1], ["2"])
    contacts.record_in_error(shift, matter.id, "Another council's.")
    assert counted() == ([0, 0, 0], ["1"])
    (wren,) = page(shift, ADULTS, Query()).rows
    assert wren.cells[3:] == ("0", "")


@pytest.mark.vault_only("It reads SQLite's plans; a server plans by its statistics.")
def test_the_first_contacts_are_read_along_the_index_and_not_sorted_all(
    shift: Shift, matter: Contact
) -> None:
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        asked.append((statement, values))

    with shift.reading() as session:
        engine = session.connection().engine
    event.listen(engine, "before_cursor_execute", note)
    page(shift, CONTACTS, Query())
    event.remove(engine, "before_cursor_execute", note)
    (ordered,) = [each for each in asked if "ORDER BY" in each[0]]
    with shift.reading() as session:
        cursor = session.connection().connection.cursor()
        plan = [row[-1] for row in cursor.execute(f"EXPLAIN QUERY PLAN {ordered[0]}", ordered[1])]
    assert "SCAN contact USING INDEX ix_contact_received_on" in plan
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan
