"""Finds the units in each cell of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lado_desktop.figures.layout.condition import Condition, fields_asked
from lado_desktop.figures.layout.layout import NOT_LISTED, NOT_RECORDED, Layout, Row
from lado_desktop.figures.units.matching import Matching
from lado_desktop.figures.units.unit_set import Chosen

Cell = tuple[str, ...]
"""`("row", label)`, `("part", label, "0")`, or `("unplaced", label of the row, which)`.

Units that fit no row of the table are under the row "".
"""
Places = dict[Cell, Chosen]

EVERYTHING: Cell = ("all",)
"""Everything that the table counts, placed or not."""


def row_cell(label: str) -> Cell:
    """Return the cell of a row."""
    return ("row", label)


def part_cell(label: str, part: int) -> Cell:
    """Return the cell of one of the parts of a row."""
    return ("part", label, str(part))


def unplaced_cell(which: str, within: str = "") -> Cell:
    """Return the cell of units that fit no row of the table, or no part of a row."""
    return ("unplaced", within, which)


def places(layout: Layout, rows: Sequence[Row], matching: Matching) -> Places:
    """Return the units in each cell of these rows and, if they place units, in the remainder.

    Each row is tested by itself. A unit that fits two rows is counted in both, and the table does
    not reconcile.
    """
    found: Places = {EVERYTHING: matching.everything}
    # Separate figures may count different kinds of unit, and place none.
    fits = _fitting(layout, matching) if layout.exclusive else {}
    for row in rows:
        here = fits.get(row.label)
        if here is None:
            here = matching.all_of(row.condition)
        for parent in layout.above(row):
            above = fits.get(parent.label)
            here &= matching.all_of(parent.condition) if above is None else above
        found[row_cell(row.label)] = here
        for number, part in enumerate(row.parts):
            found[part_cell(row.label, number)] = here & matching.all_of(part)
    if layout.exclusive and layout.placing:
        found.update(_rest(matching, "", matching.everything, layout.placing, list(fits.values())))
        for parent_label, children in layout.groups.items():
            within = found[row_cell(parent_label)]
            fit = [matching.all_of(child.condition) for child in children]
            found.update(_rest(matching, parent_label, within, children, fit))
    return found


def across(layout: Layout, matching: Matching) -> dict[str, Chosen]:
    """Return the rows of a table as columns, by label, with units placed as in rows.

    The remainder follows under its two names, if the table shows it.
    """
    fits = _fitting(layout, matching)
    found = {row.label: fits[row.label] for row in layout.rows if row.label in fits}
    if layout.exclusive:
        rest = _rest(matching, "", matching.everything, layout.placing, list(fits.values()))
        found.update({cell[2]: chosen for cell, chosen in rest})
    return found


def asked_of(layout: Layout) -> set[str]:
    """Return the fields that a table asks about."""
    found = fields_asked(layout.where)
    for row in (*layout.rows, *layout.also):
        for condition in (row.condition, *row.parts):
            found |= fields_asked(condition)
        if row.counted.name == "checks":
            found.add("intake")
    return found


def _fitting(layout: Layout, matching: Matching) -> dict[str, Chosen]:
    """Return the units of each row that places units; the first match wins if the table says so."""
    fits: dict[str, Chosen] = {}
    taken = 0
    for row in layout.placing:
        fit = matching.all_of(row.condition)
        fits[row.label] = fit & ~taken if layout.first_match else fit
        taken |= fit
    return fits


def _rest(
    matching: Matching,
    within_label: str,
    within: Chosen,
    rows: Sequence[Row],
    fits: Sequence[Chosen],
) -> Iterator[tuple[Cell, Chosen]]:
    asked: Condition = tuple(test for row in rows for test in row.condition)
    nowhere = within
    for fit in fits:
        nowhere &= ~fit
    lacking = matching.lacks(asked)
    yield unplaced_cell(NOT_RECORDED, within_label), nowhere & lacking
    yield unplaced_cell(NOT_LISTED, within_label), nowhere & ~lacking
