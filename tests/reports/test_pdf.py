"""The file as a whole: what it says of itself, its furniture, its bytes, its tags."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pikepdf
import pytest

from lado_desktop.domain.practice.practice import practice_named, practice_names
from lado_desktop.reports.blocks import (
    Bullets,
    Column,
    Document,
    Facts,
    Heading,
    KeepTogether,
    Numbered,
    PageBreak,
    Prose,
    Table,
    plain_rows,
)
from lado_desktop.reports.pdf.pdf import draw

Print = Callable[..., Any]

SAID = "The head teacher said that the adult drove pupils home alone after rehearsal. "
MIXED = (
    Facts([("Adult", "Łukasz Łukaszewicz"), ("Also known as", "محمد")]),
    Heading("Reports"),
    Heading("School", 3),
    Prose(SAID * 60),
    Bullets(["One", SAID * 3]),
    Numbered(["First", "Second"]),
    Table("Actions", (Column("Who"), Column("What")), plain_rows([("Ó Briain", SAID)] * 60)),
    PageBreak(),
    Heading("Figures"),
    KeepTogether([Heading("Approval", 3), Facts([("Approved by", "")])]),
)


def test_a_reader_is_told_the_language_the_title_and_that_the_file_is_tagged(
    printed: Print,
) -> None:
    catalogue = printed(Prose("Text")).file.Root
    assert str(catalogue.Lang) == "en-GB"
    assert bool(catalogue.MarkInfo.Marked) is True
    assert bool(catalogue.ViewerPreferences.DisplayDocTitle) is True
    assert str(catalogue.StructTreeRoot.Type) == "/StructTreeRoot"


def test_the_metadata_hold_title_and_reference_and_no_officer(printed: Print) -> None:
    file = printed(Prose("Text"), title="Minutes <& more>").file
    metadata = file.open_metadata()
    assert metadata["dc:title"] == "Minutes <& more>"
    assert metadata["dc:identifier"] == "BR-2026-0012/M1"
    assert metadata["pdfuaid:part"] == "1"
    assert "Briain" not in str(metadata)
    assert str(file.docinfo.Title) == "Minutes <& more>"
    assert str(file.docinfo.Subject) == "BR-2026-0012/M1"
    assert str(file.docinfo.CreationDate) == "D:20261122090500"
    assert not any("Briain" in str(value) for value in file.docinfo.values())


def test_headings_are_found_in_order_with_their_levels(printed: Print) -> None:
    tree = printed(*MIXED).tree
    assert [(found.tag, found.text) for found in tree.all("H1", "H2", "H3")] == [
        ("H1", "Minutes of a Position of Trust meeting"),
        ("H2", "Reports"),
        ("H3", "School"),
        ("H2", "Figures"),
        ("H3", "Approval"),
    ]


def test_headings_make_the_outline(printed: Print) -> None:
    with printed(*MIXED).file.open_outline() as outline:
        (top,) = outline.root
        assert top.title == "Minutes of a Position of Trust meeting"
        assert [entry.title for entry in top.children] == ["Reports", "Figures"]


def test_a_list_has_items_with_label_and_body(printed: Print) -> None:
    tree = printed(Bullets(["Red", "Green"]), Numbered(["Third"], start=3)).tree
    bullets, numbers = tree.all("L")
    assert [[kid.tag for kid in item.kids] for item in bullets.kids] == [["Lbl", "LBody"]] * 2
    assert [body.text for body in bullets.all("LBody")] == ["Red", "Green"]
    assert [label.text for label in numbers.all("Lbl")] == ["3."]


def test_every_page_is_marked_and_says_which_of_how_many_it_is(printed: Print) -> None:
    result = printed(*MIXED, version="2", anchor="17:0123456789abcdef0123")
    assert len(result.pages) >= 3
    for number, page in enumerate(result.pages, start=1):
        assert "OFFICIAL-SENSITIVE" in page
        assert "BR-2026-0012/M1" in page
        assert "version 2" in page
        assert f"Page {number} of {len(result.pages)}" in page
        assert "Printed on 22 November 2026 at 09:05 by Siobhán Ó Briain" in page
        assert "Audit anchor 17:0123456789abcdef0123" in page


def test_of_who_printed_when_nothing_is_cut_but_the_longest_of_names(printed: Print) -> None:
    anchor = f"{9_999_999}:{'d' * 20}"
    said = "Printed on 22 September 2026 at 09:05 by "
    for name, whole in (
        ("Marguerite Featherstonehaugh-Oyelaran", True),
        ("Marguerite Featherstonehaugh-" * 6, False),
    ):
        at = datetime(2026, 9, 22, 9, 5)  # noqa: DTZ001 - facts are local civil time
        (page,) = printed(Prose("Said."), printed_by=name, printed_at=at, anchor=anchor).pages
        assert f"Audit anchor {anchor}" in page
        assert f"{said}{name[:28]}" in page
        assert (name in page) is whole


@pytest.mark.parametrize(
    "practice_data, draft, words",
    [
        (True, False, "Practice data"),
        (False, True, "Draft"),
        (True, True, "Practice data – Draft"),
    ],
)
def test_practice_data_and_drafts_say_so_across_every_page_and_to_a_screen_reader(
    printed: Print, practice_data: bool, draft: bool, words: str
) -> None:
    result = printed(*MIXED, practice_data=practice_data, draft=draft)
    for page in result.file.pages:
        assert "/Watermark" in str(
            pikepdf.unparse_content_stream(pikepdf.parse_content_stream(page))
        )
    assert all(words in " ".join(page.split()) for page in result.pages)
    told = " ".join(element.text for element in result.tree.all("P"))
    assert ("Practice data" in told) is practice_data
    assert ("Draft" in told) is draft


def test_a_plain_document_has_no_watermark(printed: Print) -> None:
    result = printed(Prose("Text"))
    assert "Practice" not in result.text
    assert "Draft" not in result.text


def test_header_and_footer_are_not_in_the_tree(printed: Print) -> None:
    told = printed(*MIXED, anchor="17:0123").tree.text
    assert told.count("OFFICIAL-SENSITIVE") == 1, "the marking alone is read out, once"
    assert "Printed on" not in told
    assert "Page 1 of" not in told
    assert "17:0123" not in told


def test_whatever_is_drawn_is_content_in_the_tree_or_an_artifact(printed: Print) -> None:
    result = printed(*MIXED, practice_data=True, draft=True)
    in_tree = {mark for element in result.tree.walk() for mark in element.marks}
    in_content = set()
    for number, page in enumerate(result.file.pages):
        marks: list[str | int] = []
        for step in pikepdf.parse_content_stream(page):
            match str(step.operator):
                case "BDC":
                    tag, properties = step.operands
                    marks.append(int(properties["/MCID"]) if "/MCID" in properties else str(tag))
                case "EMC":
                    marks.pop()
                case "Tj" | "TJ" | "S" | "f" | "f*" | "B":
                    assert marks, "drawn outside any mark"
                    assert isinstance(marks[0], int) or marks[0] == "/Artifact"
            in_content |= {(number, mark) for mark in marks if isinstance(mark, int)}
        assert not marks
    assert in_content == in_tree
    assert len(in_tree) > 100


def test_the_parent_tree_leads_from_each_mark_to_its_element(printed: Print) -> None:
    file = printed(*MIXED).file
    numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for page in file.pages:
        for mark, element in enumerate(parents[int(page.StructParents)]):
            kids = [kid for kid in element.K if "/MCID" in kid]
            assert any(mark == kid.MCID and kid.Pg.objgen == page.obj.objgen for kid in kids)


def test_every_font_is_inside_the_file(printed: Print) -> None:
    fonts = {
        font.objgen: font
        for page in printed(*MIXED, draft=True).file.pages
        for font in page.Resources.Font.values()
    }
    names = {str(font.BaseFont).split("+")[-1] for font in fonts.values()}
    assert {"NotoSans-Regular", "NotoSans-Bold", "NotoSansArabic-Regular"} <= names
    for font in fonts.values():
        assert "/FontFile2" in font.FontDescriptor


def test_the_same_document_is_the_same_bytes(document: Callable[..., Document]) -> None:
    made = document(*MIXED, draft=True)
    assert draw(made) == draw(made)


@pytest.mark.slow
def test_another_process_on_another_day_makes_the_same_bytes() -> None:
    source = (
        "import hashlib, datetime\n"
        "from lado_desktop.reports.blocks import Document, Prose\n"
        "from lado_desktop.reports.pdf.pdf import draw\n"
        "made = Document('T', 'R', [Prose('Łukasz محمد')], 'P', datetime.datetime(2026, 1, 2))\n"
        "print(hashlib.sha256(draw(made)).hexdigest())"
    )
    digests = set()
    for seed, epoch in (("1", "1000000000"), ("2", "")):
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": epoch}
        run = subprocess.run(
            [sys.executable, "-c", source],
            env=surroundings,
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(run.stdout)
    assert len(digests) == 1


def test_another_moment_of_printing_makes_another_file(document: Callable[..., Document]) -> None:
    made = document(Prose("Text"))
    later = document(Prose("Text"), printed_at=made.printed_at + timedelta(minutes=1))
    assert draw(made) != draw(later)


def test_a_long_title_and_reference_stay_inside_their_lines(printed: Print) -> None:
    result = printed(Prose("Text"), title="Minutes " * 40, reference="BR-" * 60)
    assert "Page 1 of 1" in result.text
    assert result.text.count("…") >= 2
    assert result.tree.all("H1")[0].text.split() == ["Minutes"] * 40


def test_a_document_without_blocks_is_one_page(printed: Print) -> None:
    result = printed()
    assert len(result.pages) == 1
    assert re.search("Page 1 of 1", result.text)


@pytest.mark.parametrize("version", ["draft, not approved", "approved", "working copy"])
def test_no_footer_cuts_the_version_or_the_page_number_however_long_the_title(
    printed: Print, version: str
) -> None:
    practices = map(practice_named, practice_names())
    kinds = {kind for each in practices for kind in each.codes("meeting_kind").values()}
    ten_pages = [each for page in range(10) for each in (Prose(f"Page {page}."), PageBreak())]
    for kind in [*sorted(kinds), "Meeting of the kind " * 12, "W" * 200]:
        result = printed(*ten_pages, title=f"Minutes: {kind}", version=version)
        assert len(result.pages) == 10
        for number, page in enumerate(result.pages, 1):
            assert f"version {version}" in page
            assert f"Page {number} of {len(result.pages)}" in page


def test_the_header_cuts_no_reference_that_a_record_can_have(printed: Print) -> None:
    reference = "W" * 40
    (page,) = printed(Prose("Said."), reference=reference).pages
    head, under_title = (line for line in page.splitlines() if reference in line)
    assert head == f"OFFICIAL-SENSITIVE {reference}"
    assert under_title == f"Reference {reference}"
