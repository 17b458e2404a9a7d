"""A chart of a table of figures, as plain data.

`figures.charting` reads it off the table; `reports.chart_drawing` draws it, and a spreadsheet draws
its own of the same data.
"""

from __future__ import annotations

from dataclasses import dataclass

from lado_desktop.figures.counting.measures import Number
from lado_desktop.figures.layout.layout import ChartKind
from lado_desktop.figures.presenting.lines import WITHHELD

UNITS = {
    "count": "",
    "percent": "percentages",
    "per_week": "a week",
    "per_fte": "per full-time LADO",
    "attendees": "attendees",
    "fte": "full-time equivalents",
}
"""The measures that can be drawn, and what their figures are in the caption."""
KIND_WORDS: dict[ChartKind, str] = {
    "bars": "Bar chart",
    "stacked": "Stacked bar chart",
    "lines": "Line chart",
}


@dataclass(frozen=True)
class Series:
    """Figures that are drawn alike: one for each label, None where there is none."""

    name: str
    values: tuple[Number | None, ...]
    withheld: frozenset[int] = frozenset()
    """The places whose figure a public copy withholds."""


@dataclass(frozen=True)
class Chart:
    """One chart. Each of `series` has a figure for every one of `labels`."""

    title: str
    kind: ChartKind
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    measure: str = "count"
    """The measure of the table that is drawn: one of UNITS."""
    decimals: int = 0
    latest_first: bool = False
    """The series are columns of time, the last of them the one that matters most."""
    left_out: tuple[str, ...] = ()
    """The rows that are not drawn, as each of their figures is 0."""
    has_sums: bool = False
    """Some of its figures are sums of figures of the table."""

    @property
    def caption(self) -> str:
        """The title, the measure, and which columns are drawn."""
        unit = UNITS[self.measure]
        unit = f", {unit}" if unit and unit.casefold() not in self.title.casefold() else ""
        columns = f": {', '.join(each.name for each in self.series)}" if self.latest_first else ""
        return f"{self.title}{unit}{columns}"

    @property
    def note(self) -> str:
        """Which rows are not drawn, as a sentence; empty where all are."""
        return f"Not drawn, as all figures are 0: {', '.join(self.left_out)}." * bool(self.left_out)

    @property
    def words(self) -> str:
        """Describe the chart to a reader who does not see it: kind, span, greatest figure."""
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
        """Return what is printed for a figure of a series; a sign where there is none."""
        value = series.values[at]
        if value is None:
            return WITHHELD if at in series.withheld else "–"
        return self.written(value)
