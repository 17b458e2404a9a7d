"""Checks on a worker or applicant: the answer decides one, as the import decides its rows."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import CHECK, Contact
from lado_desktop.domain.kinds.decision import Decision


def decide_answered(
    shift: Shift, session: Session, contact: Contact, before: date | None = None
) -> None:
    """Decide an answered check, and take that decision back where the answer is gone.

    `before` is the day on which it was answered so far. What an officer decided has reasons and
    is left alone.
    """
    session.flush()
    on = contact.check_answered_on
    in_force = select(Decision).where(
        Decision.contact_id == contact.id, Decision.superseded_on.is_(None)
    )
    decision = session.scalar(in_force)
    if decision is None:
        if on is not None:
            officer = shift.officer.id
            session.add(
                Decision(contact_id=contact.id, outcome=CHECK, decided_on=on, decided_by_id=officer)
            )
    elif before is not None and decision.outcome == CHECK and decision.rationale is None:
        if on is None:
            session.delete(decision)
        elif decision.decided_on == before:
            decision.decided_on = on
