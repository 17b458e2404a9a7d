"""When records of each kind begin. A column that ends before then is empty, not 0."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.figures.units.countable import COUNTABLES
from lado_desktop.figures.units.units import OWN_DAY


def beginnings(connection: Connection) -> dict[str, date | None]:
    """Return the day of the first record of each kind of unit.

    A kind without records begins with the first contact, since from then on there were 0. None
    where there is no contact either, and no column is empty.
    """
    contacts = _least(connection, Contact.received_on, _not_in_error())
    found: dict[str, date | None] = dict.fromkeys(COUNTABLES, contacts)
    for kind, of in OWN_DAY.items():
        found[kind] = _least(connection, of.day, *of.standing) or contacts
    found["officers"] = _least(connection, Officer.started_on) or contacts
    return found


def _not_in_error() -> ColumnElement[bool]:
    in_error = select(Contact.id).where(Contact.in_error_on >= date.min)
    return Contact.id.not_in(in_error)


def _least(connection: Connection, day: Any, *conditions: Any) -> date | None:
    # Ordered by day, so that SQLite reads one entry of the index and not every record.
    query = select(day).where(day.is_not(None), *conditions).order_by(day).limit(1)
    least: date | None = connection.scalar(query)
    return least
