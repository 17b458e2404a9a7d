"""Checks that figures add up: within a table, down and across, and between tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from lado_desktop.figures.counting.counted_table import CountedTable, Series
from lado_desktop.figures.counting.placing import (
    EVERYTHING,
    Cell,
    part_cell,
    row_cell,
    unplaced_cell,
)
from lado_desktop.figures.layout.layout import NOT_LISTED, NOT_RECORDED, Identity, Reference, Row
from lado_desktop.figures.reconciling.check import At, Check, Compared, Side

_Counted = tuple[Cell, Series]
"""A cell and its figures."""
SECOND_COUNT = "the second count"


def unplaced(table: CountedTable, within: str = "") -> dict[str, Series]:
    """Return the units that fit no row of a table, or no part of a row.

    Where the only row is everything counted, there are none.
    """
    if not table.layout.placing:
        none: Series = [None if figure is None else Fraction(0) for figure in table.total()]
        return {NOT_RECORDED: none, NOT_LISTED: none}
    first = table.layout.rows[0]
    return {
        which: table.cell(first, unplaced_cell(which, within))
        for which in (NOT_RECORDED, NOT_LISTED)
    }


def table_checks(table: CountedTable, lost: int = 0) -> tuple[Check, ...]:
    """Return all checks within a table.

    `lost` is how many records of its kind were not read as units.
    """
    title, layout = table.layout.title, table.layout
    gap = f"“{title}”: not every record came to be counted."
    read = Compared("", "", (Fraction(lost), Fraction(0)), gap, f"{lost or 'none'} left out")
    sides = (Side("records", ()), Side("what was counted", ()))
    found = [Check(title, "every record, and what came to be counted", sides, (read,))]
    if layout.exclusive:
        found += _down(table)
    for row in layout.rows:
        if row.parts:
            cells = [part_cell(row.label, number) for number in range(len(row.parts))]
            parts = [(cell, table.cell(row, cell)) for cell in cells]
            found.append(_check(table, f"the parts of “{row.label}”", parts, _of(table, row)))
    return (*found, *_across(table))


def _of(table: CountedTable, row: Row) -> _Counted:
    return row_cell(row.label), table.counts(row)


def _rest(table: CountedTable, within: str = "") -> list[_Counted]:
    return [
        (unplaced_cell(which, within), series) for which, series in unplaced(table, within).items()
    ]


def _down(table: CountedTable) -> Iterator[Check]:
    layout, total = table.layout, (EVERYTHING, table.total())
    for row in layout.rows:
        if not row.condition:
            yield _check(table, f"the row “{row.label}”", [_of(table, row)], total)
    if layout.placing:
        placed = [_of(table, row) for row in layout.placing]
        yield _check(table, "the rows", [*placed, *_rest(table)], total)
        for label, children in layout.groups.items():
            parts = [*(_of(table, row) for row in children), *_rest(table, label)]
            yield _check(table, f"the parts of “{label}”", parts, _of(table, layout.row(label)))


def _check(table: CountedTable, what: str, added: Sequence[_Counted], whole: _Counted) -> Check:
    """Compare the sum of some cells with another's."""
    layout = table.layout
    compared = []
    for place, head in enumerate(table.heads):
        count = whole[1][place]
        if count is None:
            continue
        figures = [series[place] or Fraction(0) for _, series in added]
        together = sum(figures, Fraction(0))
        gap = f"“{layout.title}”, {head.head}: {what} come to {together}, and the count is {count}."
        compared.append(Compared(head.name, head.head, (together, count), gap))
    against = SECOND_COUNT if whole[0] == EVERYTHING else "the row itself"
    sides = (
        Side(what, tuple(At(layout.id, cell) for cell, _ in added)),
        Side(against, (At(layout.id, whole[0]),)),
    )
    return Check(layout.title, f"{what} and {against}", sides, tuple(compared))


def _across(table: CountedTable) -> Iterator[Check]:
    """Check that another table's rows as columns divide every row, if that table places units."""
    if not table.heads or NOT_LISTED not in table.names:
        return
    layout = table.layout
    lines = [
        (f"row “{row.label}”", row_cell(row.label), table.counts(row), table.whole(row))
        for row in layout.rows
    ]
    lines.append(("the total", EVERYTHING, table.total(), table.grand_total()))
    for what, cell, series, whole in lines:
        if whole is None:
            continue
        together = sum((each or Fraction(0) for each in table.before_totals(series)), Fraction(0))
        gap = f"“{layout.title}”, {what}: the columns come to {together}, and the count is {whole}."
        columns = [head.name for head in table.heads if not head.is_total]
        every = Side("the columns", tuple(At(layout.id, cell, name) for name in columns))
        sides = (every, Side("the row itself", (At(layout.id, cell, layout.row_total),)))
        compared = Compared(layout.row_total or "", what, (together, whole), gap)
        yield Check(layout.title, f"the columns of {what} and the row itself", sides, (compared,))


def agreement(identity: Identity, tables: Mapping[str, CountedTable]) -> Check:
    """Compare figures that must agree, in every column that all of them have."""
    sides = [_side(side, tables) for side in identity.sides]
    shared = [name for name in sides[0] if all(name in side for side in sides)]
    first = tables[identity.sides[0][0].table]
    heads = {head.name: head.head for head in first.heads}
    compared = []
    for name in shared:
        figures = [side[name] for side in sides]
        said = ", ".join(
            f"{_words(side, tables)} {figure}"
            for side, figure in zip(identity.sides, figures, strict=True)
        )
        gap = f"{identity.title}, {name}: the figures do not agree: {said}."
        compared.append(Compared(name, heads[name], tuple(figures), gap))
    named = tuple(
        Side(_words(side, tables), tuple(_at(each) for each in side)) for side in identity.sides
    )
    what = "; ".join(side.words for side in named)
    return Check(identity.title, what, named, tuple(compared))


def _side(side: Sequence[Reference], tables: Mapping[str, CountedTable]) -> dict[str, Fraction]:
    """Return the sums of one side by column, without empty ones."""
    found: list[dict[str, Fraction]] = []
    for reference in side:
        table = tables[reference.table]
        series = (
            table.total()
            if reference.row is None
            else table.counts(table.layout.row(reference.row))
        )
        named = zip(table.names, series, strict=True)
        found.append({name: figure for name, figure in named if figure is not None})
    shared = [name for name in found[0] if all(name in figures for figures in found)]
    return {name: sum((figures[name] for figures in found), Fraction(0)) for name in shared}


def _at(reference: Reference) -> At:
    cell = EVERYTHING if reference.row is None else row_cell(reference.row)
    return At(reference.table, cell)


def _words(side: Sequence[Reference], tables: Mapping[str, CountedTable]) -> str:
    return " and ".join(_word(each, tables) for each in side)


def _word(reference: Reference, tables: Mapping[str, CountedTable]) -> str:
    title = tables[reference.table].layout.title
    return f"“{title}”" if reference.row is None else f"“{title}”, {reference.row}"
