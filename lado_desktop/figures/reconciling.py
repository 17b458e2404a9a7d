"""Whether figures add up: within a table, down and across, and between tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from lado_desktop.figures.counted_table import CountedTable, Series
from lado_desktop.figures.layout import (
    NOT_LISTED,
    NOT_RECORDED,
    Identity,
    Reference,
    Row,
)
from lado_desktop.figures.placing import part_cell, unplaced_cell
from lado_desktop.figures.result import Agreement


def unplaced(table: CountedTable, within: str = "") -> dict[str, Series]:
    """Return what fits no row of a table, or no part of one of its rows.

    Where nothing is placed (the one row is everything counted), nothing is left over.
    """
    if not table.layout.placing:
        none: Series = [None if figure is None else Fraction(0) for figure in table.total()]
        return {NOT_RECORDED: none, NOT_LISTED: none}
    first = table.layout.rows[0]
    return {
        which: table.cell(first, unplaced_cell(which, within))
        for which in (NOT_RECORDED, NOT_LISTED)
    }


def table_gaps(table: CountedTable) -> tuple[str, ...]:
    """Return what does not add up in a table, a sentence each."""
    return tuple(_gaps(table))


def _gaps(table: CountedTable) -> Iterator[str]:
    layout, total = table.layout, table.total()
    if layout.exclusive:
        for row in layout.rows:
            if not row.condition:
                yield from _compare(table, f"the row “{row.label}”", [table.counts(row)], total)
    if layout.exclusive and layout.placing:
        placed = [table.counts(row) for row in layout.placing]
        yield from _compare(table, "the rows", [*placed, *unplaced(table).values()], total)
        for label, children in layout.groups.items():
            parts = [table.counts(row) for row in children]
            rest = unplaced(table, label).values()
            whole = table.counts(layout.row(label))
            yield from _compare(table, f"the parts of “{label}”", [*parts, *rest], whole)
    for row in layout.rows:
        if row.parts:
            cells = [
                table.cell(row, part_cell(row.label, number)) for number in range(len(row.parts))
            ]
            yield from _compare(table, f"the parts of “{row.label}”", cells, table.counts(row))
    yield from _gaps_across(table, layout.rows)


def _compare(
    table: CountedTable, what: str, added: Sequence[Series], whole: Series
) -> Iterator[str]:
    for place, head in enumerate(table.heads):
        figures = [series[place] for series in added]
        if whole[place] is None:
            continue
        together = sum((figure or Fraction(0) for figure in figures), Fraction(0))
        if together != whole[place]:
            yield (
                f"“{table.layout.title}”, {head.head}: {what} come to {together}, "
                f"and the count is {whole[place]}."
            )


def _gaps_across(table: CountedTable, rows: Sequence[Row]) -> Iterator[str]:
    """Rows of another table as columns divide every row, where that table places units."""
    if not table.heads or NOT_LISTED not in table.names:
        return
    lines = [(f"row “{row.label}”", table.counts(row), table.whole(row)) for row in rows]
    lines.append(("the total", table.total(), table.grand_total()))
    for what, series, whole in lines:
        together = sum((each or Fraction(0) for each in table.before_totals(series)), Fraction(0))
        if whole is not None and together != whole:
            yield (
                f"“{table.layout.title}”, {what}: the columns come to {together}, "
                f"and the count is {whole}."
            )


def agreement(identity: Identity, tables: Mapping[str, CountedTable]) -> Agreement:
    """Compare figures that must agree, in every column that all of them have."""
    sides = [_side(side, tables) for side in identity.sides]
    shared = [name for name in sides[0] if all(name in side for side in sides)]
    gaps = []
    for name in shared:
        figures = [side[name] for side in sides]
        if len(set(figures)) > 1:
            said = ", ".join(
                f"{' and '.join(_words(each, tables) for each in side)} {figure}"
                for side, figure in zip(identity.sides, figures, strict=True)
            )
            gaps.append(f"{identity.title}, {name}: the figures do not agree: {said}.")
    return Agreement(identity.title, tuple(gaps))


def _side(side: Sequence[Reference], tables: Mapping[str, CountedTable]) -> dict[str, Fraction]:
    """The figures of one side added up, by column; without those that are empty."""
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


def _words(reference: Reference, tables: Mapping[str, CountedTable]) -> str:
    title = tables[reference.table].layout.title
    return f"“{title}”" if reference.row is None else f"“{title}”, {reference.row}"
