"""Where a contact stands: a display drawn from its days, never stored."""

from __future__ import annotations

from sqlalchemy import ColumnElement, case

from lado_desktop.domain.codes import codes_with
from lado_desktop.domain.contact import Contact
from lado_desktop.domain.decision import Decision

STATES = {
    "undecided": "To be decided",
    "below": "Below threshold, open",
    "under_way": "Under way",
    "concluded": "Concluded, not closed",
    "closed": "Closed",
    "in_error": "Recorded in error",
}
"""The states, as an officer reads them."""

STATE: ColumnElement[str] = case(
    (Contact.in_error_on.is_not(None), "in_error"),
    (Contact.closed_on.is_not(None), "closed"),
    (Decision.outcome.is_(None), "undecided"),
    (Contact.concluded_on.is_not(None), "concluded"),
    (Decision.outcome.in_(sorted(codes_with("contact_outcome", "threshold"))), "under_way"),
    else_="below",
)
"""The state in SQL, over a contact outer-joined with the decision in force."""


def state_of(contact: Contact, decision: Decision | None) -> str:
    """Return the state of a loaded contact."""
    if contact.in_error_on is not None:
        return "in_error"
    if contact.closed_on is not None:
        return "closed"
    if decision is None:
        return "undecided"
    if contact.concluded_on is not None:
        return "concluded"
    met = decision.outcome in codes_with("contact_outcome", "threshold")
    return "under_way" if met else "below"
