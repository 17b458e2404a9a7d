"""The units of a report: every contact, meeting, post and entry as at a day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from lado_desktop.domain.fields.field import FieldKind, counted_of
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.meeting import Meeting, MeetingContact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.register import RegisterEntry
from lado_desktop.domain.registers import REGISTERS
from lado_desktop.figures.units.contact_units import ContactUnits
from lado_desktop.figures.units.countable import COUNTABLES
from lado_desktop.figures.units.reading import Coded, as_text, code_column, columns_read, day_text
from lado_desktop.figures.units.unit_set import UnitSet


@dataclass(frozen=True)
class OwnDay:
    """The columns of units that count on their own day."""

    record: Any
    day: Any
    codes: Mapping[str, Any]
    amounts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def standing(self) -> tuple[Any, ...]:
        """Return the condition for a record that counts: it is not recorded in error."""
        if self.record is Meeting:
            return (_about_one_that_stands(),)
        entry = issubclass(self.record, RegisterEntry)
        return (self.record.in_error_on.is_(None),) if entry else ()


def _about_one_that_stands() -> ColumnElement[bool]:
    """Return the condition that not all contacts of a meeting were recorded in error."""
    of_meeting = select(MeetingContact.meeting_id).join(
        Contact, Contact.id == MeetingContact.contact_id
    )
    # Starts from the few contacts in error, by their index, instead of from all contacts.
    wrong = of_meeting.where(Contact.in_error_on >= date.min)
    standing = of_meeting.where(
        MeetingContact.meeting_id == Meeting.id, Contact.in_error_on.is_(None)
    )
    return or_(Meeting.id.not_in(wrong), standing.exists())


def _own_day(record: type[Meeting | RegisterEntry], day: Any) -> OwnDay:
    """Return the columns of a record's units, as its fields declare them."""
    counted = counted_of(record)
    columns = {name: code_column(record, field) for name, field in counted.items()}
    amounts = {name for name, field in counted.items() if field.kind is FieldKind.COUNT}
    return OwnDay(
        record,
        day,
        {name: column for name, column in columns.items() if name not in amounts},
        {name: columns[name] for name in amounts},
    )


OWN_DAY: Mapping[str, OwnDay] = MappingProxyType(
    {
        "meetings": _own_day(Meeting, Meeting.held_on),
        **{
            key: _own_day(each.record, getattr(each.record, each.record.day_field))
            for key, each in REGISTERS.items()
        },
    }
)


def own_day_query(kind: str, as_at: date) -> Select[Any]:
    """Return the query of a kind's units: id, day, codes, amounts."""
    of = OWN_DAY[kind]
    codes = (as_text(code) for code in of.codes.values())
    columns = (as_text(of.record.id), day_text(of.day), *codes, *of.amounts.values())
    return select(*columns).where(of.day <= as_at, *of.standing)


def officers_query(as_at: date) -> Select[Any]:
    """Return the query of posts that had started. A post without a first day is not counted."""
    return select(
        as_text(Officer.id),
        day_text(Officer.started_on),
        day_text(Officer.ended_on),
        as_text(Officer.role),
        Officer.fte,
    ).where(Officer.started_on <= as_at)


class Units:
    """The units as at a day, each kind read when it is first needed.

    `asked` are the fields of contacts that will be asked about, and `since` is the first day of any
    column. Other fields, and contacts that ended by then, are not read.
    """

    def __init__(
        self, connection: Connection, as_at: date, since: date, asked: Collection[str]
    ) -> None:
        self._connection = connection
        self.as_at = as_at
        self._contacts = ContactUnits(connection, as_at, since, asked)
        self._own: dict[str, UnitSet] = {}

    def of(self, kind: str) -> UnitSet:
        """Return the units of a kind. Checks are among the contacts."""
        match kind:
            case "contacts" | "checks":
                return self._contacts.contacts
            case "onward_referrals":
                return self._contacts.onward_referrals
            case "employment_outcomes":
                return self._contacts.employment_outcomes
        if kind not in self._own:
            self._own[kind] = self._officers() if kind == "officers" else self._own_day(kind)
        return self._own[kind]

    def lost(self, kind: str) -> int:
        """Return how many records of a kind there are more than units; 0 if all is well."""
        units = self.of(kind)
        if kind in OWN_DAY:
            of = OWN_DAY[kind]
            query = select(func.count()).select_from(of.record)
            query = query.where(of.day <= self.as_at, *of.standing)
            return (self._connection.scalar(query) or 0) - len(units)
        return self._contacts.lost.get("contacts" if kind == "checks" else kind, 0)

    def _own_day(self, kind: str) -> UnitSet:
        of, fields = OWN_DAY[kind], COUNTABLES[kind].fields
        ids, days, *rest = columns_read(self._connection, own_day_query(kind, self.as_at))
        codes, amounts = rest[: len(of.codes)], rest[len(of.codes) :]
        return UnitSet(
            ids,
            self.as_at,
            codes={
                # Whole words are compared, in any case.
                name: Coded(values if fields[name].code_list else map(_folded, values))
                for name, values in zip(of.codes, codes, strict=True)
            },
            days={"day": Coded(days)},
            amounts={
                name: [each or 0 for each in values]
                for name, values in zip(of.amounts, amounts, strict=True)
            },
        )

    def _officers(self) -> UnitSet:
        ids, started, ended, roles, fte = columns_read(self._connection, officers_query(self.as_at))
        return UnitSet(
            ids,
            self.as_at,
            codes={"officer_role": Coded(roles)},
            days={"started": Coded(started), "ended": Coded(ended)},
            amounts={"fte": [round(float(each or 0) * 100) for each in fte]},
        )


def _folded(words: str | None) -> str | None:
    return None if words is None else words.casefold()
