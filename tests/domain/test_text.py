"""The gate that every text passes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lado_desktop.domain.fields.text import clean, one_line

ANYTHING = st.text(alphabet=st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("Zoe\u0308", "Zoë"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("a\x00b\x07c\x1bd\x7fe", "abcde"),
        ("a\x80b\x9fc", "abc"),
        ("a\ud800b\udfffc", "abc"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x"),
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("one\vtwo\fthree\x85four\u2028five\u2029six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("tab\tand  spaces ", "tab\tand  spaces "),
        ('Tom <b said & "no"', 'Tom <b said & "no"'),
        ("محمد שלום Łukaszewicz 👩‍🏫", "محمد שלום Łukaszewicz 👩‍🏫"),
        ("", ""),
    ],
)
def test_a_text_is_kept_as_typed_but_for_what_cannot_be_seen(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_a_mark_parted_from_its_letter_by_a_control_character_joins_it() -> None:
    assert clean("e\x00\u0301") == "é"


@pytest.mark.parametrize(
    "typed, kept",
    [
        (" Ann\r\nSmith\t\tJones ", "Ann Smith Jones"),
        ("Ann  Smith", "Ann Smith"),
        ("\n\n", ""),
        ("A\xa0B", "A\xa0B"),
    ],
)
def test_a_line_has_no_line_ends_nor_tabs(typed: str, kept: str) -> None:
    assert one_line(typed) == kept


@given(ANYTHING)
def test_a_clean_text_can_be_stored_and_stays_as_it_is(typed: str) -> None:
    kept = clean(typed)
    assert clean(kept) == kept
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert not {unicodedata.category(sign) for sign in kept if sign not in "\t\n"} & {"Cc", "Cs"}


@given(ANYTHING)
def test_one_line_is_one_line(typed: str) -> None:
    kept = one_line(typed)
    assert one_line(kept) == kept
    assert len(kept.splitlines()) <= 1
