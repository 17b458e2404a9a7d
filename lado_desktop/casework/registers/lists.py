"""The lists of the registers, and of the officers' posts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, case

from lado_desktop.casework.lists.listing import Column, ColumnKind, Filter, Listing
from lado_desktop.domain.fields.field import Kind, field_of
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.complaint import Complaint
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.escalation import Escalation
from lado_desktop.domain.kinds.feedback import Feedback
from lado_desktop.domain.kinds.information_request import InformationRequest
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.kinds.safeguarding_alert import SafeguardingAlert
from lado_desktop.domain.kinds.training_session import TrainingSession
from lado_desktop.domain.register import RegisterEntry

_KINDS = {
    Kind.DAY: ColumnKind.DAY,
    Kind.CHOICE: ColumnKind.CODE,
    Kind.COUNT: ColumnKind.COUNT,
    Kind.LINE: ColumnKind.TEXT,
}


def _column(attribute: Any) -> Column:
    """A column as its field is declared."""
    field = field_of(attribute)
    kind = _KINDS[field.kind]
    return Column(field.name, field.label, attribute, kind, field.codes)


COUNTS = {"counts": "Counts", "in_error": "Recorded in error"}
"""Whether an entry counts, with its words."""


def _register(record: type[RegisterEntry], *shown: Any) -> Listing:
    """A register's list: its reference, what is shown of it, the newest first."""
    reference = Column("reference", "Reference", record.reference, ColumnKind.REFERENCE)
    counts = case((record.in_error_on.is_(None), "counts"), else_="in_error")
    state = Column("state", "State", counts, ColumnKind.CODE, words=COUNTS)
    return Listing(
        noun=record.kind(),
        key=record.id,
        source=lambda query: query.select_from(record),
        columns=(reference, *map(_column, shown), state),
        filters=(
            *(
                Filter(field.name, field.label, attribute, field.codes)
                for attribute in shown
                if (field := field_of(attribute)).kind is Kind.CHOICE
            ),
            Filter("state", "State", counts, words=COUNTS),
        ),
        searched={record.kind(): record.id},
        sort=record.day_field,
        descending=True,
    )


REQUESTS = _register(
    InformationRequest,
    InformationRequest.received_on,
    InformationRequest.kind_of,
    InformationRequest.requester,
    InformationRequest.due_on,
    InformationRequest.answered_on,
)
TRAINING = _register(
    TrainingSession,
    TrainingSession.held_on,
    TrainingSession.audience,
    TrainingSession.attendees,
)
FEEDBACK = _register(
    Feedback,
    Feedback.received_on,
    Feedback.satisfaction,
    Feedback.confidence,
    Feedback.assisted,
)
COMPLAINTS = _register(
    Complaint, Complaint.received_on, Complaint.complainant, Complaint.stage, Complaint.upheld
)
ALERTS = _register(SafeguardingAlert, SafeguardingAlert.raised_on, SafeguardingAlert.criterion)
ESCALATIONS = _register(
    Escalation, Escalation.raised_on, Escalation.reason, Escalation.agency, Escalation.resolved_on
)


def _checks(query: Select[Any]) -> Select[Any]:
    return (
        query.select_from(Contact)
        .outerjoin(Adult, Adult.id == Contact.adult_id)
        .where(Contact.intake == "check", Contact.in_error_on.is_(None))
    )


CHECKS = Listing(
    noun="contact",
    key=Contact.id,
    source=_checks,
    columns=(
        Column("reference", "Reference", Contact.reference, ColumnKind.REFERENCE),
        _column(Contact.received_on),
        Column("family_name", "Family name", Adult.family_name),
        Column("given_names", "Given names", Adult.given_names),
        _column(Contact.check_kind),
        _column(Contact.answered_on),
        _column(Contact.check_result),
    ),
    filters=(
        Filter("check_kind", "Kind of check", Contact.check_kind, "check_kind"),
        Filter("check_result", "What was answered", Contact.check_result, "check_result"),
    ),
    searched={"contact": Contact.id, "adult": Contact.adult_id},
    sort="received_on",
    descending=True,
)

OFFICERS = Listing(
    noun="officer",
    key=Officer.id,
    source=lambda query: query.select_from(Officer),
    columns=(
        _column(Officer.name),
        _column(Officer.role),
        Column("fte", "Full-time equivalent", Officer.fte, ColumnKind.COUNT),
        _column(Officer.started_on),
        _column(Officer.ended_on),
    ),
    filters=(Filter("role", "Role", Officer.role, "officer_role"),),
    sort="name",
)

REGISTER_LISTS: Mapping[str, Listing] = MappingProxyType(
    {
        "Requests": REQUESTS,
        "Checks": CHECKS,
        "Training": TRAINING,
        "Feedback": FEEDBACK,
        "Complaints": COMPLAINTS,
        "Alerts": ALERTS,
        "Escalations": ESCALATIONS,
        "Officers": OFFICERS,
    }
)
"""Every register's list by its title, in the order in which they are offered."""
