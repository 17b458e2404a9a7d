"""Findings: concluding an allegation, and a new finding when facts change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lado_desktop.casework.contacts.contacts import MANY
from lado_desktop.casework.saving import check, contact_for_change, normalised_values, put
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.allegation import Allegation
from lado_desktop.domain.kinds.finding import FINDING_FORM, Finding
from lado_desktop.domain.problem import CaseworkError, Problem


def finding_in_force(session: Session, contact_id: UUID) -> Finding | None:
    """Return the current finding, if any."""
    return session.scalar(
        select(Finding).where(Finding.contact_id == contact_id, Finding.superseded_on.is_(None))
    )


def conclude(shift: Shift, contact_id: UUID, given: Mapping[str, Any]) -> Finding:
    """Record the finding of an allegation, or a new one that supersedes it.

    The day of the first finding is the day the contact is concluded. Raises Refused, NotFound, and
    CaseworkError where there is no allegation, or where the contact is closed or was recorded in
    error.
    """
    values = normalised_values(FINDING_FORM, given)
    with shift.act("finding.record") as session:
        contact = contact_for_change(session, contact_id, options=MANY, still_open=True)
        grown = select(Allegation.id).where(Allegation.contact_id == contact_id)
        if session.scalar(grown) is None:
            raise CaseworkError(
                "Only an allegation that meets the threshold is concluded by a finding."
            )
        earlier = finding_in_force(session, contact_id)

        def rule(seen: Mapping[str, Any]) -> list[Problem]:
            on = seen.get("found_on")
            if on is not None and on < contact.received_on:
                return [Problem("found_on", "Concluded on must not be before the day received.")]
            if on is not None and earlier is not None and on < earlier.found_on:
                return [
                    Problem(
                        "found_on",
                        "Concluded on must not be before the finding that it replaces.",
                    )
                ]
            return []

        check(shift, Finding, values, whole=True, rules=(rule,))
        if earlier is not None:
            earlier.superseded_on = values["found_on"]
            session.flush()
        finding = Finding(contact_id=contact_id, **values)
        session.add(finding)
        if contact.concluded_on is None:
            put(contact, {"concluded_on": values["found_on"]})
    return finding
