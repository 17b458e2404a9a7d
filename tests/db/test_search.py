from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text

from db.records.audit import ActDone
from db.search.index import Hit
from db.sqlcipher.full_text import FullText
from db.sqlcipher.store import SqlCipherStore
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.contact import Contact

MakeAct = Callable[..., ActDone]

NAMES = {
    "osuilleabhain": ("Ó Súilleabháin", "Aoife"),
    "oneill": ("O’Neill", "Siobhán"),
    "lukasz": ("Łukaszewicz", "Łukasz"),
    "li": ("Li", "Na"),
    "nguyen": ("Nguyễn", "Văn An"),
    "smith": ("Smith-Jones", "Anne-Marie"),
    "mcdonald": ("McDonald", "Fergus"),
    "arabic": ("محمد", None),
    "hebrew": ("שלום", None),
    "macleod": ("Mac Leod", "Iain"),
}


@pytest.fixture
def people(store: SqlCipherStore, act: MakeAct) -> dict[str, Adult]:
    found = {key: Adult(family_name=f, given_names=g) for key, (f, g) in NAMES.items()}
    with store.writing(act()) as session:
        session.add_all(found.values())
    return found


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("osuilleabhain", "osuilleabhain"),
        ("o suilleabhain", "osuilleabhain"),
        ("Ó Súilleabháin", "osuilleabhain"),
        ("suille", "osuilleabhain"),
        ("oneill", "oneill"),
        ("o'neill", "oneill"),
        ("O\u2019Neill", "oneill"),
        ("o neill", "oneill"),
        ("lukas", "lukasz"),
        ("ŁUKASZEW", "lukasz"),
        ("li", "li"),
        ("nguyen an", "nguyen"),
        ("Nguyễn", "nguyen"),
        ("smith-jones", "smith"),
        ("smithjones", "smith"),
        ("jones anne", "smith"),
        ("mcdonald", "mcdonald"),
        ("mc donald", "mcdonald"),
        ("mac leod", "macleod"),
        ("macleod", "macleod"),
        ("محمد", "arabic"),
        ("שלום", "hebrew"),
    ],
)
def test_a_name_is_found_however_it_is_typed(
    store: SqlCipherStore, people: dict[str, Adult], typed: str, expected: str
) -> None:
    with store.reading() as session:
        assert Hit("adult", people[expected].id) in FullText().find(session, typed)


@pytest.mark.usefixtures("people")
def test_every_word_must_be_there(store: SqlCipherStore) -> None:
    with store.reading() as session:
        assert FullText().find(session, "nguyen fergus") == []
        assert len(FullText().find(session, "a")) > 1


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "'",
        '"',
        '" OR "',
        "*",
        "NEAR(",
        "a AND",
        "text:li",
        "^li",
        "-li",
        "(",
        "\x00",
        "💥",
    ],
)
def test_nothing_that_is_typed_is_an_operator_or_an_error(
    store: SqlCipherStore, people: dict[str, Adult], typed: str
) -> None:
    with store.reading() as session:
        found = FullText().find(session, typed)
    assert len(found) < len(people)


@pytest.mark.usefixtures("people")
def test_a_very_long_question_is_no_burden(store: SqlCipherStore) -> None:
    with store.reading() as session:
        assert FullText().find(session, "okafor " * 5_000) == []


@pytest.mark.parametrize(
    "typed", ["LADO/2026/0042", "2026/0042", "20260042", "lado 2026 0042", "0042"]
)
def test_a_reference_is_found_in_whole_or_in_part(
    store: SqlCipherStore, act: MakeAct, contact: Callable[..., Contact], typed: str
) -> None:
    with store.writing(act()) as session:
        made = contact("LADO/2026/0042")
        session.add_all([made, contact("LADO/2025/0001", summary="Spoken of in 1999")])
    with store.reading() as session:
        assert FullText().find(session, typed) == [Hit("contact", made.id)]


def test_a_reference_comes_before_a_text_that_mentions_it(
    store: SqlCipherStore, act: MakeAct, contact: Callable[..., Contact]
) -> None:
    with store.writing(act()) as session:
        named, mentions = contact("K77"), contact("K78", summary="See K77 and again K77")
        session.add_all([mentions, named])
    with store.reading() as session:
        assert FullText().find(session, "k77") == [
            Hit("contact", named.id),
            Hit("contact", mentions.id),
        ]


def test_kinds_and_number_can_be_limited(
    store: SqlCipherStore, act: MakeAct, contact: Callable[..., Contact]
) -> None:
    with store.writing(act()) as session:
        made = contact(described_as="A coach")
        session.add_all([Adult(family_name="Coach"), Adult(family_name="Coachman"), made])
    with store.reading() as session:
        assert FullText().find(session, "coach", ["contact"]) == [Hit("contact", made.id)]
        assert len(FullText().find(session, "coach", ["contact", "adult"])) == 3
        assert len(FullText().find(session, "coach", limit=2)) == 2
        assert FullText().find(session, "coach", []) == []


def test_a_change_is_found_by_its_new_words_alone(store: SqlCipherStore, act: MakeAct) -> None:
    with store.writing(act()) as session:
        person = Adult(family_name="Okafor")
        session.add(person)
    with store.writing(act()) as session:
        session.get_one(Adult, person.id).family_name = "Eze"
    with store.reading() as session:
        assert FullText().find(session, "okafor") == []
        assert FullText().find(session, "eze") == [Hit("adult", person.id)]


def test_what_is_not_to_be_searched_is_not_found(
    store: SqlCipherStore, act: MakeAct, contact: Callable[..., Contact]
) -> None:
    with store.writing(act()) as session:
        session.add(contact(history_note="Zebedee"))
    with store.reading() as session:
        assert FullText().find(session, "zebedee") == []


def test_an_undone_act_leaves_nothing_in_the_index(store: SqlCipherStore, act: MakeAct) -> None:
    def fail() -> None:
        with store.writing(act()) as session:
            session.add(Adult(family_name="Okafor"))
            session.flush()
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with store.reading() as session:
        assert FullText().find(session, "okafor") == []


def test_a_deleted_record_leaves_no_word_of_it_in_any_page(
    store: SqlCipherStore, act: MakeAct
) -> None:
    with store.writing(act()) as session:
        person = Adult(family_name="Zebedeemarker")
        session.add_all([person, Adult(family_name="Okafor")])
    with store.writing(act()) as session:
        session.delete(session.get_one(Adult, person.id))
    with store.reading() as session:
        assert FullText().find(session, "zebedee") == []
        for table in ("search_index_content", "search_index_data", "adult"):
            query = text(f"SELECT count(*) FROM {table} WHERE instr(hex({_all(table)}), :found)")
            for marker in (b"Zebedeemarker", b"zebedeemarker", b"ebedeemarke"):
                assert session.scalar(query, {"found": marker.hex().upper()}) == 0, table


def _all(table: str) -> str:
    return {
        "search_index_content": "c2 || c3",
        "search_index_data": "block",
        "adult": "family_name",
    }[table]
