"""Typing in figures as they were published, and freezing those of a report that is issued."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from lado_desktop.casework import saving
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.published_figure import PUBLISHED_FIGURE_FORM, PublishedFigure

Printed = tuple[str, str, str, int]
"""Table, row, column and count."""


def type_in(shift: Shift, given: Mapping[str, Any]) -> PublishedFigure:
    """Keep a figure as a report printed it. Raises Refused."""
    asked = {name: given[name] for name in PUBLISHED_FIGURE_FORM.names if name in given}
    practice = shift.practice.name
    return saving.add(shift, "Type in published figure", PublishedFigure, asked, practice=practice)


def amend(shift: Shift, id: UUID, version: int, changes: Mapping[str, Any]) -> PublishedFigure:
    """Change a figure, or say why it is not what is counted. Raises as `saving.amend`."""
    return saving.amend(shift, "Change published figure", PublishedFigure, id, version, changes)


def freeze(shift: Shift, printed: Iterable[Printed], source: str) -> int:
    """Keep the figures of a report that is issued today, and return how many."""
    with shift.act("Freeze figures") as session:
        figures = [
            PublishedFigure(
                practice=shift.practice.name,
                table_id=table,
                row_label=row,
                column_name=column,
                figure=count,
                source=source,
                frozen_on=shift.today,
            )
            for table, row, column, count in printed
        ]
        session.add_all(figures)
    return len(figures)


def published(shift: Shift, practice: str) -> list[PublishedFigure]:
    """Return every published figure of a practice's tables, the oldest entry first."""
    query = select(PublishedFigure).where(PublishedFigure.practice == practice)
    with shift.reading() as session:
        return list(session.scalars(query.order_by(PublishedFigure.id)))
