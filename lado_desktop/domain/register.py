"""What the entries of all registers share, and how a register is declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from lado_desktop.domain.fields.field import Field, day, field_of, fields_of, prose
from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.kinds.imported import Imported
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.problem import Problem
from lado_desktop.domain.record import Record

_OF_ERROR = ("in_error_on", "in_error_reason")
"""Fields that only the act of recording in error fills in."""


class RegisterEntry(Imported, Record):
    """An entry of a register, counted on its own day.

    An entry recorded in error retains its reference and is not counted.
    """

    __abstract__ = True
    page_under = "registers"
    in_error_act = "register.in_error"

    day_field: ClassVar[str]
    """The field with the day that it is counted on."""
    prefix: ClassVar[str]
    """The beginning of its references."""
    later_days: ClassVar[tuple[str, ...]] = ()
    """Fields whose day must not be before that day."""

    reference: Mapped[str] = mapped_column(String(40), unique=True)
    in_error_on: Mapped[date | None] = day("Recorded in error on")
    in_error_reason: Mapped[str | None] = prose("Why it was recorded in error", limit=1000)

    @declared_attr
    def in_error_by_id(cls) -> Mapped[UUID | None]:
        """The officer who recorded it in error."""
        return mapped_column(Uuid, ForeignKey("officer.id"))

    @classmethod
    def typed_fields(cls) -> list[Field]:
        """Return the fields that an officer types: all except those of an entry in error."""
        return [field for name, field in fields_of(cls).items() if name not in _OF_ERROR]

    @classmethod
    def day_words(cls) -> str:
        """Return the day that it is counted on, for a sentence: "the day received"."""
        return f"the day {cls.day_field.removesuffix('_on')}"

    @classmethod
    def problems_between(cls, values: Mapping[str, Any]) -> list[Problem]:
        """Check that no later day is before the day that it is counted on."""
        labels = {name: fields_of(cls)[name].label for name in cls.later_days}
        return days_in_order(values, cls.day_field, labels, cls.day_words())


def days_in_order(
    values: Mapping[str, Any], first: str, others: Mapping[str, str], words: str
) -> list[Problem]:
    """Check that no other day is before the first one; `others` are labels by field name."""
    begun: date | None = values.get(first)
    return [
        Problem(name, f"{label} must not be before {words}.")
        for name, label in others.items()
        if begun and values.get(name) and values[name] < begun
    ]


@dataclass(frozen=True, kw_only=True)
class Register:
    """A register, declared once and read by every layer."""

    record: type[RegisterEntry]
    key: str
    """Its name in trackers and printed tables: "requests"."""
    one: str
    """The noun of an entry in a sentence."""
    many: str
    empty: str
    """What to add to it: the text of an empty list."""
    listed: tuple[Any, ...]
    """The columns of its list."""
    sections: tuple[Section, ...] = ()
    """The sections of its form; by default one with all its fields."""
    imported: tuple[Any, ...] = ()
    """The fields a tracker may have; by default those listed."""
    counted_as: tuple[str, str] | None = None
    """Singular and plural among other counted kinds, where `one` and `many` say too little."""
    acted_on: str = ""
    """The noun in its acts: "Add request"."""
    needs: Permission = Permission.RECORD

    @property
    def kind(self) -> str:
        """The kind of its records, which is the noun of an entry's page."""
        return self.record.kind()

    @property
    def title(self) -> str:
        """The heading of its list."""
        return self.key.capitalize()

    @property
    def a_new_one(self) -> str:
        """An entry with its article: "a complaint", "an alert"."""
        return f"{'an' if self.one[0] in 'aeiou' else 'a'} {self.one}"

    @cached_property
    def form(self) -> Form:
        """The form of an entry."""
        all_fields = Section(self.one.capitalize(), *self.record.typed_fields())
        return Form(self.kind, *(self.sections or (all_fields,)))

    @property
    def counted_words(self) -> tuple[str, str]:
        """Singular and plural of an entry, among other counted kinds."""
        return self.counted_as or (self.one, self.many)

    @property
    def acts(self) -> Mapping[str, str]:
        """Codes and words of the acts on its entries."""
        one = self.acted_on or self.counted_words[0]
        return {f"{self.kind}.add": f"Add {one}", f"{self.kind}.amend": f"Change {one}"}

    @property
    def columns(self) -> Mapping[str, Field]:
        """Fields of a tracker, by column name."""
        fields = map(field_of, self.imported or self.listed)
        return {field.imported_as or field.name: field for field in fields}
