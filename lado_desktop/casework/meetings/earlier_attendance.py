"""Copies the attendance of the previous meeting to a new one."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lado_desktop.casework.meetings.meetings import open_for_change
from lado_desktop.casework.saving import load
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.attendance import Attendance
from lado_desktop.domain.kinds.meeting import Meeting, MeetingContact
from lado_desktop.domain.problem import CaseworkError


def earlier_meeting(shift: Shift, meeting_id: UUID) -> str:
    """Return the reference of the previous meeting if its attendance can be copied, else ""."""
    with shift.reading() as session:
        earlier = _earlier(session, meeting_id)
        return "" if earlier is None else load(session, Meeting, earlier).reference


def take_attendance(shift: Shift, meeting_id: UUID) -> int:
    """Copy the attendance of the previous meeting, and return how many were added.

    They are invited, except those with a conflict of interest. Raises MinutesApproved, and
    CaseworkError where the list is not empty or there is no previous meeting.
    """
    with shift.act("attendance.add") as session:
        open_for_change(session, meeting_id)
        earlier = _earlier(session, meeting_id)
        if earlier is None:
            raise CaseworkError("There is no earlier attendance to take.")
        of_earlier = select(Attendance).where(Attendance.meeting_id == earlier)
        found = session.scalars(of_earlier.order_by(Attendance.position)).all()
        for each in found:
            taken = Attendance(
                meeting_id=meeting_id,
                position=each.position,
                professional_id=each.professional_id,
                role=each.role,
                agency=each.agency,
                status="excluded" if each.status == "excluded" else "invited",
            )
            session.add(taken)
        return len(found)


def _earlier(session: Session, meeting_id: UUID) -> UUID | None:
    """Return the previous meeting about any of the same contacts, if this one lists nobody."""
    attended = select(Attendance.id).where(Attendance.meeting_id == meeting_id).limit(1)
    if session.scalar(attended) is not None:
        return None
    contacts = select(MeetingContact.contact_id).where(MeetingContact.meeting_id == meeting_id)
    return session.scalar(
        select(Meeting.id)
        .join(Attendance, Attendance.meeting_id == Meeting.id)
        .join(MeetingContact, MeetingContact.meeting_id == Meeting.id)
        .where(
            MeetingContact.contact_id.in_(contacts.scalar_subquery()),
            load(session, Meeting, meeting_id).earlier,
        )
        .order_by(Meeting.day.desc(), Meeting.id.desc())
        .limit(1)
    )
