"""What is searched while an officer types, and what is known of a result."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.records.tables import AUDIT
from db.search.ordering import sort_key
from lado_desktop.casework.contacts.contact_lines import ContactLine, lines_where
from lado_desktop.casework.contacts.state import NOT_IN_ERROR
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.time.partial_date import PartialDate

LINES_SHOWN = 5
MOST_LIKE = 250
"""Candidates by sound or beginning, from which the closest are chosen."""
MOST_WORDED = 60

LEAST_TYPED = 2
"""The fewest letters that start a search."""


@dataclass(frozen=True)
class Typed:
    """The typed parts so far. A picked setting has its id."""

    name: str = ""
    setting: str = ""
    setting_id: UUID | None = None
    born: PartialDate | None = None
    reference: str = ""

    @property
    def words(self) -> list[str]:
        """Each part as read back to the officer."""
        born = f"born {self.born.words}" if self.born else ""
        parts = (self.name, born, self.setting, self.reference)
        return [" ".join(part.split()) for part in parts if part.strip()]


@dataclass(frozen=True)
class KnownRecord:
    """One person, setting or contact that may be meant."""

    kind: str
    """The noun of the record to open: adult, organisation or contact; or `restricted`."""
    id: UUID
    title: str
    why: tuple[str, ...]
    closeness: int
    """From 0 to 100. Results are sorted by it."""
    contacts: tuple[ContactLine, ...] = ()
    """Its newest contacts: reference, day received, setting, finding."""
    contacts_in_all: int = 0
    restricted: str = ""
    """Says that some of its contacts are restricted, and which officer to ask."""
    is_new: bool = False
    """Added by this officer since the call began, and without a contact."""


def long_enough(text: str) -> bool:
    """Tell whether enough was typed to start a search."""
    return sum(letter.isalnum() for letter in text) >= LEAST_TYPED


def with_contacts(
    shift: Shift, session: Session, found: Sequence[KnownRecord], left_out: Collection[UUID] = ()
) -> list[KnownRecord]:
    """Return the adults and settings found, each with its newest contacts.

    Contacts recorded in error and those `left_out` are neither shown nor counted.
    """
    told = {
        **_newest(shift, session, Contact.adult_id, _ids(found, "adult"), left_out),
        **_newest(shift, session, Contact.setting_id, _ids(found, "organisation"), left_out),
    }
    return [
        replace(each, contacts=told[each.id].lines, contacts_in_all=told[each.id].in_all)
        if each.id in told
        else each
        for each in found
    ]


def marked_new(
    shift: Shift, session: Session, found: Sequence[KnownRecord], since: UUID | None
) -> list[KnownRecord]:
    """Mark adults and settings that this officer added after an id was made.

    One that has a contact is not marked.
    """
    fresh = {each.id for each in found if since is not None and each.id > since}
    if not fresh:
        return list(found)
    by_officer = select(AUDIT.c.target_id).where(
        AUDIT.c.target_id.in_(fresh),
        AUDIT.c.action == "create",
        AUDIT.c.officer_id == shift.officer.id,
    )
    fresh &= set(session.scalars(by_officer))
    for owner in (Contact.adult_id, Contact.setting_id):
        fresh -= set(session.scalars(select(owner).where(owner.in_(fresh))))
    return [
        replace(each, why=("added during this call",), is_new=True)
        if each.id in fresh and each.kind != "contact"
        else each
        for each in found
    ]


def _ids(found: Sequence[KnownRecord], kind: str) -> list[UUID]:
    return [each.id for each in found if each.kind == kind]


class _Newest(NamedTuple):
    lines: tuple[ContactLine, ...]
    in_all: int


def _newest(
    shift: Shift,
    session: Session,
    owner: InstrumentedAttribute[UUID | None],
    ids: Sequence[UUID],
    left_out: Collection[UUID],
) -> dict[UUID, _Newest]:
    """Load the newest contacts of each owner, with a limit for each."""
    if not ids:
        return {}
    newest_first = (Contact.received_on.desc(), Contact.reference.desc())
    ranked = (
        select(
            Contact.id,
            owner.label("owner_id"),
            func.row_number().over(partition_by=owner, order_by=newest_first).label("place"),
            func.count().over(partition_by=owner).label("in_all"),
        )
        .where(owner.in_(ids), Contact.id.not_in(left_out), NOT_IN_ERROR)
        .subquery()
    )
    rows = session.execute(select(ranked).where(ranked.c.place <= LINES_SHOWN)).all()
    of_owner: dict[UUID, _Newest] = {}
    line_of = {
        line.id: line
        for line in lines_where(shift, session, Contact.id.in_([row.id for row in rows]))
    }
    for row in sorted(rows, key=lambda row: row.place):
        before = of_owner.get(row.owner_id, _Newest((), row.in_all))
        of_owner[row.owner_id] = before._replace(lines=(*before.lines, line_of[row.id]))
    return of_owner


def ranked(found: Iterable[KnownRecord]) -> list[KnownRecord]:
    """Sort results: closest first, then restricted ones, then by name, then newest.

    Every list uses this order, so that the first result is the same in all.
    """
    newest_first = sorted(found, key=lambda each: each.id, reverse=True)
    return sorted(
        newest_first,
        key=lambda each: (-each.closeness, each.kind != "restricted", sort_key(each.title)),
    )


def points(score: float) -> int:
    """Convert a closeness from 0..1 to 0..100."""
    return max(0, min(100, round(score * 100)))
