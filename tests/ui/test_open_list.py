"""Ctrl+Enter does the act of a form while the list of one of its fields is open, too."""

from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from lado_desktop.casework.people import organisations
from lado_desktop.domain.fields.field import field_of
from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.kinds.contact import Contact
from tests.looked_up import look_up
from tests.waiting import in_front
from ui.desk import Desk
from ui.editors.choice_editor import ChoiceEditor
from ui.editors.link_editor import LinkEditor
from ui.parts.entry import Entry, EntryAsk

FORM = Form("contact", Section("", Contact.setting_id, Contact.category))


@pytest.fixture
def done() -> list[dict[str, Any]]:
    """What the act was given, each time."""
    return []


@pytest.fixture
def entry(qtbot: QtBot, desk: Desk, done: list[dict[str, Any]]) -> Entry:
    entry = Entry(desk, EntryAsk(FORM, uuid4(), verb="Record", act=done.append))
    qtbot.addWidget(entry)
    entry.show()
    in_front(entry)
    entry.begin()
    return entry


def _ctrl_enter() -> None:
    popup = QApplication.activePopupWidget()
    view = popup if isinstance(popup, QListView) else popup.findChild(QListView) if popup else None
    assert isinstance(view, QListView)
    QTest.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.activePopupWidget() is None


def test_the_marked_name_is_picked_and_the_act_is_done(
    desk: Desk, entry: Entry, done: list[dict[str, Any]]
) -> None:
    place = organisations.add(desk.shift, {"name": "Larkmead School"})
    picker = entry.view.editor("setting_id")
    assert isinstance(picker, LinkEditor)
    QTest.keyClicks(picker.line, "lark")
    look_up(entry)
    QTest.keyClick(picker.popup, Qt.Key.Key_Down)
    _ctrl_enter()
    assert done == [{"setting_id": place.id, "category": None}]


def test_without_a_mark_nobody_is_picked_and_it_is_reported_what_is_missing(
    desk: Desk, entry: Entry, done: list[dict[str, Any]]
) -> None:
    organisations.add(desk.shift, {"name": "Larkmead School"})
    picker = entry.view.editor("setting_id")
    assert isinstance(picker, LinkEditor)
    QTest.keyClicks(picker.line, "lark")
    look_up(entry)
    _ctrl_enter()
    assert done == []
    assert "pick one from the list" in entry.view.rows["setting_id"].problem.text()


def test_a_code_of_which_enough_is_typed_is_taken(entry: Entry, done: list[dict[str, Any]]) -> None:
    choice = entry.view.editor("category")
    assert isinstance(choice, ChoiceEditor)
    choice.combo.setFocus()
    QTest.keyClicks(choice.combo, "negl")
    _ctrl_enter()
    assert done == [{"setting_id": None, "category": "neglect"}]


def test_the_marked_code_of_the_list_that_dropped_down_is_taken(
    desk: Desk, entry: Entry, done: list[dict[str, Any]]
) -> None:
    choice = entry.view.editor("category")
    assert isinstance(choice, ChoiceEditor)
    choice.combo.setFocus()
    choice.combo.showPopup()
    QTest.keyClick(choice.combo.view(), Qt.Key.Key_Down)
    _ctrl_enter()
    first = next(iter(desk.shift.practice.offered(field_of(Contact.category).codes)))
    assert [given["category"] for given in done] == [first]
