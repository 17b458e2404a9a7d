from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from lado_desktop.casework.meetings import actions, meetings
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today import drafts
from lado_desktop.domain.kinds.contact import Contact
from ui.desk import Desk
from ui.look.status import Status
from ui.pages.today import TodayPage
from ui.route import Place
from ui.tables.status_cell import STATUS


@pytest.fixture
def today(qtbot: QtBot, desk: Desk) -> Callable[[], TodayPage]:
    def make() -> TodayPage:
        page = TodayPage(desk, Place("today"))
        qtbot.addWidget(page)
        page.resize(1100, 650)
        page.show()
        page.start()
        return page

    return make


def test_an_empty_vault_says_that_nothing_is_due(today: Callable[[], TodayPage]) -> None:
    page = today()
    assert page.said.text() == "Nothing is due. What has a date will stand here in its order."
    assert page.view.isHidden()
    assert page.day.text() == "Monday 23 November 2026"
    assert [tile.count for tile in page.tiles] == [0, 0, 0, 0]


def test_what_is_overdue_is_first_with_word_and_shape(
    today: Callable[[], TodayPage], shift: Shift, allegation: Contact
) -> None:
    actions.add(shift, allegation.id, {"text": "Tell the parents", "due_on": date(2026, 11, 24)})
    actions.add(shift, allegation.id, {"text": "Ask the police", "due_on": date(2026, 11, 20)})
    page = today()
    first = page.dues.index(0, 0)
    status = first.data(STATUS)
    assert isinstance(status, Status)
    assert (first.data(), status.word) == ("Overdue", "Overdue")
    assert status.shape
    assert page.dues.index(0, 4).data() == "Ask the police"
    assert page.dues.index(0, 4).data(Qt.ItemDataRole.AccessibleTextRole) == "What: Ask the police"
    assert page.said.text().startswith("In all: 1 overdue, ")
    assert page.tiles[3].count == 1


def test_enter_opens_the_record_of_a_line(
    qtbot: QtBot, today: Callable[[], TodayPage], shift: Shift, allegation: Contact
) -> None:
    kind = next(iter(shift.practice.codes("meeting_kind")))
    meeting = meetings.plan(
        shift, [allegation.id], {"kind_of": kind, "planned_for": date(2026, 11, 23)}
    )
    page = today()
    nouns = {due.kind: row for row, due in enumerate(page.dues.dues)}
    page.view.selectRow(nouns["meeting"])
    with qtbot.waitSignal(page.going) as going:
        QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert going.args == [Place("meeting", meeting.id)]


def test_a_tile_leads_to_the_list_that_it_counts(
    qtbot: QtBot, today: Callable[[], TodayPage], allegation: Contact
) -> None:
    page = today()
    assert page.tiles[1].count == 1
    assert page.tiles[1].accessibleName() == "1 under way"
    with qtbot.waitSignal(page.going) as going:
        page.tiles[1].click()
    assert going.args == [Place("allegations", narrowed=(("state", "under_way"),))]


def test_what_was_typed_and_not_saved_is_a_line_that_leads_back_to_it(
    qtbot: QtBot, today: Callable[[], TodayPage], shift: Shift, allegation: Contact, desk: Desk
) -> None:
    drafts.save(shift, "contact", None, {"summary": "Rang about a", "received_time": "08:50"})
    drafts.save(shift, "decision", allegation.id, {"rationale": "Because"})
    page = today()
    lines = sorted(page.drafts.findChildren(QPushButton), key=QPushButton.text, reverse=True)
    assert [line.text() for line in lines] == [
        "Threshold decision, 2627-0001",
        "Contact, new, came in at 08:50",
    ]
    when = "last kept 09:05 on Monday 23 November 2026"
    assert {line.accessibleDescription() for line in lines} == {when}
    with qtbot.waitSignal(page.going) as going:
        lines[0].click()
    assert going.args == [Place("contact", allegation.id)]
    drafts.drop(shift, "contact", None)
    drafts.drop(shift, "decision", allegation.id)
    desk.changes.saved.emit("contact", allegation.id)
    assert page.drafts.isHidden()


def test_no_text_of_a_draft_is_on_the_first_page(
    today: Callable[[], TodayPage], shift: Shift
) -> None:
    drafts.save(shift, "contact", None, {"summary": "Rang about a caretaker"})
    page = today()
    assert not [each for each in page.findChildren(QLabel) if "caretaker" in each.text()]
