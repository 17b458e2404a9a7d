"""A contact with everything that belongs to it, loaded at once and detached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from lado_desktop.casework.contacts.contact_lines import ContactLine, related_contacts
from lado_desktop.casework.contacts.contacts import MANY
from lado_desktop.casework.contacts.loose_ends import loose_ends
from lado_desktop.casework.contacts.restrictions import Restricted, restricted, restricted_about
from lado_desktop.casework.contacts.state import STATES, state_of
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
from lado_desktop.domain.kinds.restriction import Restriction
from lado_desktop.domain.problem import NotFound
from lado_desktop.domain.record import Record

R = TypeVar("R", bound=Record)
D = TypeVar("D", Decision, Finding)


@dataclass(frozen=True)
class ContactFile:
    """One contact and everything that belongs to it. Dated rows are newest first."""

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
    """Contacts about the other adults of the same incident."""
    follows: ContactLine | None
    followed_by: list[ContactLine]
    same_adult: list[ContactLine]
    """All other contacts about the same adult."""
    loose_ends: list[str]
    restricted: Restricted | None
    """Which officers see it, where it is restricted."""
    restricted_besides: str
    """Says that the adult has restricted contacts, and which officer to ask."""

    @property
    def decision(self) -> Decision | None:
        """The decision in force."""
        return in_force(self.decisions)

    @property
    def finding(self) -> Finding | None:
        """The finding in force."""
        return in_force(self.findings)

    @property
    def who(self) -> str:
        """The adult's name as spoken, or the description of an unnamed adult."""
        if self.adult is not None:
            return self.adult.name
        return self.contact.described_as or "Nobody named yet"

    @property
    def state(self) -> str:
        """The contact's state, a code of STATES."""
        return state_of(self.contact, self.decision)

    @property
    def state_words(self) -> str:
        """The contact's state in words."""
        return STATES[self.state]


def open_contact(shift: Shift, contact_id: UUID) -> ContactFile:
    """Return a contact with everything that belongs to it. Raises NotFound."""
    with shift.reading() as session:
        return read_contact(shift, session, contact_id)


def read_contact(shift: Shift, session: Session, contact_id: UUID) -> ContactFile:
    """Return a contact with all that belongs to it, within a reading. Raises NotFound.

    One statement for what it has once, and one for each kind of which it has several.
    """
    single = (
        select(Contact, Adult, Organisation, Professional, Officer, Allegation, Restriction)
        .outerjoin(Adult, Adult.id == Contact.adult_id)
        .outerjoin(Organisation, Organisation.id == Contact.setting_id)
        .outerjoin(Professional, Professional.id == Contact.caller_id)
        .outerjoin(Officer, Officer.id == Contact.taken_by_id)
        .outerjoin(Allegation, Allegation.contact_id == Contact.id)
        .outerjoin(
            Restriction,
            and_(Restriction.contact_id == Contact.id, Restriction.lifted_on.is_(None)),
        )
        .where(Contact.id == contact_id)
        .options(*MANY)
    )
    found: Any = session.execute(single).unique().one_or_none()
    if found is None:
        raise NotFound(Contact.noun())
    contact, adult, setting, caller, taken_by, allegation, restriction = found

    def of_contact(record: type[R], day: Any = None) -> list[R]:
        """Return the contact's rows by their own day, undated ones first."""
        column = record.__table__.c.contact_id
        order = [record.id.desc()] if day is None else [day.desc().nulls_first(), record.id.desc()]
        return list(session.scalars(select(record).where(column == contact_id).order_by(*order)))

    children = (
        select(ChildInvolved, Child)
        .join(Child, Child.id == ChildInvolved.child_id)
        .where(ChildInvolved.contact_id == contact_id)
        .order_by(ChildInvolved.id)
    )
    of_meetings = (
        select(Meeting)
        .join(MeetingContact, MeetingContact.meeting_id == Meeting.id)
        .where(MeetingContact.contact_id == contact_id)
        .order_by(Meeting.day.desc(), Meeting.id.desc())
    )
    meetings = list(session.scalars(of_meetings))
    place = {each.id: at for at, each in enumerate(reversed(meetings))}
    decisions, findings = of_contact(Decision), of_contact(Finding)
    outcomes = of_contact(EmploymentOutcome, EmploymentOutcome.happened_on)
    referrals = of_contact(OnwardReferral, OnwardReferral.made_on)
    # Those of meetings in the order of the meetings, then the officer's own.
    actions = sorted(
        of_contact(Action),
        key=lambda each: (place.get(each.meeting_id or each.id, len(meetings)), each.id),
    )
    related = related_contacts(shift, session, contact)
    return ContactFile(
        contact=contact,
        adult=adult,
        setting=setting,
        caller=caller,
        taken_by=taken_by,
        decisions=decisions,
        allegation=allegation,
        findings=findings,
        employment_outcomes=outcomes,
        onward_referrals=referrals,
        children=[(row[0], row[1]) for row in session.execute(children)],
        meetings=meetings,
        actions=actions,
        incident=related.incident,
        follows=related.follows,
        followed_by=related.followed_by,
        same_adult=related.same_adult,
        loose_ends=loose_ends(
            *(session, contact, in_force(decisions), in_force(findings)),
            *(outcomes, referrals, meetings, actions),
        ),
        restricted=None if restriction is None else restricted(session, restriction),
        restricted_besides=restricted_about(session, contact.adult_id, shift.today),
    )


def in_force(rows: Sequence[D]) -> D | None:
    """Return the decision or finding that none superseded."""
    return next((each for each in rows if each.superseded_on is None), None)
