"""What somebody changed past the program is found, also where it reads the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from lado_desktop.casework.audit.verifying import rebuild_indexes, verify
from lado_desktop.casework.documents import kept_documents
from lado_desktop.casework.known.before import look
from lado_desktop.casework.known.record import Typed
from lado_desktop.casework.people import adults
from lado_desktop.casework.sent.given_file import GivenFile
from lado_desktop.casework.settings.settings import settle
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from tests import beneath
from tests.whole_vault import whole_vault

Log = Callable[..., Contact]
NAME = "Wren Ó Súilleabháin"


@pytest.fixture
def case(shift: Shift, log: Log) -> Shift:
    """The shift of a vault with one contact about one adult, which holds."""
    adult = adults.add(shift, {"given_names": "Wren", "family_name": "Ó Súilleabháin"})
    log(adult_id=adult.id)
    assert verify(shift).sound
    return shift


def past_the_program(shift: Shift, *statements: str) -> None:
    """Change rows as somebody does who opens the data file with another program."""
    with beneath.vault_of(shift.store).between_acts() as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF")
        for each in statements:
            cursor.execute(each)
        cursor.execute("PRAGMA foreign_keys=ON")


@pytest.mark.parametrize(
    "change, field",
    [
        ("UPDATE contact SET id = upper(id)", "contact: 1 value of the field id"),
        ("UPDATE contact SET adult_id = upper(adult_id)", "the field adult_id"),
        ("UPDATE contact SET received_on = '2026-W47-1'", "the field received_on"),
        ("UPDATE contact SET received_on = '20261123'", "the field received_on"),
        ("UPDATE contact SET received_on = 'last week'", "the field received_on"),
        ("UPDATE contact SET version = 'one'", "the field version"),
        ("UPDATE contact SET summary = x'00'", "the field summary"),
        ("UPDATE contact SET happened = '2026-3'", "the field happened"),
        ("UPDATE contact SET happened = 'in May'", "the field happened"),
        ("UPDATE officer SET id = upper(id)", "the field id"),
    ],
)
def test_a_value_in_another_form_is_named_and_nothing_falls_over(
    case: Shift, change: str, field: str
) -> None:
    past_the_program(case, "UPDATE contact SET version = version", change)
    found = verify(case)
    assert not found.sound
    assert any(field in each for each in found.differences), found.differences
    assert "Every record is what the audit says." not in found.sentences


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM search_index",
        "DELETE FROM search_row",
        "DELETE FROM name_key",
        "UPDATE search_index SET text = 'somebody else'",
        "UPDATE search_row SET kind = 'child'",
        "UPDATE search_row SET record_id = 'x' || substr(record_id, 2)",
        "UPDATE search_row SET record_id = upper(record_id)",
        "UPDATE name_key SET record_id = 'x' || substr(record_id, 2)",
        "UPDATE name_key SET record_id = hex(randomblob(16))",
    ],
)
def test_an_index_that_is_not_as_the_records_are_is_told_and_built_anew(
    case: Shift, change: str
) -> None:
    known = look(case, Typed(NAME))
    assert known.found
    past_the_program(case, change)
    found = verify(case)
    assert not found.sound
    assert found.changed == ()
    assert any("Rebuild the index." in each for each in found.differences)
    rebuild_indexes(case)
    assert verify(case).sound
    assert look(case, Typed(NAME)) == known


def test_a_row_of_an_index_that_is_nobodys_is_told(case: Shift) -> None:
    past_the_program(
        case,
        "INSERT INTO search_index(rowid, kind, record_id, reference, text)"
        " VALUES (99999, 'adult', '00', '', 'planted')",
    )
    assert not verify(case).sound


def test_a_document_whose_key_was_taken_away_is_named(case: Shift, log: Log) -> None:
    contact = log()
    kept_documents.keep(case, Contact.kind(), contact.id, GivenFile("letter.txt", b"What was said"))
    assert verify(case).sound
    past_the_program(case, "DELETE FROM document_key")
    found = verify(case)
    assert not found.sound
    assert found.differences == [
        f"The file of document 1 of {contact.reference} is without its key."
    ]


@pytest.mark.parametrize(
    "change, told",
    [
        ("UPDATE meta SET value = 'kent' WHERE key = 'practice'", "the practice was changed"),
        (
            """UPDATE meta SET value = '{"letterhead": ["Elsewhere"]}'
            WHERE key = 'service settings'""",
            "the letterhead was changed",
        ),
        ("DELETE FROM meta WHERE key = 'service settings'", "the letterhead was changed"),
        ("UPDATE meta SET value = '{' WHERE key = 'service settings'", "cannot be read"),
        ("UPDATE meta SET value = '[1]' WHERE key = 'service settings'", "cannot be read"),
        ("UPDATE meta SET value = 'x' WHERE key LIKE 'officer of slot%'", "cannot be read"),
        (
            "UPDATE meta SET value = hex(randomblob(16)) WHERE key LIKE 'officer of slot%'",
            "whose key it is was changed",
        ),
    ],
)
def test_a_setting_or_key_that_was_changed_past_the_program_is_named(
    tmp_path: Path, change: str, told: str
) -> None:
    with whole_vault(tmp_path / "vault") as shift:
        elsewhere = settle(shift, practice="leicester_city", letterhead=["Children's services"])
        settle(elsewhere, practice="bromley")
        assert verify(shift).sound
        past_the_program(shift, change)
        found = verify(shift)
        assert not found.sound
        assert any(told in each for each in found.differences), found.differences


def test_a_practice_that_was_never_changed_is_known_by_the_unlocks(tmp_path: Path) -> None:
    with whole_vault(tmp_path / "vault") as shift:
        assert verify(shift).sound
        past_the_program(shift, "UPDATE meta SET value = 'kent' WHERE key = 'practice'")
        assert not verify(shift).sound


def test_an_index_that_was_rebuilt_keeps_no_word_that_was_deleted(case: Shift) -> None:
    rebuild_indexes(case)
    with case.reading() as session:
        secure = "SELECT v FROM search_index_config WHERE k = 'secure-delete'"
        assert session.scalar(text(secure)) == 1
        ends = session.scalars(text("SELECT count(*) FROM search_index_idx GROUP BY segid")).all()
    assert len(ends) <= 1, "one segment, in which no deleted word is left"
