"""What is overdue says so in tables, forms, previews and on paper."""

from collections.abc import Callable
from datetime import date

import pypdfium2
import pytest
from pytestqt.qtbot import QtBot

from lado_desktop.casework.contacts import closing, decisions, findings
from lado_desktop.casework.letters import email_text
from lado_desktop.casework.lists.preview import preview
from lado_desktop.casework.meetings import actions, meetings
from lado_desktop.casework.meetings.meeting_file import open_meeting
from lado_desktop.casework.people import professionals
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.action import Action
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.meeting import Meeting
from tests.ui.record_pages import shown
from ui.contact.decision import DecisionPart
from ui.contact.work import WorkPart
from ui.desk import Desk
from ui.meeting.clocks import meeting_clocks
from ui.pages.contact import ContactPage
from ui.pages.meeting import MeetingPage
from ui.parts.action_list import ActionList
from ui.records.record_document import record_document
from ui.route import Place
from ui.tables.status_cell import STATUS

FRIDAY, SATURDAY, TOMORROW = (date(2026, 11, day) for day in (20, 21, 24))


@pytest.fixture
def meeting(shift: Shift, allegation: Contact) -> Meeting:
    return meetings.plan(shift, [allegation.id], {"kind_of": "pot_initial", "held_on": FRIDAY})


@pytest.fixture
def late(shift: Shift, allegation: Contact, meeting: Meeting) -> Action:
    """An action of the meeting that was due on Saturday; another is due tomorrow."""
    agreed = [
        actions.add(shift, allegation.id, {"text": text, "due_on": due}, meeting.id)
        for text, due in (("Ring the police", SATURDAY), ("Tell the parents", TOMORROW))
    ]
    return agreed[0]


def _statuses(listed: ActionList) -> list[tuple[str, str]]:
    table = listed.table
    shown = [
        table.model().index(row, table.columnCount() - 1).data(STATUS)
        for row in range(table.rowCount())
    ]
    return [(each.word, each.tone) for each in shown]


def _says_so(listed: ActionList, late: Action) -> None:
    assert _statuses(listed) == [("Overdue", "danger"), ("Open", "accent")]
    listed.begin_changing(late)
    entry = listed.slot.entry
    assert entry is not None
    assert entry.said.isVisible()
    assert entry.said.text() == "Overdue. It was due on Saturday 21 November 2026."
    entry.put_away()


def test_an_overdue_action_says_so_on_its_case_and_in_its_own_form(
    qtbot: QtBot, desk: Desk, late: Action
) -> None:
    page = shown(qtbot, ContactPage(desk, Place("contact", late.contact_id)))
    page.show_tab(WorkPart)
    _says_so(page.work.action_list, late)
    actions.amend(desk.shift, late.id, late.version, {"status": "done"})
    page.look()
    word, tone = _statuses(page.work.action_list)[0]
    assert word.startswith("Done")
    assert tone == "muted"


def test_an_overdue_action_says_so_in_its_meeting(
    qtbot: QtBot, desk: Desk, late: Action, meeting: Meeting
) -> None:
    page = shown(qtbot, MeetingPage(desk, Place("meeting", meeting.id)))
    (listed,) = (each for each in page.findChildren(ActionList) if each.table.rowCount())
    _says_so(listed, late)


def test_an_overdue_action_says_so_in_every_preview(
    shift: Shift, late: Action, meeting: Meeting
) -> None:
    assert preview(shift, "action", late.id).under == "Overdue"
    for kind, id in (("contact", late.contact_id), ("meeting", meeting.id)):
        words = preview(shift, kind, id).words
        assert "21 November 2026, overdue: Ring the police" in words
        assert "24 November 2026: Tell the parents" in words


@pytest.mark.parametrize("name", ["minutes", "actions", "case"])
def test_an_overdue_action_says_so_on_paper(
    shift: Shift, late: Action, meeting: Meeting, name: str
) -> None:
    target = late.contact_id if name == "case" else meeting.id
    with pypdfium2.PdfDocument(record_document(shift, name, target, "2627-0001").draw()) as paper:
        words = " ".join(each.get_textpage().get_text_bounded() for each in paper).split()
    assert words.count("Overdue") == 1
    assert words.count("Open") == 1


def test_an_overdue_action_says_so_to_the_next_meeting_and_in_its_reminder(
    shift: Shift, late: Action
) -> None:
    following = meetings.plan(
        shift, [late.contact_id], {"kind_of": "pot_review", "planned_for": TOMORROW}
    )
    paper = record_document(shift, "minutes", following.id, following.reference).draw()
    with pypdfium2.PdfDocument(paper) as pages:
        said = " ".join(each.get_textpage().get_text_bounded() for each in pages)
    late_row, open_row = said.index("Ring the police"), said.index("Tell the parents")
    assert late_row < said.index("Overdue") < open_row < said.index("Open", open_row)
    assert "It was due on Saturday 21 November" in email_text.reminder(shift, late.id).body


def test_a_decision_and_a_first_meeting_that_are_late_say_so(
    qtbot: QtBot, desk: Desk, log: Callable[..., Contact]
) -> None:
    contact = log(received_on=date(2026, 10, 12))
    page = shown(qtbot, ContactPage(desk, Place("contact", contact.id)))
    page.show_tab(DecisionPart)
    said = page.decision.now.empty.text()
    assert said.startswith("Nothing is decided yet. Decide by ")
    assert said.endswith(" October 2026, overdue.")
    met = {"outcome": "met_meeting", "criteria": ["harm"], "rationale": "A mark was seen."}
    decisions.decide(desk.shift, contact.id, met)
    page.look()
    page.show_tab(WorkPart)
    said = page.work.meetings.empty.text()
    assert said.startswith("No meeting yet. Hold the first by ")
    assert said.endswith(" 2026, overdue.")


def test_what_is_due_of_a_meeting_is_what_today_lists(
    shift: Shift, allegation: Contact, meeting: Meeting
) -> None:
    def due() -> list[str]:
        return [s.words for s in meeting_clocks(shift, open_meeting(shift, meeting.id)) if s.is_due]

    assert len(due()) == 3
    found = {"finding": "unfounded", "found_on": shift.today, "rationale": "Nobody was there."}
    findings.conclude(shift, allegation.id, found)
    closing.close(shift, allegation.id, shift.today, "It goes on elsewhere.")
    assert due() == [], "the case is closed"
    closing.reopen(shift, allegation.id, "It came back.")
    assert len(due()) == 3
    somebody = professionals.add(shift, {"name": "Imogen Achterberg"})
    meetings.attend(shift, meeting.id, {"professional_id": somebody.id, "status": "chair"})
    now = open_meeting(shift, meeting.id).meeting
    meetings.amend(shift, meeting.id, now.version, {"chair_id": somebody.id})
    approved = meetings.approve(shift, meeting.id)
    assert len(due()) == 2
    meetings.amend(shift, meeting.id, approved.version, {"minutes_sent_on": shift.today})
    assert due() == [], "the actions are in the minutes"
