"""A contact with everything that belongs to it, loaded at once and detached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from lado_desktop.casework.contacts.contact_lines import (
    ContactLine,
    RelatedContacts,
    related_contacts,
)
from lado_desktop.casework.contacts.contacts import MANY
from lado_desktop.casework.contacts.loose_ends import loose_ends
from lado_desktop.casework.contacts.restrictions import Restricted, restricted, restricted_about
from lado_desktop.casework.contacts.state import STATES, state_of
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today.drafts import Drafted, drafted
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
class CaseFile:
    """One contact with what a meeting about it needs. Dated rows are newest first."""

    contact: Contact
    adult: Adult | None
    setting: Organisation | None
    caller: Professional | None
    taken_by: Officer | None
    decisions: list[Decision]
    allegation: Allegation | None
    findings: list[Finding]
    onward_referrals: list[OnwardReferral]
    children: list[tuple[ChildInvolved, Child]]
    meetings: list[Meeting]
    related: RelatedContacts
    restriction: Restriction | None

    @property
    def same_adult(self) -> list[ContactLine]:
        """All other contacts about the same adult."""
        return self.related.same_adult

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


@dataclass(frozen=True)
class ContactFile(CaseFile):
    """One contact and everything that belongs to it. Dated rows are newest first."""

    employment_outcomes: list[EmploymentOutcome]
    actions: list[Action]
    loose_ends: list[str]
    restricted: Restricted | None
    """Which officers see it, where it is restricted."""
    restricted_besides: str
    """Says that the adult has restricted contacts, and which officer to ask."""
    drafted: Drafted = frozenset()
    """The forms with something typed that is not saved; read for the page alone."""

    @property
    def incident(self) -> list[ContactLine]:
        """Contacts about the other adults of the same incident."""
        return self.related.incident

    @property
    def follows(self) -> ContactLine | None:
        """The contact that this one follows."""
        return self.related.follows

    @property
    def followed_by(self) -> list[ContactLine]:
        """The contacts that follow this one."""
        return self.related.followed_by


def open_contact(shift: Shift, contact_id: UUID) -> ContactFile:
    """Return a contact with all that belongs to it. Raises NotFound."""
    with shift.reading() as session:
        return read_contact(shift, session, contact_id)


def contact_page(shift: Shift, contact_id: UUID) -> ContactFile:
    """Return a contact as its page shows it. Raises NotFound."""
    with shift.reading() as session:
        return replace(read_contact(shift, session, contact_id), drafted=drafted(shift, session))


def read_contact(shift: Shift, session: Session, contact_id: UUID) -> ContactFile:
    """Return a contact with all that belongs to it, within a reading. Raises NotFound."""
    case = next(iter(read_cases(shift, session, Contact.id == contact_id)), None)
    if case is None:
        raise NotFound(Contact.noun())
    mine = [contact_id]
    outcomes = _of_contacts(session, EmploymentOutcome, mine, EmploymentOutcome.happened_on)
    place = {each.id: at for at, each in enumerate(reversed(case.meetings))}
    # Those of meetings in the order of the meetings, then the officer's own.
    actions = sorted(
        _of_contacts(session, Action, mine)[contact_id],
        key=lambda each: (place.get(each.meeting_id or each.id, len(place)), each.id),
    )
    return ContactFile(
        **vars(case),
        employment_outcomes=outcomes[contact_id],
        actions=actions,
        loose_ends=loose_ends(
            *(session, case.contact, case.decision, case.finding),
            *(outcomes[contact_id], case.onward_referrals, case.meetings, actions),
        ),
        restricted=None if case.restriction is None else restricted(session, case.restriction),
        restricted_besides=restricted_about(session, case.contact.adult_id, shift.today),
    )


def read_cases(shift: Shift, session: Session, condition: ColumnElement[bool]) -> list[CaseFile]:
    """Return the contacts that meet a condition, in the order of their keys.

    One statement for what each has once, and one for each kind of which it has several: as many
    for ten contacts as for one.
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
        .where(condition)
        .order_by(Contact.id)
        .options(*MANY)
    )
    rows: Any = session.execute(single).unique().all()
    ids = [row.Contact.id for row in rows]
    if not ids:
        return []
    children: dict[UUID, list[tuple[ChildInvolved, Child]]] = {id: [] for id in ids}
    of_children = (
        select(ChildInvolved, Child)
        .join(Child, Child.id == ChildInvolved.child_id)
        .where(ChildInvolved.contact_id.in_(ids))
        .order_by(ChildInvolved.id)
    )
    for involved, child in session.execute(of_children):
        children[involved.contact_id].append((involved, child))
    meetings: dict[UUID, list[Meeting]] = {id: [] for id in ids}
    of_meetings = (
        select(MeetingContact.contact_id, Meeting)
        .join(Meeting, MeetingContact.meeting_id == Meeting.id)
        .where(MeetingContact.contact_id.in_(ids))
        .order_by(Meeting.day.desc(), Meeting.id.desc())
    )
    for id, meeting in session.execute(of_meetings):
        meetings[id].append(meeting)
    decisions = _of_contacts(session, Decision, ids)
    findings = _of_contacts(session, Finding, ids)
    referrals = _of_contacts(session, OnwardReferral, ids, OnwardReferral.made_on)
    related = related_contacts(shift, session, [row.Contact for row in rows])
    return [
        CaseFile(
            *(contact, adult, setting, caller, taken_by),
            decisions=decisions[contact.id],
            allegation=allegation,
            findings=findings[contact.id],
            onward_referrals=referrals[contact.id],
            children=children[contact.id],
            meetings=meetings[contact.id],
            related=related[contact.id],
            restriction=restriction,
        )
        for contact, adult, setting, caller, taken_by, allegation, restriction in rows
    ]


def _of_contacts(
    session: Session, record: type[R], ids: Sequence[UUID], day: Any = None
) -> dict[UUID, list[R]]:
    """Those with a day by it, not by when they were recorded; those without one first."""
    of: dict[UUID, list[R]] = {id: [] for id in ids}
    column = record.__table__.c.contact_id
    order = [record.id.desc()] if day is None else [day.desc().nulls_first(), record.id.desc()]
    found: Any = session.scalars(select(record).where(column.in_(ids)).order_by(*order))
    for each in found:
        of[each.contact_id].append(each)
    return of


def in_force(rows: Sequence[D]) -> D | None:
    """Return the decision or finding that none superseded."""
    return next((each for each in rows if each.superseded_on is None), None)
