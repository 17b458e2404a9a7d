"""Declared fields: one line of a record declares what officers read and may type.

There are few kinds on purpose. Form, list, search, audit, import and print all read them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Date, ForeignKey, Integer, String, Text, Uuid, inspect
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import InstrumentedAttribute, MappedColumn, mapped_column

from lado_desktop.domain.fields.column_types import PartialDateText
from lado_desktop.domain.problem import Problem

LINE_LIMIT = 200
PROSE_LIMIT = 30_000
MOST_COUNTED = 9_999_999
TICKS = "tick"
"""The coded list of a tick: yes and no."""
INCIDENT, FOLLOW = "incident", "follow"
"""Reasons to copy a value: to a contact of the same incident, to a follow-up."""
_ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
"""The form of an e-mail address. Nothing can check whether anybody reads it."""


class FieldKind(StrEnum):
    """What can be typed or picked in a field."""

    LINE = "line"
    PROSE = "prose"
    CHOICE = "choice"
    CHOICES = "choices"
    TICK = "tick"
    DAY = "day"
    PARTIAL_DATE = "partial date"
    TIME = "time"
    COUNT = "count"
    LINK = "link"


@dataclass(frozen=True)
class Field:
    """One declared field: its label, rules, and readers."""

    kind: FieldKind
    label: str
    name: str = ""
    help: str = ""
    required: bool = False
    not_future: bool = False
    searched: bool = False
    codes: str = ""
    """The coded list of a choice."""
    links_to: str = ""
    """The kind of record that a link names."""
    limit: int = LINE_LIMIT
    address: bool = False
    """The text is one or several e-mail addresses."""
    listed: bool = False
    """Its list has a column for it, besides the columns laid out in casework."""
    printed: bool = False
    """The case summary has a line for it, besides those laid out there."""
    carried: tuple[str, ...] = ()
    """To which further contacts its value is copied: INCIDENT, FOLLOW."""
    imported: bool = False
    """Trackers have a column for it, besides those laid out there."""
    counted: bool | str = False
    """Figures can ask about it; or their name for it, where it is not that of its coded list."""
    asked_as: str = ""
    """Its label among the fields of figures, where the form's label says too little."""
    imported_as: str = ""
    """The name of its tracker column, where it is another."""

    @property
    def counted_as(self) -> str:
        """The name by which figures ask about it."""
        return self.counted if isinstance(self.counted, str) else self.codes or self.name

    @property
    def asked_codes(self) -> str:
        """The coded list by which figures ask about it; "" for a text."""
        return TICKS if self.kind is FieldKind.TICK else self.codes


def _column(field: Field, type_: Any, *extra: Any, **options: Any) -> MappedColumn[Any]:
    return mapped_column(type_, *extra, info={"field": field}, **options)


def line(label: str, **rules: Any) -> Any:
    """Declare a text on one line, at most 200 characters."""
    return _column(Field(FieldKind.LINE, label, **rules), String(LINE_LIMIT))


def prose(label: str, **rules: Any) -> Any:
    """Declare a text of several paragraphs, at most 30,000 characters."""
    return _column(Field(FieldKind.PROSE, label, **{"limit": PROSE_LIMIT, **rules}), Text)


def choice(label: str, codes: str, **rules: Any) -> Any:
    """Declare one code of a list. The code is stored and its label is shown."""
    return _column(Field(FieldKind.CHOICE, label, codes=codes, **rules), String(60), index=True)


def choices(label: str, codes: str, rows: str, row_type: type[Any], **rules: Any) -> Any:
    """Declare any number of codes of a list, each an association row in the relationship `rows`."""
    field = Field(FieldKind.CHOICES, label, codes=codes, **rules)
    return association_proxy(
        rows, "code", creator=lambda code: row_type(code=code), info={"field": field}
    )


def tick(label: str, **rules: Any) -> Any:
    """Declare a yes or no that starts as no."""
    # A text that SQLite and PostgreSQL both read as false, for records of older vaults.
    return _column(
        Field(FieldKind.TICK, label, **rules), Boolean, default=False, server_default="0"
    )


def day(label: str, **rules: Any) -> Any:
    """Declare a whole day in London."""
    return _column(Field(FieldKind.DAY, label, **rules), Date, index=True)


