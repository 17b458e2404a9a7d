"""The lists of the registers and of the officers' posts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, case

from lado_desktop.casework.lists.listing import Column, ColumnKind, Filter, Listing, column_of
from lado_desktop.domain.fields.field import FieldKind, field_of
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.register import Register
from lado_desktop.domain.registers import REGISTERS

COUNTS = {"counts": "Counts", "in_error": "Recorded in error"}
"""Whether an entry counts, in words."""


def _register(register: Register) -> Listing:
    """Return a register's list: reference and listed fields, newest first."""
    record = register.record
    reference = Column("reference", "Reference", record.reference, ColumnKind.REFERENCE)
    counts = case((record.in_error_on.is_(None), "counts"), else_="in_error")
    state = Column("state", "State", counts, ColumnKind.CODE, words=COUNTS)
    return Listing(
        noun=register.kind,
        key=record.id,
        source=lambda query: query.select_from(record),
        columns=(reference, *map(column_of, register.listed), state),
        filters=(
            *(
                Filter(field.name, field.label, attribute, field.codes)
                for attribute in register.listed
                if (field := field_of(attribute)).kind is FieldKind.CHOICE
            ),
            Filter("state", "State", counts, words=COUNTS),
        ),
        searched={register.kind: record.id},
        sort=record.day_field,
        descending=True,
    )


LISTS_BY_KEY: Mapping[str, Listing] = MappingProxyType(
    {key: _register(each) for key, each in REGISTERS.items()}
)
"""Each register's list, by its name in trackers and printed tables."""


def _checks(query: Select[Any]) -> Select[Any]:
    return (
        query.select_from(Contact)
        .outerjoin(Adult, Adult.id == Contact.adult_id)
        .where(Contact.intake == "check", Contact.in_error_on.is_(None))
    )


CHECKS = Listing(
    noun="contact",
    key=Contact.id,
    source=_checks,
    columns=(
        Column("reference", "Reference", Contact.reference, ColumnKind.REFERENCE),
        column_of(Contact.received_on),
        Column("family_name", "Family name", Adult.family_name),
        Column("given_names", "Given names", Adult.given_names),
        column_of(Contact.check_kind),
        column_of(Contact.answered_on),
        column_of(Contact.check_result),
    ),
    filters=(
        Filter("check_kind", "Kind of check", Contact.check_kind, "check_kind"),
        Filter("check_result", "What was answered", Contact.check_result, "check_result"),
    ),
    searched={"contact": Contact.id, "adult": Contact.adult_id},
    sort="received_on",
    descending=True,
)

OFFICERS = Listing(
    noun="officer",
    key=Officer.id,
    source=lambda query: query.select_from(Officer),
    columns=(
        column_of(Officer.name),
        column_of(Officer.role),
        Column("fte", "Full-time equivalent", Officer.fte, ColumnKind.COUNT),
        column_of(Officer.started_on),
        column_of(Officer.ended_on),
    ),
    filters=(Filter("role", "Role", Officer.role, "officer_role"),),
    sort="name",
)

(_first, *_others) = ((each.title, LISTS_BY_KEY[key]) for key, each in REGISTERS.items())
REGISTER_LISTS: Mapping[str, Listing] = MappingProxyType(
    dict((_first, ("Checks", CHECKS), *_others, ("Officers", OFFICERS)))
)
"""Each register's list by its title, in the order offered."""
