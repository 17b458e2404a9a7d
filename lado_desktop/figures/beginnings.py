"""When records of each kind begin: a column that ends before then is empty, not nought."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from lado_desktop.domain.contact import Contact
from lado_desktop.domain.meeting import Meeting
from lado_desktop.domain.officer import Officer
from lado_desktop.figures.countable import COUNTABLES


def beginnings(connection: Connection) -> dict[str, date | None]:
    """Return the day of the first record of each kind of unit.

    A kind of which nothing was ever recorded begins with the first contact: from then on there
    were none of it. None where there is no beginning to go by, and no column is empty.
    """
    contacts = _least(connection, Contact.received_on, Contact.in_error_on.is_(None))
    found: dict[str, date | None] = dict.fromkeys(COUNTABLES, contacts)
    found["meetings"] = _least(connection, Meeting.held_on) or contacts
    always = connection.scalar(select(func.count(Officer.id)).where(Officer.started_on.is_(None)))
    found["officers"] = None if always else _least(connection, Officer.started_on) or contacts
    return found


def _least(connection: Connection, day: Any, *conditions: Any) -> date | None:
    least: date | None = connection.scalar(select(func.min(day)).where(*conditions))
    return least
