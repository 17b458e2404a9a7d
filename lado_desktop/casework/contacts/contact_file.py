"""A contact with all that hangs on it, loaded at once and detached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lado_desktop.casework.contacts.closing import loose_ends_of
from lado_desktop.casework.contacts.contact_lines import ContactLine, lines_where
from lado_desktop.casework.contacts.contacts import MANY
from lado_desktop.casework.contacts.restrictions import Restricted, restricted_about, restriction_of
from lado_desktop.casework.contacts.state import STATES, state_of
from lado_desktop.casework.saving import load
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.action import Action
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.allegation import Allegation
from lado_desktop.domain.kinds.child import Child, ChildInvolved
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.kinds.employment_outcome import EmploymentOutcome
from lado_desktop.domain.kinds.finding import Finding
from lado_desktop.domain.kinds.meeting import Meeting, MeetingContact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.kinds.onward_referral import OnwardReferral
from lado_desktop.domain.kinds.organisation import Organisation
from lado_desktop.domain.kinds.professional import Professional
from lado_desktop.domain.record import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class ContactFile:
    """One contact and everything that belongs to it. Lists of dated rows are newest first."""

    contact: Contact
    adult: Adult | None
    setting: Organisation | None
    caller: Professional | None
    taken_by: Officer | None
    decisions: list[Decision]
    allegation: Allegation | None
    findings: list[Finding]
    employment_outcomes: list[EmploymentOutcome]
    onward_referrals: list[OnwardReferral]
    children: list[tuple[ChildInvolved, Child]]
    meetings: list[Meeting]
    actions: list[Action]
    incident: list[ContactLine]
    """The contacts about the other adults of the same incident."""
    follows: ContactLine | None
    followed_by: list[ContactLine]
    same_adult: list[ContactLine]
    """Every other contact about the same adult."""
    loose_ends: list[str]
    restricted: Restricted | None
    """Who alone sees it, where it is restricted."""
    restricted_besides: str
    """Says that there are restricted contacts about the same adult, and to whom to speak."""

    @property
    def decision(self) -> Decision | None:
        """The decision in force."""
        return next((each for each in self.decisions if each.superseded_on is None), None)

    @property
    def finding(self) -> Finding | None:
        """The finding in force."""
        return next((each for each in self.findings if each.superseded_on is None), None)

    @property
    def who(self) -> str:
        """The adult's name as spoken, or who is meant."""
        if self.adult is not None:
            return self.adult.name
        return self.contact.described_as or "Nobody named yet"

    @property
    def state(self) -> str:
        """The state of the contact, as a code of STATES."""
        return state_of(self.contact, self.decision)

    @property
    def state_words(self) -> str:
        """The state of the contact, as an officer reads it."""
        return STATES[self.state]


def open_contact(shift: Shift, contact_id: UUID) -> ContactFile:
    """Return a contact with all that belongs to it. Raises NotFound."""
    with shift.reading() as session:
        return read_contact(shift, session, contact_id)


def read_contact(shift: Shift, session: Session, contact_id: UUID) -> ContactFile:
    """Return a contact with all that belongs to it, within a reading. Raises NotFound."""
    contact = load(session, Contact, contact_id, options=MANY)

    def of_contact(record: type[R], day: Any = None) -> list[R]:
        """Those with a day by it, not by when they were recorded; those without one first."""
        column = record.__table__.c.contact_id
        order = [record.id.desc()] if day is None else [day.desc().nulls_first(), record.id.desc()]
        return list(session.scalars(select(record).where(column == contact_id).order_by(*order)))

    def linked(record: type[R], id: UUID | None) -> R | None:
        return None if id is None else session.get(record, id)

    children = (
        select(ChildInvolved, Child)
        .join(Child, Child.id == ChildInvolved.child_id)
        .where(ChildInvolved.contact_id == contact_id)
        .order_by(ChildInvolved.id)
    )
    meetings = (
        select(Meeting)
        .join(MeetingContact, MeetingContact.meeting_id == Meeting.id)
        .where(MeetingContact.contact_id == contact_id)
        .order_by(Meeting.day.desc(), Meeting.id.desc())
    )
    held = list(session.scalars(meetings))
    place = {each.id: at for at, each in enumerate(reversed(held))}
    others = Contact.id != contact_id
    return ContactFile(
        contact=contact,
        adult=linked(Adult, contact.adult_id),
        setting=linked(Organisation, contact.setting_id),
        caller=linked(Professional, contact.caller_id),
        taken_by=linked(Officer, contact.taken_by_id),
        decisions=of_contact(Decision),
        allegation=next(iter(of_contact(Allegation)), None),
        findings=of_contact(Finding),
        employment_outcomes=of_contact(EmploymentOutcome, EmploymentOutcome.happened_on),
        onward_referrals=of_contact(OnwardReferral, OnwardReferral.made_on),
        children=[(row[0], row[1]) for row in session.execute(children)],
        meetings=held,
        # Those of meetings in the order of the meetings, then the officer's own.
        actions=sorted(
            of_contact(Action),
            key=lambda each: (place.get(each.meeting_id or each.id, len(held)), each.id),
        ),
        incident=lines_where(shift, session, others & (Contact.incident_id == contact.incident_id))
        if contact.incident_id
        else [],
        follows=next(iter(lines_where(shift, session, Contact.id == contact.follows_id)), None)
        if contact.follows_id
        else None,
        followed_by=lines_where(shift, session, Contact.follows_id == contact_id),
        same_adult=lines_where(shift, session, others & (Contact.adult_id == contact.adult_id))
        if contact.adult_id
        else [],
        loose_ends=loose_ends_of(session, contact),
        restricted=restriction_of(session, contact_id),
        restricted_besides=restricted_about(session, contact.adult_id, shift.today),
    )
