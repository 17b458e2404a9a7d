"""Conclude, close and reopen contacts. Closing with loose ends needs a reason."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from lado_desktop.casework.contacts.answered_checks import decide_answered
from lado_desktop.casework.contacts.contact_file import read_contact
from lado_desktop.casework.contacts.contacts import MANY
from lado_desktop.casework.contacts.decisions import decision_in_force
from lado_desktop.casework.contacts.findings import finding_in_force
from lado_desktop.casework.saving import (
    Rule,
    check,
    contact_for_change,
    normalised,
    normalised_values,
    put,
    values_of,
)
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.fields.field import fields_of
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.practice.codes import meets_threshold
from lado_desktop.domain.problem import CaseworkError, Problem, Refused

_NOTE = fields_of(Contact)["closing_note"]
_OF_CLOSING = (fields_of(Contact)["closed_on"], _NOTE)


def conclude_below(shift: Shift, contact_id: UUID, on: date) -> None:
    """Conclude a contact below the threshold. Raises Refused, NotFound, CaseworkError."""
    with shift.act("contact.conclude") as session:
        contact = contact_for_change(session, contact_id, options=MANY, still_open=True)
        if contact.concluded_on is not None:
            raise CaseworkError("This contact is concluded already.")
        decide_answered(shift, session, contact)
        decision = decision_in_force(session, contact_id)
        if decision is None:
            raise CaseworkError("Decide the contact before it is concluded.")
        if meets_threshold(decision.outcome):
            raise CaseworkError(
                "This contact meets the threshold: record a finding to conclude it."
            )
        _check(shift, session, contact, {"concluded_on": on})
        put(contact, {"concluded_on": on})


def close(shift: Shift, contact_id: UUID, on: date, note: str | None = None) -> None:
    """Close a contact or allegation. With loose ends the note must give the reason.

    Concludes a contact below the threshold on the same day if it is not concluded. Raises Refused,
    NotFound, CaseworkError.
    """
    values = normalised_values(_OF_CLOSING, {"closed_on": on, "closing_note": note})
    with shift.act("contact.close") as session:
        contact = contact_for_change(session, contact_id, options=MANY, still_open=True)
        decide_answered(shift, session, contact)
        decision = decision_in_force(session, contact_id)
        if decision is None:
            raise CaseworkError("Decide the contact before it is closed.")
        if contact.concluded_on is None and meets_threshold(decision.outcome):
            raise CaseworkError("Record a finding before the allegation is closed.")
        _check(shift, session, contact, values)
        loose = read_contact(shift, session, contact_id).loose_ends
        if loose and not values["closing_note"]:
            why = f"{' '.join(loose)} Say in the closing note why it is closed as it stands."
            raise Refused([Problem("closing_note", why)])
        put(contact, {"concluded_on": contact.concluded_on or on, **values})


def reopen(shift: Shift, contact_id: UUID, reason: str) -> None:
    """Reopen a closed contact and add the reason to its closing note.

    Raises Refused, NotFound, CaseworkError.
    """
    text = normalised(_NOTE, reason)
    if not text:
        raise Refused([Problem("closing_note", "Why it is reopened is needed.")])
    with shift.act("contact.reopen") as session:
        contact = contact_for_change(session, contact_id)
        if contact.closed_on is None:
            raise CaseworkError("This contact is not closed.")
        history = (
            f"Closed on {contact.closed_on:%d/%m/%Y}, reopened on {shift.today:%d/%m/%Y}: {text}"
        )
        note = f"{contact.closing_note}\n{history}" if contact.closing_note else history
        check(shift, Contact, {"closing_note": note}, whole=False)
        put(contact, {"closed_on": None, "closing_note": note})


def _check(shift: Shift, session: Session, contact: Contact, values: Mapping[str, Any]) -> None:
    check(
        shift,
        Contact,
        values,
        whole=False,
        rules=(day_rule(session, contact.id, values),),
        current=values_of(contact),
    )


def day_rule(session: Session, contact_id: UUID, names: Collection[str]) -> Rule:
    """Return the rule that these days are not before the current decision and finding."""
    decision, finding = (
        decision_in_force(session, contact_id),
        finding_in_force(session, contact_id),
    )
    stand = {
        "finding": finding and finding.found_on,
        "decision": decision and decision.decided_on,
    }

    def rule(values: Mapping[str, Any]) -> list[Problem]:
        return [
            Problem(name, f"{label} must not be before the day of the {what}.")
            for name, label in (("concluded_on", "Concluded"), ("closed_on", "Closed"))
            for what, day in stand.items()
            if name in names and day and values.get(name) and values[name] < day
        ][:1]

    return rule
