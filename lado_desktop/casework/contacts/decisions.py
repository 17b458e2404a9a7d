"""Deciding a contact: outcome, reasons, criteria, advice."""

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
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.decision import DECISION_FORM, Decision
from lado_desktop.domain.kinds.finding import Finding
from lado_desktop.domain.practice.codes import meets_threshold
from lado_desktop.domain.problem import CaseworkError, Problem

_OF_HARM = frozenset({"harm", "offence", "risk", "suitability"})
"""The four criteria of the harm threshold. Other criteria fit any decision."""


def decision_in_force(session: Session, contact_id: UUID) -> Decision | None:
    """Return the current decision, if any."""
    return session.scalar(
        select(Decision).where(Decision.contact_id == contact_id, Decision.superseded_on.is_(None))
    )


def _problems(
    contact: Contact, earlier: Decision | None, values: Mapping[str, Any]
) -> list[Problem]:
    found = []
    on = values.get("decided_on")
    if on is None:
        found.append(Problem("decided_on", "Decided on is needed."))
    elif on < contact.received_on:
        found.append(Problem("decided_on", "Decided on must not be before the day received."))
    elif earlier and earlier.decided_on and on < earlier.decided_on:
        found.append(
            Problem("decided_on", "Decided on must not be before the decision that it replaces.")
        )
    met = meets_threshold(values.get("outcome"))
    if met and not values.get("criteria"):
        found.append(
            Problem("criteria", "Criteria met: tick at least one where the threshold is met.")
        )
    if values.get("outcome") and not values.get("rationale"):
        found.append(
            Problem("rationale", "Why is needed: the decision must show what it rests on.")
        )
    if values.get("outcome") == "signposted" and not values.get("signposted_to"):
        found.append(Problem("signposted_to", "Signposted to is needed."))
    sent = values.get("advice_sent_on")
    if sent and sent < contact.received_on:
        found.append(
            Problem("advice_sent_on", "Advice sent on must not be before the day received.")
        )
    return found


def doubt(shift: Shift, given: Mapping[str, Any]) -> str:
    """Return a question where a harm criterion is ticked but the decision is below threshold.

    Returns "" otherwise. The decision may be meant so, and `decide` allows it.
    """
    outcome = given.get("outcome")
    ticked = [code for code in given.get("criteria") or () if code in _OF_HARM]
    # None means that nothing is decided yet.
    if meets_threshold(outcome) is not False or not ticked:
        return ""
    text = ", ".join(f"“{shift.label('criterion', code)}”" for code in ticked)
    return (
        f"Is this meant? Ticked is {text}, and the decision is "
        f"“{shift.label('contact_outcome', outcome)}”, below the threshold. "
        "If it is, record the decision once more."
    )


def decide(shift: Shift, contact_id: UUID, given: Mapping[str, Any]) -> Decision:
    """Decide a contact, or decide it again. The earlier decision is superseded and stays.

    An outcome that meets the threshold creates the allegation. Raises Refused, NotFound, and
    CaseworkError where a finding contradicts a decision below the threshold, or where the contact
    is closed or was recorded in error.
    """
    values = normalised_values(DECISION_FORM, given)
    values.setdefault("decided_on", shift.today)
    with shift.act("contact.decide") as session:
        contact = contact_for_change(session, contact_id, options=MANY, still_open=True)
        earlier = decision_in_force(session, contact_id)
        criteria = values.pop("criteria", None)
        ticked = list(contact.criteria) if criteria is None else criteria
        check(
            shift,
            Decision,
            values,
            whole=True,
            rules=[lambda seen: _problems(contact, earlier, {**seen, "criteria": ticked})],
        )
        met = meets_threshold(values["outcome"])
        has_finding = session.scalar(select(Finding.id).where(Finding.contact_id == contact_id))
        if not met and has_finding is not None:
            raise CaseworkError(
                "This contact has a finding, so it cannot be decided below the threshold."
            )
        if earlier is not None:
            # Flushed first: an index allows only one decision that is not superseded.
            earlier.superseded_on = values["decided_on"]
            session.flush()
        decision = Decision(contact_id=contact_id, decided_by_id=shift.officer.id, **values)
        session.add(decision)
        put(contact, {"criteria": ticked})
        if met:
            grow_allegation(shift, session, contact_id)
            if has_finding is None:
                # It was concluded below the threshold. From now on only a finding concludes it.
                put(contact, {"concluded_on": None})
        return decision


def grow_allegation(shift: Shift, session: Session, contact_id: UUID) -> None:
    """Create the contact's allegation unless it has one."""
    grown = select(Allegation.id).where(Allegation.contact_id == contact_id)
    if session.scalar(grown) is None:
        session.add(Allegation(contact_id=contact_id, lead_id=shift.officer.id))


def record_advice_sent(shift: Shift, contact_id: UUID, sent_on: Any) -> None:
    """Record the day the advice was sent in writing. Raises Refused, NotFound, CaseworkError."""
    with shift.act("decision.advice_sent") as session:
        contact = contact_for_change(session, contact_id)
        decision = decision_in_force(session, contact_id)
        if decision is None:
            raise CaseworkError("Decide the contact first; the advice belongs to the decision.")
        rule = {"decided_on": decision.decided_on or contact.received_on, "advice_sent_on": sent_on}
        check(
            shift,
            Decision,
            {"advice_sent_on": sent_on},
            whole=False,
            rules=[lambda _: _problems(contact, None, rule)],
        )
        put(decision, {"advice_sent_on": sent_on})
