"""Acts on a contact: log, link, follow up, change, record in error."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from db.records.visibility import PAST_RESTRICTIONS
from lado_desktop.casework.contacts.answered_checks import decide_answered
from lado_desktop.casework.contacts.references import give_reference
from lado_desktop.casework.documents.kept_documents import attach
from lado_desktop.casework.saving import (
    Rule,
    check,
    contact_for_change,
    load,
    marked_in_error,
    normalised_values,
    put,
    values_of,
)
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.fields.field import FOLLOW, INCIDENT, fields_of
from lado_desktop.domain.kinds.contact import CONTACT_FORM, Contact
from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.kinds.finding import Finding
from lado_desktop.domain.kinds.onward_referral import OnwardReferral
from lado_desktop.domain.problem import CaseworkError, Problem, Refused
from lado_desktop.domain.record import new_id

MANY = (
    joinedload(Contact.criterion_rows),
    joinedload(Contact.category_rows),
    joinedload(Contact.child_status_rows),
)
"""What has to be loaded for the many-valued fields of a contact: few rows, in its statement."""


def _make(shift: Shift, session: Session, values: Mapping[str, Any], **known: Any) -> Contact:
    many: dict[str, list[str]] = {"criteria": [], "further_categories": [], "child_status": []}
    given = {name: value for name, value in values.items() if value is not None}
    contact = Contact(
        reference=give_reference(shift, session, values["received_on"]),
        taken_by_id=shift.officer.id,
        **{**many, **given},
        **known,
    )
    session.add(contact)
    decide_answered(shift, session, contact)
    return contact


def _checked(shift: Shift, given: Mapping[str, Any]) -> dict[str, Any]:
    values = normalised_values(CONTACT_FORM, given)
    check(shift, Contact, values, whole=True)
    return values


def _shared(contact: Contact, further: str) -> dict[str, Any]:
    """Return the values that a further contact shares: `further` is INCIDENT or FOLLOW."""
    fields, current = fields_of(Contact), values_of(contact)
    return {name: current[name] for name in fields if further in fields[name].carried}


def log(
    shift: Shift,
    given: Mapping[str, Any],
    documents: Collection[UUID] = (),
    incident: Collection[UUID] = (),
) -> Contact:
    """Log a contact, about an adult or about nobody named yet.

    `documents` are the ids of files that it was started from. They are filed with it. `incident`
    are contacts to link it with. Raises Refused, NotFound, and CaseworkError where these are of
    several incidents or one was recorded in error.
    """
    values = _checked(shift, given)
    with shift.act("contact.log") as session:
        contact = _make(shift, session, values)
        if documents:
            attach(session, documents, contact)
        others = [contact_for_change(session, id) for id in incident]
        # Linking them would silently join two incidents into one.
        if len({_incident_of(session, other) for other in others} - {None}) > 1:
            raise CaseworkError(
                "The contacts that this one is linked with belong to different incidents. "
                "Leave the links to one incident alone, then log it."
            )
        for other in others:
            _link(session, contact, other)
        return contact


def log_another_adult(shift: Shift, contact_id: UUID, given: Mapping[str, Any]) -> Contact:
    """Log a contact about another adult of the same incident, and link the two.

    Values of the call are copied unless given. Raises Refused, NotFound.
    """
    with shift.act("contact.log_another_adult") as session:
        first = contact_for_change(session, contact_id, options=MANY)
        values = _checked(shift, {**_shared(first, INCIDENT), **given})
        if first.incident_id is None:
            first.incident_id = new_id()
        return _make(shift, session, values, incident_id=first.incident_id)


def link_incident(shift: Shift, contact_id: UUID, other_id: UUID) -> None:
    """Link two contacts as one incident. Raises NotFound, CaseworkError."""
    if contact_id == other_id:
        raise CaseworkError("A contact cannot be linked with itself. Pick another contact.")
    with shift.act("contact.link") as session:
        one, other = (contact_for_change(session, id) for id in (contact_id, other_id))
        if one.incident_id is not None and one.incident_id == other.incident_id:
            raise CaseworkError("These two contacts are linked already. Pick another contact.")
        _link(session, one, other)


def unlink_incident(shift: Shift, contact_id: UUID) -> None:
    """Remove a contact from its incident; the others stay linked. Raises NotFound, CaseworkError.

    Undo cannot replace this act: only the officer who linked them can undo, and only for a time.
    """
    with shift.act("contact.unlink") as session:
        contact = contact_for_change(session, contact_id)
        if _incident_of(session, contact) is None:
            raise CaseworkError("This contact is not linked with another one.")
        put(contact, {"incident_id": None})


def _link(session: Session, one: Contact, other: Contact) -> None:
    incidents = {_incident_of(session, each) for each in (one, other)} - {None}
    if len(incidents) > 1:
        raise CaseworkError(
            "Unlink one of these two contacts first. "
            "Both already belong to other incidents, one to each."
        )
    incident = next(iter(incidents), None) or new_id()
    put(one, {"incident_id": incident})
    put(other, {"incident_id": incident})


def _incident_of(session: Session, contact: Contact) -> UUID | None:
    """Return the incident that a contact shares with another; None where it is alone in it."""
    if contact.incident_id is None:
        return None
    others = select(Contact.id).where(
        Contact.incident_id == contact.incident_id, Contact.id != contact.id
    )
    # Also of a restricted contact: two incidents must not become one unseen.
    there = session.scalar(others.limit(1), execution_options=PAST_RESTRICTIONS)
    return None if there is None else contact.incident_id


def follow_up(shift: Shift, contact_id: UUID, given: Mapping[str, Any]) -> Contact:
    """Log the referral that an earlier enquiry came back as. Raises Refused, NotFound."""
    with shift.act("contact.log_following") as session:
        first = contact_for_change(session, contact_id, options=MANY)
        values = _checked(shift, {"intake": "referral", **_shared(first, FOLLOW), **given})
        if values["received_on"] < first.received_on:
            raise Refused(
                [
                    Problem(
                        "received_on",
                        "Received must be the same as or after the day of the contact it follows.",
                    )
                ]
            )
        return _make(shift, session, values, follows_id=first.id)


def amend(shift: Shift, contact_id: UUID, version: int, changes: Mapping[str, Any]) -> Contact:
    """Change what a contact says; deciding, concluding and closing are separate acts.

    Raises Refused, NotFound, ChangedMeanwhile, and CaseworkError of one recorded in error.
    """
    values = normalised_values(CONTACT_FORM, changes)
    with shift.act("contact.amend") as session:
        contact = contact_for_change(session, contact_id, version, MANY)
        check(
            shift,
            Contact,
            values,
            whole=False,
            rules=received_rule(session, contact_id, values),
            current=values_of(contact),
        )
        # Read before `put` changes it.
        answered_on = contact.check_answered_on
        put(contact, values)
        decide_answered(shift, session, contact, answered_on)
    return contact


def received_rule(session: Session, contact_id: UUID, values: Mapping[str, Any]) -> list[Rule]:
    """Return the rule that the day received is before all that was done since, where it changes."""
    if values.get("received_on") is None:
        return []
    own = OnwardReferral.made_by == "lado"
    done = {
        "a decision on it": _first_day(Decision.decided_on, contact_id),
        "its finding": _first_day(Finding.found_on, contact_id),
        "a referral onward": _first_day(OnwardReferral.made_on, contact_id).where(own),
        "advice to refer it onward": _first_day(OnwardReferral.advised_on, contact_id),
    }
    days = session.execute(select(*(day.scalar_subquery() for day in done.values()))).one()
    first = list(zip(done, days, strict=True))

    def rule(given: Mapping[str, Any]) -> list[Problem]:
        received = given.get("received_on")
        return [
            Problem("received_on", f"Received must not be after the day of {what}.")
            for what, day in first
            if received is not None and day is not None and day < received
        ][:1]

    return [rule]


def _first_day(day: Any, contact_id: UUID) -> Select[Any]:
    return select(func.min(day)).where(day.class_.contact_id == contact_id)


def record_in_error(shift: Shift, contact_id: UUID, reason: str) -> None:
    """Mark a contact as recorded in error: it retains its number and leaves every count.

    Raises Refused where no reason is given, NotFound, and CaseworkError where it was marked before.
    """
    values = marked_in_error(shift, Contact, reason)
    with shift.act("contact.in_error") as session:
        contact = load(session, Contact, contact_id, options=MANY)
        if contact.in_error_on is not None:
            raise CaseworkError("This contact was recorded in error already.")
        put(contact, values)
