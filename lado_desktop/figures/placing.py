"""Where the units of a table stand: for each of its cells, the condition in SQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, and_, not_, or_, true

from lado_desktop.figures.condition import Condition
from lado_desktop.figures.layout import NOT_LISTED, NOT_RECORDED, Layout, Row
from lado_desktop.figures.matching import Matching, columns_asked

Cell = tuple[str, ...]
"""`("row", label)`, `("part", label, "0")`, or `("unplaced", label of the row it is in, which)`.

What fits no row of the whole table is in the row "".
"""
Places = dict[Cell, ColumnElement[bool]]

EVERYTHING: Cell = ("all",)
"""All that the table counts, placed or not."""


def row_cell(label: str) -> Cell:
    """Return the cell of a row."""
    return ("row", label)


def part_cell(label: str, part: int) -> Cell:
    """Return the cell of one of the parts of a row."""
    return ("part", label, str(part))


def unplaced_cell(which: str, within: str = "") -> Cell:
    """Return the cell of what fits no row of the table, or of a row."""
    return ("unplaced", within, which)


def places(layout: Layout, rows: Sequence[Row], matching: Matching) -> Places:
    """Return the condition of each cell of these rows and, where they place units, of the rest.

    Each row is asked for itself, so a unit that fits two rows is counted in both, and the table
    does not reconcile.
    """
    found: Places = {EVERYTHING: true()}
    # Separate figures may count different kinds of unit, and place none.
    fits = _fitting(layout, matching) if layout.exclusive else {}
    for row in rows:
        here = fits.get(row.label)
        if here is None:
            here = matching.all_of(row.condition)
        for parent in layout.above(row):
            here = and_(here, fits.get(parent.label, matching.all_of(parent.condition)))
        found[row_cell(row.label)] = here
        for number, part in enumerate(row.parts):
            found[part_cell(row.label, number)] = and_(here, matching.all_of(part))
    if layout.exclusive and layout.placing:
        found.update(_rest(matching, "", true(), layout.placing, list(fits.values())))
        for parent_label, children in layout.groups.items():
            within = found[row_cell(parent_label)]
            fit = [matching.all_of(child.condition) for child in children]
            found.update(_rest(matching, parent_label, within, children, fit))
    return found


def across(layout: Layout, matching: Matching) -> dict[str, ColumnElement[bool]]:
    """Return the rows of a table as columns, by label: units are placed in them as they are down.

    What fits none follows under its two names, where the table shows it.
    """
    fits = _fitting(layout, matching)
    found = {row.label: fits[row.label] for row in layout.rows if row.label in fits}
    if layout.exclusive:
        rest = _rest(matching, "", true(), layout.placing, list(fits.values()))
        found.update({cell[2]: condition for cell, condition in rest})
    return found


def asked_of(layout: Layout) -> set[str]:
    """Return the columns of units that the rows of a table look at."""
    found: set[str] = set()
    for row in (*layout.rows, *layout.also):
        for condition in (row.condition, *row.parts):
            found |= columns_asked(condition)
    return found


def _fitting(layout: Layout, matching: Matching) -> dict[str, ColumnElement[bool]]:
    """For each row that units are placed in, whether one is; after the rows tried before it."""
    fits: dict[str, ColumnElement[bool]] = {}
    taken: list[ColumnElement[bool]] = []
    for row in layout.placing:
        fit = matching.all_of(row.condition)
        fits[row.label] = and_(fit, not_(or_(*taken))) if layout.first_match and taken else fit
        taken.append(fit)
    return fits


def _rest(
    matching: Matching,
    within_label: str,
    within: ColumnElement[bool],
    rows: Sequence[Row],
    fits: Sequence[ColumnElement[bool]],
) -> Iterator[tuple[Cell, ColumnElement[bool]]]:
    asked: Condition = tuple(test for row in rows for test in row.condition)
    nowhere = and_(within, not_(or_(*fits)))
    lacking = matching.lacks(asked)
    yield unplaced_cell(NOT_RECORDED, within_label), and_(nowhere, lacking)
    yield unplaced_cell(NOT_LISTED, within_label), and_(nowhere, not_(lacking))
