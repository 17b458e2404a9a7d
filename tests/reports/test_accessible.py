"""Every PDF that claims to be PDF/UA-1 is; one that cannot be does not claim it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lado_desktop.figures.presenting.chart import Chart
from lado_desktop.reports.blocks import (
    Bullets,
    Column,
    Document,
    Facts,
    Figure,
    Heading,
    Numbered,
    Prose,
    Row,
    Table,
)
from lado_desktop.reports.documents.recovery_sheet import recovery_sheet
from lado_desktop.reports.pdf.lines import set_lines
from lado_desktop.reports.pdf.pdf import draw
from tests.accessible import UNCLAIMED, claims, drawn_without_a_character, failed_rules
from tests.reports.test_charts import CHARTS
from tests.reports.test_pdf import MIXED
from tests.reports.test_text_in_print import HOSTILE, NAMES

Make = Callable[..., Document]
SIGNS = "→ ≥ 3 ✓ ☐ ½ £5 “quoted” ‘it’ – — … • € 𝔸 □ a\u00a0b a\xadb e\u0301 لا"
NOT_DRAWN = {
    "Chinese": "你好",
    "Hindi": "नमस्ते",
    "Punjabi": "ਪੰਜਾਬੀ",
    "Bengali": "বাংলা",
    "Tamil": "தமிழ்",
    "Thai": "ไทย",
    "Amharic": "አማርኛ",
    "emoji": "👩🏽‍👧",
}


def everywhere(document: Make, text: str, **fields: Any) -> Document:
    """A document with a text in each place where there can be one."""
    table = Table(text, (Column(text),), (Row((text,)), Row((text,), "total")), note=text)
    blocks = (Heading(text), Prose(text), Facts([(text, text)]), Bullets([text]), table)
    return document(*blocks, Numbered([text]), title=text, reference=text, **fields)


def assert_keeps_what_it_claims(data: bytes, *, claimed: bool) -> None:
    assert claims(data) is claimed
    assert failed_rules(data) == (set() if claimed else UNCLAIMED)
    assert drawn_without_a_character(data) == []


@pytest.mark.parametrize("marked", [{}, {"draft": True, "practice_data": True}, {"notice": "No."}])
def test_a_document_of_every_kind_of_block_is_accessible(
    document: Make, marked: dict[str, Any]
) -> None:
    charts = [Figure(chart) for chart in CHARTS.values()]
    made = document(*MIXED, *charts, anchor="17:0123", version="2", **marked)
    assert_keeps_what_it_claims(draw(made), claimed=True)
    letter = document(
        Heading("Your call", 1, in_text=True), *MIXED, letterhead=("1 Hall Street",), **marked
    )
    assert_keeps_what_it_claims(draw(letter), claimed=True)


def test_the_recovery_sheet_is_accessible() -> None:
    at = datetime(2026, 11, 22, 9, 5)  # noqa: DTZ001 - facts are local civil time
    sheet = recovery_sheet(["ABCD"] * 14, "0123456789", at, "Practice service")
    assert_keeps_what_it_claims(draw(sheet), claimed=True)


@pytest.mark.parametrize(
    "text",
    [
        *(*NAMES, *HOSTILE, SIGNS, "", " ", "W" * 900),
        pytest.param("م" * 900, marks=pytest.mark.slow),  # a word of which each part is shaped
    ],
)
def test_hostile_text_stays_accessible_in_every_place(document: Make, text: str) -> None:
    assert_keeps_what_it_claims(draw(everywhere(document, text)), claimed=True)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=[]), max_size=60))
@example("\x00\ufeff\ufffe\uffff\ud800 \u200d")
@example("".join(map(chr, range(0x20, 0x250))))
def test_any_text_is_accessible_or_the_file_does_not_claim_it(document: Make, text: str) -> None:
    complete = not any(line.incomplete for line in set_lines(text, "regular", 10, 500))
    assert_keeps_what_it_claims(draw(everywhere(document, text)), claimed=complete)


@pytest.mark.parametrize("script", NOT_DRAWN)
def test_a_file_with_a_square_for_a_letter_claims_nothing(document: Make, script: str) -> None:
    text = f"Name {NOT_DRAWN[script]} end"
    data = draw(everywhere(document, text))
    assert_keeps_what_it_claims(data, claimed=False)
    assert data == draw(everywhere(document, text)), "and it is the same bytes each time"


@pytest.mark.parametrize("place", ["title", "reference", "printed_by", "version", "service"])
def test_one_square_anywhere_is_enough(document: Make, place: str) -> None:
    assert_keeps_what_it_claims(draw(document(Prose("Said."))), claimed=True)
    made = document(Prose("Said."), **{place: "你好"})
    assert_keeps_what_it_claims(draw(made), claimed=False)


def test_a_square_in_a_chart_is_enough_and_one_that_was_typed_in_prose_is_none(
    document: Make,
) -> None:
    bars: Chart = CHARTS["bars"]
    labels = ("你好", *bars.labels[1:])
    assert_keeps_what_it_claims(draw(document(Figure(replace(bars, labels=labels)))), claimed=False)
    assert_keeps_what_it_claims(draw(document(Prose("Tick □ one"))), claimed=True)
