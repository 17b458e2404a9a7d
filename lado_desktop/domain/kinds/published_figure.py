"""Published figures: typed in from a report, or frozen when one was issued."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from lado_desktop.domain.fields.field import count, line, prose
from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.record import Record


class FrozenReport(Record):
    """A report whose figures were frozen when it was issued, with the records behind them."""

    __tablename__ = "frozen_report"
    undoable = False

    source: Mapped[str] = mapped_column(String(200))
    line: Mapped[int] = mapped_column()
    """The audit's last line at that time. Later lines are later changes."""
    cases: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """The records counted in each figure; see `lado_desktop.figures.publishing.frozen`."""


class PublishedFigure(Record):
    """One printed count, in a row and column of one of the practice's tables.

    It is shown next to today's count and never replaces it.
    """

    __tablename__ = "published_figure"

    practice: Mapped[str] = mapped_column(String(60))
    table_id: Mapped[str] = line("Table", required=True)
    row_label: Mapped[str] = line("Row", required=True)
    column_name: Mapped[str] = line("Column", required=True, help="As printed: 2021/22")
    figure: Mapped[int] = count("Published", required=True)
    authority: Mapped[str | None] = line(
        "Authority", help="Another authority's, to compare with; empty for this service's own"
    )
    source: Mapped[str | None] = line("Where it was published", help="Report and page")
    because: Mapped[str | None] = prose("Why it is not what is counted today")
    frozen_on: Mapped[date | None] = mapped_column(Date)
    """The day of the report that froze it; None where it was typed in."""
    report_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("frozen_report.id"))
    """The report that froze it."""


PUBLISHED_FIGURE_FORM = Form(
    "published_figure",
    Section(
        "Published figure",
        PublishedFigure.table_id,
        PublishedFigure.row_label,
        PublishedFigure.column_name,
        PublishedFigure.figure,
        PublishedFigure.authority,
        PublishedFigure.source,
        PublishedFigure.because,
    ),
)
