"""A meeting with everything that belongs to it, and suggestions for its minutes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from lado_desktop.casework.contacts.contact_file import CaseFile, read_cases
from lado_desktop.casework.letters.onward import onward_line
from lado_desktop.casework.meetings.earlier_actions import actions_and_earlier
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today.drafts import Drafted, drafted
from lado_desktop.domain.kinds.action import UNFINISHED, Action
from lado_desktop.domain.kinds.attendance import Attendance
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.meeting import Meeting, MeetingContact
from lado_desktop.domain.kinds.minute_section import MinuteSection
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.kinds.professional import Professional
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.practice.codes import code_lists
from lado_desktop.domain.problem import NotFound
from lado_desktop.domain.record import Record
from lado_desktop.domain.time.typed_day import day_words

BY_AGENCY = "reports"
"""The heading with a section for each agency."""


@dataclass(frozen=True)
class MeetingFile:
    """One meeting and everything that belongs to it."""

    meeting: Meeting
    contacts: list[CaseFile]
    chair: Professional | None
    minute_taker: Professional | None
    approved_on: date | None
    approved_by: Officer | None
    attendances: list[tuple[Attendance, Professional]]
    sections: list[MinuteSection]
    """The written sections in the order of the headings; agencies' reports in their own order."""
    actions: list[tuple[Action, Professional | None]]
    earlier_actions: list[tuple[Action, Professional | None]]
    """Those of `actions_and_earlier` today. The approved minutes contain what was printed then."""
    agreed_at: dict[UUID, Meeting]
    """The meeting that agreed each earlier action, if one did."""

    reads_only: bool
    """The officer's role may only read it."""
    drafted: Drafted = frozenset()
    """The forms with something typed that is not saved; read for the page alone."""

    @property
    def fixed(self) -> bool:
        """Nothing can be changed: the minutes are approved, or the officer may only read."""
        return self.approved or self.reads_only

    @property
    def approved(self) -> bool:
        """The minutes are approved."""
        return self.approved_on is not None

    @property
    def waits(self) -> bool:
        """Whether a contact is still open. If none is, nothing of the meeting is due."""
        return any(each.state not in ("closed", "in_error") for each in self.contacts)

    @property
    def statuses(self) -> dict[UUID, str]:
        """The attendance status of each professional."""
        return {each.professional_id: each.status for each, _ in self.attendances}

    @property
    def undisposed(self) -> int:
        """The number of open earlier actions: not done, dropped or carried."""
        return sum(action.status in UNFINISHED - {"carried"} for action, _ in self.earlier_actions)

    @property
    def unwritten(self) -> list[str]:
        """The headings that print nothing yet, in order."""
        printed = {
            "introductions": bool(self.attendances),
            "previous": bool(self.earlier_actions),
            "actions": bool(self.actions),
            "next": self.meeting.next_meeting_on is not None,
            "distribution": bool(self.attendances),
        }
        return [
            heading
            for heading in code_lists()["minute_heading"]
            if not self.written(heading) and not printed.get(heading)
        ]

    @property
    def records(self) -> list[Record]:
        """All records that the minutes print. A later change of one changes the minutes."""
        people = (
            *(self.chair, self.minute_taker, self.approved_by),
            *(professional for _, professional in self.attendances),
            *(owner for _, owner in (*self.actions, *self.earlier_actions)),
            *(each for contact in self.contacts for each in (contact.adult, contact.setting)),
        )
        return [
            self.meeting,
            *(attendance for attendance, _ in self.attendances),
            *self.sections,
            *(action for action, _ in (*self.actions, *self.earlier_actions)),
            *(contact.contact for contact in self.contacts),
            *(each for each in people if each is not None),
        ]

    def written(self, heading: str) -> list[MinuteSection]:
        """Return the text under a heading."""
        return [section for section in self.sections if section.heading == heading]


def open_meeting(shift: Shift, meeting_id: UUID) -> MeetingFile:
    """Return a meeting with everything that belongs to it. Raises NotFound."""
    with shift.reading() as session:
        return read_meeting(shift, session, meeting_id)


def meeting_page(shift: Shift, meeting_id: UUID) -> MeetingFile:
    """Return a meeting as its page shows it. Raises NotFound."""
    with shift.reading() as session:
        return replace(read_meeting(shift, session, meeting_id), drafted=drafted(shift, session))


