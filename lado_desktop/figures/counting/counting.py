"""Counts the units of a table: each cell, and a second count of everything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lado_desktop.figures.counting.period import Period
from lado_desktop.figures.counting.placing import Cell, across, places
from lado_desktop.figures.layout.layout import NOT_LISTED, NOT_RECORDED, Layout, Row
from lado_desktop.figures.units.countable import Countable
from lado_desktop.figures.units.matching import Matching
from lado_desktop.figures.units.unit_set import Chosen, UnitSet
from lado_desktop.figures.units.units import Units

Place = tuple[Cell, str | None]
"""A cell and its column across; None for all columns across."""


@dataclass(frozen=True)
class Tally:
    """The counts of some rows of a table, for every period.

    `sums` are of what units can be summed by: attendees, hundredths of full-time equivalents.
    """

    counts: Mapping[Place, Sequence[int]]
    sums: Mapping[Place, Sequence[int]]
    totals: Mapping[str | None, Sequence[int]]
    """The second count: everything, by column across (None for all), for every period."""


def counted_alike(layout: Layout) -> dict[tuple[Countable, str | None], list[Row]]:
    """Group a table's rows and lines by the kind that they count and the deciding day."""
    found: dict[tuple[Countable, str | None], list[Row]] = {}
    for row in (*layout.rows, *layout.also):
        found.setdefault((row.counted, row.basis), []).append(row)
    return found


def tally(
    units: Units,
    layout: Layout,
    rows: Sequence[Row],
    columns: Layout | None,
    periods: Sequence[Period],
) -> Tally:
    """Count these rows of a table, all of one kind and basis, for every period.

    `columns` is the table whose rows are the columns, if any. A unit that is open at the end of
    several columns is counted in each.
    """
    counted, basis = rows[0].counted, rows[0].basis
    of_kind = units.of(counted.name)
    here = [counted_in(layout, counted, basis, of_kind, period) for period in periods]
    cells = cell_conditions(layout, rows, columns, of_kind)
    counts = {
        place: [(chosen & each).bit_count() for each in here] for place, chosen in cells.items()
    }
    sums: dict[Place, list[int]] = {}
    for name in counted.sums:
        for place, chosen in cells.items():
            sums[place] = [of_kind.amount(name, chosen & each) for each in here]
    return Tally(counts, sums, totals(units, layout, counted, basis, columns, periods))


def totals(
    units: Units,
    layout: Layout,
    counted: Countable,
    basis: str | None,
    columns: Layout | None,
    periods: Sequence[Period],
) -> dict[str | None, list[int]]:
    """Count everything in a table a second time, without its rows."""
    of_kind = units.of(counted.name)
    here = [counted_in(layout, counted, basis, of_kind, period) for period in periods]
    found: dict[str | None, list[int]] = {None: [each.bit_count() for each in here]}
    if columns is not None:
        for label, stands in across(columns, Matching(of_kind)).items():
            found[label] = [(each & stands).bit_count() for each in here]
    return found


def labels_across(columns: Layout | None) -> list[str]:
    """Return the names of the columns across in printed order, with those of the remainder."""
    if columns is None:
        return []
    labels = [row.label for row in columns.rows if row in columns.placing]
    return labels + ([NOT_RECORDED, NOT_LISTED] if columns.exclusive else [])


def cell_conditions(
    layout: Layout, rows: Sequence[Row], columns: Layout | None, units: UnitSet
) -> dict[Place, Chosen]:
    """Return the units in every cell of these rows, on any day."""
    matching = Matching(units)
    down = places(layout, rows, matching)
    found: dict[Place, Chosen] = {(cell, None): down[cell] for cell in down}
    if columns is not None:
        for label, stands in across(columns, matching).items():
            found.update({(cell, label): down[cell] & stands for cell in down})
    return found


def counted_in(
    layout: Layout, counted: Countable, basis: str | None, units: UnitSet, period: Period
) -> Chosen:
    """Return the units that a table counts in a period."""
    found = Matching(units).all_of(layout.where) & _in_period(counted, basis, units, period)
    if counted.name == "checks":
        found &= units.one_of("intake", frozenset(("check",)))
    return found


def _in_period(counted: Countable, basis: str | None, units: UnitSet, period: Period) -> Chosen:
    """Return the units in a period, by the deciding day."""
    if counted.name == "officers" and basis in ("open", "opening"):
        return _in_post(units, period.last if basis == "open" else period.first)
    if basis == "open":
        return units.by("received", period.last) & ~units.by("concluded", period.last)
    return units.between(basis or "day", period.first, period.last)


def _in_post(officers: UnitSet, day: date) -> Chosen:
    """Return the posts held on a day. The last day of a post is a day in post."""
    return officers.by("started", day) & ~officers.before("ended", day)


def lado_hundredths(units: Units, day: date) -> int:
    """Return the full-time equivalents of LADOs in post on a day, in hundredths."""
    officers = units.of("officers")
    lados = officers.one_of("officer_role", frozenset(("lado",)))
    return officers.amount("fte", lados & _in_post(officers, day))
