"""Finds a contact or meeting by its full reference."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.fields.text import one_line
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.meeting import Meeting, MeetingContact
from lado_desktop.domain.problem import NotFound


def contact_of(shift: Shift, reference: str) -> UUID:
    """Return the id of the contact with this reference. Raises NotFound."""
    query = select(Contact.id).where(Contact.reference == one_line(reference))
    with shift.reading() as session:
        found = session.scalar(query)
    if found is None:
        raise NotFound("contact")
    return found


def meeting_of(shift: Shift, reference: str) -> UUID:
    """Return the id of the meeting with this reference, or of a contact's latest meeting.

    The latest is the one held last, or planned last where none was held. Raises NotFound.
    """
    text = one_line(reference)
    of_contact = (
        select(Meeting.id)
        .join(MeetingContact, MeetingContact.meeting_id == Meeting.id)
        .join(Contact, Contact.id == MeetingContact.contact_id)
        .where(Contact.reference == text)
        .order_by(Meeting.held_on.desc().nulls_last(), Meeting.planned_for.desc(), Meeting.id)
    )
    with shift.reading() as session:
        found = session.scalar(select(Meeting.id).where(Meeting.reference == text))
        found = found or session.scalar(of_contact.limit(1))
    if found is None:
        raise NotFound("meeting")
    return found
