"""E-mails as plain text, ready to copy: advice in writing, an invitation, a reminder of an action.

The subject bears the reference and no name. Nothing is sent from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lado_desktop.casework.decisions import decision_in_force
from lado_desktop.casework.meeting_file import MeetingFile, open_meeting
from lado_desktop.casework.saving import load
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.action import UNFINISHED, Action
from lado_desktop.domain.contact import Contact
from lado_desktop.domain.meeting import Meeting
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.professional import Professional
from lado_desktop.domain.typed_day import day_words, echo_day

_CONFIDENTIALITY = "Confidentiality"


@dataclass(frozen=True)
class EmailText:
    """One e-mail as text."""

    to: tuple[str, ...]
    """The addresses that are known."""
    subject: str
    body: str


def advice(shift: Shift, contact_id: UUID) -> EmailText:
    """Return the advice of the decision in force, to who rang.

    Raises NotFound, and CaseworkError where no advice is recorded.
    """
    with shift.reading() as session:
        contact = load(session, Contact, contact_id)
        caller = _professional(session, contact.caller_id)
        decision = decision_in_force(session, contact_id)
    if decision is None or not decision.advice:
        raise CaseworkError("No advice is recorded yet: write it with the decision first.")
    given_on = decision.decided_on or contact.received_on
    parts = [
        _greeting(caller),
        (
            f"Thank you for contacting us on {echo_day(contact.received_on)}. "
            f"Our reference is {contact.reference}."
        ),
        f"Decision on {day_words(given_on)}: "
        f"{shift.label('contact_outcome', decision.outcome)}."
        + (
            f" Please turn to: {shift.label('signposted_to', decision.signposted_to)}."
            if decision.signposted_to
            else ""
        ),
        f"The advice given:\n\n{decision.advice}",
        (
            "If you learn more, or if anything here is not as you understood it, please contact us "
            f"and give the reference {contact.reference}."
        ),
        _signature(shift),
    ]
    return EmailText(
        _addresses([caller]), f"{contact.reference}: advice from the LADO", "\n\n".join(parts)
    )


def invitation(shift: Shift, meeting_id: UUID) -> EmailText:
    """Return the invitation to a meeting, to all who are on its list. Raises NotFound."""
    file = open_meeting(shift, meeting_id)
    meeting = file.meeting
    kind = shift.label("meeting_kind", meeting.kind_of) or "Meeting"
    agenda = shift.practice.codes("minute_heading").values()
    confidential = next(
        (each.text for each in shift.practice.statements if each.title == _CONFIDENTIALITY), ""
    )
    parts = [
        "Dear colleague,",
        f"You are invited to this meeting: {kind}. Its reference is {meeting.reference}.",
        _facts(shift, file),
        "Agenda:\n" + "\n".join(f"{number}. {each}" for number, each in enumerate(agenda, 1)),
        (
            "Please let us know whether you will attend. If you cannot, send somebody who can "
            "speak for your agency, or a written report before the meeting."
        ),
        confidential,
        _signature(shift),
    ]
    people = [file.chair, file.minute_taker, *(who for _, who in file.attendances)]
    on = meeting.held_on or meeting.planned_for
    when = f", {day_words(on)}" if on else ""
    return EmailText(
        _addresses(people),
        f"{meeting.reference}: invitation{when}",
        "\n\n".join(part for part in parts if part),
    )


def reminder(shift: Shift, action_id: UUID) -> EmailText:
    """Return the chasing of an action, to whose it is.

    Raises NotFound, and CaseworkError where the action is finished.
    """
    with shift.reading() as session:
        action = load(session, Action, action_id)
        owner = _professional(session, action.owner_id)
        reference = load(session, Contact, action.contact_id).reference
        if action.meeting_id is not None:
            reference = load(session, Meeting, action.meeting_id).reference
    if action.status not in UNFINISHED:
        raise CaseworkError("This action is finished: there is nothing to chase.")
    parts = [
        _greeting(owner),
        f"Reference {reference}: this action is recorded as yours.",
        action.text,
        _due(shift, action.due_on),
        "Please tell us what was done and when, or what stands in the way.",
        _signature(shift),
    ]
    return EmailText(
        _addresses([owner]),
        f"{reference}: action {action.number}",
        "\n\n".join(part for part in parts if part),
    )


def _facts(shift: Shift, file: MeetingFile) -> str:
    meeting = file.meeting
    on = meeting.held_on or meeting.planned_for
    hours = " to ".join(hour for hour in (meeting.starts_at, meeting.ends_at) if hour)
    facts = (
        ("Day", echo_day(on) if on else "to be agreed"),
        ("Time", hours),
        ("How", shift.label("meeting_mode", meeting.mode)),
        ("Place", meeting.place),
        ("Chair", file.chair.name if file.chair else ""),
    )
    return "\n".join(f"{label}: {said}" for label, said in facts if said)


def _due(shift: Shift, on: date | None) -> str:
    if on is None:
        return "No day was set for it."
    return f"It was due on {echo_day(on)}." if on < shift.today else f"It is due on {echo_day(on)}."


def _greeting(who: Professional | None) -> str:
    return f"Dear {who.name}," if who else "Dear colleague,"


def _signature(shift: Shift) -> str:
    officer = shift.officer
    lines = [officer.name, shift.label("officer_role", officer.role), shift.practice.authority]
    return "\n".join([*lines, *shift.practice.letterhead])


def _addresses(people: list[Professional | None]) -> tuple[str, ...]:
    found = (who.email for who in people if who is not None)
    return tuple(dict.fromkeys(email for email in found if email))


def _professional(session: Session, id: UUID | None) -> Professional | None:
    if id is None:
        return None
    return session.scalar(select(Professional).where(Professional.id == id))
