"""Builds an invented service: about 150 contacts over three years, in every state.

It uses the acts of casework with a moving clock, so audit, search and figures are like any vault's.
Every run gives the same, except for keys.
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
"""A Monday morning with work to do."""

FIRST_DAY = date(2024, 4, 2)
YEAR = "2026/27"
"""The reporting year whose figures are shown."""

_SEED = 2026
_CONTACTS = 122
"""Random contacts. What grows from them, and planned ones, are added."""


def start_clock() -> StoppedClock:
    """Return the moment at which the service starts."""
    return StoppedClock(datetime.combine(FIRST_DAY, time(8, 30), LONDON))


def build(shift: Shift, issue: Issue) -> None:
    """Fill an empty vault with the invented service, up to the shift's clock.

    `issue` freezes a year's figures on the day they are published.
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
    """Return the references of the contact and meeting that are shown in full."""
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
    """Return the reference of the last closed contact with a finding and an onward referral."""
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
    """Return the reference of the meeting planned after the one shown in full."""
    query = select(Meeting.reference).where(Meeting.planned_for == REVIEW)
    with shift.reading() as session:
        return session.scalars(query.order_by(Meeting.reference).limit(1)).one()
