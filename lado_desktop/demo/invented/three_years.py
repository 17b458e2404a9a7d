"""An invented service: some 150 contacts over three reporting years, in every state there is.

It is made by the acts of casework themselves, with a clock moved along, so that its audit, its
search and its figures are those of any other vault. The same on every run, but for its keys.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from sqlalchemy import select

from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today import drafts
from lado_desktop.demo.invented.cases import Cases
from lado_desktop.demo.invented.diary import Diary
from lado_desktop.demo.invented.meeting import HELD, REVIEW, shown_case
from lado_desktop.demo.invented.meetings import Meetings
from lado_desktop.demo.invented.moments import Moments
from lado_desktop.demo.invented.people import People
from lado_desktop.demo.invented.published import Issue, Published
from lado_desktop.demo.invented.registers import Registers
from lado_desktop.demo.invented.restricted import RestrictedCases
from lado_desktop.demo.invented.settled import colleagues, more_hours, settled
from lado_desktop.domain.kinds.contact import CONTACT_FORM, Contact
from lado_desktop.domain.kinds.employment_outcome import EmploymentOutcome
from lado_desktop.domain.kinds.meeting import Meeting, MeetingContact
from lado_desktop.domain.kinds.onward_referral import OnwardReferral
from lado_desktop.domain.time.clock import LONDON, StoppedClock

OFFICER = "Gwendolyn Achebe-Stone"
PRACTICE = "working_together"
CLOCK = StoppedClock(datetime(2026, 11, 23, 9, 5, tzinfo=UTC))
"""A Monday morning, on which there is something to do."""

FIRST_DAY = date(2024, 4, 2)
YEAR = "2026/27"
"""The reporting year whose figures are shown."""

_SEED = 2026
_CONTACTS = 122
"""Those that come in by chance; what grows out of them and what is planned comes on top."""


def start_clock() -> StoppedClock:
    """Return the moment at which the service began."""
    return StoppedClock(datetime.combine(FIRST_DAY, time(8, 30), LONDON))


def build(shift: Shift, issue: Issue) -> None:
    """Fill an empty vault with the invented service, up to the moment of the shift's clock.

    `issue` freezes a year's figures on the day on which they are published.
    """
    random = Random(_SEED)  # noqa: S311  (an invented service, not a secret)
    service = settled(replace(shift, clock=start_clock()))
    diary = Diary(replace(service, clock=shift.clock), random)
    diary.shift = service
    others = colleagues(service)
    more_hours(service, others.cover)
    people = People(diary.shift, random)
    meetings = Meetings(diary, people)
    cases = Cases(diary, people, meetings)
    days = (shift.today - FIRST_DAY).days
    for on in sorted(random.randrange(days) for _ in range(_CONTACTS)):
        diary.begin(cases.contact(FIRST_DAY + timedelta(days=on)))
    for lives in (
        Moments(diary, people, cases, meetings).lives(),
        RestrictedCases(diary, others).lives(),
        Registers(diary, others.support).lives(),
        Published(diary, issue).lives(),
    ):
        for life in lives:
            diary.begin(life)
    diary.begin(shown_case(diary, people))
    diary.run()
    unsaved = {
        "received_on": "23 nov",
        "received_time": "9:02",
        "source": "Voluntary or sports body",
        "intake": "Referral",
        "adult_id": "Lucy Lukaszewicz",
        "setting_id": "Riverside Juniors",
        "summary": "The club's welfare officer rang: a coach, Lucy, was at the hall on",
    }
    drafts.save(shift, CONTACT_FORM.name, None, unsaved)


def to_show(shift: Shift) -> tuple[str, str]:
    """Return the references of the contact and of the meeting that are shown in full."""
    query = (
        select(Contact.reference, Meeting.reference)
        .join(MeetingContact, MeetingContact.contact_id == Contact.id)
        .join(Meeting, Meeting.id == MeetingContact.meeting_id)
        .where(Meeting.held_on == HELD, Meeting.minute_taker_id.is_not(None))
        .order_by(Meeting.place.is_(None), Meeting.reference)
    )
    with shift.reading() as session:
        row = session.execute(query).first()
    if row is None:
        raise ValueError("This is not the practice service.")
    return row[0], row[1]


def ended_to_show(shift: Shift) -> str:
    """Return the reference of the contact closed last with a finding and a referral onward."""
    query = (
        select(Contact.reference)
        .join(OnwardReferral, OnwardReferral.contact_id == Contact.id)
        .join(EmploymentOutcome, EmploymentOutcome.contact_id == Contact.id)
        .where(Contact.adult_id.is_not(None), Contact.closed_on.is_not(None))
        .order_by(Contact.closed_on.desc(), Contact.reference)
    )
    with shift.reading() as session:
        return session.scalars(query.limit(1)).one()


def planned_to_show(shift: Shift) -> str:
    """Return the reference of the meeting that is planned after the one shown in full."""
    query = select(Meeting.reference).where(Meeting.planned_for == REVIEW)
    with shift.reading() as session:
        return session.scalars(query.order_by(Meeting.reference).limit(1)).one()
