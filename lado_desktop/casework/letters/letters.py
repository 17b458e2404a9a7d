"""The letters of a case: advice, invitation, outcome, and the letter to the adult.

Their sentences are in `resources/wording`. E-mails use the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from lado_desktop.casework.contacts.contact_file import ContactFile, open_contact
from lado_desktop.casework.letters.letter import (
    Letter,
    LetterPart,
    Listed,
    Quoted,
    Rows,
    address,
    emails_of,
    greeting,
    signature,
)
from lado_desktop.casework.letters.onward import onward_words
from lado_desktop.casework.letters.wording import mid_sentence, sentence
from lado_desktop.casework.meetings.meeting_file import MeetingFile, open_meeting
from lado_desktop.casework.people import organisations
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.attendance import Attendance
from lado_desktop.domain.kinds.finding import Finding
from lado_desktop.domain.kinds.professional import Professional
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.time.typed_day import day_words, echo_day


def advice(shift: Shift, contact_id: UUID) -> Letter:
    """Return the letter with the current decision's advice, to the caller.

    Raises NotFound, and CaseworkError where no advice is recorded.
    """
    file = open_contact(shift, contact_id)
    contact, decision, caller = file.contact, file.decision, file.caller
    if decision is None or not decision.advice:
        raise CaseworkError("No advice is recorded yet: write it with the decision first.")
    on = decision.decided_on
    decided = sentence(
        "advice",
        "decision" if on else "undated",
        day=day_words(on) if on else "",
        decision=mid_sentence(shift.label("contact_outcome", decision.outcome)),
    )
    if decision.signposted_to:
        body = shift.label("signposted_to", decision.signposted_to)
        decided += f" {sentence('advice', 'signposted', body=body)}"
    works_at = caller.organisation_id if caller else None
    at = organisations.get(shift, works_at) if works_at else None
    reference = contact.reference
    received = echo_day(contact.received_on)
    return Letter(
        reference=reference,
        subject=sentence("advice", "subject"),
        to=address(caller, at),
        emails=emails_of([caller]),
        greeting=greeting(caller.name if caller else None),
        parts=(
            sentence("advice", "thanks", received=received),
            decided,
            Quoted(sentence("advice", "given"), decision.advice),
            sentence("advice", "more", reference=reference),
        ),
        signature=signature(shift),
        of=(contact.id, decision.id),
    )


def invitation(shift: Shift, meeting_id: UUID) -> Letter:
    """Return the invitation to a meeting, to everybody invited. Raises NotFound."""
    file = open_meeting(shift, meeting_id)
    meeting = file.meeting
    kind = shift.label("meeting_kind", meeting.kind_of) or "Meeting"
    agenda = tuple(shift.practice.codes("minute_heading").values())
    parts: tuple[LetterPart, ...] = (
        sentence("invitation", "invited", kind=kind),
        Rows(_when_and_where(shift, file)),
        Listed(sentence("invitation", "agenda"), agenda, numbered=True),
        sentence("invitation", "answer"),
        sentence("invitation", "confidential"),
    )
    on = meeting.day
    return Letter(
        reference=meeting.reference,
        subject=sentence("invitation", "subject") + (f", {day_words(on)}" if on else ""),
        to=(),
        emails=emails_of([file.chair, file.minute_taker, *(who for _, who in _invited(file))]),
        greeting=greeting(None),
        parts=parts,
        signature=signature(shift),
        of=(meeting.id, *(attendance.id for attendance, _ in file.attendances)),
    )


def invited(file: MeetingFile) -> tuple[tuple[str, str], ...]:
    """Return who is invited to a meeting, each with their agency or ""."""
    return tuple((who.name, attendance.agency or "") for attendance, who in _invited(file))


def _invited(file: MeetingFile) -> list[tuple[Attendance, Professional]]:
    """Return whom to invite: all except those excluded for a conflict of interest."""
    return [each for each in file.attendances if each[0].status != "excluded"]


def outcome(shift: Shift, contact_id: UUID) -> Letter:
    """Return the letter with an allegation's outcome, to the employer.

    Raises NotFound, and CaseworkError where there is no finding or no setting.
    """
    file = open_contact(shift, contact_id)
    finding = _finding(file)
    if file.setting is None:
        raise CaseworkError("The contact names no setting, so there is no employer to write to.")
    reference = file.contact.reference
    rows = (
        ("About", file.who),
        ("Work", shift.label("job_role", file.contact.job_role)),
        ("Setting", file.setting.name),
        ("Finding", shift.label("finding", finding.finding)),
        ("Concluded on", day_words(finding.found_on)),
    )
    learning = file.allegation.learning if file.allegation else None
    return Letter(
        reference=reference,
        subject=sentence("outcome", "subject"),
        to=address(None, file.setting),
        emails=(),
        greeting=greeting(None),
        parts=(
            sentence("outcome", "considered"),
            Rows(tuple((label, value) for label, value in rows if value)),
            sentence("outcome", "apart"),
            *_listed("employment", _at_work(shift, file)),
            *_listed("onward", _onward(shift, file)),
            *([Quoted(sentence("outcome", "learning"), learning)] if learning else []),
            sentence("outcome", "keep"),
        ),
        signature=signature(shift),
        of=(
            file.contact.id,
            finding.id,
            *(each.id for each in file.employment_outcomes),
            *(each.id for each in file.onward_referrals),
            *([file.allegation.id] if file.allegation else []),
        ),
    )


def concluded(shift: Shift, contact_id: UUID) -> Letter:
    """Return the letter that tells the adult that the matter is concluded.

    Raises NotFound, and CaseworkError where there is no finding or the adult is not named.
    """
    file = open_contact(shift, contact_id)
    finding = _finding(file)
    if file.adult is None:
        raise CaseworkError("Nobody is named yet, so there is nobody to write to.")
    reference = file.contact.reference
    found = mid_sentence(shift.label("finding", finding.finding))
    home = (file.adult.address or "").splitlines()
    return Letter(
        reference=reference,
        subject=sentence("concluded", "subject"),
        to=(file.adult.name, *(line.strip() for line in home if line.strip())),
        emails=(),
        greeting=greeting(file.adult.name),
        parts=(
            sentence("concluded", "known"),
            sentence("concluded", "finding", day=day_words(finding.found_on), finding=found),
            sentence("concluded", "apart"),
            sentence("concluded", "support"),
        ),
        signature=signature(shift),
        of=(file.contact.id, finding.id, file.adult.id),
    )


def _finding(file: ContactFile) -> Finding:
    if file.finding is None:
        raise CaseworkError("No finding is recorded yet: there is no outcome to write about.")
    return file.finding


def _when_and_where(shift: Shift, file: MeetingFile) -> tuple[tuple[str, str], ...]:
    meeting = file.meeting
    on = meeting.day
    facts = (
        ("Day", echo_day(on) if on else "to be agreed"),
        ("Time", meeting.hours),
        ("How", shift.label("meeting_mode", meeting.mode)),
        ("Place", meeting.place),
        ("Chair", file.chair.name if file.chair else ""),
    )
    return tuple((label, value) for label, value in facts if value)


def _listed(name: str, items: Iterator[str]) -> list[Listed]:
    found = tuple(items)
    return [Listed(sentence("outcome", name), found)] if found else []


def _at_work(shift: Shift, file: ContactFile) -> Iterator[str]:
    for each in reversed(file.employment_outcomes):
        outcome = shift.label("employment_outcome", each.outcome)
        day = day_words(each.happened_on) if each.happened_on else "no day recorded"
        yield f"{outcome}, {day}"


def _onward(shift: Shift, file: ContactFile) -> Iterator[str]:
    for each in reversed(file.onward_referrals):
        body = shift.label("referral_body", each.body)
        yield f"{body}, {onward_words(shift, each, to_employer=True)}"
