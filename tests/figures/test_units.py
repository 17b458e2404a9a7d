"""The units themselves: read elsewhere too, nothing lost, chosen by what they are."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, delete, func, select

from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.practice.practice import practice_named
from lado_desktop.figures.counting.period import year_named
from lado_desktop.figures.counting.placing import asked_of
from lado_desktop.figures.counting.year import count_year
from lado_desktop.figures.layout.condition import fields_asked
from lado_desktop.figures.layout.layout_file import layouts_of
from lado_desktop.figures.layout.length import Length
from lado_desktop.figures.units.contact_queries import (
    contacts_query,
)
from lado_desktop.figures.units.countable import CONTACT_FIELDS, COUNTABLES
from lado_desktop.figures.units.reading import Coded
from lado_desktop.figures.units.unit_set import UnitSet
from lado_desktop.figures.units.units import OWN_DAY, Units
from tests.figures.conftest import Keep, Plain, keep_contact

DAY, BEGINS = date(2022, 3, 31), date(2021, 4, 1)
ALL = frozenset(CONTACT_FIELDS) | COUNTABLES["checks"].fields.keys()


def test_each_database_begins_empty_while_another_is_full_and_after_it(
    plain_database: Plain,
) -> None:
    for _ in range(2):
        with plain_database() as full:
            keep_contact(full)
            with plain_database() as other:
                assert other.scalar(select(func.count()).select_from(Contact)) == 0
            assert full.scalar(select(func.count()).select_from(Contact)) == 1


def test_a_record_that_is_not_among_the_units_is_reported(
    connection: Connection, keep: Keep
) -> None:
    keep(bodies=[("dbs", "lado", None)], employment_outcomes=[("nfa", None)])
    keep(in_error_on=DAY, employment_outcomes=[("nfa", None)])
    keep(received_on=date(2023, 1, 1), employment_outcomes=[("nfa", None)])
    units = Units(connection, DAY, BEGINS, ALL)
    kinds = ("contacts", "checks", "onward_referrals", "employment_outcomes", *OWN_DAY)
    assert [len(units.of(kind)) for kind in kinds[:4]] == [1, 1, 1, 1]
    assert {units.lost(kind) for kind in kinds} == {0}


def test_what_hangs_on_a_contact_that_is_gone_makes_its_table_say_so(
    connection: Connection, keep: Keep, record: Keep
) -> None:
    keep()
    lost = keep(employment_outcomes=[("nfa", None)])
    connection.execute(delete(Contact).where(Contact.id == lost))
    units = Units(connection, DAY, BEGINS, ALL)
    assert units.of("employment_outcomes").everything == 0
    assert units.lost("employment_outcomes") == 1
    practice = practice_named("working_together")
    counted = count_year(connection, practice, year_named(practice, "2021/22"), DAY)
    title = "“Employment outcomes of allegations concluded in the year”"
    assert counted.gaps == [f"{title}: not every record came to be counted."]


def test_of_two_that_stand_side_by_side_the_one_of_the_later_day_is_in_force(
    connection: Connection, keep: Keep, record: Keep
) -> None:
    contact, ends = keep(), date(2022, 6, 1)
    for outcome, on in (
        ("met_meeting", date(2021, 6, 1)),
        ("below_advice", date(2021, 5, 4)),
        ("info_only", None),
    ):
        record(Decision, contact_id=contact, outcome=outcome, decided_on=on, superseded_on=ends)
    record(Decision, contact_id=contact, outcome="signposted", decided_on=ends)
    for day, outcome in (
        (date(2021, 5, 31), "below_advice"),
        (DAY, "met_meeting"),
        (ends, "signposted"),
        (date(2021, 5, 3), "info_only"),
    ):
        contacts = Units(connection, day, BEGINS, ALL).of("contacts")
        assert contacts.one_of("outcome", frozenset((outcome,))) == 1, day


def test_only_the_fields_that_a_table_asks_about_are_read() -> None:
    layouts = layouts_of(practice_named("bromley"))
    asked = set().union(*map(asked_of, layouts))
    assert "source" not in asked
    assert fields_asked(layouts[1].where) == {"outcome"}
    said = str(contacts_query(DAY, BEGINS, asked))
    assert "contact.sector" in said
    assert "contact.source" not in said


def test_only_contacts_that_can_be_in_a_column_are_read(connection: Connection, keep: Keep) -> None:
    past = date(2019, 5, 1)
    over = keep(received_on=past, concluded_on=past, closed_on=date(2021, 3, 31))
    for values in (
        {"received_on": BEGINS},
        {"concluded_on": BEGINS},
        {"concluded_on": past, "closed_on": BEGINS},
        {"concluded_on": past, "bodies": [("dbs", "lado", BEGINS)]},
        {"concluded_on": None},
    ):
        keep(**{"received_on": past, **values})
    units = Units(connection, DAY, BEGINS, ALL)
    assert len(units.of("contacts")) == 5
    assert over.hex not in map(str, units.of("contacts").ids_of(units.of("contacts").everything))
    assert units.lost("contacts") == 0
    connection.execute(delete(Contact).where(Contact.id == over))
    assert len(Units(connection, DAY, past, ALL).of("contacts")) == 5


def test_more_values_than_a_byte_holds_are_told_apart() -> None:
    days = [date(2020, 1, 1) + timedelta(days=each) for each in range(700)]
    coded = Coded([None, *(day.isoformat() for day in reversed(days))])
    units = UnitSet(range(701), days[600], days={"received": coded})
    for first, last in ((0, 0), (3, 255), (255, 257), (250, 600), (600, 600)):
        chosen = units.between("received", days[first], days[last])
        assert chosen.bit_count() == last - first + 1
        assert units.ids_of(chosen) == list(range(700 - last, 701 - first))
    assert units.come("received").bit_count() == 601
    assert units.before("received", days[0]) == 0
    words = UnitSet(range(700), DAY, codes={"audience": Coded(map(str, range(700)))})
    assert words.ids_of(words.one_of("audience", frozenset(("3", "555", "no")))) == [3, 555]
    assert words.empty("audience") == 0


def test_no_units_are_no_units() -> None:
    none = UnitSet([], DAY, codes={"sector": Coded()}, days={"received": Coded()})
    assert none.one_of("sector", frozenset(("edu.he",))) == 0
    assert none.within("received", Length("months", 1)) == 0
    assert none.ids_of(none.everything) == []


@pytest.mark.parametrize(
    "said,day,last",
    [
        ("1 month", "2022-01-31", "2022-02-28"),
        ("1 month", "2020-01-30", "2020-02-29"),
        ("12 months", "2020-02-29", "2021-02-28"),
        ("1 year", "2019-02-28", "2020-02-28"),
        ("2 months", "2021-12-31", "2022-02-28"),
        ("4 weeks", "2022-02-01", "2022-03-01"),
        ("1 day", "2022-03-31", "2022-04-01"),
        ("9999 years", "2022-03-05", "9999-12-05"),
        ("0 months", "2022-03-31", "2022-03-31"),
    ],
)
def test_the_last_day_within_a_length_of_time(said: str, day: str, last: str) -> None:
    assert Length.parse(said).limits([day]) == [last]
