"""The service's saved questions about figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from db.search.ordering import in_order
from lado_desktop.casework import saving
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.fields.text import one_line
from lado_desktop.domain.kinds.saved_question import SavedQuestion
from lado_desktop.domain.problem import Problem, Refused


def save(shift: Shift, given: Mapping[str, Any]) -> SavedQuestion:
    """Save a question under its name. Raises Refused, also where another has that name."""
    name = one_line(str(given.get("name") or "")).strip()
    same = func.lower(SavedQuestion.name) == name.lower()
    with shift.reading() as session:
        if name and session.scalar(select(SavedQuestion.id).where(same)) is not None:
            raise Refused([Problem("name", f"There is a question “{name}” already.")])
    return saving.add(shift, "question.save", SavedQuestion, given)


def forget(shift: Shift, id: UUID) -> None:
    """Delete a question. Raises NotFound."""
    with shift.act("question.remove") as session:
        session.delete(saving.load(session, SavedQuestion, id))


def saved(shift: Shift) -> list[SavedQuestion]:
    """Return the saved questions, by name."""
    query = select(SavedQuestion).order_by(in_order(SavedQuestion.name))
    with shift.reading() as session:
        return list(session.scalars(query))
