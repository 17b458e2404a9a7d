"""What the entries of every register have, and how a register is declared."""

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
"""Fields that say that an entry was recorded in error: filled in by that act alone."""


class RegisterEntry(Imported, Record):
    """One entry of a register. It counts on its own day, which each kind names.

    What was recorded in error retains its reference and leaves every count.
    """

    __abstract__ = True
    page_under = "registers"
    in_error_act = "register.in_error"

    day_field: ClassVar[str]
    """The field with the day on which it counts."""
    prefix: ClassVar[str]
    """What its own references begin with."""
    later_days: ClassVar[tuple[str, ...]] = ()
    """Fields whose day must not be before the day on which it counts."""

    reference: Mapped[str] = mapped_column(String(40), unique=True)
    in_error_on: Mapped[date | None] = day("Recorded in error on")
    in_error_reason: Mapped[str | None] = prose("Why it was recorded in error", limit=1000)

    @declared_attr
    def in_error_by_id(cls) -> Mapped[UUID | None]:
        """The officer who recorded it in error."""
        return mapped_column(Uuid, ForeignKey("officer.id"))

    @classmethod
    def typed_fields(cls) -> list[Field]:
        """Return what an officer types of an entry: all but that it was recorded in error."""
        return [field for name, field in fields_of(cls).items() if name not in _OF_ERROR]

    @classmethod
    def day_words(cls) -> str:
        """Return the day on which it counts in a sentence: "the day received"."""
        return f"the day {cls.day_field.removesuffix('_on')}"

    @classmethod
    def problems_between(cls, values: Mapping[str, Any]) -> list[Problem]:
        """Check that no later day is before the day on which it counts."""
        labels = {name: fields_of(cls)[name].label for name in cls.later_days}
        return days_in_order(values, cls.day_field, labels, cls.day_words())


def days_in_order(
    values: Mapping[str, Any], first: str, others: Mapping[str, str], words: str
) -> list[Problem]:
    """Check that no other day is before the first; `others` are labels by the field's name."""
    begun: date | None = values.get(first)
    return [
        Problem(name, f"{label} must not be before {words}.")
        for name, label in others.items()
        if begun and values.get(name) and values[name] < begun
    ]


@dataclass(frozen=True, kw_only=True)
class Register:
    """A register, declared once. Every layer reads what it needs from here."""

    record: type[RegisterEntry]
    key: str
    """What trackers and printed tables call it: "requests"."""
    one: str
    """What one entry is called in a sentence."""
    many: str
    empty: str
    """What to add to it, for the reader of an empty list."""
    listed: tuple[Any, ...]
    """The columns of its list."""
    sections: tuple[Section, ...] = ()
    """The sections of its form; by default one with all its fields."""
    imported: tuple[Any, ...] = ()
    """What a tracker may fill in; by default all that is listed."""
    counted_as: tuple[str, str] | None = None
    """One and many among other kinds, where `one` and `many` say too little there."""
    acted_on: str = ""
    """What its acts name: "Add request"."""
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
        """One entry with its article: "a complaint", "an alert"."""
        return f"{'an' if self.one[0] in 'aeiou' else 'a'} {self.one}"

    @cached_property
    def form(self) -> Form:
        """The form of an entry."""
        all_fields = Section(self.one.capitalize(), *self.record.typed_fields())
        return Form(self.kind, *(self.sections or (all_fields,)))

    @property
    def counted_words(self) -> tuple[str, str]:
        """One entry and several, among other kinds that are counted."""
        return self.counted_as or (self.one, self.many)

    @property
    def acts(self) -> Mapping[str, str]:
        """The acts on its entries: their codes, and their words."""
        one = self.acted_on or self.counted_words[0]
        return {f"{self.kind}.add": f"Add {one}", f"{self.kind}.amend": f"Change {one}"}

    @property
    def columns(self) -> Mapping[str, Field]:
        """What a tracker may fill in, by its columns."""
        fields = map(field_of, self.imported or self.listed)
        return {field.imported_as or field.name: field for field in fields}
