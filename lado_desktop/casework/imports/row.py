"""Reads one row of a tracker into values, or into problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lado_desktop.casework.imports.cell import Codes, value_of
from lado_desktop.casework.imports.file import RowProblem, TrackerRow
from lado_desktop.casework.imports.layout import Layout


@dataclass(frozen=True)
class CheckedRow:
    """A row whose cells are all valid. Empty cells are left out."""

    number: int
    values: Mapping[str, Any]


def checked_row(
    row: TrackerRow, layout: Layout, codes: Codes, today: date
) -> CheckedRow | list[RowProblem]:
    """Read each cell of a row. Return the row, or all its problems."""
    values: dict[str, Any] = {}
    problems: list[RowProblem] = []
    for name, cell in row.cells.items():
        try:
            value = value_of(layout.columns[name], cell, codes, today)
        except ValueError as error:
            problems.append(RowProblem(row.number, name, str(error)))
        else:
            if value not in ("", []):
                values[name] = value
    problems += [
        RowProblem(row.number, name, "this is needed.")
        for name in layout.needed
        if name not in row.cells or (name not in values and not problems)
    ]
    return problems or CheckedRow(row.number, values)
