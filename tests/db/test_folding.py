from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.search.folding import fold, fold_reference, words_of


@pytest.mark.parametrize(
    "text, folded",
    [
        ("Łukaszewicz", "lukaszewicz"),
        ("Ó Súilleabháin", "o suilleabhain osuilleabhain"),
        ("O'Neill", "oneill"),
        ("O\u2019Neill", "oneill"),
        ("Smith-Jones", "smith jones smithjones"),
        ("Nguyễn Văn An", "nguyen van an vanan"),
        ("Straße", "strasse"),
        ("李", "li"),
        ("", ""),
        ("  \n ", ""),
    ],
)
def test_a_text_is_indexed_in_plain_letters(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_reference_is_indexed_in_parts_in_one_and_by_its_numbers() -> None:
    assert fold_reference("LADO/2026/0042") == "lado 2026 0042 lado20260042 20260042"
    assert fold_reference("K77") == "k77"
    assert fold_reference("") == ""


@given(st.text(max_size=60))
def test_whatever_is_typed_becomes_plain_words_that_the_index_has_too(typed: str) -> None:
    words = words_of(typed)
    assert all(word.isascii() and word.isalnum() and word == word.lower() for word in words)
    assert set(words) <= set(fold(typed).split())
