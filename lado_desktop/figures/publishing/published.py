"""Published figures beside today's. Neither replaces the other."""

from __future__ import annotations

from dataclasses import dataclass

from lado_desktop.casework.published import published_figures
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.published_figure import PublishedFigure
from lado_desktop.domain.time.typed_day import day_words
from lado_desktop.figures.presenting.result import FigureTable, YearFigures

Counted = tuple[str, str, str]
"""A cell: table, row and column."""


@dataclass(frozen=True)
class Beside:
    """One cell as it was published, and as counted today."""

    table: str
    row: str
    column: str
    published: PublishedFigure
    recomputed: int | None
    """None where today's figures have no such cell or it is empty."""

    @property
    def differs(self) -> bool:
        """Both exist and differ. Another authority's figures need not agree."""
        own = self.published.authority is None
        return own and self.recomputed is not None and self.recomputed != self.published.figure

    @property
    def words(self) -> str:
        """The note on it: "published 194, recomputed 198, because …"."""
        if self.published.authority is not None:
            return f"{self.published.authority}: published {self.published.figure}"
        said = f"published {self.published.figure}"
        if self.recomputed is None:
            return f"{said}, not recomputed: there are no records of that time"
        said += f", recomputed {self.recomputed}"
        return f"{said}, because {self.published.because}" if self.published.because else said

    @property
    def origin(self) -> str:
        """Where the published figure is from."""
        frozen = self.published.frozen_on
        how = "typed in" if frozen is None else f"frozen on {day_words(frozen)}"
        return f"{self.published.source}, {how}" if self.published.source else how


def column_kept(table: FigureTable, column: str, year: str) -> str:
    """Return the name under which a column is frozen: with its year, if it names no time."""
    is_total = table.totalled and column == table.columns[-1]
    return f"{column}, {year}" if is_total or table.across == "rows" else column


def beside(shift: Shift, figures: YearFigures) -> tuple[Beside, ...]:
    """Return each published figure beside its cell of these figures.

    If several are of one cell, the last one saved. Figures of other columns are left out.
    """
    latest: dict[tuple[str, str, str, str | None], PublishedFigure] = {}
    for each in published_figures.published(shift, figures.practice):
        latest[each.table_id, each.row_label, each.column_name, each.authority] = each
    counted = {
        (table.id, row.label, column): count
        for table in figures.tables
        for row in table.rows
        for column, count in zip(table.columns, row.count, strict=True)
    }
    kept_as = {
        (table.id, row.label, column_kept(table, column, figures.year)): column
        for table in figures.tables
        for row in table.rows
        for column in table.columns
    }
    found = []
    for (table_id, label, kept, _), each in latest.items():
        column = kept_as.get((table_id, label, kept), kept)
        if (table_id, label, column) in counted:
            counted_now = counted[table_id, label, column]
            found.append(Beside(table_id, label, column, each, counted_now))
    return tuple(found)
