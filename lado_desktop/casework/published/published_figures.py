"""Published figures: typed in from a report, or frozen when one is issued."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import undefer

from lado_desktop.casework import saving
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.fields.text import one_line
from lado_desktop.domain.kinds.published_figure import (
    PUBLISHED_FIGURE_FORM,
    FrozenReport,
    PublishedFigure,
)
from lado_desktop.domain.problem import Problem, Refused
from lado_desktop.domain.record import new_id

Printed = tuple[str, str, str, int]
"""Table, row, column and count."""


def type_in(shift: Shift, given: Mapping[str, Any]) -> PublishedFigure:
    """Save a figure as a report printed it. Raises Refused."""
    asked = {name: given[name] for name in PUBLISHED_FIGURE_FORM.names if name in given}
    practice = shift.practice.name
    return saving.add(shift, "published_figure.add", PublishedFigure, asked, practice=practice)


def amend(shift: Shift, id: UUID, version: int, changes: Mapping[str, Any]) -> PublishedFigure:
    """Change a published figure, or explain a difference. Raises what `saving.amend` raises."""
    return saving.amend(shift, "published_figure.amend", PublishedFigure, id, version, changes)


def freeze(shift: Shift, printed: Iterable[Printed], source: str, cases: bytes, line: int) -> int:
    """Freeze the figures of a report issued today, and return how many.

    `cases` are the records behind each figure, so that a later change can be explained. `line` is
    the audit's last line when they were read. Raises Refused where the report has no name.
    """
    name = one_line(source).strip()
    if not name:
        raise Refused([Problem("source", "Say in which report these figures are published.")])
    with shift.act("figures.freeze") as session:
        report = FrozenReport(id=new_id(), source=name, line=line, cases=cases)
        figures = [
            PublishedFigure(
                practice=shift.practice.name,
                table_id=table,
                row_label=row,
                column_name=column,
                figure=count,
                source=name,
                frozen_on=shift.today,
                report_id=report.id,
            )
            for table, row, column, count in printed
        ]
        session.add(report)
        session.flush()
        session.add_all(figures)
    return len(figures)


def frozen_report(shift: Shift, id: UUID) -> FrozenReport:
    """Return a frozen report with its cases. Raises NotFound."""
    with shift.reading() as session:
        return saving.load(session, FrozenReport, id, options=[undefer(FrozenReport.cases)])


def published(shift: Shift, practice: str) -> list[PublishedFigure]:
    """Return all published figures of a practice's tables, oldest first."""
    query = select(PublishedFigure).where(PublishedFigure.practice == practice)
    with shift.reading() as session:
        return list(session.scalars(query.order_by(PublishedFigure.id)))
