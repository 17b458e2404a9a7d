from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import docx
import pytest
from sqlalchemy import select

from db.records import audit_query
from db.records.tables import AUDIT
from lado_desktop.casework.documents.issued_documents import content_of, issued
from lado_desktop.casework.meetings import actions, meetings
from lado_desktop.casework.meetings.meeting_file import open_meeting
from lado_desktop.casework.people import adults, organisations, professionals
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.practice.codes import code_lists
from lado_desktop.domain.practice.practice import practice_named
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.time.clock import StoppedClock
from lado_desktop.printing import print_record
from lado_desktop.reports.blocks import Heading
from lado_desktop.reports.documents.case_summary import case_summary
from lado_desktop.reports.documents.minutes import NOTHING, minutes
from lado_desktop.reports.issue import approve_minutes, issue, paper
from lado_desktop.reports.pdf.pdf import draw
from tests.conftest import Prepare
from tests.engines import Origin

NAMES = (
    "Łukasz Łukaszewicz",
    "Órla Ó Súilleabháin",
    "Nguyễn Thị Hòa",
    "محمد",
    "שלום",
    "Anne-Marie D'Souza",
    "Zoë Brontë",
    "Siân Rhŷs",
    "Ines Núñez",
    "Björn Åkesson",
    "Dana Fox",
    "Amara Okafor",
    "Peter <b O'Neill",
    'Quentin "Q" & Co',
)
AGENCIES = ("Police", "Children's social care", "Health", "Education", "Employer", "Ofsted")
Read = Callable[[bytes], Any]


def _hold_full_meeting(shift: Shift) -> None:
    with shift.reading() as session:
        allegation = session.scalars(select(Contact)).one()
    people = [professionals.add(shift, {"name": name, "role": "Officer"}) for name in NAMES]
    held = {"kind_of": "pot_initial", "held_on": date(2026, 11, 23), "starts_at": "10:00"}
    meeting = meetings.plan(shift, [allegation.id], {**held, "chair_id": people[0].id})
    for person in people:
        meetings.attend(shift, meeting.id, {"professional_id": person.id, "status": "present"})
    for agency in AGENCIES:
        text = f"{agency} reported. " + "What was known was told in full. " * 20
        meetings.write(shift, meeting.id, "reports", text, agency=agency)
    meetings.write(shift, meeting.id, "allegation", 'Tom <b said & "no" to it.')
    for number in range(1, 21):
        given = {
            "text": f"Action the {number}th: write to the employer",
            "owner_id": people[number % 14].id,
            "due_on": date(2026, 11, 24) + timedelta(days=number),
        }
        actions.add(shift, allegation.id, given, meeting.id)


@pytest.fixture(scope="module")
def full_meeting_vault(allegation_vault: Origin, prepare: Prepare) -> Origin:
    return prepare(allegation_vault, _hold_full_meeting)


@pytest.fixture
def full_meeting(shift: Shift, allegation: Contact) -> Meeting:
    """A meeting with 14 attendances, six agencies' reports and 20 actions."""
    with shift.reading() as session:
        return session.scalars(select(Meeting)).one()


def test_every_heading_name_report_and_action_is_read_in_order(
    shift: Shift, full_meeting: Meeting, read: Read
) -> None:
    printed = read(issue(shift, "minutes", full_meeting.id).content)
    tree = printed.tree
    headings = [element.text for element in tree.all("H2")]
    wanted = code_lists()["minute_heading"].values()
    assert headings == [f"{number}. {title}" for number, title in enumerate(wanted, 1)]
    assert [element.text for element in tree.all("H3")] == list(AGENCIES)
    assert len(tree.all("H1")) == 1
    attendance = tree.all("Table")[1]  # the first has the facts of the meeting
    names = [element.text for element in attendance.all("TH") if element.scope == "Row"]
    assert names == list(NAMES)
    cells = [element.text for element in tree.all("TD")]
    found = [cell for cell in cells if cell.startswith("Action the ")]
    assert found == [f"Action the {number}th: write to the employer" for number in range(1, 21)]
    assert 'Tom <b said & "no" to it.' in [element.text for element in tree.all("P")]
    assert printed.file.Root.Lang == "en-GB"
    assert "Minutes: Allegations against Staff" in str(printed.file.docinfo["/Title"])


def test_a_heading_with_nothing_under_it_says_so(
    shift: Shift, full_meeting: Meeting, read: Read
) -> None:
    paragraphs = [
        p.text for p in read(issue(shift, "minutes", full_meeting.id).content).tree.all("P")
    ]
    # Attendance, allegation, reports, actions and distribution are there; fifteen are not.
    assert paragraphs.count(NOTHING) == 15


