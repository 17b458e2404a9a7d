import pytest

from lado_desktop.domain.practice.practice import practice_named
from lado_desktop.domain.practice.wording import plural, worded

KENT, BUCKS = practice_named("kent").words, practice_named("buckinghamshire").words
LEICESTER = practice_named("leicester_city").words


@pytest.mark.parametrize(
    "said, kent, bucks",
    [
        ("Log a contact", "Log a referral", "Log an enquiry"),
        ("A contact is logged.", "A referral is logged.", "An enquiry is logged."),
        ("Contacts", "Referrals", "Enquiries"),
        ("&Log contact", "&Log referral", "&Log enquiry"),
        ("No allegations yet", "No allegations yet", "No threshold-met cases yet"),
        ("An allegation", "An allegation", "A threshold-met case"),
        (
            "Thank you for contacting us",
            "Thank you for contacting us",
            "Thank you for contacting us",
        ),
        ("Saved as contacts.csv.", "Saved as contacts.csv.", "Saved as contacts.csv."),
    ],
)
def test_a_sentence_is_said_in_the_services_words(said: str, kent: str, bucks: str) -> None:
    assert (worded(said, KENT), worded(said, BUCKS)) == (kent, bucks)


def test_an_abbreviation_keeps_its_capitals() -> None:
    assert worded("the allegation", LEICESTER) == "the LADO co-ordinated investigation"
    assert [plural(word) for word in ("Enquiry", "Query", "Survey", "Process")] == [
        "Enquiries", "Queries", "Surveys", "Processes",
    ]  # fmt: skip


def test_a_services_word_stands_for_its_code_in_every_list() -> None:
    bromley = practice_named("bromley")
    assert bromley.label("contact_outcome", "below_advice") == "Consultation"
    assert bromley.label("employer_status", "investigation") == bromley.word(
        "internal_investigation"
    )
    assert practice_named("milton_keynes").label("contact_outcome", "below_advice") == "Advice"
    national = practice_named("working_together")
    assert national.label("contact_outcome", "below_advice") == "Advice given, below threshold"
