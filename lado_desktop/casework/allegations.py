"""What an officer does with an allegation between the decision and the finding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from lado_desktop.casework.contacts import MANY
from lado_desktop.casework.saving import add, check, gated_values, load, put
from lado_desktop.casework.saving import amend as change
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.allegation import ALLEGATION_FORM, Allegation
from lado_desktop.domain.contact import Contact
from lado_desktop.domain.employment_outcome import EmploymentOutcome
from lado_desktop.domain.field import fields_of
from lado_desktop.domain.onward_referral import OnwardReferral
from lado_desktop.domain.problem import CaseworkError, ChangedMeanwhile, NotFound


def amend(shift: Shift, contact_id: UUID, version: int, changes: Mapping[str, Any]) -> Allegation:
    """Change an allegation; what its form shows of the contact is changed there.

    `version` is the allegation's. Raises Refused, NotFound, ChangedMeanwhile.
    """
    values = gated_values(ALLEGATION_FORM, changes)
    own = {name: values[name] for name in values if name in fields_of(Allegation)}
    of_contact = {name: values[name] for name in values if name not in own}
    with shift.act("Change allegation") as session:
        allegation = session.scalar(select(Allegation).where(Allegation.contact_id == contact_id))
        if allegation is None:
            raise NotFound("allegation")
        if allegation.version != version:
            raise ChangedMeanwhile
        contact = load(session, Contact, contact_id, options=MANY)
        if contact.in_error_on is not None:
            raise CaseworkError("This contact was recorded in error and can no longer be changed.")
        check(shift, Allegation, own, whole=False)
        put(allegation, own)
        if of_contact:
            check(shift, Contact, of_contact, whole=False)
            put(contact, of_contact)
    return allegation


def add_employment_outcome(
    shift: Shift, contact_id: UUID, given: Mapping[str, Any]
) -> EmploymentOutcome:
    """Record one outcome of the employer's process. Raises Refused."""
    return add(shift, "Add employment outcome", EmploymentOutcome, given, contact_id=contact_id)


def amend_employment_outcome(
    shift: Shift, id: UUID, version: int, changes: Mapping[str, Any]
) -> EmploymentOutcome:
    """Change an employment outcome. Raises Refused, NotFound, ChangedMeanwhile."""
    return change(shift, "Change employment outcome", EmploymentOutcome, id, version, changes)


def add_onward_referral(shift: Shift, contact_id: UUID, given: Mapping[str, Any]) -> OnwardReferral:
    """Record one referral to one body; made by the LADO unless said otherwise. Raises Refused."""
    values = {"made_by": "lado", **given}
    return add(shift, "Add onward referral", OnwardReferral, values, contact_id=contact_id)


def amend_onward_referral(
    shift: Shift, id: UUID, version: int, changes: Mapping[str, Any]
) -> OnwardReferral:
    """Change an onward referral. Raises Refused, NotFound, ChangedMeanwhile."""
    return change(shift, "Change onward referral", OnwardReferral, id, version, changes)
