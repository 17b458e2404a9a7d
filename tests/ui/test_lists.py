from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QStyle, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from lado_desktop.casework.contacts import contacts, decisions
from lado_desktop.casework.lists.lists import CONTACTS
from lado_desktop.casework.meetings import actions
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from ui.desk import Desk
from ui.lists.filter_bar import FilterBar
from ui.lists.list_page import ListPage
from ui.lists.rows import PAGE, Rows
from ui.look.status import Status
from ui.pages.actions import ActionsPage
from ui.pages.allegations import AllegationsPage
from ui.pages.contacts import ContactsPage
from ui.pages.meetings import MeetingsPage
from ui.pages.people import PeoplePage
from ui.preferences import Preferences
from ui.route import Place
from ui.tables.status_cell import STATUS

Log = Callable[..., Contact]
Show = Callable[..., Any]


def column_of(rows: Rows, name: str) -> list[str]:
    place = [column.name for column in rows.listing.columns].index(name)
    return [rows.index(row, place).data() for row in range(rows.rowCount())]


def test_the_newest_contact_stands_first_and_the_count_is_said_in_words(
    show: Show, three: list[Contact]
) -> None:
    page = show(ContactsPage, Place("contacts"))
    references = [contact.reference for contact in three]
    assert column_of(page.table.rows, "reference") == references[::-1]
    assert page.table.count.text() == "3 contacts"


def test_whatever_a_filter_is_set_to_can_be_read_whole(
    qtbot: QtBot, show: Show, three: list[Contact]
) -> None:
    page = show(ContactsPage, Place("contacts"))
    combo = page.table.filters.combos["state"]

    def is_whole() -> bool:
        option = QStyleOptionComboBox()
        combo.initStyleOption(option)
        control, words = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = combo.style().subControlRect(control, option, words, combo).width()
        return bool(combo.fontMetrics().horizontalAdvance(combo.currentText()) <= room)

    assert combo.count() > 3
    for place in range(combo.count()):
        combo.setCurrentIndex(place)
        qtbot.waitUntil(is_whole)
    page.resize(page.width() - 1, page.height())
    assert not page.table.filters.fold.isVisible(), "the filters are not folded away for it"


def test_an_empty_list_says_what_to_do_and_shows_nothing_to_search(show: Show) -> None:
    page = show(ContactsPage, Place("contacts"))
    said = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "No contacts yet" in said
    assert "Log the first one with the button above, or press Ctrl+N." in said
    assert page.table.filters.isHidden()


def test_typing_searches_after_a_moment_and_escape_shows_everything_again(
    qtbot: QtBot, show: Show, three: list[Contact]
) -> None:
    page = show(ContactsPage, Place("contacts"))
    QTest.keyClicks(page.table.filters.words, "bus esc")
    assert page.table.rows.rowCount() == 3, "searched at every letter"
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 1)
    assert page.table.count.text() == "3 contacts, 1 shown"
    assert column_of(page.table.rows, "who") == ["A bus escort"]
    QTest.keyClick(page.table.filters.words, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 3)


def test_a_search_that_finds_nothing_says_so_and_offers_the_whole_list(
    qtbot: QtBot, show: Show, three: list[Contact]
) -> None:
    page = show(ContactsPage, Place("contacts"))
    page.table.filters.words.setText("zebra")
    qtbot.waitUntil(page.table.show_all.isVisible)
    assert page.table.count.text() == "3 contacts, 0 shown"
    page.table.show_all.click()
    assert page.table.rows.rowCount() == 3
    assert page.table.view.isVisible()


def test_a_filter_narrows_the_list_in_the_store(show: Show, three: list[Contact]) -> None:
    page = show(ContactsPage, Place("contacts"))
    combo = page.table.filters.combos["category"]
    combo.setCurrentIndex(combo.findData("sexual"))
    assert column_of(page.table.rows, "reference") == [three[0].reference]
    page.table.filters.clear.click()
    assert page.table.count.text() == "3 contacts"


