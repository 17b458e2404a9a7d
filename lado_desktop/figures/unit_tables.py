"""The narrow tables in which the units of one report stand, one row a unit.

Nothing in them is empty: no value is "" for a code, 0 for the codes of a many-valued field, -1 for
a length of time and `NEVER` for a day. So no test on them is ever unknown, and `not` means the
opposite. Days are numbered from 1 January 1970; the codes of a many-valued field are the bits of
one number, in the order of its list.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Column, Integer, MetaData, String, Table, Uuid

from lado_desktop.domain.codes import code_lists
from lado_desktop.figures.countable import CONTACT_FIELDS

NEVER = 10_000_000
"""The number of the day that does not come."""
_EPOCH = date(1970, 1, 1).toordinal()


def day_number(day: date) -> int:
    """Return the number of a day, from 1 January 1970."""
    return day.toordinal() - _EPOCH


def bit_of(code_list: str, code: str) -> int:
    """Return the bit that stands for a code of a many-valued field."""
    return 1 << list(code_lists()[code_list]).index(code)


def _unit_table(name: str, *columns: Column[Any]) -> Table:
    return Table(name, MetaData(), *columns, prefixes=["TEMPORARY"])


def _days(*names: str) -> list[Column[int]]:
    return [Column(name, Integer, nullable=False) for name in names]


def _codes(*names: str) -> list[Column[str]]:
    return [Column(name, String(60), nullable=False) for name in names]


def _contact_columns(*own: str) -> list[Column[Any]]:
    """The columns of a contact, without the fields that the unit has of its own."""
    columns: list[Column[Any]] = [
        *_days("received", "concluded", "closed"),
        *_days("concluded_months", "concluded_days", "closed_months", "closed_days"),
    ]
    for field in CONTACT_FIELDS.values():
        if field.name not in own:
            type_: Any = BigInteger if field.many else String(60)
            columns.append(Column(field.name, type_, nullable=False))
    return columns


def _id() -> Column[Any]:
    return Column("id", Uuid, primary_key=True)


CONTACTS = _unit_table("figures_contacts", _id(), *_contact_columns())
ONWARD_REFERRALS = _unit_table(
    "figures_onward_referrals",
    _id(),
    *_contact_columns("body"),
    *_codes("body", "made_by"),
    *_days("made"),
)
EMPLOYMENT_OUTCOMES = _unit_table(
    "figures_employment_outcomes",
    _id(),
    *_contact_columns("employment_outcome"),
    *_codes("employment_outcome"),
)
MEETINGS = _unit_table(
    "figures_meetings", _id(), *_days("day"), *_codes("meeting_kind", "meeting_mode")
)
OFFICERS = _unit_table(
    "figures_officers",
    _id(),
    *_days("started", "ended"),
    *_codes("officer_role"),
    *_days("fte"),
)
"""`fte` is in hundredths."""

UNIT_TABLES = {
    "contacts": CONTACTS,
    "checks": CONTACTS,
    "onward_referrals": ONWARD_REFERRALS,
    "employment_outcomes": EMPLOYMENT_OUTCOMES,
    "meetings": MEETINGS,
    "officers": OFFICERS,
}
"""The table in which the units of each kind stand; checks are contacts."""
