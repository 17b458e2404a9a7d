from collections.abc import Callable
from datetime import date
from typing import Any

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.practice.practice import practice_from, practice_named, practice_names
from lado_desktop.figures.counting.year import figures
from lado_desktop.reports.blocks import Bullets, Prose, Table
from lado_desktop.reports.documents.year_summary import summary_of, year_summary
from lado_desktop.reports.pdf.pdf import draw


def test_the_years_figures_are_printed_with_every_table(
    shift: Shift, allegation: Contact, read: Callable[[bytes], Any]
) -> None:
    counted = figures(shift, "2026/27")
    text = " ".join(" ".join(read(draw(year_summary(shift, "2026/27"))).pages).split())
    assert "Figures for 2026/27" in text
    assert "As at 23 November 2026" in text
    assert "Left out, as nothing of the kind was recorded yet: 2024/25, 2025/26." in text
    assert "The figures agree." in text
    for table in counted.tables:
        assert table.title in text


def test_every_practice_can_be_printed(shift: Shift, allegation: Contact) -> None:
    for name in practice_names():
        document = year_summary(shift, "2026/27", practice=practice_named(name))
        tables = [block for block in document.blocks if isinstance(block, Table)]
        assert len(tables) >= len(practice_named(name).tables)


def test_what_does_not_add_up_is_reported_at_the_top_and_under_its_table(
    shift: Shift, allegation: Contact
) -> None:
    twice = [{"label": "A", "sector": ["ey*"]}, {"label": "B", "sector": ["ey.nursery"]}]
    table = {"id": "t", "title": "T", "counts": "contacts", "columns": {"years": 1}, "rows": twice}
    about = {"authority": "A", "report": "R", "year_start": [4, 1]}
    practice = practice_from("planted", {"service": about, "table": [table]})
    document = summary_of(shift, figures(shift, "2026/27", date(2027, 3, 31), practice))
    said = "“T”, 2026/27: the rows come to 2, and the count is 1."
    assert [block.items for block in document.blocks if isinstance(block, Bullets)] == [[said]]
    assert [block.note for block in document.blocks if isinstance(block, Table)] == [said]
    assert Prose("The figures agree.") not in document.blocks