def test_draft_minutes_say_so_and_approved_ones_are_reprinted_byte_for_byte(
    shift: Shift, full_meeting: Meeting, read: Read
) -> None:
    draft = read(issue(shift, "minutes", full_meeting.id).content)
    assert "draft, not approved" in draft.text
    approve_minutes(shift, full_meeting.id)
    (kept, *_) = issued(shift, full_meeting.id)
    owner = professionals.get(shift, open_meeting(shift, full_meeting.id).attendances[0][1].id)
    professionals.amend(shift, owner.id, owner.version, {"name": "Łukasz Renamed-Since"})
    first = issue(shift, "minutes", full_meeting.id)
    assert first.id == kept.id, "they are kept as they were approved, not as first printed"
    approved = read(first.content)
    assert "Approved on 23 November 2026 by Ottilie Marsh" in approved.text
    assert "draft" not in approved.text.lower()
    professionals.add(shift, {"name": "A later change elsewhere"})
    again = issue(shift, "minutes", full_meeting.id)
    assert (again.id, again.content) == (first.id, first.content)


def test_minutes_are_approved_and_kept_in_one_act_or_not_at_all(
    shift: Shift, full_meeting: Meeting
) -> None:
    file = open_meeting(shift, full_meeting.id)
    drawn = meetings.DrawnMinutes(file, b"%PDF as it stood")
    action, _ = file.actions[0]
    actions.amend(shift, action.id, action.version, {"result": "Written while it was drawn."})
    before = shift.store.head()
    with pytest.raises(CaseworkError, match="Read them once more"):
        meetings.approve(shift, full_meeting.id, drawn)
    assert shift.store.head() == before
    approve_minutes(shift, full_meeting.id)
    with shift.reading() as session:
        lines = audit_query.lines(session, AUDIT.c.seq > before[0])
    assert {line.act for line in lines} == {"minutes.approve"}
    assert {line.target_kind for line in lines} == {"meeting", "issued_document"}
    assert len({line.act_id for line in lines}) == 1


def test_the_action_list_names_neither_the_adult_nor_what_was_said(
    shift: Shift, full_meeting: Meeting, read: Read
) -> None:
    text = read(issue(shift, "actions", full_meeting.id).content).text
    assert "Action the 20th" in text
    assert "2627-0001" in text
    for kept_back in ("Wren", "reported", "Tom", "by one arm"):
        assert kept_back not in text


def test_the_case_summary_tells_the_case(
    shift: Shift, full_meeting: Meeting, allegation: Contact, read: Read
) -> None:
    printed = read(issue(shift, "case", allegation.id).content)
    for said in (
        "Wren Ó Súilleabháin",
        "Northgate Nursery",
        'Tom <b said & "no" when he was lifted by one arm.',
        "Threshold met, meeting needed",
        "Why: The child was hurt.",
        full_meeting.reference,
        "Not concluded yet.",
    ):
        assert said in printed.text
    assert [element.text for element in printed.tree.all("H2")] == [
        "The contact",
        "The decision",
        "The referral",  # as Bromley calls what meets the threshold
        "Meetings",
        "Actions",
        "The outcome",
    ]


def test_a_print_speaks_the_services_words(shift: Shift, allegation: Contact) -> None:
    kent = replace(shift, practice=practice_named("kent"))
    blocks = case_summary(kent, allegation.id).blocks
    headings = {block.text for block in blocks if isinstance(block, Heading)}
    assert {"The referral", "The allegation"} <= headings
    assert "The contact" not in headings


def test_each_print_is_a_line_of_the_audit_and_names_nobody_in_the_file(
    shift: Shift, full_meeting: Meeting
) -> None:
    issued = issue(shift, "minutes", full_meeting.id)
    with shift.reading() as session:
        lines = session.query(AUDIT.c.action).filter(AUDIT.c.target_id == issued.id).all()
    assert sorted(line.action for line in lines) == ["create", "print"]
    assert issued.reference == full_meeting.reference


def test_a_change_of_any_person_that_is_printed_moves_the_anchor(
    shift: Shift, full_meeting: Meeting
) -> None:
    anchors = [minutes(shift, full_meeting.id).anchor]
    file = open_meeting(shift, full_meeting.id)
    contact = file.contacts[0]
    assert contact.adult is not None
    assert contact.setting is not None
    adults.amend(shift, contact.adult.id, contact.adult.version, {"family_name": "Vane"})
    anchors.append(minutes(shift, full_meeting.id).anchor)
    organisations.amend(shift, contact.setting.id, contact.setting.version, {"name": "Southgate"})
    anchors.append(minutes(shift, full_meeting.id).anchor)
    attending = file.attendances[0][1]
    professionals.amend(shift, attending.id, attending.version, {"name": "Łukasz Renamed"})
    anchors.append(minutes(shift, full_meeting.id).anchor)
    assert len(set(anchors)) == 4
    before = case_summary(shift, contact.contact.id).anchor
    adults.amend(shift, contact.adult.id, 2, {"family_name": "Weir"})
    assert case_summary(shift, contact.contact.id).anchor != before


