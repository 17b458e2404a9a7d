"""Counts one table while it is edited, with the tables it depends on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.practice.practice import Practice
from lado_desktop.figures.counting.year import figures
from lado_desktop.figures.presenting.result import YearFigures


def preview(shift: Shift, practice: Practice, table: str, year: str) -> YearFigures:
    """Count one table of a practice for a year, as the whole year's figures would.

    Also returns the tables that it is made with and those that must agree with it. Raises what
    `figures` raises.
    """
    return figures(shift, year, practice=around(practice, table))


def around(practice: Practice, table: str) -> Practice:
    """Return a practice of one table, what it needs, and what must agree with it."""
    tables = {str(each["id"]): each for each in practice.tables}
    identities = [each for each in practice.identities if table in _named(each["same"])]
    wanted = [table, *(name for each in identities for name in _named(each["same"]))]
    needed = set(_needed(tables, wanted))
    kept = tuple(each for name, each in tables.items() if name in needed)
    return replace(practice, tables=kept, identities=tuple(identities))


def _named(sides: Iterable[Any]) -> set[str]:
    found: set[str] = set()
    for side in sides:
        found |= {side.partition(" / ")[0]} if isinstance(side, str) else _named(side)
    return found


def _needed(tables: Mapping[str, Mapping[str, Any]], wanted: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    waiting = list(wanted)
    while waiting:
        name = waiting.pop()
        if name in seen or name not in tables:
            continue
        seen.add(name)
        yield name
        said = tables[name]
        waiting += [said[key] for key in ("rows_as", "of_table", "columns_as") if key in said]