def test_a_click_on_a_header_sorts_and_another_turns_the_order(
    qtbot: QtBot, show: Show, three: list[Contact]
) -> None:
    page = show(ContactsPage, Place("contacts"))
    header = page.table.view.horizontalHeader()
    for expected in (three, three[::-1]):
        at = QPoint(header.sectionPosition(0) + 20, header.height() // 2)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert column_of(page.table.rows, "reference") == [each.reference for each in expected]


def test_enter_and_a_double_click_open_the_record_and_delete_does_nothing(
    qtbot: QtBot, show: Show, three: list[Contact]
) -> None:
    page = show(ContactsPage, Place("contacts"))
    view = page.table.view
    QTest.keyClick(view, Qt.Key.Key_Delete)
    QTest.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.going) as going:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert going.args == [Place("contact", three[1].id)]
    with qtbot.waitSignal(page.going) as going:
        at = view.visualRect(page.table.rows.index(0, 1)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert going.args == [Place("contact", three[2].id)]
    assert page.table.rows.of == 3


def test_down_leads_from_the_search_box_into_the_list(
    qtbot: QtBot, show: Show, three: list[Contact]
) -> None:
    page = show(ContactsPage, Place("contacts"))
    page.activateWindow()
    page.table.filters.words.setFocus()
    qtbot.waitUntil(page.table.filters.words.hasFocus)
    QTest.keyClick(page.table.filters.words, Qt.Key.Key_Down)
    assert page.table.view.hasFocus()


def test_a_list_is_found_as_it_was_left_and_remembers_no_words(
    show: Show, three: list[Contact], tmp_path: Path
) -> None:
    file = tmp_path / "settings.ini"
    page = show(ContactsPage, Place("contacts"))
    page.recall(Preferences(file))
    page.table.view.ordered.emit("who", True)
    page.table.filters.choose({"category": "sexual"})
    page.table.filters.words.setText("Súilleabháin")
    page.table.view.setColumnWidth(0, 222)
    page.keep()
    again = show(ContactsPage, Place("contacts"))
    preferences = Preferences(file)
    again.recall(preferences)
    again.table.show_answer()
    assert again.table.rows.query.sort == "who"
    assert again.table.rows.query.descending
    assert again.table.rows.query.filters == {"category": "sexual"}
    assert abs(again.table.view.columnWidth(0) - 222) <= again.fontMetrics().averageCharWidth()
    assert again.table.filters.words.text() == ""
    preferences.mode = "dark"
    del preferences
    assert "illeabh" not in file.read_text(encoding="utf-8")


@pytest.mark.slow
def test_rows_beyond_the_first_two_hundred_come_as_they_are_wanted(
    qtbot: QtBot, shift: Shift, show: Show
) -> None:
    for back in range(PAGE + 30):
        on = date(2026, 11, 20) - timedelta(days=back)
        contacts.log(shift, {"received_on": on, "intake": "enquiry", "described_as": "A coach"})
    page = show(ContactsPage, Place("contacts"))
    assert page.table.rows.rowCount() == PAGE
    assert page.table.count.text() == "230 contacts"
    page.table.view.scrollToBottom()
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 230)
    days = column_of(page.table.rows, "reference")
    assert len(set(days)) == 230


def test_a_saved_record_is_shown_again_and_the_current_row_stays(
    show: Show, shift: Shift, desk: Desk, log: Log, three: list[Contact]
) -> None:
    page = show(ContactsPage, Place("contacts"))
    page.table.view.select(1)
    newest = log()
    desk.changes.saved.emit("contact", newest.id)
    assert page.table.rows.rowCount() == 4
    row = page.table.view.currentIndex().row()
    assert page.table.rows.id_at(row) == three[1].id


def test_a_cell_is_spoken_with_its_columns_word(show: Show, three: list[Contact]) -> None:
    page = show(ContactsPage, Place("contacts"))
    spoken = page.table.rows.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Received: 20 Nov 2026"


def test_a_state_is_a_word_and_a_shape(show: Show, three: list[Contact]) -> None:
    rows = show(ContactsPage, Place("contacts")).table.rows
    state = rows.index(0, rows.columnCount() - 1)
    status = state.data(STATUS)
    assert isinstance(status, Status)
    assert (status.word, state.data()) == ("To be decided", "To be decided")
    assert status.shape


def test_allegations_are_the_contacts_that_met_the_threshold(
    qtbot: QtBot, show: Show, allegation: Contact
) -> None:
    page = show(AllegationsPage, Place("allegations"))
    assert column_of(page.table.rows, "reference") == [allegation.reference]
    assert page.table.count.text() == "1 referral", "as Bromley calls it"
    with qtbot.waitSignal(page.going) as going:
        QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    assert going.args == [Place("allegation", allegation.id)]


