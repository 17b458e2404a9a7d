"""Tables and facts: their tags, their pages, their columns."""

from collections.abc import Callable
from typing import Any

import pytest

from lado_desktop.reports.blocks import (
    Bullets,
    Column,
    Facts,
    Heading,
    KeepTogether,
    Prose,
    Row,
    Table,
    plain_rows,
)
from lado_desktop.reports.pdf.grid import PADDING
from lado_desktop.reports.pdf.lines import widest_word
from lado_desktop.reports.pdf.style import MARGIN, MEASURE, SMALL
from lado_desktop.reports.pdf.tables import STEP, column_widths, figure_inset

Print = Callable[..., Any]

NAMED = (Column("Name", 2), Column("Role", 2), Column("Present"))


def test_a_table_has_a_caption_and_header_cells_with_their_scope(printed: Print) -> None:
    rows = plain_rows([("Ó Briain", "Chair", "Yes"), ("Nguyễn", "Police", "No")])
    (table,) = printed(Table("Attendance", NAMED, rows, header_column=True)).tree.all("Table")
    assert [kid.tag for kid in table.kids] == ["Caption", "THead", "TBody"]
    assert table.kids[0].text == "Attendance"
    cells = [[(cell.tag, cell.scope, cell.text) for cell in row.kids] for row in table.all("TR")]
    assert cells == [
        [("TH", "Column", "Name"), ("TH", "Column", "Role"), ("TH", "Column", "Present")],
        [("TH", "Row", "Ó Briain"), ("TD", "", "Chair"), ("TD", "", "Yes")],
        [("TH", "Row", "Nguyễn"), ("TD", "", "Police"), ("TD", "", "No")],
    ]


def test_each_fact_is_told_with_its_label(printed: Print) -> None:
    (table,) = printed(Facts([("Held on", "3 April 2026"), ("Chair", "")])).tree.all("Table")
    rows = [[(cell.tag, cell.scope, cell.text) for cell in row.kids] for row in table.all("TR")]
    assert rows == [
        [("TH", "Row", "Held on"), ("TD", "", "3 April 2026")],
        [("TH", "Row", "Chair"), ("TD", "", "")],
    ]


def test_the_head_row_is_on_every_page_and_once_in_the_tree(printed: Print) -> None:
    rows = plain_rows([(f"Person {number}", "Teacher", "Yes") for number in range(200)])
    result = printed(Table("Everybody", NAMED, rows))
    assert len(result.pages) >= 4
    assert all("Name Role Present" in page for page in result.pages)
    assert "Everybody (continued)" not in result.pages[0]
    assert all("Everybody (continued)" in page for page in result.pages[1:])
    assert "(continued)" not in result.tree.text
    (table,) = result.tree.all("Table")
    assert [cell.text for cell in table.all("TH")] == ["Name", "Role", "Present"]
    names = [row.kids[0].text for row in table.all("TR")[1:]]
    assert names == [f"Person {number}" for number in range(200)]


def test_a_row_stays_whole_on_its_page(printed: Print) -> None:
    rows = plain_rows([("word " * 60, "Teacher", "Yes")] * 40)
    (table,) = printed(Table("", NAMED, rows)).tree.all("Table")
    for row in table.all("TR"):
        assert len({page for cell in row.walk() for page, _ in cell.marks}) == 1


def test_a_row_higher_than_a_page_goes_on_overleaf_as_one_row(printed: Print) -> None:
    text = " ".join(f"word{number}" for number in range(1200))
    (table,) = printed(Table("", NAMED, (Row((text, "Teacher", "Yes")),))).tree.all("Table")
    _, row = table.all("TR")
    assert len({page for page, _ in row.kids[0].marks}) >= 2
    assert row.kids[0].text.split() == text.split()


def test_a_heading_is_never_the_last_thing_on_a_page(printed: Print) -> None:
    table = Table("Caption", NAMED, plain_rows([("A", "B", "C")] * 3))
    for lines in range(28, 46):
        tree = printed(Prose("\n".join(["Line"] * lines)), Heading("Actions"), table).tree
        page = {
            element.tag: element.marks[0][0]
            for element in tree.walk()
            if element.tag in {"H2", "Caption", "TH"}
        }
        first_row = tree.all("TBody")[0].kids[0].kids[0].marks[0][0]
        assert {page["H2"], page["Caption"], page["TH"]} == {first_row}


def test_a_paragraph_leaves_no_lone_line_on_a_page(printed: Print) -> None:
    for lines in range(28, 46):
        result = printed(Prose("\n".join(["Before"] * lines)), Prose("\n".join(["after"] * 4)))
        counts = [page.count("after") for page in result.pages]
        assert 1 not in counts
        assert 3 not in counts


def test_a_list_leaves_no_lone_item_on_a_page_nor_its_first_without_what_leads_to_it(
    printed: Print,
) -> None:
    items = [f"item {number}" for number in range(6)]
    for lines in range(28, 46):
        before = Prose("\n".join(["Before"] * lines))
        result = printed(before, Prose("These are they:", leads=True), Bullets(items))
        counts = [page.count("item") for page in result.pages]
        assert not {1, 5} & set(counts)
        assert all("item 0" in page for page in result.pages if "These are they" in page)


