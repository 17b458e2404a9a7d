"""A printed document as data: what it says and in which order, never how it looks.

A document is a tuple of blocks. `reports.pdf` draws it as a tagged PDF; another drawer may make
Word of the same tree. Nothing here knows a case, a font or a page.

All text is plain text, exactly as it was typed: there is no markup and nothing to escape. Long
text never fails: lines wrap, long words break, and a table row taller than half a page goes on
overleaf. Keep table cells to short lines all the same (300 characters is the house rule) and put
anything longer into `Prose`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from lado_desktop.figures.presenting.chart import Chart

RowStyle = Literal["plain", "total", "also"]
"""`total` rows are bold with a rule above; `also` rows (derived, not added up) are italic."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the document. The document's own title is the level 1 heading at its top.

    So a document's sections are level 2 and their parts level 3. Level 1 is for a file that binds
    several documents together. Levels are never skipped on the way down (`Document` checks).
    """

    text: str
    level: Literal[1, 2, 3] = 2
    in_text: bool = False
    """Set as bold text of the body's size, as the subject of a letter is."""


@dataclass(frozen=True, slots=True)
class Prose:
    """Running text. A blank line starts a paragraph; a single line break stays one."""

    text: str
    leads: bool = False
    """It introduces what follows, and stays on its page."""


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
    """A list numbered 1., 2., 3. … (or on from `start`)."""

    items: Sequence[str]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `width` is its share of the page beside the other columns' shares.

    Numeric columns are set flush right, head and cells; a figure and the percentage beside it,
    "57 (31.6%)", each by itself.
    """

    heading: str
    width: float = 1.0
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: as many cells as there are columns."""

    cells: Sequence[str]
    style: RowStyle = "plain"
    depth: int = 0
    """How many rows it is a part of: its first cell is set in by so much."""


def plain_rows(rows: Iterable[Sequence[str]]) -> tuple[Row, ...]:
    """Rows of style `plain` from bare tuples of cells."""
    return tuple(Row(tuple(cells)) for cells in rows)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head row, repeated at the top of each further page.

    `title` stands above it as its caption (empty for none) and `note` below it in small print.
    With `header_column` the first cell of each row is a heading for that row. Raises ValueError
    when a row has not as many cells as there are columns.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    header_column: bool = False
    note: str = ""
    large: bool = False
    """Its cells are set large, to be copied letter by letter."""
    overleaf: str = ""
    """What it is called where it goes on overleaf: its title, unless a heading names it."""

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
    """A chart, with its caption above it. Read aloud, it is its `chart.words`."""

    chart: Chart


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Blocks that stay on one page where they fit on one, such as the lines for a signature."""

    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


Block = Heading | Prose | Facts | Bullets | Numbered | Table | Figure | KeepTogether | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A whole printed document.

    `title` and `reference` go into the file's metadata, so neither may name a person; `printed_by`
    is printed on each page only. `printed_at` is local civil time. `service` (the council's team)
    stands above the title, `subtitle` below it. `marking` heads every page. `version`, `anchor`
    and `printed_by` may be empty and are then left out. `practice_data` and `draft` each put their
    words across every page. A `notice` is printed below the title; in Word it heads every page.
    With a `letterhead` it is a letter: service and letterhead head its first page, and its title is
    for the blocks to print. The same document always draws the same bytes.

    Raises ValueError when a level 3 heading does not come under a level 2 one.
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
    """Every heading in reading order, those inside `KeepTogether` too."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, KeepTogether):
            yield from headings(block.blocks)
