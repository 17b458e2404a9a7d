"""What is missing before a contact can be closed with nothing loose, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from lado_desktop.casework.contacts.state import state_of_referral
from lado_desktop.domain.kinds.action import UNFINISHED, Action
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.kinds.employment_outcome import EmploymentOutcome
from lado_desktop.domain.kinds.finding import Finding
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.kinds.onward_referral import OnwardReferral
from lado_desktop.domain.practice.codes import meets_threshold, needs_meeting


def loose_ends(
    session: Session,
    contact: Contact,
    decision: Decision | None,
    finding: Finding | None,
    outcomes: Sequence[EmploymentOutcome],
    referrals: Sequence[OnwardReferral],
    meetings: Sequence[Meeting],
    actions: Sequence[Action],
) -> list[str]:
    """Name what is missing. The decision and the finding are those in force."""
    found = []
    if decision is None:
        return [] if contact.check_answered_on else ["Nothing is decided yet."]
    if decision.advice and decision.advice_sent_on is None:
        found.append("The advice is not noted as sent in writing.")
    open_actions = sum(each.status in UNFINISHED for each in actions)
    if open_actions:
        found.append(f"{open_actions} action{'s are' if open_actions > 1 else ' is'} still open.")
    if needs_meeting(decision.outcome) and not any(meeting.held_on for meeting in meetings):
        found.append("A meeting was to be held and none is recorded as held.")
    if any(meeting.held_on and not meeting.approved_on for meeting in meetings):
        found.append("Minutes are not approved yet.")
    if meets_threshold(decision.outcome):
        found += _of_finding(session, finding, referrals)
        if not outcomes:
            found.append("No employment outcome is recorded.")
    advised = sum(each.state == "advised" for each in referrals)
    if advised:
        are = "s are" if advised > 1 else " is"
        found.append(f"{advised} onward referral{are} advised and not recorded as made.")
    return found


def _of_finding(
    session: Session, finding: Finding | None, referrals: Sequence[OnwardReferral]
) -> list[str]:
    if finding is None:
        return ["There is no finding yet."]
    if finding.finding != "substantiated":
        return []
    to_dbs = [each for each in referrals if each.body == "dbs"]
    if not to_dbs:
        return ["Substantiated, and no referral to the DBS is recorded."]
    if all(state_of_referral(session, each) == "considered" for each in to_dbs):
        return [
            "Substantiated, and a referral to the DBS is recorded as considered and not as made."
        ]
    return []
