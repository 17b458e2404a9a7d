"""Acts on an allegation between the decision and the finding."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from lado_desktop.casework.contacts.contacts import MANY
from lado_desktop.casework.saving import (
    Rule,
    check,
    contact_for_change,
    load,
    normalised_values,
    put,
    values_of,
)
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.fields.field import fields_of
from lado_desktop.domain.kinds.allegation import ALLEGATION_FORM, Allegation
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.employment_outcome import EmploymentOutcome
from lado_desktop.domain.kinds.onward_referral import OnwardReferral
from lado_desktop.domain.problem import ChangedMeanwhile, NotFound, Problem
from lado_desktop.domain.register import days_in_order

OfContact = TypeVar("OfContact", EmploymentOutcome, OnwardReferral)


def amend(shift: Shift, contact_id: UUID, version: int, changes: Mapping[str, Any]) -> Allegation:
    """Change an allegation. Fields of the contact on the same form are changed there.

    `version` is the allegation's. Raises Refused, NotFound, ChangedMeanwhile, and CaseworkError
    where the contact was recorded in error.
    """
    values = normalised_values(ALLEGATION_FORM, changes)
    own = {name: values[name] for name in values if name in fields_of(Allegation)}
    of_contact = {name: values[name] for name in values if name not in own}
    with shift.act("allegation.amend") as session:
        allegation = session.scalar(select(Allegation).where(Allegation.contact_id == contact_id))
        if allegation is None:
            raise NotFound("allegation")
        if allegation.version != version:
            raise ChangedMeanwhile
        contact = contact_for_change(session, contact_id, options=MANY)
        check(shift, Allegation, own, whole=False)
        put(allegation, own)
        if of_contact:
            check(shift, Contact, of_contact, whole=False)
            put(contact, of_contact)
    return allegation


def add_employment_outcome(
    shift: Shift, contact_id: UUID, given: Mapping[str, Any]
) -> EmploymentOutcome:
    """Add one outcome of the employer's process.

    Raises Refused, NotFound, and CaseworkError where the contact was recorded in error.
    """
    return _add(shift, "employment_outcome.add", EmploymentOutcome, contact_id, given)


def amend_employment_outcome(
    shift: Shift, id: UUID, version: int, changes: Mapping[str, Any]
) -> EmploymentOutcome:
    """Change an employment outcome.

    Raises ChangedMeanwhile, and what `add_employment_outcome` raises.
    """
    return _change(shift, "employment_outcome.amend", EmploymentOutcome, id, version, changes)


def add_onward_referral(shift: Shift, contact_id: UUID, given: Mapping[str, Any]) -> OnwardReferral:
    """Add one onward referral to one body, by one referrer.

    Raises Refused, NotFound, and CaseworkError where the contact was recorded in error.
    """
    return _add(shift, "onward_referral.add", OnwardReferral, contact_id, given)


def amend_onward_referral(
    shift: Shift, id: UUID, version: int, changes: Mapping[str, Any]
) -> OnwardReferral:
    """Change an onward referral. Raises what `add_onward_referral` raises, and ChangedMeanwhile."""
    return _change(shift, "onward_referral.amend", OnwardReferral, id, version, changes)


def _add(
    shift: Shift, act: str, record: type[OfContact], contact_id: UUID, given: Mapping[str, Any]
) -> OfContact:
    values = normalised_values(fields_of(record).values(), given)
    with shift.act(act) as session:
        rule = _since(contact_for_change(session, contact_id).received_on)
        check(shift, record, values, whole=True, rules=(rule,))
        made = record(contact_id=contact_id, **values)
        session.add(made)
    return made


def _change(
    shift: Shift,
    act: str,
    record: type[OfContact],
    id: UUID,
    version: int,
    changes: Mapping[str, Any],
) -> OfContact:
    values = normalised_values(fields_of(record).values(), changes)
    with shift.act(act) as session:
        found = load(session, record, id, version)
        rule = _since(contact_for_change(session, found.contact_id).received_on)
        check(shift, record, values, whole=False, rules=(rule,), current=values_of(found))
        put(found, values)
    return found


def _since(received: date) -> Rule:
    """Return the rule that advice and the LADO's referrals are not before the day received.

    An employer may refer earlier.
    """

    def rule(values: Mapping[str, Any]) -> list[Problem]:
        days = {"advised_on": "Advised on"}
        if values.get("made_by") == "lado":
            days["made_on"] = "Made on"
        return days_in_order({**values, "received": received}, "received", days, "the day received")

    return rule
