from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text

from db.records.audit import ActDone
from db.records.reconciling import disagreements
from db.sqlcipher.store import SqlCipherStore
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.time.partial_date import PartialDate
from tests import beneath

MakeAct = Callable[..., ActDone]


@pytest.fixture
def written(store: SqlCipherStore, act: MakeAct, contact: Callable[..., Contact]) -> SqlCipherStore:
    with store.writing(act()) as session:
        people = [Adult(family_name=f"Okafor {n}", born=PartialDate(1980, n)) for n in range(1, 4)]
        session.add_all(people)
        session.add(contact(criteria=["harmed", "offence"]))
    with store.writing(act()) as session:
        session.get_one(Adult, people[0].id).given_names = "Ada"
        session.delete(session.get_one(Adult, people[2].id))
    return store


def _fields(store: SqlCipherStore) -> list[tuple[str, str]]:
    with store.reading() as session:
        return sorted((one.kind, one.field) for one in disagreements(session))


def test_records_written_by_the_program_agree_with_the_audit(written: SqlCipherStore) -> None:
    assert _fields(written) == []


@pytest.mark.parametrize(
    "statement, found",
    [
        ("UPDATE adult SET given_names = 'Eve' WHERE given_names = 'Ada'", "given_names"),
        ("UPDATE adult SET born = '1990-01' WHERE born = '1980-02'", "born"),
        ("DELETE FROM adult WHERE given_names = 'Ada'", ""),
        (
            "INSERT INTO adult(id, version, family_name) VALUES (randomblob(16), 1, 'X')",
            "",
        ),
    ],
)
def test_a_row_changed_past_the_program_is_found(
    written: SqlCipherStore, statement: str, found: str
) -> None:
    statement = statement.replace("randomblob(16)", "lower(hex(randomblob(16)))")
    with beneath.writer(written).begin() as connection:
        connection.execute(text(statement))
    assert _fields(written) == [("adult", found)]
    with written.reading() as session:
        sentence = str(disagreements(session)[0])
    assert "was changed past the program" in sentence
    assert "Eve" not in sentence


def test_a_code_taken_away_past_the_program_is_found(written: SqlCipherStore) -> None:
    with beneath.writer(written).begin() as connection:
        connection.execute(text("DELETE FROM contact_criterion WHERE code = 'offence'"))
    assert _fields(written) == [("contact", "criteria")]


def test_a_record_whose_detail_is_missing_from_the_audit_is_found(written: SqlCipherStore) -> None:
    with beneath.writer(written).begin() as connection:
        connection.execute(text("DELETE FROM audit_detail WHERE seq = 1"))
    with written.reading() as session:
        (found,) = disagreements(session)
    assert (found.kind, found.comparable) == ("adult", False)
    assert str(found).endswith("because a line of the audit about it has no detail.")