def read_meeting(shift: Shift, session: Session, meeting_id: UUID) -> MeetingFile:
    """Load what `open_meeting` returns in an open session."""
    chair, minute_taker = aliased(Professional), aliased(Professional)
    single = (
        select(Meeting, chair, minute_taker, Officer)
        .outerjoin(chair, chair.id == Meeting.chair_id)
        .outerjoin(minute_taker, minute_taker.id == Meeting.minute_taker_id)
        .outerjoin(Officer, Officer.id == Meeting.approved_by_id)
        .where(Meeting.id == meeting_id)
    )
    found: Any = session.execute(single).one_or_none()
    if found is None:
        raise NotFound(Meeting.noun())
    meeting, chaired_by, minuted_by, approved_by = found
    of_meeting = select(MeetingContact.contact_id).where(MeetingContact.meeting_id == meeting_id)
    cases = read_cases(shift, session, Contact.id.in_(of_meeting))
    order = list(code_lists()["minute_heading"])
    sections = session.scalars(select(MinuteSection).where(MinuteSection.meeting_id == meeting_id))
    attendances = (
        select(Attendance, Professional)
        .join(Professional, Professional.id == Attendance.professional_id)
        .where(Attendance.meeting_id == meeting_id)
        .order_by(Attendance.position)
    )
    actions, earlier = actions_and_earlier(session, meeting, cases)
    return MeetingFile(
        meeting=meeting,
        contacts=cases,
        chair=chaired_by,
        minute_taker=minuted_by,
        approved_on=meeting.approved_on,
        approved_by=approved_by,
        attendances=[(row[0], row[1]) for row in session.execute(attendances)],
        sections=sorted(sections, key=lambda each: (order.index(each.heading), each.position)),
        actions=actions,
        earlier_actions=[(action, owner) for action, owner, _ in earlier],
        agreed_at={action.id: agreed_at for action, _, agreed_at in earlier if agreed_at},
        reads_only=not shift.may(Permission.RECORD),
    )


def suggestions(shift: Shift, file: MeetingFile) -> dict[str, str]:
    """Return text from the case for each heading that is still empty."""
    found: dict[str, list[str]] = {}
    for contact in file.contacts:
        for heading, text in _from_case(shift, contact).items():
            if text:
                found.setdefault(heading, []).append(text)
    statements = [f"{each.title}. {each.text}" for each in shift.practice.statements]
    if statements:
        found["statements"] = statements
    return {
        heading: "\n\n".join(parts) for heading, parts in found.items() if not file.written(heading)
    }


def _from_case(shift: Shift, file: CaseFile) -> dict[str, str]:
    contact, allegation = file.contact, file.allegation
    role = ", ".join(
        part
        for part in (
            shift.label("job_role", contact.job_role),
            file.setting.name if file.setting else "",
            shift.label("employment_basis", contact.employment_basis).lower(),
        )
        if part
    )
    adult = [f"{file.who}: {role}." if role else f"{file.who}."]
    if file.adult is not None:
        adult += [
            f"{label}: {text}"
            for label, text in (
                ("Own children", file.adult.own_children),
                ("Other work with children or adults at risk", file.adult.other_work),
            )
            if text
        ]
    children = [
        f"{child.name}{f': {involved.part}' if involved.part else ''}"
        for involved, child in file.children
    ]
    account = (allegation.account if allegation else None) or contact.summary or ""
    when = f"Said to have happened {contact.happened.words}. " if contact.happened else ""
    criteria = "; ".join(shift.label("criterion", code) for code in contact.criteria)
    criteria = f"Criteria met: {criteria}." if criteria else ""
    history = [
        f"{line.reference}, received {day_words(line.received_on)}: "
        + ", ".join(part for part in (line.category, line.outcome, line.finding) if part)
        for line in file.same_adult
        if not line.in_error
    ]
    return {
        "adult": "\n".join(adult),
        "children": "\n".join(children),
        "allegation": "\n".join(part for part in (f"{when}{account}", criteria) if part),
        "childs_voice": (allegation.childs_voice if allegation else None) or "",
        "adults_account": (allegation.adults_account if allegation else None) or "",
        "history": "\n".join(history) or (contact.history_note or ""),
        "strands": (allegation.strands_note if allegation else None) or "",
        "risk": (allegation.interim_measures if allegation else None) or "",
        "learning": (allegation.learning if allegation else None) or "",
        "onward": "\n".join(onward_line(shift, each) for each in file.onward_referrals),
        "outcome": f"{shift.label('finding', file.finding.finding)}. {file.finding.rationale or ''}"
        if file.finding
        else "",
    }
