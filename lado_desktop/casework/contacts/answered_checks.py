"""Decides contacts that ask for a check, on the day the check is answered.

Imported checks are decided on the day received instead.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from lado_desktop.casework.contacts.state import was_imported
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import CHECK, Contact
from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.problem import CaseworkError, Problem, Refused


def decide_answered(
    shift: Shift, session: Session, contact: Contact, before: date | None = None
) -> None:
    """Decide a check when it is answered, and withdraw the decision if the answer is removed.

    `before` is the answer day until now. Decisions by an officer or an import are left alone.
    Raises CaseworkError where the answer is removed from a concluded or closed check. Raises
    Refused where the answer moves past the day concluded.
    """
    session.flush()
    on = contact.check_answered_on
    in_force = select(Decision).where(
        Decision.contact_id == contact.id, Decision.superseded_on.is_(None)
    )
    decision = session.scalar(in_force)
    if before is not None and on is None and (decision is None or decision.outcome == CHECK):
        _refuse_if_concluded(contact)
    if decision is None:
        if on is not None:
            officer = shift.officer.id
            session.add(
                Decision(contact_id=contact.id, outcome=CHECK, decided_on=on, decided_by_id=officer)
            )
    elif before is not None and before != on and _is_of_the_answer(session, decision):
        if on is None:
            if not (decision.advice or decision.advice_sent_on or decision.signposted_to):
                session.delete(decision)
        elif contact.concluded_on and on > contact.concluded_on:
            text = "Answered must not be after the day concluded."
            raise Refused([Problem("answered_on", text)])
        elif decision.decided_on == before:
            decision.decided_on = on


def _is_of_the_answer(session: Session, decision: Decision) -> bool:
    """Tell whether an answer made this decision.

    An officer's decision has reasons. An import's is named in the audit.
    """
    is_reasonless_check = decision.outcome == CHECK and decision.rationale is None
    return is_reasonless_check and not was_imported(session, decision)


def _refuse_if_concluded(contact: Contact) -> None:
    if contact.closed_on is not None:
        raise CaseworkError(
            "This check is closed with its answer. Reopen it first, then take the answer away."
        )
    if contact.concluded_on is not None:
        raise CaseworkError(
            "This check is concluded with its answer. Record another decision first, then take the "
            "answer away."
        )
