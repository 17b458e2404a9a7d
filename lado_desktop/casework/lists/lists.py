"""The lists of the window: contacts, allegations, meetings, people, actions."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import Select, and_, case, func, literal, select
from sqlalchemy.orm import aliased

from lado_desktop.casework.contacts.state import (
    ACTION_STATE,
    ACTION_STATES,
    MEETING_STATE,
    MEETING_STATES,
    NOT_IN_ERROR,
    OVERDUE,
    STAGE,
    STAGES,
    STATE,
    STATE_IS,
    STATES,
)
from lado_desktop.casework.lists.listing import Column, ColumnKind, Filter, Listing, listed_of
from lado_desktop.domain.kinds.action import Action
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.allegation import Allegation
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.kinds.finding import Finding
from lado_desktop.domain.kinds.meeting import Meeting, MeetingContact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.kinds.organisation import Organisation
from lado_desktop.domain.kinds.professional import Professional

_WHO = case(
    (
        Adult.family_name.is_not(None),
        Adult.family_name + func.coalesce(literal(", ") + Adult.given_names, ""),
    ),
    else_=func.coalesce(Contact.described_as, "Nobody named yet"),
)


_IN_FORCE = and_(Decision.contact_id == Contact.id, Decision.superseded_on.is_(None))
_FOUND = and_(Finding.contact_id == Contact.id, Finding.superseded_on.is_(None))


def _decided(query: Select[Any]) -> Select[Any]:
    return query.select_from(Contact).outerjoin(Decision, _IN_FORCE)


def _named(query: Select[Any]) -> Select[Any]:
    return query.outerjoin(Adult, Adult.id == Contact.adult_id).outerjoin(
        Organisation, Organisation.id == Contact.setting_id
    )


def _met(query: Select[Any]) -> Select[Any]:
    return (
        _decided(query)
        .join(Allegation, Allegation.contact_id == Contact.id)
        .outerjoin(Finding, _FOUND)
        .where(NOT_IN_ERROR)
    )


def _allegations(query: Select[Any]) -> Select[Any]:
    return _named(_met(query)).outerjoin(Officer, Officer.id == Allegation.lead_id)


_REFERENCE = Column("reference", "Reference", Contact.reference, ColumnKind.REFERENCE)
_RECEIVED = Column("received_on", "Received", Contact.received_on, ColumnKind.DAY)
_ADULT = Column("who", "Adult", _WHO, named=True)
_SETTING = Column("setting", "Setting", Organisation.name, named=True)
_CATEGORY = Column(
    "category", "Category", Contact.category, ColumnKind.CODE, "category", spare=True
)
_OUTCOME = Column(
    "outcome", "Decision", Decision.outcome, ColumnKind.CODE, "contact_outcome", spare=True
)
_STATE = Column("state", "State", STATE, ColumnKind.CODE, words=STATES)
_OF_CONTACT = {
    "contact": Contact.id,
    "adult": Contact.adult_id,
    "organisation": Contact.setting_id,
    "professional": Contact.caller_id,
}
_BY_STATE = Filter("state", "State", STATE, words=STATES, conditions=STATE_IS)
_BY_CATEGORY = Filter("category", "Category", Contact.category, "category")
_BY_SECTOR = Filter("sector", "Sector", Contact.sector, "sector")

CONTACTS = Listing(
    noun="contact",
    key=Contact.id,
    source=lambda query: _named(_decided(query)),
    counted=_decided,
    columns=(
        *(_REFERENCE, _RECEIVED, _ADULT, _SETTING, _CATEGORY, _OUTCOME),
        *listed_of(Contact),
        _STATE,
    ),
    filters=(
        _BY_STATE,
        Filter("intake", "What came in", Contact.intake, "intake"),
        Filter("outcome", "Decision", Decision.outcome, "contact_outcome"),
        _BY_CATEGORY,
        _BY_SECTOR,
    ),
    searched=_OF_CONTACT,
    sort="received_on",
    descending=True,
)

ALLEGATIONS = Listing(
    noun="contact",
    key=Contact.id,
    source=_allegations,
    counted=_met,
    columns=(
        _REFERENCE,
        _RECEIVED,
        _ADULT,
        _SETTING,
        Column("finding", "Finding", Finding.finding, ColumnKind.CODE, "finding", spare=True),
        Column(
            "next_review_on", "Next review", Allegation.next_review_on, ColumnKind.DAY, spare=True
        ),
        Column("lead", "Lead", Officer.name, spare=True),
        _STATE,
    ),
    filters=(
        _BY_STATE,
        Filter("finding", "Finding", Finding.finding, "finding"),
        _BY_CATEGORY,
        _BY_SECTOR,
    ),
    searched={**_OF_CONTACT, "allegation": Allegation.id},
    sort="received_on",
    descending=True,
)

_MEETING_DAY = func.coalesce(Meeting.held_on, Meeting.planned_for)
_Chair = aliased(Professional)
_OfMeeting = aliased(Contact)
_FIRST_CONTACT = (
    select(MeetingContact.contact_id)
    .join(_OfMeeting, _OfMeeting.id == MeetingContact.contact_id)
    .where(MeetingContact.meeting_id == Meeting.id, _OfMeeting.in_error_on.is_(None))
    .order_by(MeetingContact.contact_id)
    .limit(1)
    .correlate(Meeting)
    .scalar_subquery()
)
"""Excludes meetings whose contacts were all recorded in error."""


def _meetings(query: Select[Any], *, every: bool = False) -> Select[Any]:
    return (
        query.select_from(Meeting)
        .join(Contact, Contact.id == _FIRST_CONTACT, isouter=every)
        .outerjoin(Adult, Adult.id == Contact.adult_id)
        .outerjoin(Organisation, Organisation.id == Contact.setting_id)
        .outerjoin(_Chair, _Chair.id == Meeting.chair_id)
    )


MEETINGS = Listing(
    noun="meeting",
    key=Meeting.id,
    source=_meetings,
    columns=(
        Column("reference", "Reference", Meeting.reference, ColumnKind.REFERENCE),
        Column("day", "Day", _MEETING_DAY, ColumnKind.DAY),
        Column("kind", "Kind", Meeting.kind_of, ColumnKind.CODE, "meeting_kind", spare=True),
        _ADULT,
        _SETTING,
        Column("chair", "Chair", _Chair.name, spare=True),
        Column("state", "State", MEETING_STATE, ColumnKind.CODE, words=MEETING_STATES),
    ),
    filters=(
        Filter("state", "State", MEETING_STATE, words=MEETING_STATES),
        Filter("kind", "Kind", Meeting.kind_of, "meeting_kind"),
        Filter("mode", "How held", Meeting.mode, "meeting_mode"),
    ),
    searched={"meeting": Meeting.id, **_OF_CONTACT},
    sort="day",
    descending=True,
)

EVERY_MEETING = replace(MEETINGS, source=partial(_meetings, every=True))
"""Includes meetings whose contacts were all recorded in error: a held meeting is counted."""

_OF_ADULT = (Contact.adult_id == Adult.id, Contact.in_error_on.is_(None))
_LAST = select(func.max(Contact.received_on)).where(*_OF_ADULT).scalar_subquery()
_CONTACT_COUNT = select(func.count()).where(*_OF_ADULT).correlate(Adult).scalar_subquery()

ADULTS = Listing(
    noun="adult",
    key=Adult.id,
    source=lambda query: query.select_from(Adult),
    columns=(
        Column("family_name", "Family name", Adult.family_name, named=True),
        Column("given_names", "Given names", Adult.given_names, named=True),
        Column("previous_names", "Previous names", Adult.previous_names, spare=True),
        Column("contacts", "Contacts", _CONTACT_COUNT, ColumnKind.COUNT),
        Column("last", "Last contact", _LAST, ColumnKind.DAY),
    ),
    searched={"adult": Adult.id},
    sort="family_name",
)

_Employer = aliased(Organisation)

PROFESSIONALS = Listing(
    noun="professional",
    key=Professional.id,
    source=lambda query: query.select_from(Professional).outerjoin(
        _Employer, _Employer.id == Professional.organisation_id
    ),
    columns=(
        Column("name", "Name", Professional.name, named=True),
        Column("role", "Role", Professional.role),
        Column("organisation", "Organisation", _Employer.name, named=True),
        Column("telephone", "Telephone", Professional.telephone, spare=True),
        Column("email", "E-mail", Professional.email, spare=True),
    ),
    searched={"professional": Professional.id, "organisation": Professional.organisation_id},
    sort="name",
)

ORGANISATIONS = Listing(
    noun="organisation",
    key=Organisation.id,
    source=lambda query: query.select_from(Organisation),
    columns=(
        Column("name", "Name", Organisation.name, named=True),
        Column("sector", "Sector", Organisation.sector, ColumnKind.CODE, "sector"),
        Column(
            "contacts",
            "Contacts",
            select(func.count())
            .where(Contact.setting_id == Organisation.id, Contact.in_error_on.is_(None))
            .correlate(Organisation)
            .scalar_subquery(),
            ColumnKind.COUNT,
        ),
    ),
    filters=(Filter("sector", "Sector", Organisation.sector, "sector"),),
    searched={"organisation": Organisation.id},
    sort="name",
)

_Owner = aliased(Professional)


def _actions(query: Select[Any]) -> Select[Any]:
    return (
        query.select_from(Action)
        .join(Contact, Contact.id == Action.contact_id)
        .outerjoin(Adult, Adult.id == Contact.adult_id)
        .outerjoin(_Owner, _Owner.id == Action.owner_id)
        .where(NOT_IN_ERROR)
    )


ACTIONS = Listing(
    noun="action",
    key=Action.id,
    source=_actions,
    columns=(
        Column("reference", "Case", Contact.reference, ColumnKind.REFERENCE),
        Column("text", "Action", Action.text, telling=True),
        Column("owner", "Who", _Owner.name, named=True),
        Column("agency", "Agency", Action.agency, spare=True),
        Column("due_on", "Due", Action.due_on, ColumnKind.DAY),
        Column("status", "Status", ACTION_STATE, ColumnKind.CODE, "action_status", ACTION_STATES),
    ),
    filters=(
        Filter("stage", "Stage", STAGE, words=STAGES, conditions={"to_do.overdue": OVERDUE}),
        Filter("status", "Status", Action.status, "action_status"),
    ),
    searched={
        "action": Action.id,
        "contact": Contact.id,
        "adult": Contact.adult_id,
        "professional": Action.owner_id,
    },
    sort="due_on",
)
