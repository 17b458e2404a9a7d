"""A chart of a table of figures, as plain data.

`figures.presenting.charting` makes it from the table. `reports.charts` draws it, and a spreadsheet
draws its own from the same data.
"""

from __future__ import annotations

from dataclasses import dataclass

from lado_desktop.figures.counting.measures import Number
from lado_desktop.figures.layout.layout import ChartKind
from lado_desktop.figures.presenting.view import WITHHELD

UNITS = {
    "count": "",
    "percent": "percentages",
    "per_week": "a week",
    "per_fte": "per full-time LADO",
    "attendees": "attendees",
    "fte": "full-time equivalents",
}
"""The measures that can be drawn, with their words in the caption."""
KIND_WORDS: dict[ChartKind, str] = {
    "bars": "Bar chart",
    "stacked": "Stacked bar chart",
    "lines": "Line chart",
}


@dataclass(frozen=True)
class Series:
    """Figures with the same look: one for each label, or None."""

    name: str
    values: tuple[Number | None, ...]
    withheld: frozenset[int] = frozenset()
    """The indexes of figures that a public copy withholds."""


@dataclass(frozen=True)
class Chart:
    """One chart. Each of `series` has a figure for every one of `labels`."""

    title: str
    kind: ChartKind
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    measure: str = "count"
    """The measure that is drawn: one of UNITS."""
    decimals: int = 0
    latest_first: bool = False
    """The series are periods, of which the last matters most."""
    left_out: tuple[str, ...] = ()
    """The rows that are not drawn, because all their figures are 0."""
    has_sums: bool = False
    """Some of its figures are sums of the table's figures."""

    @property
    def caption(self) -> str:
        """The title, the measure, and the columns that are drawn."""
        unit = UNITS[self.measure]
        unit = f", {unit}" if unit and unit.casefold() not in self.title.casefold() else ""
        columns = f": {', '.join(each.name for each in self.series)}" if self.latest_first else ""
        return f"{self.title}{unit}{columns}"

    @property
    def note(self) -> str:
        """A sentence on the rows that are not drawn; "" where all are."""
        return f"Not drawn, as all figures are 0: {', '.join(self.left_out)}." * bool(self.left_out)

    @property
    def words(self) -> str:
        """Describe the chart in words: kind, period, greatest figure."""
        found = [
            (value, label, each.name)
            for each in self.series
            for label, value in zip(self.labels, each.values, strict=True)
            if value is not None
        ]
        most, label, name = max(found, key=lambda each: each[0])
        where = f"{label}, {name}" if len(self.series) > 1 else label
        given = " of those given" if any(each.withheld for each in self.series) else ""
        source = "in the table, or the sum of figures in it" if self.has_sums else "in the table"
        return (
            f"{KIND_WORDS[self.kind]} of {self.caption}. "
            f"The greatest{given} is {self.written(most)} ({where}). "
            f"{self.note}{' ' * bool(self.note)}Every figure of it is {source}."
        )

    def written(self, value: Number) -> str:
        """Return a figure as the table prints it."""
        return f"{value:,.{self.decimals}f}{'%' if self.measure == 'percent' else ''}"

    def said(self, series: Series, at: int) -> str:
        """Return the text of a figure of a series; a sign where there is none."""
        value = series.values[at]
        if value is None:
            return WITHHELD if at in series.withheld else "–"
        return self.written(value)
