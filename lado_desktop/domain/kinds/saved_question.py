"""Named questions about figures, which the whole service can ask again."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from lado_desktop.domain.fields.field import count, line
from lado_desktop.domain.record import Record


class SavedQuestion(Record):
    """A question's rows, columns and filter; see `lado_desktop.figures.questions.question`."""

    __tablename__ = "saved_question"

    name: Mapped[str] = line("Question", required=True)
    counts: Mapped[str] = line("What is counted", required=True)
    only: Mapped[str | None] = line("Only those")
    rows: Mapped[str] = line("In rows", required=True)
    within: Mapped[str | None] = line("And within each")
    columns: Mapped[str] = line("In columns", required=True)
    years: Mapped[int] = count("Years", required=True)
    basis: Mapped[str | None] = line("By which day")
