"""A printed document as data: content and order, without its look.

A document is a tuple of blocks. `reports.pdf` draws it as a tagged PDF, `reports.word` as a Word
file. Nothing here knows a case, a font or a page.

All text is plain text as it was typed, without markup or escapes. Long text never fails: lines
wrap, long words break, and a table row higher than half a page continues overleaf. Table cells
should have at most 300 characters; longer text belongs in `Prose`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from lado_desktop.figures.presenting.chart import Chart

RowStyle = Literal["plain", "total", "also"]
"""`total` rows are bold with a rule above. `also` rows (derived, not summed) are italic."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a document. The document's title is the level 1 heading at its top.

    Sections are level 2 and their parts level 3. Level 1 is for a file that binds several
    documents. `Document` checks that no level is skipped.
    """

    text: str
    level: Literal[1, 2, 3] = 2
    in_text: bool = False
    """Set as bold text in the body's size, like a letter's subject."""


@dataclass(frozen=True, slots=True)
class Prose:
    """Running text. A blank line starts a paragraph, and a line break is kept."""

    text: str
    leads: bool = False
    """It introduces the next block, and stays on its page."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and values, two columns: `("Held on", "3 April 2026")`.

    A value may wrap and may contain line breaks. Read aloud, each value is announced with its
    label.
    """

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list whose order does not matter."""

    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered list: 1., 2., 3., or onward from `start`."""

    items: Sequence[str]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `width` is its share of the page, relative to the other columns.

    Numeric columns are set flush right, and so is each part of "57 (31.6%)".
    """

    heading: str
    width: float = 1.0
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, with a cell for each column."""

    cells: Sequence[str]
    style: RowStyle = "plain"
    depth: int = 0
    """The level of indentation of its first cell."""


def plain_rows(rows: Iterable[Sequence[str]]) -> tuple[Row, ...]:
    """Return rows of style `plain` from tuples of cells."""
    return tuple(Row(tuple(cells)) for cells in rows)


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated at the top of each further page.

    `title` is its caption, if any, and `note` is small print below it. With `header_column` the
    first cell of each row is a row header. Raises ValueError where a row has another number of
    cells than there are columns.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    header_column: bool = False
    note: str = ""
    large: bool = False
    """Its cells are set large, for copying letter by letter."""
    overleaf: str = ""
    """Its name overleaf: the title, unless a heading names it."""

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError("A table needs at least one column.")
        for number, row in enumerate(self.rows, start=1):
            if len(row.cells) != len(self.columns):
                raise ValueError(
                    f"Row {number} of a table has {len(row.cells)} cells "
                    f"where it needs {len(self.columns)}."
                )


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart under its caption. Screen readers read `chart.words`."""

    chart: Chart


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Blocks that stay on one page if they fit, such as the lines for a signature."""

    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Starts a new page."""


Block = Heading | Prose | Facts | Bullets | Numbered | Table | Figure | KeepTogether | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A whole printed document.

    `title` and `reference` are in the file's metadata, so they must not name a person. `printed_by`
    is only on the pages. `printed_at` is London time. `service` (the council's team) is above the
    title and `subtitle` below it. `marking` is at the top of every page. Empty `version`, `anchor`
    and `printed_by` are left out. `practice_data` and `draft` put their words across every page. A
    `notice` is below the title; in Word, at the top of every page. With a `letterhead` it is a
    letter: service and letterhead head its first page, and its blocks print the title. The same
    document always gives the same bytes.

    Raises ValueError where a level 3 heading is not under a level 2 one.
    """

    title: str
    reference: str
    blocks: Sequence[Block]
    printed_by: str
    printed_at: datetime
    marking: str = "OFFICIAL-SENSITIVE"
    version: str = ""
    anchor: str = ""
    service: str = ""
    subtitle: str = ""
    practice_data: bool = False
    draft: bool = False
    notice: str = ""
    lang: str = "en-GB"
    letterhead: Sequence[str] | None = None

    def __post_init__(self) -> None:
        level = 1
        for heading in headings(self.blocks):
            if heading.level > level + 1:
                raise ValueError("A level 3 heading must come under a level 2 heading.")
            level = heading.level


def headings(blocks: Iterable[Block]) -> Iterable[Heading]:
    """Yield all headings in reading order, also those inside `KeepTogether`."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, KeepTogether):
            yield from headings(block.blocks)
