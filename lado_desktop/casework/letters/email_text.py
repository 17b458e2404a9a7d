"""E-mails as plain text to copy: advice, invitation, reminder of an action.

The subject has the reference and no name. The program sends nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lado_desktop.casework.letters import letters
from lado_desktop.casework.letters.letter import (
    Letter,
    LetterPart,
    Listed,
    Quoted,
    Rows,
    emails_of,
    greeting,
    signature,
)
from lado_desktop.casework.saving import load
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.action import UNFINISHED, Action
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.kinds.professional import Professional
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.time.typed_day import due_words


@dataclass(frozen=True)
class EmailText:
    """One e-mail as text."""

    to: tuple[str, ...]
    """The known addresses."""
    subject: str
    body: str


def advice(shift: Shift, contact_id: UUID) -> EmailText:
    """Return the e-mail with the current decision's advice, to the caller.

    Raises NotFound, and CaseworkError where no advice is recorded.
    """
    return _email(shift, letters.advice(shift, contact_id))


def invitation(shift: Shift, meeting_id: UUID) -> EmailText:
    """Return the invitation to a meeting, to everybody invited. Raises NotFound."""
    return _email(shift, letters.invitation(shift, meeting_id))


def reminder(shift: Shift, action_id: UUID) -> EmailText:
    """Return the reminder of an action, to its owner.

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
        greeting(owner.name if owner else None),
        f"Reference {reference}: this action is recorded as yours.",
        action.text,
        _due(shift, action.due_on),
        "Please tell us what was done and when, or what stands in the way.",
        _signature(shift),
    ]
    return EmailText(
        emails_of([owner]),
        f"{reference}: action {action.number}",
        "\n\n".join(part for part in parts if part),
    )


def _email(shift: Shift, letter: Letter) -> EmailText:
    """Return a letter as an e-mail, with the letterhead under the name."""
    parts = [letter.greeting, *map(_plain, letter.parts), _signature(shift)]
    return EmailText(letter.emails, f"{letter.reference}: {letter.subject}", "\n\n".join(parts))


def _plain(part: LetterPart) -> str:
    match part:
        case Rows(rows):
            return "\n".join(f"{label}: {value}" for label, value in rows)
        case Listed(title, items, numbered):
            marked = [
                f"{number}. {item}" if numbered else f"- {item}"
                for number, item in enumerate(items, 1)
            ]
            return "\n".join([title, *marked])
        case Quoted(title, text):
            return f"{title}\n\n{text}"
        case str():
            return part


def _due(shift: Shift, on: date | None) -> str:
    if on is None:
        return "No day was set for it."
    return due_words(on, shift.today)


def _signature(shift: Shift) -> str:
    return "\n".join([*signature(shift), *shift.practice.letterhead])


def _professional(session: Session, id: UUID | None) -> Professional | None:
    if id is None:
        return None
    return session.scalar(select(Professional).where(Professional.id == id))
