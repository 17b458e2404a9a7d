"""What the entries of every register have: a reference of their own, and a day that counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from lado_desktop.domain.fields.field import day, prose
from lado_desktop.domain.kinds.imported import Imported
from lado_desktop.domain.problem import Problem
from lado_desktop.domain.record import Record


class RegisterEntry(Imported, Record):
    """One entry of a register. It counts on its own day, which each kind names.

    What was recorded in error keeps its reference and leaves every count.
    """

    __abstract__ = True

    day_field: ClassVar[str]
    """The field with the day on which it counts."""
    prefix: ClassVar[str]
    """What its own references begin with."""

    reference: Mapped[str] = mapped_column(String(40), unique=True)
    in_error_on: Mapped[date | None] = day("Recorded in error on")
    in_error_reason: Mapped[str | None] = prose("Why it was recorded in error", limit=1000)

    @declared_attr
    def in_error_by_id(cls) -> Mapped[UUID | None]:
        """The officer who recorded it in error."""
        return mapped_column(Uuid, ForeignKey("officer.id"))


def days_in_order(
    values: Mapping[str, Any], first: str, others: Mapping[str, str], first_label: str
) -> list[Problem]:
    """Check that no other day lies before the first; `others` are labels by the field's name."""
    begun: date | None = values.get(first)
    return [
        Problem(name, f"{label} must not be before the day {first_label}.")
        for name, label in others.items()
        if begun and values.get(name) and values[name] < begun
    ]
