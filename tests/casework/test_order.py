"""Names are sorted by the letters that the search knows, and numbers by their value, everywhere."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from db.records.audit import ActDone
from db.search.ordering import sort_key
from lado_desktop.casework.audit import lines as audit
from lado_desktop.casework.contacts import restrictions
from lado_desktop.casework.lists.counted_lists import COUNTED_LISTS
from lado_desktop.casework.lists.listing import ColumnKind, Listing, Query, page
from lado_desktop.casework.lists.lists import (
    ACTIONS,
    ADULTS,
    ALLEGATIONS,
    MEETINGS,
    ORGANISATIONS,
    PROFESSIONALS,
)
from lado_desktop.casework.published import questions
from lado_desktop.casework.registers.lists import REGISTER_LISTS
from lado_desktop.casework.settings import posts, spelling
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.action import Action
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.allegation import Allegation
from lado_desktop.domain.kinds.complaint import Complaint
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.kinds.employment_outcome import EmploymentOutcome
from lado_desktop.domain.kinds.escalation import Escalation
from lado_desktop.domain.kinds.information_request import InformationRequest
from lado_desktop.domain.kinds.meeting import Meeting, MeetingContact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.kinds.onward_referral import OnwardReferral
from lado_desktop.domain.kinds.organisation import Organisation
from lado_desktop.domain.kinds.professional import Professional
from lado_desktop.domain.kinds.training_session import TrainingSession
from lado_desktop.domain.record import Record, new_id
from lado_desktop.figures.questions.question import Question, to_save
from tests.engines import EngineForTests, first_shift

IN_ORDER = (
    *("5 Ways", "10 Acre", "Élan", "Étienne", "Eversley", "Łukasz", "Lund", "Ñandú"),
    *("Ó Súilleabháin", "O'Brien", "O’Brien", "obrien", "Orwell", "van der Berg", "Zimmer"),
)
AS_TYPED = (*IN_ORDER[::2], *IN_ORDER[1::2])
KEYS = [sort_key(name) for name in IN_ORDER]
NOW = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)
DAY = date(2026, 11, 20)
LISTS = {
    "allegations": ALLEGATIONS,
    "every meeting with a contact": MEETINGS,
    "people": ADULTS,
    "professionals": PROFESSIONALS,
    "organisations": ORGANISATIONS,
    "actions": ACTIONS,
    **COUNTED_LISTS,
    **REGISTER_LISTS,
}
TEXTS = [
    pytest.param(listing, column.name, id=f"{name}-{column.name}")
    for name, listing in LISTS.items()
    for column in listing.columns
    if column.kind is ColumnKind.TEXT
]


def _case(number: int, name: str) -> list[Record]:
    """A whole case in which everybody and everything is called by one name."""
    adult, setting, contact = (new_id() for _ in range(3))
    someone, officer, meeting = (new_id() for _ in range(3))
    of_contact = {"contact_id": contact}
    return [
        Adult(id=adult, family_name=name, given_names=name, previous_names=name),
        Organisation(id=setting, name=name),
        Officer(id=officer, name=name, role="lado", fte=1.0, started_on=DAY),
        Professional(
            id=someone,
            name=name,
            role=name,
            organisation_id=setting,
            telephone=name,
            email=name,
        ),
        Contact(
            id=contact,
            reference=f"C{number}",
            received_on=DAY,
            intake="check" if number % 2 else "referral",
            adult_id=adult,
            setting_id=setting,
        ),
        Decision(outcome="met_meeting", decided_on=DAY, **of_contact),
        Allegation(lead_id=officer, **of_contact),
        Meeting(
            id=meeting,
            reference=f"C{number}-M1",
            kind_of="evaluation",
            held_on=DAY,
            chair_id=someone,
        ),
        Action(number=1, text=name, owner_id=someone, agency=name, status="open", **of_contact),
        OnwardReferral(body="dbs", made_by="lado", made_on=DAY, **of_contact),
        EmploymentOutcome(outcome="dismissed", **of_contact),
        InformationRequest(reference=f"R{number}", received_on=DAY, requester=name),
        TrainingSession(reference=f"T{number}", held_on=DAY, audience=name),
        Complaint(reference=f"K{number}", received_on=DAY, complainant=name),
        Escalation(reference=f"E{number}", raised_on=DAY, agency=name),
    ]


@pytest.fixture(scope="module")
def named(engine: EngineForTests, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shift]:
    """A service in which everything has one of the names. These tests only read it."""
    store = engine.store(tmp_path_factory.mktemp("named"), lasting=True)
    shift = first_shift(store)
    with shift.store.writing(ActDone("Make", None, NOW)) as session:
        for number, name in enumerate(AS_TYPED):
            records = _case(number, name)
            for record in records:
                session.add(record)
                session.flush()
            meeting = next(each for each in records if isinstance(each, Meeting))
            contact = next(each for each in records if isinstance(each, Contact))
            session.add(MeetingContact(meeting_id=meeting.id, contact_id=contact.id))
    yield shift
    store.close()


@pytest.mark.parametrize("listing, name", TEXTS)
def test_every_list_is_sorted_by_letters_and_numbers_both_ways(
    named: Shift, listing: Listing, name: str
) -> None:
    at = [column.name for column in listing.columns].index(name)
    for descending in (False, True):
        found = page(named, listing, Query(sort=name, descending=descending))
        assert found.total == found.of == len(found.rows)
        keys = [sort_key(row.cells[at]) for row in found.rows if row.cells[at]]
        assert len(set(keys)) > len(KEYS) // 3
        assert keys == sorted(keys, reverse=descending)


def test_people_are_in_the_order_of_a_telephone_book(named: Shift) -> None:
    found = [row.cells[0] for row in page(named, ADULTS, Query()).rows]
    assert [sort_key(each) for each in found] == KEYS
    assert [each for each in found if sort_key(each) != "obrien"] == [
        each for each in IN_ORDER if sort_key(each) != "obrien"
    ]


def test_the_second_page_goes_on_where_the_first_one_ended(named: Shift) -> None:
    whole = [row.id for row in page(named, ORGANISATIONS, Query()).rows]
    parts = [page(named, ORGANISATIONS, Query(offset=at, limit=4)).rows for at in (0, 4, 8, 12)]
    assert [row.id for rows in parts for row in rows] == whole


def test_officers_are_in_the_same_order_wherever_one_is_chosen(named: Shift) -> None:
    own = sort_key(named.officer.name)
    for names in (
        [post.name for post in posts.posts(named)],
        [name for _, name in audit.officers(named)],
        [officer.name for officer in restrictions.officers_to_name(named)],
    ):
        assert [key for key in map(sort_key, names) if key != own] == KEYS


def test_words_and_questions_that_were_kept_are_in_the_same_order(shift: Shift) -> None:
    for name in ("Zimmer", "Étienne", "Łukasz", "Mist"):
        spelling.add_word(shift, name)
        questions.save(shift, to_save(Question(name, rows="sector", columns="years"), name))
    wanted = ["Étienne", "Łukasz", "Mist", "Zimmer"]
    assert spelling.own_words(shift) == wanted
    assert [question.name for question in questions.saved(shift)] == wanted


def test_a_number_is_sorted_by_its_value_wherever_it_is_in_a_name() -> None:
    names = ["Unit 100", "Unit A", "Unit 11", "Unit 9", "Unit 010"]
    assert sorted(names, key=sort_key) == ["Unit 9", "Unit 010", "Unit 11", "Unit 100", "Unit A"]
    assert sort_key("Room 007") == sort_key("room 7")
