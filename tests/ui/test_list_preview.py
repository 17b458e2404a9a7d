from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lado_desktop.casework.audit import lines
from lado_desktop.casework.audit.lines import AuditQuery
from lado_desktop.casework.lists import listing
from lado_desktop.casework.lists.listing import Query
from lado_desktop.casework.lists.lists import CONTACTS
from lado_desktop.casework.search.palette import palette
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from ui.desk import Desk
from ui.lists.column_menu import ColumnMenu
from ui.lists.list_table import counted
from ui.pages.contacts import ContactsPage
from ui.pages.meetings import MeetingsPage
from ui.preferences import Preferences
from ui.route import Place
from ui.window.window import Window

Show = Callable[..., Any]


def test_the_marked_row_is_read_beside_the_list_once_the_mark_rests(
    qtbot: QtBot, show: Show, desk: Desk, three: list[Contact]
) -> None:
    page = show(ContactsPage, Place("contacts"))
    preview = page.table.preview
    assert preview.isVisible()
    qtbot.waitUntil(lambda: three[2].reference in preview.toPlainText())
    assert "Tom <b said" in preview.toPlainText(), "what was said, as it was said"
    QTest.keyClick(page.table.view, Qt.Key.Key_Down)
    assert three[2].reference in preview.toPlainText(), "read before the mark rested"
    qtbot.waitUntil(lambda: "A bus escort" in preview.toPlainText())
    desk.look.show_previews(False)
    assert preview.isHidden()
    desk.look.show_previews(True)
    assert preview.isVisible()
    page.resize(700, 700)
    assert preview.isHidden(), "there is no room for it"


def test_where_a_preview_is_beside_it_shows_what_the_list_has_no_room_for(
    show: Show, desk: Desk, three: list[Contact]
) -> None:
    page = show(ContactsPage, Place("contacts"))
    view = page.table.view
    names = [column.name for column in page.table.rows.listing.columns]
    page.resize(900, 700)
    assert view.isColumnHidden(names.index("outcome"))
    menu = view.choose_columns()
    assert menu.lines[names.index("outcome")].text() == "Decision (in the preview)"
    assert menu.lines[names.index("outcome")].isChecked()
    menu.close()
    view.ordered.emit("outcome", False)
    assert not view.isColumnHidden(names.index("outcome")), "the list is sorted by it"
    desk.look.show_previews(False)
    assert not any(view.isColumnHidden(place) for place in range(len(names)))


def test_columns_are_hidden_and_shown_by_keyboard_and_remembered(
    show: Show, three: list[Contact], tmp_path: Path
) -> None:
    preferences = Preferences(tmp_path / "settings.ini")
    page = show(ContactsPage, Place("contacts"))
    page.recall(preferences)
    page.resize(1900, 700)
    view = page.table.view
    menu = view.choose_columns()
    assert [line.text() for line in menu.lines][:2] == ["Reference", "Received"]
    QTest.keyClick(menu, Qt.Key.Key_Space)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert view.isColumnHidden(0)
    assert view.isColumnHidden(1)
    assert menu.isVisible(), "it stays until it is left"
    for line in menu.lines[2:]:
        line.trigger()
    assert not view.isColumnHidden(len(menu.lines) - 1), "one column is left"
    assert not menu.lines[-1].isEnabled()
    for line in menu.lines[2:-1]:
        line.trigger()
    menu.close()
    page.keep()
    again = show(ContactsPage, Place("contacts"))
    again.recall(preferences)
    assert again.table.view.hidden == ["received_on", "reference"]
    assert again.table.view.isColumnHidden(0)
    again.table.view.choose_columns().usual.trigger()
    assert again.table.view.hidden == []


