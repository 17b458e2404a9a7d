"""The case summary: contact, decision, allegation and outcome."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from lado_desktop.casework.contacts.contact_file import ContactFile, open_contact
from lado_desktop.casework.contacts.state import words_of_action
from lado_desktop.casework.letters.onward import onward_line
from lado_desktop.casework.letters.wording import mid_sentence
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.reports.blocks import (
    Block,
    Bullets,
    Column,
    Document,
    Facts,
    Heading,
    Prose,
    Table,
    plain_rows,
)
from lado_desktop.reports.heading import day_cell, document, facts, on_day, printed_fields, said


def case_summary(shift: Shift, contact_id: UUID) -> Document:
    """Return the summary of a contact and its allegation. Raises NotFound."""
    file = open_contact(shift, contact_id)
    blocks = [
        *_contact(shift, file),
        *_decision(shift, file),
        *_allegation(shift, file),
        *_meetings(shift, file),
        *_outcome(shift, file),
        *_links(shift, file),
    ]
    return document(
        shift,
        title="Case summary",
        reference=file.contact.reference,
        blocks=blocks,
        of=_records_of(file),
        subtitle=file.state_words,
    )


def _records_of(file: ContactFile) -> list[UUID]:
    people = (file.adult, file.setting, file.caller, file.taken_by)
    rows = (
        *(each for each in people if each is not None),
        *(each for child in file.children for each in child),
        *file.decisions,
        *file.findings,
        *file.employment_outcomes,
        *file.onward_referrals,
        *file.meetings,
        *file.actions,
    )
    allegation = [file.allegation.id] if file.allegation else []
    return [file.contact.id, *allegation, *(row.id for row in rows)]


def _contact(shift: Shift, file: ContactFile) -> Iterator[Block]:
    contact = file.contact
    if contact.in_error_on:
        yield Prose(
            f"Recorded in error on {on_day(contact.in_error_on)}: {contact.in_error_reason}"
        )
    yield Heading(shift.worded("The contact"))
    further = ", ".join(shift.label("category", code) for code in contact.further_categories)
    time = f" at {contact.received_time}" if contact.received_time else ""
    yield Facts(
        facts(
            ("Received", f"{on_day(contact.received_on)}{time}"),
            ("What came in", shift.label("intake", contact.intake)),
            ("How it came", shift.label("contact_method", contact.method)),
            ("Who told us", shift.label("source", contact.source)),
            (
                "Caller",
                ", ".join(p for p in (file.caller.name, file.caller.role) if p)
                if file.caller
                else None,
            ),
            ("Employer knew on", on_day(contact.employer_aware_on)),
            ("Adult", file.who),
            ("Date of birth", file.adult.born.words if file.adult and file.adult.born else None),
            ("Setting", file.setting.name if file.setting else None),
            ("Sector", shift.label("sector", contact.sector)),
            ("Job role", shift.label("job_role", contact.job_role)),
            ("Employed as", shift.label("employment_basis", contact.employment_basis)),
            ("Main category", shift.label("category", contact.category)),
            ("Further categories", further),
            (
                "When it is said to have happened",
                contact.happened.words if contact.happened else None,
            ),
            ("Where", contact.place),
            *printed_fields(shift, contact),
            ("Taken by", file.taken_by.name if file.taken_by else None),
        )
    )
    yield Heading("What was said", 3)
    yield Prose(said(contact.summary))
    if file.children:
        yield Heading("Children", 3)
        yield Bullets(
            [
                child.name + (f", {mid_sentence(involved.part)}" if involved.part else "")
                for involved, child in file.children
            ]
        )
    for title, text in (
        (
            "History check",
            "\n".join(
                part
                for part in (
                    shift.label("history_result", contact.history_result),
                    contact.history_note,
                )
                if part
            ),
        ),
        ("Immediate safety", contact.safety),
    ):
        if text:
            yield Heading(title, 3)
            yield Prose(text)


def _decision(shift: Shift, file: ContactFile) -> Iterator[Block]:
    yield Heading("The decision")
    if not file.decisions:
        yield Prose("Nothing is decided yet.")
        return
    for decision in file.decisions:
        replaced = on_day(decision.superseded_on)
        if replaced:
            yield Heading(f"Earlier decision, replaced on {replaced}", 3)
        yield Facts(_decided(shift, file, decision))
        if decision.rationale:
            yield Prose(f"Why: {decision.rationale}")
        if decision.advice:
            yield Prose(f"Advice given: {decision.advice}")


def _decided(shift: Shift, file: ContactFile, decision: Decision) -> tuple[tuple[str, str], ...]:
    criteria = "\n".join(shift.label("criterion", code) for code in file.contact.criteria)
    return facts(
        ("Decision", shift.label("contact_outcome", decision.outcome)),
        ("Decided on", on_day(decision.decided_on, "No day recorded")),
        ("Criteria met", None if decision.superseded_on else criteria),
        ("Signposted to", shift.label("signposted_to", decision.signposted_to)),
        ("Advice sent in writing on", on_day(decision.advice_sent_on)),
    )


def _allegation(shift: Shift, file: ContactFile) -> Iterator[Block]:
    allegation = file.allegation
    if allegation is None:
        return
    yield Heading(shift.worded("The allegation"))
    strands = facts(
        ("Police", shift.label("police_status", file.contact.police_status)),
        ("Children's social care", shift.label("csc_status", allegation.csc_status)),
        ("Employer", shift.label("employer_status", allegation.employer_status)),
        ("Regulator", shift.label("regulator_status", allegation.regulator_status)),
        ("Next review", on_day(allegation.next_review_on)),
        ("Reason for delay", shift.label("delay_reason", allegation.delay_reason)),
    )
    if strands:
        yield Facts(strands)
    texts = (
        ("The allegation in full", allegation.account),
        ("The child's account, wishes and impact", allegation.childs_voice),
        ("The adult's account and support", allegation.adults_account),
        ("Strands", allegation.strands_note),
        ("Interim measures", allegation.interim_measures),
        ("Learning", allegation.learning),
    )
    for title, text in texts:
        if text:
            yield Heading(title, 3)
            yield Prose(text)
    if not strands and not any(text for _, text in texts):
        yield Prose(shift.worded("Nothing is recorded beyond the contact yet."))


def _meetings(shift: Shift, file: ContactFile) -> Iterator[Block]:
    if file.meetings:
        meetings = [
            (
                meeting.reference,
                shift.label("meeting_kind", meeting.kind_of),
                f"{'Held' if meeting.held_on else 'Planned for'} {day_cell(meeting.day)}",
            )
            for meeting in reversed(file.meetings)
        ]
        yield Heading("Meetings")
        columns = [Column("Reference"), Column("Meeting", 1.6), Column("Day", 1.4)]
        yield Table("", columns, plain_rows(meetings), header_column=True, overleaf="Meetings")
    if file.actions:
        actions = [
            (
                action.text,
                action.agency or "",
                day_cell(action.due_on),
                words_of_action(shift, action),
            )
            for action in file.actions
        ]
        yield Heading("Actions")
        columns = [
            Column("Action", 2.4),
            Column("Agency", 1.3),
            Column("Due", 0.85),
            Column("Status", 0.8),
        ]
        yield Table("", columns, plain_rows(actions), overleaf="Actions")


def _outcome(shift: Shift, file: ContactFile) -> Iterator[Block]:
    contact = file.contact
    days = facts(("Concluded", on_day(contact.concluded_on)), ("Closed", on_day(contact.closed_on)))
    yield Heading("The outcome")
    for finding in file.findings:
        replaced = f" (replaced on {on_day(finding.superseded_on)})" * bool(finding.superseded_on)
        yield Facts(
            facts(
                ("Finding", shift.label("finding", finding.finding) + replaced),
                ("Found on", on_day(finding.found_on)),
                ("Agreed with", finding.agreed_with),
            )
        )
        if finding.rationale:
            yield Prose(f"Why: {finding.rationale}")
    if days:
        yield Facts(days)
    elif not file.findings:
        yield Prose("Not concluded yet.")
    if file.employment_outcomes:
        yield Heading("Employment", 3)
        yield Bullets(
            [
                ", ".join(
                    part
                    for part in (
                        shift.label("employment_outcome", each.outcome),
                        on_day(each.happened_on, "no day recorded"),
                        each.detail,
                    )
                    if part
                )
                for each in file.employment_outcomes
            ]
        )
    if file.onward_referrals:
        yield Heading("Onward referrals", 3)
        yield Bullets([onward_line(shift, each) for each in file.onward_referrals])
    if contact.closing_note:
        yield Heading("Closing note", 3)
        yield Prose(contact.closing_note)


def _links(shift: Shift, file: ContactFile) -> Iterator[Block]:
    lines = [
        *((line, "the enquiry that this follows") for line in [file.follows] if line),
        *((line, shift.worded("follows this contact")) for line in file.followed_by),
        *((line, "another adult of the same incident") for line in file.incident),
        *((line, shift.worded("another contact about the same adult")) for line in file.same_adult),
    ]
    if lines:
        yield Heading(shift.worded("Linked contacts"))
        rows = [
            (
                line.reference,
                day_cell(line.received_on),
                f"{why}; recorded in error" if line.in_error else why,
            )
            for line, why in lines
        ]
        columns = (Column("Reference"), Column("Received"), Column("Link", 2))
        yield Table("", columns, plain_rows(rows), header_column=True)
