"""Hides restricted contacts and everything that belongs only to them from an officer.

A session that hides adds the condition to each of its queries, for every list, search and page.
Where nothing is restricted, queries are unchanged and cost nothing. Queries that must count or
number everything use `PAST_RESTRICTIONS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    Uuid,
    and_,
    bindparam,
    literal,
    not_,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, with_loader_criteria
from sqlalchemy.orm.interfaces import ORMOption

from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.child import Child, ChildInvolved
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.meeting import Meeting, MeetingContact
from lado_desktop.domain.kinds.restriction import Restriction, RestrictionOfficer
from lado_desktop.domain.record import Record, Table

HIDDEN = "hidden"
PAST_RESTRICTIONS: Mapping[str, Any] = {"past_restrictions": True}
"""Execution options of a query that ignores restrictions, such as: is a number in use?"""

_KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
"""The form of an id in an audit line, among typed words."""
_AT_ONCE = 5_000
"""Ids in one query. SQLite allows 250,000 values."""


@dataclass(frozen=True)
class Hidden:
    """The ids of the records that an officer cannot see."""

    contacts: frozenset[UUID] = frozenset()
    meetings: frozenset[UUID] = frozenset()
    """Meetings about any hidden contact, since their minutes are about all their contacts."""
    adults: frozenset[UUID] = frozenset()
    """Adults who have only hidden contacts."""
    children: frozenset[UUID] = frozenset()

    @cached_property
    def keys(self) -> frozenset[UUID]:
        """The ids of all of these."""
        return self.contacts | self.meetings | self.adults | self.children


@lru_cache(maxsize=8)
def criteria(hidden: Hidden) -> Sequence[ORMOption]:
    """Return the conditions that exclude hidden records and their parts from any query."""
    return tuple(
        with_loader_criteria(mapper.class_, condition, include_aliases=True)
        for mapper in Table.registry.mappers
        if (condition := _condition(hidden, mapper.class_)) is not None
    )


def _condition(hidden: Hidden, record: type[Table]) -> ColumnElement[bool] | None:
    own = {
        Contact: hidden.contacts,
        Meeting: hidden.meetings,
        Adult: hidden.adults,
        Child: hidden.children,
    }
    if record in own:
        # Referring to a hidden contact does not hide this one, for example after an enquiry.
        keys = own[record]
        return record.id.not_in(keys) if keys else None
    of = {kind.__table__: keys for kind, keys in own.items()}
    conditions = []
    for attribute in record.__mapper__.column_attrs:
        column = attribute.columns[0]
        named = [of[key.column.table] for key in column.foreign_keys if key.column.table in of]
        # A document's owner can be of any kind.
        keys = hidden.keys if column.key == "target_id" else frozenset().union(*named)
        if keys:
            of_record = getattr(record, attribute.key)
            seen = of_record.not_in(keys)
            # NULL NOT IN (...) is NULL, which would hide rows with an empty column.
            conditions.append(or_(of_record.is_(None), seen) if column.nullable else seen)
    return and_(*conditions) if conditions else None


_RESTRICTED = select(Restriction.contact_id).where(
    Restriction.lifted_on.is_(None),
    ~select(RestrictionOfficer.restriction_id)
    .where(
        RestrictionOfficer.restriction_id == Restriction.id,
        RestrictionOfficer.officer_id == bindparam("officer", type_=Uuid),
    )
    .exists(),
)
"""The contacts restricted to other officers. Built once, because every session uses it."""


def hidden_from(session: Session, officer_id: UUID) -> Hidden:
    """Find what an officer cannot see, in one statement."""
    contacts = _RESTRICTED.cte("restricted")
    theirs = select(contacts.c.contact_id)

    def alone(kind: str, owned: Any, contact: Any) -> Select[Any]:
        """Return those that belong to these contacts and to no other."""
        among = select(owned).where(contact.in_(theirs))
        # Only those of these contacts: all of a long record would be read after each save.
        others = select(owned).where(contact.not_in(theirs), owned.in_(among))
        named = among.with_only_columns(literal(kind), owned)
        return named.where(owned.is_not(None), owned.not_in(others))

    meetings = MeetingContact.__table__.c
    adults, children = Contact.__table__.c, ChildInvolved.__table__.c
    query = union_all(
        select(literal("contacts"), contacts.c.contact_id),
        select(literal("meetings"), meetings.meeting_id).where(meetings.contact_id.in_(theirs)),
        alone("adults", adults.adult_id, adults.id),
        alone("children", children.child_id, children.contact_id),
    )
    found: dict[str, set[UUID]] = {}
    for kind, id in session.connection().execute(query, {"officer": officer_id}):
        found.setdefault(kind, set()).add(id)
    return Hidden(**{kind: frozenset(ids) for kind, ids in found.items()})


class HiddenKnown:
    """Caches what is hidden from each officer, until something is written."""

    def __init__(self) -> None:
        self._written = 0
        self._found: dict[UUID, tuple[int, Hidden]] = {}

    def written(self) -> None:
        """Clear the cache, because the vault has changed."""
        self._written += 1

    def of(self, session: Session, officer_id: UUID) -> Hidden:
        """Return what an officer cannot see."""
        # Before the query, so that a write in the meantime clears the cache for the next call.
        written = self._written
        known = self._found.get(officer_id)
        if known is None or known[0] != written:
            known = self._found[officer_id] = (written, hidden_from(session, officer_id))
        return known[1]


def hide(session: Session, hidden: Hidden) -> None:
    """Let a session exclude hidden records from now on."""
    if hidden.contacts:
        session.info[HIDDEN] = hidden


def hidden_in(session: Session) -> Hidden:
    """Return what a session excludes."""
    found: Hidden = session.info.get(HIDDEN) or Hidden()
    return found


def hidden_among(
    session: Session, told: Sequence[tuple[type[Record] | None, UUID | None, Mapping[str, Any]]]
) -> list[bool]:
    """Return for each audit line whether it is about a record hidden from the session.

    A line is given as the kind of record, its id and the line's values. The number of queries is
    fixed.
    """
    hidden = hidden_in(session)
    if not hidden.contacts:
        return [False] * len(told)
    keys = list({(kind, id) for kind, id, _ in told if kind is not None and id is not None})
    left_out: set[UUID] = set()
    for start in range(0, len(keys), _AT_ONCE):
        asked: dict[type[Record], list[UUID]] = {}
        for kind, id in keys[start : start + _AT_ONCE]:
            asked.setdefault(kind, []).append(id)
        unseen = [
            select(kind.id).where(kind.id.in_(ids), not_(seen))
            for kind, ids in asked.items()
            if (seen := _condition(hidden, kind)) is not None
        ]
        if unseen:
            query = union_all(*unseen)
            left_out.update(session.scalars(query, execution_options=PAST_RESTRICTIONS))
    return [
        id in hidden.keys or id in left_out or any(each in hidden.keys for each in _keys_in(detail))
        for _, id, detail in told
    ]


def _keys_in(detail: Mapping[str, Any]) -> Iterator[UUID]:
    for pair in detail.values():
        if not isinstance(pair, list | tuple):
            continue
        for value in pair:
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, str) and _KEY.fullmatch(each):
                    yield UUID(each)
