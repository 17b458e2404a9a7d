"""Plans, records and minutes Position of Trust meetings, and approves minutes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.records.audit_query import taken_out_references
from db.records.visibility import PAST_RESTRICTIONS
from lado_desktop.casework.documents.issued_documents import kept_in
from lado_desktop.casework.meetings.approval import missing, sent_after
from lado_desktop.casework.meetings.meeting_file import MeetingFile, read_meeting
from lado_desktop.casework.saving import (
    check,
    contact_for_change,
    load,
    normalised,
    normalised_values,
    put,
    values_of,
)
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.fields.field import fields_of
from lado_desktop.domain.kinds.attendance import ATTENDANCE_FORM, PRESENT, Attendance
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.meeting import MEETING_FORM, Meeting, MeetingContact
from lado_desktop.domain.kinds.minute_section import MinuteSection
from lado_desktop.domain.kinds.organisation import Organisation
from lado_desktop.domain.kinds.professional import Professional
from lado_desktop.domain.problem import CaseworkError, ChangedMeanwhile, NotFound, Problem, Refused
from lado_desktop.domain.record import Record

OfMeeting = TypeVar("OfMeeting", Attendance, MinuteSection)


class MinutesApproved(CaseworkError):
    """The minutes are approved and can no longer be changed."""

    def __init__(self) -> None:
        super().__init__("The minutes are approved and can no longer be changed.")


def open_for_change(session: Session, meeting_id: UUID, version: int | None = None) -> Meeting:
    """Load a meeting whose minutes are a draft. Raises MinutesApproved, NotFound."""
    meeting = load(session, Meeting, meeting_id, version)
    if meeting.approved_on is not None:
        raise MinutesApproved
    return meeting


def plan(shift: Shift, contact_ids: Sequence[UUID], given: Mapping[str, Any]) -> Meeting:
    """Plan a meeting about one or more contacts, or record one already held.

    Raises Refused, NotFound, and CaseworkError where a contact was recorded in error.
    """
    if not contact_ids:
        raise Refused([Problem("", "A meeting is about one contact at least.")])
    values = normalised_values(MEETING_FORM, given)
    check(shift, Meeting, values, whole=True, rules=[sent_after(None)])
    with shift.act("meeting.plan") as session:
        first = load(session, Contact, contact_ids[0])
        earlier = select(func.count()).where(MeetingContact.contact_id == first.id)
        number = (session.scalar(earlier) or 0) + 1
        in_bin = taken_out_references(session, Meeting.kind())
        # The count alone could give a number again: meetings are removed, and have several
        # contacts.
        while _is_taken(session, f"{first.reference}-M{number}", in_bin):
            number += 1
        meeting = Meeting(reference=f"{first.reference}-M{number}", **values)
        session.add(meeting)
        session.flush()
        _link(session, meeting.id, contact_ids)
    return meeting


def _is_taken(session: Session, reference: str, in_bin: Collection[str]) -> bool:
    same = select(Meeting.id).where(Meeting.reference == reference)
    # A meeting that the officer cannot see has its number too.
    found = session.scalar(same, execution_options=PAST_RESTRICTIONS)
    return found is not None or reference in in_bin


def _link(session: Session, meeting_id: UUID, contact_ids: Sequence[UUID]) -> None:
    for contact_id in dict.fromkeys(contact_ids):
        contact_for_change(session, contact_id)
        session.add(MeetingContact(meeting_id=meeting_id, contact_id=contact_id))


def set_contacts(shift: Shift, meeting_id: UUID, contact_ids: Sequence[UUID]) -> None:
    """Set the contacts that a meeting is about. Raises Refused, NotFound, MinutesApproved."""
    if not contact_ids:
        raise Refused([Problem("", "A meeting is about one contact at least.")])
    with shift.act("meeting.set_contacts") as session:
        open_for_change(session, meeting_id)
        current = set(
            session.scalars(
                select(MeetingContact.contact_id).where(MeetingContact.meeting_id == meeting_id)
            )
        )
        for gone in current - set(contact_ids):
            link = session.get(MeetingContact, (meeting_id, gone))
            session.delete(link)
        _link(session, meeting_id, [id for id in contact_ids if id not in current])


def amend(shift: Shift, meeting_id: UUID, version: int, changes: Mapping[str, Any]) -> Meeting:
    """Change a meeting. After approval only the days of sending can change.

    Raises Refused, NotFound, ChangedMeanwhile, MinutesApproved.
    """
    values = normalised_values(MEETING_FORM, changes)
    with shift.act("meeting.amend") as session:
        meeting = load(session, Meeting, meeting_id, version)
        if meeting.approved_on is not None and not set(values) <= Meeting.after_approval:
            raise MinutesApproved
        check(
            shift,
            Meeting,
            values,
            whole=False,
            rules=[sent_after(meeting.approved_on)],
            current=values_of(meeting),
        )
        put(meeting, values)
    return meeting


def attend(shift: Shift, meeting_id: UUID, given: Mapping[str, Any]) -> Attendance:
    """Add a professional to the attendance, with their current role and agency unless given.

    Before the meeting the status is "invited" unless given. Afterwards it is required. Raises
    Refused, NotFound, MinutesApproved.
    """
    values = normalised_values(ATTENDANCE_FORM, given)
    with shift.act("attendance.add") as session:
        meeting = open_for_change(session, meeting_id)
        if meeting.held_on is None:
            values = {"status": "invited", **values}
        _check_attendance(shift, meeting, values, whole=True)
        professional = load(session, Professional, values["professional_id"])
        again = select(Attendance.id).where(
            Attendance.meeting_id == meeting_id,
            Attendance.professional_id == professional.id,
        )
        if session.scalar(again) is not None:
            raise Refused([Problem("professional_id", "Name is on the attendance list already.")])
        if not values.get("role"):
            values["role"] = professional.role
        if not values.get("agency") and professional.organisation_id:
            values["agency"] = load(session, Organisation, professional.organisation_id).name
        attendance = Attendance(
            meeting_id=meeting_id,
            position=_next_position(session, Attendance, meeting_id),
            **values,
        )
        session.add(attendance)
    return attendance


def _next_position(session: Session, record: type[Record], meeting_id: UUID) -> int:
    table = record.__table__.c
    last = session.scalar(select(func.max(table.position)).where(table.meeting_id == meeting_id))
    return int(last or 0) + 1


def amend_attendance(
    shift: Shift, id: UUID, version: int, changes: Mapping[str, Any]
) -> Attendance:
    """Change one attendance. Raises Refused, NotFound, ChangedMeanwhile, MinutesApproved."""
    values = normalised_values(ATTENDANCE_FORM, changes)
    with shift.act("attendance.amend") as session:
        attendance = load(session, Attendance, id, version)
        meeting = open_for_change(session, attendance.meeting_id)
        _check_attendance(shift, meeting, values, whole=False)
        put(attendance, values)
    return attendance


def _check_attendance(
    shift: Shift, meeting: Meeting, values: Mapping[str, Any], *, whole: bool
) -> None:
    check(shift, Attendance, values, whole=whole)
    later = meeting.held_on is None and meeting.planned_for and meeting.planned_for > shift.today
    if later and values.get("status") in PRESENT:
        text = "Choose another attendance: the meeting is planned for a later day."
        raise Refused([Problem("status", text)])


def remove_attendance(shift: Shift, id: UUID) -> None:
    """Remove somebody from the attendance list. Raises NotFound, MinutesApproved."""
    _remove(shift, "attendance.remove", Attendance, id)


def write(
    shift: Shift,
    meeting_id: UUID,
    heading: str,
    text: str,
    *,
    agency: str | None = None,
    section_id: UUID | None = None,
    version: int | None = None,
) -> MinuteSection:
    """Write a section of the minutes, or change the given one.

    There is one section for each heading, and one for each agency under the agencies' reports.
    Raises Refused, NotFound, ChangedMeanwhile, MinutesApproved.
    """
    fields = fields_of(MinuteSection)
    values = {
        "heading": heading,
        "agency": normalised(fields["agency"], agency),
        "text": normalised(fields["text"], text),
    }
    with shift.act("minute_section.write") as session:
        open_for_change(session, meeting_id)
        check(shift, MinuteSection, values, whole=True)
        if section_id is not None:
            section = load(session, MinuteSection, section_id, version)
            if section.meeting_id != meeting_id:
                raise NotFound("section of this meeting")
            put(section, values)
            return section
        same = select(MinuteSection.id).where(
            MinuteSection.meeting_id == meeting_id,
            MinuteSection.heading == heading,
            MinuteSection.agency.is_(None)
            if values["agency"] is None
            else MinuteSection.agency == values["agency"],
        )
        # Somebody else wrote under this heading since the page was opened.
        if session.scalar(same) is not None:
            raise ChangedMeanwhile
        section = MinuteSection(
            meeting_id=meeting_id,
            position=_next_position(session, MinuteSection, meeting_id),
            **values,
        )
        session.add(section)
    return section


def remove_section(shift: Shift, id: UUID) -> None:
    """Remove a section from the minutes. Raises NotFound, MinutesApproved."""
    _remove(shift, "minute_section.remove", MinuteSection, id)


def _remove(shift: Shift, act: str, record: type[OfMeeting], id: UUID) -> None:
    with shift.act(act) as session:
        found = load(session, record, id)
        open_for_change(session, found.meeting_id)
        session.delete(found)


@dataclass(frozen=True)
class DrawnMinutes:
    """Minutes as printed for approval."""

    file: MeetingFile
    """The meeting that they were drawn from."""
    content: bytes


def approve(shift: Shift, meeting_id: UUID, drawn: DrawnMinutes | None = None) -> Meeting:
    """Approve the minutes and store `drawn` for reprints. They cannot change any more.

    Raises NotFound, MinutesApproved, NotSaved, and CaseworkError where something is missing (see
    `approval`) or was changed since the minutes were drawn.
    """
    with shift.act("minutes.approve") as session:
        meeting = open_for_change(session, meeting_id)
        listed = select(Attendance).where(Attendance.meeting_id == meeting_id)
        attendance = {each.professional_id: each.status for each in session.scalars(listed)}
        if sentences := missing(shift, meeting, attendance):
            raise CaseworkError(" ".join(sentences))
        if drawn is not None:
            # Drawing takes long enough for somebody to save in between.
            if _versions(read_meeting(shift, session, meeting_id)) != _versions(drawn.file):
                raise CaseworkError(
                    "The minutes were changed while they were made ready to be kept. "
                    "Read them once more and approve them then."
                )
            which = ("minutes", meeting_id, meeting.reference)
            kept_in(shift, session, which, drawn.content, final=True)
        put(meeting, {"approved_on": shift.today, "approved_by_id": shift.officer.id})
    return meeting


def _versions(file: MeetingFile) -> dict[UUID, int]:
    return {each.id: each.version for each in file.records}