def test_each_list_remembers_how_wide_its_preview_was_drawn(
    show: Show, three: list[Contact], tmp_path: Path
) -> None:
    preferences = Preferences(tmp_path / "settings.ini")
    page = show(ContactsPage, Place("contacts"))
    page.recall(preferences)
    page.resize(1900, 700)
    beside = page.table.beside
    usual = page.table.preview.width()
    QTest.mousePress(beside.handle(1), Qt.MouseButton.LeftButton)
    QTest.mouseMove(beside.handle(1), QPoint(-150, 5))
    QTest.mouseRelease(beside.handle(1), Qt.MouseButton.LeftButton, pos=QPoint(-150, 5))
    drawn = page.table.preview.width()
    assert drawn > usual + 100
    page.keep()
    again = show(ContactsPage, Place("contacts"))
    again.recall(preferences)
    again.resize(1900, 700)
    letter = again.table.fontMetrics().averageCharWidth()
    assert abs(again.table.preview.width() - drawn) <= letter
    other = show(MeetingsPage, Place("meetings"))
    other.recall(preferences)
    other.resize(1900, 700)
    assert other.table.preview.width() == usual, "each list has its own"


def test_a_filter_that_came_with_a_place_is_not_the_lists_own(
    show: Show, three: list[Contact], tmp_path: Path
) -> None:
    preferences = Preferences(tmp_path / "settings.ini")
    page = show(ContactsPage, Place("contacts"))
    page.recall(preferences)
    page.table.filters.choose({"category": "physical"})
    page.place = Place("contacts", narrowed=(("state", "closed"),))
    page.start()
    assert page.table.rows.query.filters == {"state": "closed"}
    page.keep()
    assert preferences.list_left("contacts")["filter-category"] == "physical"
    assert "filter-state" not in preferences.list_left("contacts")
    page.place = Place("contacts")
    page.start()
    assert page.table.rows.query.filters == {"category": "physical"}


def test_a_head_is_exactly_over_its_cells(show: Show, three: list[Contact]) -> None:
    view = show(ContactsPage, Place("contacts")).table.view
    lefts = []
    for strip, top in ((view.horizontalHeader(), 0), (view.viewport(), view.rowHeight(0))):
        picture = strip.grab().toImage()
        ground = picture.pixel(2, top + 4)
        lefts.append(
            next(
                x
                for x in range(2, 60)
                if any(
                    picture.pixel(x, y) != ground
                    for y in range(top + 4, top + view.rowHeight(0) - 6)
                )
            )
        )
    assert abs(lefts[0] - lefts[1]) <= 1


def test_what_was_read_in_a_preview_is_in_the_audit_and_not_among_what_was_opened(
    shift: Shift, desk: Desk, three: list[Contact]
) -> None:
    for _ in range(2):
        desk.journal.previewed("contact", three[0].id)
    desk.journal.write_now()
    said = [line.what for line in lines.page(shift, AuditQuery()).lines]
    assert len([each for each in said if "pened" in each or "iewed" in each]) == 1, said
    assert palette(shift, "") == []


def test_a_list_says_that_a_word_was_looked_for_among_its_first_hits(
    shift: Shift, three: list[Contact], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ContactsPage.words
    assert listing.page(shift, CONTACTS, Query(words="2627")).among_first == 0
    monkeypatch.setattr(listing, "_MOST_HITS", 2)
    found = listing.page(shift, CONTACTS, Query(words="2627"))
    assert (found.total, found.among_first) == (2, 2)
    said = counted(found.total, found.of, words, narrowed=True, among_first=5000)
    assert said == (
        "3 contacts, 2 shown: of the first 5,000 found. Type more letters for the others."
    )


def test_keys_turn_the_preview_off_and_on_and_open_the_columns(
    window: Window, three: list[Contact]
) -> None:
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+G"))
    assert window.notices.words.startswith("There is no list on this page")
    window.go(Place("contacts"))
    page = window.page
    assert isinstance(page, ContactsPage)
    assert page.table.preview.isVisible()
    QTest.keySequence(window, QKeySequence("F9"))
    assert page.table.preview.isHidden()
    assert not window.preferences.previews, "remembered"
    QTest.keySequence(window, QKeySequence("F9"))
    assert page.table.preview.isVisible()
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+G"))
    menu = page.table.view.findChild(ColumnMenu)
    assert menu is not None
    assert menu.isVisible()
    menu.close()