def test_a_heading_is_nearer_to_its_text_than_to_what_is_above(printed: Print) -> None:
    result = printed(
        Prose("Before"), Heading("Second"), Prose("Under"), Heading("Third", 3), Prose("Lower")
    )
    before, second, under, third, lower = (
        result.middle_of(word) for word in ("Before", "Second", "Under", "Third", "Lower")
    )
    assert before - second > 1.3 * (second - under)
    assert under - third > 1.3 * (third - lower)


def test_what_is_kept_together_is_on_one_page(printed: Print) -> None:
    kept = KeepTogether([Heading("Approval"), Prose("One\nTwo"), Facts([("Signed", "x")] * 3)])
    for lines in range(20, 40):
        tree = printed(Prose("\n".join(["Line"] * lines)), kept).tree
        at = tree.kids.index(tree.all("H2")[0])
        pages = {page for kid in tree.kids[at:] for cell in kid.walk() for page, _ in cell.marks}
        assert len(pages) == 1


def test_totals_are_bold_derived_rows_italic_and_numbers_flush_right(printed: Print) -> None:
    columns = (Column("Outcome", 3), *(Column(year, 1, numeric=True) for year in ("2020", "2021")))
    rows = (
        Row(("Open", "7", "10")),
        Row(("Total", "7", "10"), "total"),
        Row(("%", "1", "2"), "also"),
    )
    result = printed(Table("Figures", columns, rows, header_column=True, note="All concluded."))
    fonts = {str(font.BaseFont)[8:] for font in result.file.pages[0].Resources.Font.values()}
    assert fonts == {"NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic"}
    assert result.tree.kids[-1].tag == "P"
    assert result.tree.kids[-1].text == "All concluded."
    ends = result.right_edges({"7", "1", "2020"})
    assert len(ends) == 4
    assert max(ends) - min(ends) < 1.5


def test_counts_are_under_each_other_beside_their_percentages_and_parts_are_set_in(
    printed: Print,
) -> None:
    columns = (Column("Finding", 2), Column("2025", 1, numeric=True))
    rows = (
        Row(("Concluded", "57 (100.0%)")),
        Row(("Substantiated", "6 (5.3%)"), depth=1),
        Row(("Waiting", "30")),
        Row(("Total", "88"), "total"),
    )
    result = printed(Table("Findings", columns, rows, header_column=True))
    edges = result.right_edges({"57", "6", "30", "88"})
    assert len(edges) == 4
    assert max(edges) - min(edges) < 1.5
    assert min(result.right_edges({"(100.0%)", "(5.3%)"})) > max(edges) + 20
    told = [cell.text for cell in result.tree.all("TD")]
    assert told == ["57 (100.0%)", "6 (5.3%)", "30", "88"]
    set_in = result.left_of("Substantiated") - result.left_of("Concluded")
    assert set_in == pytest.approx(STEP, abs=1)


def test_five_years_of_figures_with_their_percentages_take_one_line_each(printed: Print) -> None:
    years = [Column(f"20{number}/{number + 1}", 1, numeric=True) for number in range(20, 25)]
    rows = (Row(("Education and all its settings", *["150 (100.0%)"] * 5), "total"),)
    table = Table("Contacts", (Column("", 3), *years), rows)
    widths = column_widths(table)
    assert all(figure_inset(table, at, widths[at][1]) for at in range(1, 6))
    assert widths[0][1] > MEASURE / 5
    assert len(printed(table).right_edges({"150"})) == 5


def test_a_table_that_is_copied_by_hand_is_set_large(printed: Print) -> None:
    def high(**given: Any) -> float:
        result = printed(Table("", NAMED, plain_rows([("AB2C", "x", "y")] * 2), **given))
        return float(result.middle_of("Name") - result.middle_of("AB2C"))

    assert high(large=True) > high() + 3


def test_columns_fill_the_page_and_none_is_narrower_than_its_words() -> None:
    columns = (Column("Safeguarding responsibilities", 0.1), Column("What", 9), Column("When", 0.1))
    table = Table("", columns, plain_rows([("a", "b " * 100, "12 November")]))
    widths = column_widths(table)
    assert sum(width for _, width in widths) == pytest.approx(MEASURE)
    assert widths[0][0] == MARGIN
    assert widths[0][1] >= widest_word("responsibilities", "bold", SMALL) + 2 * PADDING
    assert widths[2][1] >= widest_word("November", "bold", SMALL) + 2 * PADDING


def test_many_columns_with_long_words_still_fill_the_page() -> None:
    columns = tuple(Column("Responsibilities" * 3) for _ in range(9))
    widths = column_widths(Table("", columns, ()))
    assert sum(width for _, width in widths) == pytest.approx(MEASURE)


def test_a_table_without_rows_prints_its_head(printed: Print) -> None:
    result = printed(Table("Actions", NAMED, ()))
    assert [cell.text for cell in result.tree.all("TH")] == ["Name", "Role", "Present"]


def test_a_row_with_too_few_cells_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match=r"^Row 2 of a table has 1 cells where it needs 3\.$"):
        Table("", NAMED, plain_rows([("a", "b", "c"), ("d",)]))


def test_a_level_three_heading_without_a_level_two_one_is_refused(printed: Print) -> None:
    with pytest.raises(ValueError, match="level 3 heading"):
        printed(Heading("School", 3))
    with pytest.raises(ValueError, match="level 3 heading"):
        printed(KeepTogether([Heading("School", 3)]))