def test_the_paper_of_a_planned_meeting_says_invited(
    shift: Shift, allegation: Contact, read: Read
) -> None:
    planned = {"kind_of": "pot_review", "planned_for": date(2026, 12, 14)}
    meeting = meetings.plan(shift, [allegation.id], planned)
    meetings.attend(shift, meeting.id, {"professional_id": allegation.caller_id})
    (attendance,) = read(draw(minutes(shift, meeting.id))).tree.all("Table")[1:]
    assert attendance.all("TD")[-1].text == "Invited"


def test_earlier_actions_are_printed_from_the_record_with_what_became_of_them(
    shift: Shift, full_meeting: Meeting, allegation: Contact, read: Read
) -> None:
    review = {"kind_of": "pot_review", "planned_for": date(2026, 12, 14)}
    later = meetings.plan(shift, [allegation.id], review)
    before = read(draw(minutes(shift, later.id))).tree
    file = open_meeting(shift, later.id)
    first, second = (action for action, _ in file.earlier_actions[:2])
    actions.amend(shift, first.id, first.version, {"status": "done", "result": "Written"})
    why = {"status": "superseded", "result": "The school did it"}
    actions.amend(shift, second.id, second.version, why)
    printed = read(draw(minutes(shift, later.id)))
    (table,) = [each for each in printed.tree.all("Table") if "Meeting" in _heads(each)]
    assert _heads(table) == ["No.", "Action", "Who", "Due", "Status", "Meeting"]
    rows = [[cell.text for cell in row.all("TD")] for row in table.all("TBody")[0].kids]
    assert len(rows) == 20
    of_meeting = f"{full_meeting.reference}, 23 Nov 2026"
    said = "Action the 1th: write to the employer"
    who = f"{NAMES[1]}"
    assert rows[0] == [
        "1", f"{said}Result: Written", who, "25 Nov 2026", "Done, 23 Nov 2026", of_meeting,
    ]  # fmt: skip
    assert rows[1][1].endswith("Reason: The school did it")
    assert rows[1][4] == "Superseded"
    assert rows[2][4] == "Open"
    in_order = printed.tree.all("H2", "Table")
    assert in_order[in_order.index(table) - 1].text == "3. Previous meeting and its actions"
    assert "Done" not in before.text


def _heads(table: Any) -> list[str]:
    return [found.text for found in table.all("TH") if found.scope == "Column"]


def _words_of(content: bytes) -> tuple[str, str]:
    """What heads every page of a file for Word, and all that it says."""
    made = docx.Document(BytesIO(content))
    (section,) = made.sections
    head = "\n".join(each.text for each in section.header.paragraphs)
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    foot = [each.text for each in section.footer.paragraphs]
    return head, "\n".join([head, *(each.text for each in made.paragraphs), *cells, *foot])


def test_approved_minutes_are_previewed_as_kept_and_a_word_file_of_them_is_a_working_copy(
    shift: Shift, full_meeting: Meeting
) -> None:
    assert "Working copy" not in _words_of(paper(shift, "minutes", full_meeting.id).word(shift))[1]
    approve_minutes(shift, full_meeting.id)
    (kept, *_) = issued(shift, full_meeting.id)
    action, _ = open_meeting(shift, full_meeting.id).actions[0]
    actions.amend(shift, action.id, action.version, {"due_on": date(2027, 1, 31)})
    later = replace(shift, clock=StoppedClock(datetime(2026, 11, 30, 9, 5, tzinfo=UTC)))
    drawn = paper(later, "minutes", full_meeting.id)
    assert drawn.content == content_of(shift, kept.id)
    assert drawn.issue(later).id == kept.id
    head, words = _words_of(drawn.word(later))
    said = (
        "Working copy made on 30 November 2026. "
        "The approved minutes are the PDF that is kept with the meeting."
    )
    assert said in head
    assert "ersion approved" not in words
    assert "version working copy" in words
    by_command = print_record(later, "minutes", full_meeting.reference, word=True)
    assert said in _words_of(by_command)[0]
    assert print_record(later, "minutes", full_meeting.reference) == drawn.content


@pytest.mark.parametrize("name", ["minutes", "actions", "invitation"])
def test_what_was_previewed_is_kept_after_a_change_of_the_record(
    shift: Shift, full_meeting: Meeting, name: str
) -> None:
    drawn = paper(shift, name, full_meeting.id)
    meetings.amend(shift, full_meeting.id, full_meeting.version, {"place": "Another hall"})
    assert drawn.issue(shift).content == drawn.content
    assert "Another hall" not in _words_of(drawn.word(shift))[1]
    later = replace(shift, clock=StoppedClock(datetime(2026, 11, 30, 9, 5, tzinfo=UTC)))
    assert paper(later, name, full_meeting.id).content != drawn.content