def test_an_action_is_marked_done_from_the_list(
    show: Show, shift: Shift, allegation: Contact
) -> None:
    actions.add(shift, allegation.id, {"text": "Tell the parents", "due_on": date(2026, 11, 24)})
    page = show(ActionsPage, Place("actions"))
    assert page.primary.isEnabled()
    page.primary.trigger()
    assert page.table.count.text() == "1 action, 0 shown", "the list of what is to be done"
    page.table.filters.clear.click()
    assert column_of(page.table.rows, "status") == ["Done"]
    assert not page.primary.isEnabled()
    assert page.desk.notices.words == "Marked as done: Tell the parents (2627-0001)."
    assert page.opens(0) == Place("contact", allegation.id)


def test_an_action_that_is_overdue_says_so_and_is_first_by_status(
    show: Show, shift: Shift, allegation: Contact
) -> None:
    for day, words in ((24, "Later"), (20, "Late")):
        due = {"text": words, "due_on": date(2026, 11, day)}
        actions.add(shift, allegation.id, due)
    page = show(ActionsPage, Place("actions"))
    assert column_of(page.table.rows, "status") == ["Overdue", "Open"]
    places = [column.name for column in page.table.rows.listing.columns]
    shown = page.table.rows.index(0, places.index("status")).data(STATUS)
    assert (shown.word, shown.tone) == ("Overdue", "danger")
    assert page.primary.isEnabled(), "the first to be marked done"
    page.table.view.ordered.emit("status", True)
    assert column_of(page.table.rows, "status") == ["Open", "Overdue"]


def test_people_have_a_list_under_each_tab_and_an_act_for_the_one_in_front(
    qtbot: QtBot, show: Show, three: list[Contact]
) -> None:
    page = show(PeoplePage, Place("people"))
    assert [table.rows.of for table in page.tables[:1]] == [1]
    for place, (noun, words) in enumerate(
        [
            ("adult", "Add a &person"),
            ("professional", "Add a &professional"),
            ("organisation", "Add an &organisation"),
        ]
    ):
        page.tabs.setCurrentIndex(place)
        assert page.table.rows.rowCount() == 1
        assert page.acts()[0].text() == words
        with qtbot.waitSignal(page.going) as going:
            page.acts()[0].trigger()
        assert going.args == [Place(noun)]


@pytest.mark.parametrize(
    "page_type,noun",
    [
        (ContactsPage, "contacts"),
        (AllegationsPage, "allegations"),
        (MeetingsPage, "meetings"),
        (ActionsPage, "actions"),
    ],
)
def test_everything_that_can_be_filled_in_has_a_label_that_leads_to_it(
    show: Show, page_type: type[ListPage], noun: str, allegation: Contact
) -> None:
    page = show(page_type, Place(noun))
    named = {label.buddy() for label in page.findChildren(QLabel)}
    bar = page.table.filters
    assert {bar.words, *bar.combos.values()} <= named
    assert page.table.view.accessibleName() == page.words.worded(page.desk.shift).title


def test_a_decision_moves_a_contact_to_another_state_in_the_list(
    show: Show, shift: Shift, desk: Desk, three: list[Contact]
) -> None:
    page = show(ContactsPage, Place("contacts", narrowed=(("state", "undecided"),)))
    assert page.table.count.text() == "3 contacts, 3 shown"
    decisions.decide(
        shift,
        three[0].id,
        {"outcome": "met_meeting", "criteria": ["harm"], "rationale": "The child was hurt."},
    )
    desk.changes.saved.emit("contact", three[0].id)
    assert page.table.count.text() == "3 contacts, 2 shown"


def test_in_little_room_the_filters_are_folded_and_say_how_many_are_set(
    qtbot: QtBot, desk: Desk
) -> None:
    filters = FilterBar(desk.shift, CONTACTS)
    qtbot.addWidget(filters)
    filters.resize(1600, 60)
    filters.show()
    combo = filters.combos["category"]
    assert combo.isVisible()
    assert not filters.fold.isVisible()
    filters.resize(500, 60)
    qtbot.waitUntil(filters.fold.isVisible)
    assert not combo.isVisible()
    filters.fold.click()
    assert combo.isVisible()
    combo.setCurrentIndex(1)
    assert filters.fold.text() == "Fi&lters, 1 set"
