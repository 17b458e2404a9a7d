"""Every form of a public copy says what to check by hand, and nothing promises more."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.figures.counting.year import figures
from lado_desktop.figures.presenting.export import as_text, table_csv
from lado_desktop.figures.presenting.result import YearFigures
from lado_desktop.figures.presenting.view import PUBLIC_WARNING
from lado_desktop.figures.publishing.disclosure import public_copy
from lado_desktop.reports.documents.year_summary import summary_of
from lado_desktop.reports.pdf.pdf import draw
from lado_desktop.reports.word.word import draw_word
from lado_desktop.reports.workbook.workbook import workbook

ROOT = Path(__file__).parents[2]
PROMISE = re.compile(
    r"\b(?:none|no|not|nothing|never|nor|cannot|could)\b[^.]{0,60}\bworked out", re.IGNORECASE
)


@pytest.fixture
def public(shift: Shift, allegation: Contact) -> YearFigures:
    return public_copy(figures(shift, "2026/27"))


def test_the_sentence_is_the_one_that_was_agreed() -> None:
    assert PUBLIC_WARNING == (
        "Small figures are withheld. Check by hand that they cannot be worked out from other "
        "tables."
    )


def test_print_and_word_say_what_to_check_by_hand(
    shift: Shift, public: YearFigures, read: Callable[[bytes], Any]
) -> None:
    document = summary_of(shift, public)
    assert PUBLIC_WARNING in " ".join(" ".join(read(draw(document)).pages).split())
    word = docx.Document(BytesIO(draw_word(document)))
    assert any(PUBLIC_WARNING in paragraph.text for paragraph in word.paragraphs)


def test_each_file_says_what_to_check_by_hand(shift: Shift, public: YearFigures) -> None:
    with ZipFile(BytesIO(workbook(shift, public))) as book:
        assert PUBLIC_WARNING in book.read("xl/sharedStrings.xml").decode()
    assert PUBLIC_WARNING in as_text(public)
    for table in public.tables:
        assert (PUBLIC_WARNING in table_csv(table, "")) == bool(table.withheld)


def test_the_manual_says_the_same() -> None:
    assert PUBLIC_WARNING in (ROOT / "docs/manual/figures.md").read_text(encoding="utf-8")


def test_no_text_promises_that_a_figure_cannot_be_worked_out() -> None:
    folders = {"lado_desktop": "py", "ui": "py", "docs": "md", "resources": "toml"}
    paths = [ROOT / "ARCHITECTURE.md", ROOT / "README.md"]
    paths += [
        each for name, ending in folders.items() for each in (ROOT / name).rglob(f"*.{ending}")
    ]
    found = []
    for path in paths:
        text = re.sub(r"[\s\"]+", " ", path.read_text(encoding="utf-8")).replace(PUBLIC_WARNING, "")
        found += [(path.name, each[0]) for each in PROMISE.finditer(text)]
    assert found == []
