"""References of contacts and register entries, each given once, at the first save.

Contacts follow the practice's pattern. Each register has its own.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.records.visibility import PAST_RESTRICTIONS
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.reference import next_reference, number_in, year_label
from lado_desktop.domain.register import RegisterEntry


def _key(label: str) -> str:
    return f"last number of {label}"


def give_reference(shift: Shift, session: Session, received_on: date) -> str:
    """Return the next reference of that day's reporting year, and use it up."""
    practice = shift.practice
    key = _key(year_label(received_on, practice.year_start))
    while True:
        last = shift.store.counters.next(session, key) - 1
        reference = next_reference(
            practice.reference_pattern, practice.year_start, received_on, last
        )
        taken = select(Contact.id).where(Contact.reference == reference)
        if session.scalar(taken, execution_options=PAST_RESTRICTIONS) is None:
            return reference


def keep_reference(shift: Shift, session: Session, reference: str, received_on: date) -> None:
    """Continue the numbering after an imported reference."""
    number = number_in(shift.practice.reference_pattern, reference)
    if number is None:
        return
    key = _key(year_label(received_on, shift.practice.year_start))
    shift.store.counters.follow(session, key, number[1])


def give_entry_reference(
    shift: Shift, session: Session, kind: type[RegisterEntry], day: date
) -> str:
    """Return a register's next reference of a day's reporting year: `R2627-001`."""
    year_start = shift.practice.year_start
    key = _key(f"{kind.kind()} {year_label(day, year_start)}")
    pattern = f"{kind.prefix}{{year2}}{{next_year2}}-{{number:03}}"
    while True:
        last = shift.store.counters.next(session, key) - 1
        reference = next_reference(pattern, year_start, day, last)
        if session.scalar(select(kind.id).where(kind.reference == reference)) is None:
            return reference
