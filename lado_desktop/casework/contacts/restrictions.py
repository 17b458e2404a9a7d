"""Restricted contacts: which officers see them, and whom the others are sent to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.records.visibility import hidden_in
from db.search.ordering import in_order, sort_key
from lado_desktop.casework.saving import check, load, normalised
from lado_desktop.casework.settings.in_post import in_post, role_today, working_today
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.fields.field import fields_of
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.kinds.restriction import Restriction, RestrictionOfficer
from lado_desktop.domain.permission import Permission, may
from lado_desktop.domain.problem import CaseworkError, Problem, Refused


@dataclass(frozen=True)
class Restricted:
    """A restriction on a contact."""

    reason: str
    on: date
    officers: tuple[tuple[UUID, str], ...]
    """The officers who see the contact: id and name."""

    @property
    def words(self) -> str:
        """The names of the officers who see it, in a line."""
        return f"Restricted: seen by {and_words(name for _, name in self.officers)} only"


def and_words(names: Iterable[str]) -> str:
    """Join names as they are spoken: `A, B and C`."""
    *more, last = list(names) or ["nobody"]
    return f"{', '.join(more)} and {last}" if more else last


def restricted(session: Session, found: Restriction) -> Restricted:
    """Return a restriction with the officers who see the contact."""
    return Restricted(found.reason or "", found.restricted_on, tuple(_named(session, found.id)))


def officers_to_name(shift: Shift) -> list[Officer]:
    """Return the officers in post who can be named on a restriction, sorted by name.

    Each officer's role is set to today's, which is not saved.
    """
    query = (
        select(Officer).where(Officer.id.in_(in_post(shift.today))).order_by(in_order(Officer.name))
    )
    with shift.reading() as session:
        officers = session.scalars(query).all()
        return [working_today(session, each, shift.today) for each in officers]


def restrict(
    shift: Shift, contact_id: UUID, officer_ids: Collection[UUID], reason: str
) -> Restricted:
    """Restrict a contact to these officers, replacing those named before.

    At least one must be able to decide and close it. Raises Refused, NotFound, NotAllowed.
    """
    field = fields_of(Restriction)["reason"]
    values = {"reason": normalised(field, reason), "restricted_on": shift.today}
    check(shift, Restriction, values, whole=True)
    with shift.act("contact.restrict") as session:
        load(session, Contact, contact_id)
        query = select(Officer).where(
            Officer.id.in_(officer_ids), Officer.id.in_(in_post(shift.today))
        )
        officers = list(session.scalars(query))
        if not any(_may_close(shift, session, each) for each in officers):
            raise Refused(
                [
                    Problem(
                        "officers",
                        "Name at least one officer in post who can close the contact: "
                        "a LADO, a cover or a manager.",
                    )
                ]
            )
        found = session.scalar(_in_force(contact_id))
        if found is None:
            found = Restriction(contact_id=contact_id, **values)
            session.add(found)
            session.flush()
        else:
            found.reason = values["reason"]
        wanted = {each.id for each in officers}
        rows = select(RestrictionOfficer).where(RestrictionOfficer.restriction_id == found.id)
        for row in session.scalars(rows).all():
            if row.officer_id in wanted:
                wanted.remove(row.officer_id)
            else:
                session.delete(row)
        session.add_all(RestrictionOfficer(restriction_id=found.id, officer_id=id) for id in wanted)
    named = sorted(((each.id, each.name) for each in officers), key=lambda each: sort_key(each[1]))
    return Restricted(values["reason"] or "", found.restricted_on, tuple(named))


def lift(shift: Shift, contact_id: UUID) -> None:
    """Lift the restriction of a contact. Raises NotFound, NotAllowed, CaseworkError."""
    with shift.act("contact.lift_restriction") as session:
        load(session, Contact, contact_id)
        found = session.scalar(_in_force(contact_id))
        if found is None:
            raise CaseworkError("This contact is not restricted.")
        found.lifted_on = shift.today


def speak_to(session: Session, contact_ids: Collection[UUID], today: date) -> list[str]:
    """Return the names of the officers in post who see any of these restricted contacts."""
    query = (
        select(Officer.name)
        .join(RestrictionOfficer, RestrictionOfficer.officer_id == Officer.id)
        .join(Restriction, Restriction.id == RestrictionOfficer.restriction_id)
        .where(Restriction.contact_id.in_(contact_ids), Restriction.lifted_on.is_(None))
        .where(Officer.id.in_(in_post(today)))
    )
    return sorted(set(session.connection().scalars(query)), key=sort_key)


def restricted_words(session: Session, contact_ids: Collection[UUID], today: date) -> str:
    """Say that there are restricted contacts and which officers to ask; "" for none."""
    if not contact_ids:
        return ""
    number = len(contact_ids)
    one = "1 more contact is restricted" if number == 1 else f"{number} more are restricted"
    return f"{one}: speak to {and_words(speak_to(session, contact_ids, today))}."


def restricted_about(session: Session, adult_id: UUID | None, today: date) -> str:
    """Return `restricted_words` for the contacts about an adult that this officer cannot see."""
    hidden = hidden_in(session).contacts
    if adult_id is None or not hidden:
        return ""
    theirs = select(Contact.id).where(Contact.adult_id == adult_id, Contact.id.in_(hidden))
    return restricted_words(session, session.connection().scalars(theirs).all(), today)


def check_may_go(session: Session, officer: Officer, today: date) -> None:
    """Raise CaseworkError where a contact would be seen by nobody after the officer leaves."""
    # Restrictions that another officer in post sees as well.
    others = (
        select(RestrictionOfficer.restriction_id)
        .join(Officer, Officer.id == RestrictionOfficer.officer_id)
        .where(Officer.id.in_(in_post(today)), Officer.id != officer.id)
    )
    alone = (
        select(func.count())
        .select_from(Restriction)
        .join(RestrictionOfficer, RestrictionOfficer.restriction_id == Restriction.id)
        .where(RestrictionOfficer.officer_id == officer.id, Restriction.lifted_on.is_(None))
        .where(Restriction.id.not_in(others))
    )
    number = session.connection().scalar(alone) or 0
    if number:
        what = "1 restricted contact" if number == 1 else f"{number} restricted contacts"
        raise CaseworkError(
            f"This officer is the only one in post who sees {what}. "
            "They must name somebody else there first, or lift the restriction."
        )


def _may_close(shift: Shift, session: Session, officer: Officer) -> bool:
    return may(role_today(session, officer, shift.today), Permission.CLOSE)


def _in_force(contact_id: UUID) -> Select[Restriction]:
    return select(Restriction).where(
        Restriction.contact_id == contact_id, Restriction.lifted_on.is_(None)
    )


def _named(session: Session, restriction_id: UUID) -> Sequence[tuple[UUID, str]]:
    query = (
        select(Officer.id, Officer.name)
        .join(RestrictionOfficer, RestrictionOfficer.officer_id == Officer.id)
        .where(RestrictionOfficer.restriction_id == restriction_id)
        .order_by(in_order(Officer.name))
    )
    return [(row.id, row.name) for row in session.execute(query)]
