"""The declared fields, as the records declare them, and the checks that come of them."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from lado_desktop.domain.fields.field import (
    Field,
    FieldKind,
    field_of,
    fields_of,
    is_blank,
    problems_of,
)
from lado_desktop.domain.kinds.adult import ADULT_FORM, Adult
from lado_desktop.domain.kinds.contact import CONTACT_FORM, Contact
from lado_desktop.domain.kinds.decision import DECISION_FORM, Decision
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.kinds.professional import Professional
from lado_desktop.domain.practice.codes import code_lists
from lado_desktop.domain.record import Record
from lado_desktop.domain.records import RECORDS
from lado_desktop.domain.time.partial_date import PartialDate

TODAY = date(2026, 11, 19)
FULL_CONTACT: dict[str, Any] = {
    "received_on": date(2026, 11, 18),
    "received_time": "09:15",
    "intake": "referral",
    "summary": "x" * 30_000,
    "place": "x" * 200,
    "happened": PartialDate(2026),
    "category": "physical",
    "further_categories": ["sexual"],
    "adult_id": UUID(int=1),
}


def _problems(record: type[Record], values: dict[str, Any]) -> list[tuple[str, str]]:
    found = problems_of(fields_of(record).values(), values, today=TODAY, known_codes=code_lists())
    return [(problem.field, problem.sentence) for problem in found]


def test_fields_come_by_name_in_the_order_of_their_declaration() -> None:
    names = list(fields_of(Contact))
    assert names[:5] == ["received_on", "received_time", "intake", "method", "source"]
    assert names.index("category") + 1 == names.index("further_categories")
    assert all(field.name == name for name, field in fields_of(Contact).items())


def test_a_column_that_nobody_types_is_no_field() -> None:
    assert not {"id", "version", "reference", "batch_id", "category_rows"} & set(fields_of(Contact))


@pytest.mark.parametrize("noun", RECORDS)
def test_every_field_of_every_record_reads_as_a_label(noun: str) -> None:
    for field in fields_of(RECORDS[noun]).values():
        assert field.label[0].isupper()
        assert not field.label.endswith((".", ":"))
        assert bool(field.codes) is (field.kind in (FieldKind.CHOICE, FieldKind.CHOICES))
        assert bool(field.links_to) is (field.kind is FieldKind.LINK)
        assert not field.links_to or field.links_to in RECORDS


def test_an_attribute_knows_its_field_even_where_it_holds_many_codes() -> None:
    assert field_of(Contact.category).label == "Main category"
    assert field_of(Contact.further_categories).kind is FieldKind.CHOICES
    assert field_of(Contact.further_categories).codes == "category"
    with pytest.raises(KeyError):
        field_of(Contact.reference)


def test_a_form_asks_for_its_fields_in_reading_order_once_each() -> None:
    assert CONTACT_FORM.names[:3] == ("received_on", "received_time", "intake")
    assert ADULT_FORM.names[0] == "given_names"
    assert "criteria" in DECISION_FORM.names
    for form in (CONTACT_FORM, ADULT_FORM, DECISION_FORM):
        assert len(set(form.names)) == len(form.names) == len(list(form))


def test_a_contact_filled_in_to_its_limits_has_no_problems() -> None:
    assert _problems(Contact, FULL_CONTACT) == []


@pytest.mark.parametrize(
    "name, value, sentence",
    [
        ("received_on", None, "Received is needed."),
        ("received_on", date(2026, 11, 20), "Received must not be in the future."),
        ("intake", "", "What came in is needed."),
        ("intake", "rumour", "What came in must be one of the list."),
        ("place", "x" * 201, "Where must be 200 characters or fewer."),
        ("summary", "x" * 30_001, "What was said must be 30,000 characters or fewer."),
        ("further_categories", ["sexual", "x"], "Further categories must be one of the list."),
        (
            "happened",
            PartialDate(2026, 12),
            "When it is said to have happened must not be in the future.",
        ),
    ],
)
def test_what_is_wrong_with_a_value_is_said_in_the_fields_own_words(
    name: str, value: object, sentence: str
) -> None:
    assert _problems(Contact, {**FULL_CONTACT, name: value}) == [(name, sentence)]


def test_a_partial_date_that_may_still_be_past_is_not_in_the_future() -> None:
    for known in (PartialDate(2026), PartialDate(2026, 11), PartialDate.of(TODAY)):
        assert _problems(Adult, {"family_name": "Vane", "born": known}) == []
    assert _problems(Adult, {"born": PartialDate(2027)}) == [
        ("born", "Date of birth must not be in the future.")
    ]


def test_a_day_that_is_planned_may_be_in_the_future() -> None:
    assert _problems(Meeting, {"planned_for": date(2027, 1, 5)}) == []


def test_only_what_was_given_is_checked() -> None:
    assert _problems(Decision, {"rationale": "Enough is known."}) == []
    assert _problems(Decision, {"outcome": None}) == [("outcome", "Decision is needed.")]


def test_a_list_that_is_not_known_is_not_checked() -> None:
    fields = [field_of(Contact.area)]
    given = {"area": "north"}
    assert problems_of(fields, given, today=TODAY, known_codes={}) == []
    assert problems_of(fields, given, today=TODAY, known_codes={"area": ["north"]}) == []
    assert problems_of(fields, given, today=TODAY, known_codes={"area": ["south"]}) != []


def test_nothing_is_blank_and_no_and_zero_are_not() -> None:
    blank: tuple[object, ...] = (None, "", [])
    given: tuple[object, ...] = (False, 0, " ", ["x"])
    assert all(is_blank(value) for value in blank)
    assert not any(is_blank(value) for value in given)


def test_a_count_is_zero_or_more_and_no_impossible_number() -> None:
    attendees = Field(FieldKind.COUNT, "Attendees", name="attendees")
    for number, sentences in (
        (0, []),
        (-1, ["Attendees must be nought or more."]),
        (9_999_999, []),
        (10**30, ["Attendees must be 9,999,999 or less."]),
    ):
        found = problems_of([attendees], {"attendees": number}, today=TODAY, known_codes={})
        assert [problem.sentence for problem in found] == sentences


def test_a_field_of_many_codes_keeps_each_code_once_in_its_own_row() -> None:
    contact = Contact(further_categories=["sexual", "physical"])
    assert [row.code for row in contact.category_rows] == ["sexual", "physical"]
    contact.further_categories = ["physical"]
    assert [row.code for row in contact.category_rows] == ["physical"]


@pytest.mark.parametrize(
    "typed, read",
    [
        ("imogen@northgate.example", True),
        ("i.o'neill+duty@mail.northgate.example", True),
        ("imogen@northgate.example; duty@northgate.example", True),
        ("Łukasz@żłobek.example", True),
        ("not an address", False),
        ("imogen@northgate", False),
        ("imogen at northgate.example", False),
        ("imogen@northgate.example duty@northgate.example", False),
        ("imogen@@northgate.example", False),
    ],
)
def test_an_email_address_is_one_that_can_be_written_to(typed: str, read: bool) -> None:
    sentence = (
        "E-mail needs an address such as name@school.example; leave it empty if none is known."
    )
    assert _problems(Professional, {"email": typed}) == ([] if read else [("email", sentence)])


def test_a_tick_is_no_in_the_database_too() -> None:
    ticks = [
        record.__table__.c[name]
        for record in RECORDS.values()
        for name, field in fields_of(record).items()
        if field.kind is FieldKind.TICK
    ]
    assert ticks
    assert [column.name for column in ticks if column.server_default is None] == []
