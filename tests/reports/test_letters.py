from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from lado_desktop.casework.contacts import allegations, decisions, findings
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.documents.issued_documents import issued
from lado_desktop.casework.letters import email_text
from lado_desktop.casework.meetings import meetings
from lado_desktop.casework.people import adults, organisations, professionals
from lado_desktop.casework.sent.word_file import read_docx
from lado_desktop.casework.settings.settings import settle
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.reports.issue import OF_A_RECORD, issue
from lado_desktop.reports.pdf.pdf import draw
from lado_desktop.reports.word.word import draw_word

ADVICE = "Do not speak to her yet.\n\nKeep {reference} & <b>notes</b>."


@pytest.fixture
def own(shift: Shift) -> Shift:
    return settle(shift, letterhead=["Civic Centre, 1 High Street", "Telephone 020 7946 0000"])


@pytest.fixture
def printed_letter(own: Shift, read: Callable[[bytes], Any]) -> Callable[..., Any]:
    """Draws a letter by its name and reads it back."""
    return lambda name, about: read(draw(OF_A_RECORD[name](own, about)))


def words(file: Any) -> str:
    return " ".join(file.text.split())


def decide(shift: Shift, contact: Contact, **given: Any) -> None:
    decisions.decide(
        shift,
        contact.id,
        {"outcome": "met_meeting", "rationale": "The child was hurt.", **given},
    )


def conclude(shift: Shift, contact: Contact) -> None:
    findings.conclude(
        shift,
        contact.id,
        {"finding": "unfounded", "found_on": date(2026, 11, 23), "rationale": "A secret reason."},
    )


def test_the_advice_goes_to_the_caller_in_the_words_of_the_e_mail(
    own: Shift, allegation: Contact, printed_letter: Callable[..., Any]
) -> None:
    with pytest.raises(CaseworkError, match="No advice is recorded yet"):
        printed_letter("advice", allegation.id)
    setting = open_contact(own, allegation.id).setting
    assert setting is not None
    where = {"address": "2 North Gate\nBromley"}
    organisations.amend(own, setting.id, setting.version, where)
    decide(own, allegation, advice=ADVICE)
    file = printed_letter("advice", allegation.id)
    said = words(file)
    assert "London Borough of Bromley Civic Centre, 1 High Street Telephone 020 7946 0000" in said
    assert "Dana Fox Head of nursery Northgate Nursery 2 North Gate Bromley" in said
    assert "23 November 2026 Our reference: 2627-0001 Dear Dana Fox," in said
    assert "Our decision on 23 November 2026 was “threshold met, meeting needed”." in said
    (subject,) = file.tree.all("H1")
    assert subject.text == "Advice from the LADO"
    email = email_text.advice(own, allegation.id)
    for paragraph in email.body.split("\n\n")[1:-1]:
        assert " ".join(paragraph.split()) in said
    assert "Wren" not in said


def test_the_outcome_tells_the_employer_the_finding_and_not_its_reasons(
    own: Shift, allegation: Contact, printed_letter: Callable[..., Any]
) -> None:
    with pytest.raises(CaseworkError, match="No finding is recorded yet"):
        printed_letter("outcome", allegation.id)
    record = open_contact(own, allegation.id).allegation
    assert record is not None
    allegations.amend(own, allegation.id, record.version, {"learning": "Two on every shift."})
    conclude(own, allegation)
    said = words(printed_letter("outcome", allegation.id))
    assert "Finding Unfounded" in said
    assert "Concluded on 23 November 2026" in said
    assert "About Wren Ó Súilleabháin" in said
    assert "Learning and next steps: Two on every shift." in said
    assert "What you told us of the outcome at work" not in said, "nothing is recorded of it"
    assert "secret" not in said


def test_the_adult_is_told_that_it_is_concluded_and_nothing_of_the_child(
    own: Shift, allegation: Contact, printed_letter: Callable[..., Any]
) -> None:
    adult = open_contact(own, allegation.id).adult
    assert adult is not None
    adults.amend(own, adult.id, adult.version, {"address": "5 Elm Row\nBromley"})
    conclude(own, allegation)
    file = printed_letter("concluded", allegation.id)
    said = words(file)
    assert "Wren Ó Súilleabháin 5 Elm Row Bromley" in said
    assert "It was concluded on 23 November 2026 with the finding “unfounded”." in said
    assert "Tom" not in said
    assert "Wren" not in str(file.file.docinfo)


def test_a_letter_needs_somebody_to_write_to(
    own: Shift, log: Callable[..., Contact], printed_letter: Callable[..., Any]
) -> None:
    contact = log(adult_id=None, setting_id=None, described_as="a man at the pool")
    decide(own, contact, criteria=["harm"])
    conclude(own, contact)
    with pytest.raises(CaseworkError, match="Nobody is named yet"):
        printed_letter("concluded", contact.id)
    with pytest.raises(CaseworkError, match="no employer to write to"):
        printed_letter("outcome", contact.id)


def test_an_invitation_names_who_is_invited_and_no_adult(
    own: Shift, allegation: Contact, printed_letter: Callable[..., Any]
) -> None:
    planned = {"kind_of": "pot_initial", "planned_for": date(2026, 11, 26), "place": "Room 4"}
    meeting = meetings.plan(own, [allegation.id], planned)
    police = professionals.add(own, {"name": "Ed Roe"})
    meetings.attend(own, meeting.id, {"professional_id": police.id, "agency": "Police"})
    file = printed_letter("invitation", meeting.id)
    said = words(file)
    assert (
        "Our reference: 2627-0001-M1 Dear colleague, Invitation, 26 November 2026 You are" in said
    )
    assert "Day Thursday 26 November 2026 Place Room 4" in said
    assert "Those invited Name Agency Ed Roe Police" in said
    assert said.index("Ottilie Marsh LADO") < said.index("Those invited")
    assert "should say so now" not in said, "that is read out at the meeting"
    assert "Wren" not in said
    assert len(file.tree.all("L")) == 1
    for number in range(13):
        person = professionals.add(own, {"name": f"Person {number}"})
        meetings.attend(own, meeting.id, {"professional_id": person.id, "agency": "Police"})
    first, second = printed_letter("invitation", meeting.id).pages
    assert "Introductions" in first
    assert "Person 12" in second


def test_a_letter_is_kept_as_it_was_issued_and_is_the_same_for_word(
    own: Shift, allegation: Contact
) -> None:
    decide(own, allegation, advice=ADVICE)
    kept = issue(own, "advice", allegation.id)
    assert kept.content.startswith(b"%PDF")
    assert [each.document for each in issued(own, allegation.id)] == ["advice"]
    text = read_docx(draw_word(OF_A_RECORD["advice"](own, allegation.id))).text
    assert "Keep {reference} & <b>notes</b>." in text
    assert "Telephone 020 7946 0000" in text
