"""Concluding, closing and reopening: closed with nothing loose, or with the reason said."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lado_desktop.casework.contacts.answered_checks import decide_answered
from lado_desktop.casework.contacts.contacts import MANY
from lado_desktop.casework.contacts.decisions import decision_in_force
from lado_desktop.casework.contacts.findings import finding_in_force
from lado_desktop.casework.contacts.state import state_of_referral
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
from lado_desktop.domain.kinds.action import UNFINISHED, Action
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.employment_outcome import EmploymentOutcome
from lado_desktop.domain.kinds.meeting import Meeting, MeetingContact
from lado_desktop.domain.kinds.onward_referral import OnwardReferral
from lado_desktop.domain.practice.codes import meets_threshold, needs_meeting
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
    """Close a contact or allegation. With loose ends, a note must say why it is closed so.

    A contact below the threshold that was not concluded yet is concluded on the same day.
    Raises Refused, NotFound, CaseworkError.
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
        loose = loose_ends_of(session, contact)
        if loose and not values["closing_note"]:
            why = f"{' '.join(loose)} Say in the closing note why it is closed as it stands."
            raise Refused([Problem("closing_note", why)])
        put(contact, {"concluded_on": contact.concluded_on or on, **values})


def reopen(shift: Shift, contact_id: UUID, reason: str) -> None:
    """Open a closed contact again, with the reason kept in its closing note.

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
    """Return the rule that these days are not before the decision and the finding in force."""
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


def loose_ends_of(session: Session, contact: Contact) -> list[str]:
    """Name in sentences what is missing before a contact can be closed with nothing loose."""
    found = []
    decision = decision_in_force(session, contact.id)
    if decision is None:
        return [] if contact.check_answered_on else ["Nothing is decided yet."]
    if decision.advice and decision.advice_sent_on is None:
        found.append("The advice is not noted as sent in writing.")
    open_actions = session.scalar(
        select(func.count()).where(Action.contact_id == contact.id, Action.status.in_(UNFINISHED))
    )
    if open_actions:
        found.append(f"{open_actions} action{'s are' if open_actions > 1 else ' is'} still open.")
    found += _loose_ends_of_meetings(session, contact.id, decision.outcome)
    referrals = list(
        session.scalars(select(OnwardReferral).where(OnwardReferral.contact_id == contact.id))
    )
    if meets_threshold(decision.outcome):
        found += _loose_ends_of_finding(session, contact.id, referrals)
    advised = sum(each.state == "advised" for each in referrals)
    if advised:
        are = "s are" if advised > 1 else " is"
        found.append(f"{advised} onward referral{are} advised and not recorded as made.")
    return found


def _loose_ends_of_finding(
    session: Session, contact_id: UUID, referrals: Sequence[OnwardReferral]
) -> list[str]:
    found = []
    finding = finding_in_force(session, contact_id)
    to_dbs = [each for each in referrals if each.body == "dbs"]
    if finding is None:
        found.append("There is no finding yet.")
    elif finding.finding == "substantiated" and not to_dbs:
        found.append("Substantiated, and no referral to the DBS is recorded.")
    elif finding.finding == "substantiated" and all(
        state_of_referral(session, each) == "considered" for each in to_dbs
    ):
        found.append(
            "Substantiated, and a referral to the DBS is recorded as considered and not as made."
        )
    outcome = select(EmploymentOutcome.id).where(EmploymentOutcome.contact_id == contact_id)
    if session.scalar(outcome) is None:
        found.append("No employment outcome is recorded.")
    return found


def _loose_ends_of_meetings(session: Session, contact_id: UUID, outcome: str) -> list[str]:
    found = []
    meetings = list(
        session.scalars(
            select(Meeting)
            .join(MeetingContact, MeetingContact.meeting_id == Meeting.id)
            .where(MeetingContact.contact_id == contact_id)
        )
    )
    if needs_meeting(outcome) and not any(meeting.held_on for meeting in meetings):
        found.append("A meeting was to be held and none is recorded as held.")
    if any(meeting.held_on and not meeting.approved_on for meeting in meetings):
        found.append("Minutes are not approved yet.")
    return found
