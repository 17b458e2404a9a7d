"""A short table within a page, whose words stay whole however large the letters are."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.waiting import in_front
from ui.look.theme import Theme
from ui.parts.filled_table import FilledTable
from ui.parts.short_table import Head, ShortTable

HEADS = (Head("Why", 3), Head("Reference", 2), Head("Setting", 4))


def test_no_reference_is_cut_where_there_is_no_room_for_all_columns(
    qtbot: QtBot, theme: Theme
) -> None:
    table = ShortTable("Known before", HEADS)
    qtbot.addWidget(table)
    table.show_rows([("Same person", "2627-0022", "Harrowgate Fields Academy")])
    table.resize(160, 200)
    table.show()
    word = table.fontMetrics().horizontalAdvance("Harrowgate")
    assert table.columnWidth(0) + table.columnWidth(1) + table.columnWidth(2) > 160
    assert table.columnWidth(1) >= min(80, word) - 2
    assert table.horizontalScrollBar().isVisible()
    low = table.height()
    table.resize(900, 200)
    qtbot.waitUntil(lambda: not table.horizontalScrollBar().isVisible())
    assert table.height() < low


def test_words_that_just_fit_their_column_break_into_lines_that_the_row_has_room_for(
    qtbot: QtBot, theme: Theme
) -> None:
    table = ShortTable("Contacts", (Head("Adult"),))
    qtbot.addWidget(table)
    table.show_rows([("Featherstonehaugh, Nerys",), ("Ghirmay",)])
    metrics = table.fontMetrics()
    table.resize(metrics.horizontalAdvance("Featherstonehaugh, Nerys") + 6, 200)
    table.show()
    assert table.rowHeight(0) - table.rowHeight(1) >= metrics.height()
    table.resize(900, 200)
    qtbot.waitUntil(lambda: table.rowHeight(0) == table.rowHeight(1))


@pytest.mark.parametrize("later", [False, True])
def test_a_table_is_made_with_its_first_row_and_has_its_place_in_the_order_of_tab(
    qtbot: QtBot, qapp: QApplication, later: bool
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    first = QLineEdit(page)
    rows = FilledTable("Known before", HEADS, page, later=later)
    last = QLineEdit(page)
    column = QVBoxLayout(page)
    for each in (first, rows, last):
        column.addWidget(each)
    page.show()
    in_front(page)
    rows.show_rows([])
    assert not page.findChildren(ShortTable)
    assert rows.row == -1
    rows.show_rows([("Same person", "2627-0022", "Harrowgate Fields Academy")])
    assert bool(page.findChildren(ShortTable)) is not later
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert qapp.focusWidget() is rows.table
    assert rows.table.item(0, 1).text() == "2627-0022"  # type: ignore[union-attr] # it has a row
    QTest.keyClick(rows.table, Qt.Key.Key_Tab)
    assert last.hasFocus()
    rows.show_rows([])
    assert not rows.isVisible()


def test_a_table_that_waits_is_made_after_a_moment(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    rows = FilledTable("Actions", HEADS, page, later=True)
    rows.show_rows([("Same person", "2627-0022", "Harrowgate Fields Academy")])
    rows.move(0, 2000)
    page.resize(300, 200)
    page.show()
    assert not page.findChildren(ShortTable)
    qtbot.waitUntil(lambda: bool(page.findChildren(ShortTable)))
