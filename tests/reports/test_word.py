"""Documents for Word, read back from their bytes: as the XML that they are, and by python-docx."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from lado_desktop.casework.sent.word_file import read_docx
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.figures.presenting.chart import Chart, Series
from lado_desktop.reports.blocks import (
    Bullets,
    Column,
    Document,
    Facts,
    Figure,
    Heading,
    KeepTogether,
    Numbered,
    PageBreak,
    Prose,
    Row,
    Table,
)
from lado_desktop.reports.documents.case_summary import case_summary
from lado_desktop.reports.pdf.pdf import draw
from lado_desktop.reports.pdf.tables import STEP
from lado_desktop.reports.word.word import draw_word

CHART = Chart(
    "Findings", "bars", ("Proved", "Not"), (Series("2025/26", (4, 1)),), latest_first=True
)
TABLE = Table(
    "Findings",
    (Column("", 2), Column("2025/26", numeric=True)),
    (Row(("Proved", "4")), Row(("Total", "4"), "total"), Row(("of them late", "1"), "also")),
    header_column=True,
    note="Percentages are of everything.",
)


@pytest.fixture
def word(document: Callable[..., Document]) -> Callable[..., Any]:
    """Draws blocks for Word and reads them back."""

    def read(*blocks: Any, **given: Any) -> Any:
        return docx.Document(BytesIO(draw_word(document(*blocks, **given))))

    return read


def test_headings_are_headings_from_the_title_down(word: Callable[..., Any]) -> None:
    made = word(Heading("The concern"), Heading("What was said", 3), Prose("He ran."))
    assert [
        (each.style.name, each.text)
        for each in made.paragraphs
        if each.style.name.startswith("Heading")
    ] == [
        ("Heading 1", "Minutes of a Position of Trust meeting"),
        ("Heading 2", "The concern"),
        ("Heading 3", "What was said"),
    ]


def test_a_table_says_which_row_is_its_head_and_what_it_is_called(
    word: Callable[..., Any],
) -> None:
    made = word(TABLE)
    (table,) = made.tables
    head, *rows = table.rows
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in rows)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    assert look.get(qn("w:firstRow")) == look.get(qn("w:firstColumn")) == "1"
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Findings"
    assert [[cell.text for cell in row.cells] for row in rows] == [
        ["Proved", "4"], ["Total", "4"], ["of them late", "1"],
    ]  # fmt: skip
    assert rows[1].cells[0].paragraphs[0].runs[0].bold
    assert "Percentages are of everything." in [each.text for each in made.paragraphs]


def test_a_chart_is_a_picture_that_says_what_it_shows(word: Callable[..., Any]) -> None:
    made = word(Figure(CHART))
    (picture,) = made.inline_shapes
    assert picture._inline.docPr.get("descr") == CHART.words
    assert picture.width.pt == pytest.approx(481.9, abs=1)
    before = [each for each in made.paragraphs if each.style.name == "Caption"]
    assert [each.text for each in before] == ["Findings: 2025/26"]


def test_lists_are_lists_and_each_numbered_one_begins_again(word: Callable[..., Any]) -> None:
    made = word(Bullets(["a", "b"]), Numbered(["c", "d"]), Numbered(["e"], start=7))
    styled = {each.text: each for each in made.paragraphs}
    assert styled["a"].style.name == "List Bullet"
    numbers = [styled[text]._p.pPr.numPr.numId.val for text in "cde"]
    assert numbers[0] == numbers[1] != numbers[2]
    numbering = made.part.numbering_part.element
    begun = [
        numbering.num_having_numId(number).lvlOverride_lst[0].startOverride.val
        for number in numbers[1:]
    ]
    assert begun == [1, 7]


def test_it_says_its_language_its_title_and_no_name(word: Callable[..., Any]) -> None:
    made = word(Prose("Said."))
    about = made.core_properties
    assert about.language == "en-GB"
    assert about.title == "Minutes of a Position of Trust meeting"
    assert about.subject == "BR-2026-0012/M1"
    assert about.author == about.last_modified_by == about.comments == ""
    languages = {each.get(qn("w:val")) for each in made.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_marking_reference_page_and_who_saved_it_are_on_every_page(
    word: Callable[..., Any],
) -> None:
    made = word(Prose("Said."), anchor="27:31c6", practice_data=True, draft=True)
    (section,) = made.sections
    head = "\n".join(each.text for each in section.header.paragraphs)
    assert head.startswith("OFFICIAL-SENSITIVE\tBR-2026-0012/M1")
    assert "Practice data: every person and event here is invented. Draft: not approved." in head
    foot = "\n".join(each.text for each in section.footer.paragraphs)
    assert (
        "Saved for Word on 22 November 2026 at 09:05 by Siobhán Ó Briain\nAudit anchor 27" in foot
    )
    fields = [each.text for each in section.footer._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_what_was_typed_is_text_whatever_it_looks_like(word: Callable[..., Any]) -> None:
    typed = 'Tom <b said & "no"\x00\x1b to\u202e him, {{ name }} <w:p/> \ud83d'
    made = word(Prose(typed), Facts([(typed, "سلمى")]), Table("", [Column(typed)], []))
    said = 'Tom <b said & "no" to him, {{ name }} <w:p/> \ufffd'
    assert said in [each.text for each in made.paragraphs]
    assert made.tables[0].rows[0].cells[0].text == said
    (name,) = made.tables[0].rows[0].cells[1].paragraphs
    assert name.runs[0].font.rtl
    assert name._p.pPr.find(qn("w:bidi")) is not None


def test_what_belongs_together_stays_together_and_a_page_breaks_where_it_should(
    word: Callable[..., Any],
) -> None:
    made = word(KeepTogether((Prose("one"), Prose("two"))), PageBreak(), Prose("three"))
    by_text = {each.text: each.paragraph_format for each in made.paragraphs}
    assert by_text["one"].keep_with_next
    assert not by_text["two"].keep_with_next
    assert by_text["three"].page_break_before


def test_the_same_document_is_the_same_bytes_and_another_is_not(
    document: Callable[..., Document],
) -> None:
    one = draw_word(document(TABLE, Figure(CHART)))
    assert one == draw_word(document(TABLE, Figure(CHART)))
    later = document(TABLE, Figure(CHART), printed_at=datetime(2026, 11, 22, 9, 6))  # noqa: DTZ001
    assert one != draw_word(later)
    with ZipFile(BytesIO(one)) as packed:
        assert {each.date_time[0] for each in packed.infolist()} == {1980}
        assert not [each for each in packed.namelist() if "thumbnail" in each]


def test_a_case_summary_says_for_word_what_it_says_in_print(
    shift: Shift, allegation: Contact, read: Callable[[bytes], Any]
) -> None:
    document = case_summary(shift, allegation.id)
    printed = " ".join(read(draw(document)).text.split())
    file = read_docx(draw_word(document))
    for line in file.text.splitlines():
        for part in line.replace(" | ", ": ").split(": "):
            assert " ".join(part.split()) in printed
    assert 'Tom <b said & "no" when he was lifted by one arm.' in file.text


def test_figures_are_at_tabs_of_their_own_and_parts_are_set_in(word: Callable[..., Any]) -> None:
    columns = (Column("Finding", 2), Column("2025", 1, numeric=True))
    rows = (Row(("Concluded", "57 (100.0%)")), Row(("False", "6 (5.3%)"), depth=1))
    (table,) = word(Table("Findings", columns, rows)).tables
    whole, part = (row.cells for row in table.rows[1:])
    assert [cell.text for cell in (whole[1], part[1])] == ["\t57\t(100.0%)", "\t6\t(5.3%)"]
    stops = [
        [stop.position for stop in cell.paragraphs[0].paragraph_format.tab_stops]
        for cell in (whole[1], part[1])
    ]
    assert len(stops[0]) == 2
    assert stops[0] == stops[1], "the digits stand under each other"
    indents = [cells[0].paragraphs[0].paragraph_format.left_indent for cells in (whole, part)]
    assert not indents[0]
    assert indents[1] == Pt(STEP)
