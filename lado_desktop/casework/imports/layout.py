"""The layouts of a tracker: the columns of each kind of file, and their content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from lado_desktop.domain.fields.field import LINE_LIMIT, FieldKind, field_of, fields_of
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.kinds.employment_outcome import EmploymentOutcome
from lado_desktop.domain.kinds.finding import Finding
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.kinds.organisation import Organisation
from lado_desktop.domain.register import Register
from lado_desktop.domain.registers import REGISTERS

REFERENCE_LIMIT = 40


class CellKind(StrEnum):
    """What a column's cells contain."""

    REFERENCE = "reference"
    TEXT = "text"
    DAY = "day"
    BIRTH = "birth"
    CODE = "code"
    CODES = "codes"
    REFERRALS = "referrals"
    COUNT = "count"
    TICK = "tick"
    HOURS = "hours"


_OF_A_FIELD = {
    FieldKind.LINE: CellKind.TEXT,
    FieldKind.PROSE: CellKind.TEXT,
    FieldKind.DAY: CellKind.DAY,
    FieldKind.PARTIAL_DATE: CellKind.BIRTH,
    FieldKind.CHOICE: CellKind.CODE,
    FieldKind.CHOICES: CellKind.CODES,
    FieldKind.COUNT: CellKind.COUNT,
    FieldKind.TICK: CellKind.TICK,
}


@dataclass(frozen=True)
class TrackerColumn:
    """One column: its content, list of codes, and the longest text."""

    name: str
    cell_kind: CellKind
    codes: str = ""
    limit: int = LINE_LIMIT
    many_lines: bool = False
    may_come: bool = False
    """The day may be in the future."""


@dataclass(frozen=True)
class Layout:
    """The columns of one kind of file. Every file and every row has those `needed`."""

    kind: str
    columns: Mapping[str, TrackerColumn] = field(repr=False)
    needed: tuple[str, ...] = ()


def _reference(name: str) -> TrackerColumn:
    return TrackerColumn(name, CellKind.REFERENCE, limit=REFERENCE_LIMIT)


def _of(attribute: Any, name: str = "", kind: CellKind | None = None) -> TrackerColumn:
    """Return the column of a declared field, named as in the tracker."""
    of = field_of(attribute)
    return TrackerColumn(
        name or of.imported_as or of.name,
        kind or _OF_A_FIELD[of.kind],
        of.asked_codes,
        of.limit,
        many_lines=of.kind is FieldKind.PROSE,
        may_come=of.kind is FieldKind.DAY and not of.not_future,
    )


def _layout(kind: str, needed: tuple[str, ...], *columns: TrackerColumn) -> Layout:
    return Layout(kind, {column.name: column for column in columns}, needed)


def _of_register(register: Register) -> Layout:
    columns = (_of(field, name) for name, field in register.columns.items())
    needed = ("reference", register.record.day_field)
    return _layout(register.key, needed, _reference("reference"), *columns)


_REQUESTS, *_OTHERS = map(_of_register, REGISTERS.values())
LAYOUTS: Mapping[str, Layout] = {
    layout.kind: layout
    for layout in (
        _layout(
            "contacts",
            ("reference", "received_on"),
            _reference("reference"),
            _of(Contact.received_on),
            _of(Contact.intake),
            _reference("follows"),
            _of(Contact.method),
            _of(Contact.employer_aware_on),
            _of(Contact.source),
            _of(Contact.sector),
            _of(Organisation.name, "setting"),
            _of(Contact.job_role),
            _of(Contact.employment_basis),
            _of(Contact.area),
            _of(Adult.family_name, "adult_family_name"),
            _of(Adult.given_names, "adult_given_names"),
            _of(Adult.born, "adult_born_on"),
            _of(Decision.outcome),
            _of(Contact.criteria),
            _of(Contact.category),
            _of(Contact.further_categories),
            _of(Contact.child_status),
            _of(Contact.restraint),
            _of(Contact.police_status),
            _of(Decision.decided_on),
            _of(Finding.finding),
            _of(Contact.concluded_on),
            _of(Contact.closed_on),
            _of(EmploymentOutcome.outcome, "employment_outcomes", CellKind.CODES),
            TrackerColumn("onward_referrals", CellKind.REFERRALS),
            _of(Officer.name, "officer"),
            _of(Contact.summary),
            *(_of(each) for each in fields_of(Contact).values() if each.imported),
        ),
        _layout(
            "meetings",
            ("reference", "held_on"),
            _reference("reference"),
            _of(Meeting.kind_of),
            _of(Meeting.held_on),
            _of(Meeting.mode),
        ),
        _REQUESTS,
        _layout(
            "checks",
            ("reference", "received_on"),
            _reference("reference"),
            _of(Contact.check_kind, "kind"),
            _of(Contact.received_on),
            _of(Contact.answered_on),
            _of(Contact.check_result, "result"),
        ),
        *_OTHERS,
        _layout(
            "officers",
            ("name", "role", "from"),
            _of(Officer.name),
            _of(Officer.role),
            TrackerColumn("fte", CellKind.HOURS),
            _of(Officer.started_on, "from"),
            _of(Officer.ended_on, "to"),
        ),
    )
}
"""Every layout by its kind."""
