"""Explains why a published figure changed: the records that it gained and lost since."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from db.records.audit_query import last_line
from lado_desktop.casework.audit.changed_since import Why, changed_since
from lado_desktop.casework.published import published_figures
from lado_desktop.casework.shift import Shift
from lado_desktop.figures.counting.period import year_named
from lado_desktop.figures.counting.placing import row_cell
from lado_desktop.figures.counting.year import count_year
from lado_desktop.figures.presenting.result import YearFigures
from lado_desktop.figures.problem import FiguresMoved
from lado_desktop.figures.publishing.published import Beside, Counted, column_kept
from lado_desktop.figures.reconciling.behind import Behind, Figure


def freeze(shift: Shift, figures: YearFigures, source: str) -> int:
    """Freeze every count of a report that is issued now, and return their number.

    Counts of the reporting year and of the years before it, all published in the report. They are
    stored with the records behind them and the audit's last line; all three are of one moment.
    Raises FiguresMoved where the counts are older, and Refused.
    """
    cells = [
        (table.id, row.label, column, count)
        for table in figures.tables
        for row in table.rows
        for column, count in zip(table.columns, row.count, strict=True)
        if count is not None
    ]
    tables = [table.id for table in figures.tables]
    year = year_named(figures.source, figures.year)
    with shift.reading_all() as session:
        line = last_line(session)
        now = count_year(session.connection(), figures.source, year, figures.as_at)
        if now.tables != figures.tables:
            raise FiguresMoved
        every = Behind(session.connection(), figures.source, figures.year, figures.as_at, tables)
        found = {
            cell[:3]: every.records(cell[0], row_cell(cell[1]), cell[2])
            for cell in cells
            if cell[3]
        }
    tables_by_id = {table.id: table for table in figures.tables}
    kept = [
        (table, row, column_kept(tables_by_id[table], column, figures.year), count)
        for table, row, column, count in cells
    ]
    return published_figures.freeze(shift, kept, source, _packed(found), line)


def _packed(found: Mapping[Counted, Iterable[UUID]]) -> bytes:
    numbers: dict[UUID, int] = {}
    cells = [
        [*cell, [numbers.setdefault(id, len(numbers)) for id in ids]] for cell, ids in found.items()
    ]
    return zlib.compress(json.dumps([[id.hex for id in numbers], cells]).encode())


def _unpacked(cases: bytes) -> dict[Counted, set[UUID]]:
    if not cases:
        return {}
    ids, cells = json.loads(zlib.decompress(cases))
    keys = [UUID(hex=each) for each in ids]
    return {
        (table, row, column): {keys[at] for at in numbers} for table, row, column, numbers in cells
    }


@dataclass(frozen=True)
class Since:
    """The records that a published figure gained and lost, each with the reason."""

    figure: Figure
    published: str
    why: tuple[Why, ...]

    @property
    def title(self) -> str:
        """The table, and how it was published."""
        return f"{self.figure.title}. {self.published}"

    @property
    def words(self) -> str:
        """The figure's table, row and column."""
        return f"Changed since: {self.figure.words}"

    @property
    def kind(self) -> str:
        """The kind of its records."""
        return self.figure.kind

    def records(self, shift: Shift) -> list[UUID]:
        """Return the records that it has gained and lost."""
        return [each.id for each in self.why]

    @property
    def because(self) -> str:
        """Why it changed: "because 4 more (logged since)"."""
        more = _counted([each.because for each in self.why if each.gained], "more")
        fewer = _counted([each.because for each in self.why if not each.gained], "fewer")
        said = " and ".join(each for each in (more, fewer) if each)
        return f"because {said}" if said else ""

    @property
    def named(self) -> str:
        """References of the cases, each with the reason."""
        return "; ".join(f"{each.reference} {each.because}" for each in self.why if each.reference)


def _counted(reasons: list[str], what: str) -> str:
    """Return how many there are, with the number of each reason if several."""
    different = dict.fromkeys(reasons)
    if len(different) > 1:
        said = ", ".join(f"{reasons.count(each)} {each}" for each in different)
    else:
        said = "".join(different)
    return f"{len(reasons)} {what} ({said})" if reasons else ""


def since(shift: Shift, figures: YearFigures, beside: Beside) -> Since | None:
    """Return the changes of a frozen figure; None for one that was typed in."""
    report_id = beside.published.report_id
    if report_id is None:
        return None
    report = published_figures.frozen_report(shift, report_id)
    then = _unpacked(report.cases).get((beside.table, beside.row, beside.column), set())
    figure = Figure(
        *(figures.source, figures.year, figures.as_at),
        *(beside.table, row_cell(beside.row), beside.column),
    )
    now = set(figure.records(shift))
    why = changed_since(shift, figure.kind, now - then, then - now, report.line)
    return Since(figure, f"Published {beside.published.figure}: {beside.origin}", tuple(why))