def when(label: str, **rules: Any) -> Any:
    """Declare a day that may be partly known."""
    return _column(Field(FieldKind.PARTIAL_DATE, label, **rules), PartialDateText)


def time_of_day(label: str, **rules: Any) -> Any:
    """Declare a time of day in London, stored as `14:05`."""
    return _column(Field(FieldKind.TIME, label, limit=5, **rules), String(5))


def count(label: str, **rules: Any) -> Any:
    """Declare a whole number from 0 to 9,999,999."""
    return _column(Field(FieldKind.COUNT, label, **rules), Integer)


def link(label: str, table: str, links_to: str, **rules: Any) -> Any:
    """Declare a link to another record, by its id."""
    return _column(
        Field(FieldKind.LINK, label, links_to=links_to, **rules),
        Uuid,
        ForeignKey(f"{table}.id"),
        index=True,
    )


@cache
def fields_of(record: type[Any]) -> dict[str, Field]:
    """Return the declared fields of a record by name, in declared order."""
    found: dict[str, Field] = {}
    for name, attribute in inspect(record).all_orm_descriptors.items():
        if isinstance(attribute, AssociationProxy):
            info = attribute.info
        elif isinstance(attribute, InstrumentedAttribute) and hasattr(
            attribute.property, "columns"
        ):
            info = attribute.property.columns[0].info
        else:
            continue
        if "field" in info:
            found[str(name)] = replace(info["field"], name=str(name))
    # In the order of the class body, which SQLAlchemy's list does not have.
    order = {name: place for place, name in enumerate(vars(record))}
    return dict(sorted(found.items(), key=lambda item: order.get(item[0], len(order))))


def field_of(attribute: Any) -> Field:
    """Return the field of a record's attribute: `field_of(Contact.category)`.

    A field that no record declares is returned unchanged. Raises KeyError where the attribute
    declares none.
    """
    if isinstance(attribute, Field):
        return attribute
    if isinstance(attribute, InstrumentedAttribute):
        record: Any = attribute.class_
        return fields_of(record)[attribute.key]
    owner = attribute.owning_class
    for name, descriptor in vars(owner).items():
        if descriptor is attribute.parent:
            return fields_of(owner)[name]
    raise KeyError(attribute)


def counted_of(record: Any) -> dict[str, Field]:
    """Return the fields of a record that figures ask about, by their name there."""
    return {each.counted_as: each for each in fields_of(record).values() if each.counted}


def is_blank(value: object) -> bool:
    """Tell whether a value is empty."""
    return value is None or value in ("", [])


def problems_of(
    fields: Iterable[Field],
    values: Mapping[str, Any],
    *,
    today: date,
    known_codes: Mapping[str, Iterable[str]],
) -> list[Problem]:
    """Check values against their declarations; at most one problem for each field.

    `known_codes` gives the codes of each list. Lists that are not in it are not checked.
    """
    return [
        Problem(field.name, sentence)
        for field in fields
        if field.name in values
        and (sentence := _sentence(field, values[field.name], today, known_codes))
    ]


def _sentence(
    field: Field, value: Any, today: date, known_codes: Mapping[str, Iterable[str]]
) -> str | None:
    if is_blank(value):
        return f"{field.label} is needed." if field.required else None
    if field.not_future:
        first = value.first_day if field.kind is FieldKind.PARTIAL_DATE else value
        if first > today:
            return f"{field.label} must not be in the future."
    if field.kind in (FieldKind.LINE, FieldKind.PROSE):
        return _text_sentence(field, value)
    if field.kind is FieldKind.COUNT and not 0 <= value <= MOST_COUNTED:
        bound = "nought or more" if value < 0 else f"{MOST_COUNTED:,} or less"
        return f"{field.label} must be {bound}."
    if field.kind in (FieldKind.CHOICE, FieldKind.CHOICES) and field.codes in known_codes:
        given = value if field.kind is FieldKind.CHOICES else [value]
        if any(code not in known_codes[field.codes] for code in given):
            return f"{field.label} must be one of the list."
    return None


def _text_sentence(field: Field, text: str) -> str | None:
    if len(text) > field.limit:
        return f"{field.label} must be {field.limit:,} characters or fewer."
    if field.address and not all(_ADDRESS.fullmatch(each) for each in re.split(r"[;,]\s*", text)):
        example = "an address such as name@school.example"
        return f"{field.label} needs {example}; leave it empty if none is known."
    return None
