"""The registers in the window: chosen, listed, added to, changed, recorded in error, undone."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lado_desktop.casework.registers import entries, information_requests
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing import undo
from lado_desktop.domain.kinds.complaint import Complaint
from lado_desktop.domain.kinds.training_session import TrainingSession
from lado_desktop.domain.registers import REGISTERS
from tests.ui.record_pages import shown, type_into
from ui.alerts import ReasonAsked
from ui.desk import Desk
from ui.pages.register_entry import RegisterEntryPage
from ui.pages.registers import RegistersPage
from ui.route import Place
from ui.window.menus import commands_of
from ui.window.window import Window

DAY = date(2026, 11, 20)


def _offered(page: RegistersPage) -> list[str]:
    return [page.which.itemText(at) for at in range(page.which.count())]


def test_registers_in_use_come_first_and_the_others_under_their_heading(
    qtbot: QtBot, desk: Desk, shift: Shift
) -> None:
    entries.add(shift, Complaint, {"received_on": DAY})
    page = shown(qtbot, RegistersPage(desk, Place("registers")))
    offered = _offered(page)
    at = offered.index("Other registers")
    assert "Complaints" in offered[:at]
    assert "Alerts" in offered[at:]
    assert len(offered) == len(REGISTERS) + 2
    assert not page.which.model().flags(page.which.model().index(at, 0)) & Qt.ItemFlag.ItemIsEnabled
    page.choose("Complaints")
    assert page.table.count.text() == "1 complaint"
    page.choose("Escalations")
    assert "taken to a higher level" in page.table.empty_words.text()
    assert page.primary_button is not None
    assert page.primary_button.text() == "&Add an escalation"


@pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda each: each.kind)
def test_every_register_has_a_page_for_a_new_entry(qtbot: QtBot, desk: Desk, register: Any) -> None:
    page = shown(qtbot, RegisterEntryPage(desk, Place(register.kind)))
    assert page.head.title.text() == f"New {register.one}"
    assert not page.form.save(), "its day is needed"


def test_an_entry_is_added_changed_recorded_in_error_and_brought_back_through_the_window(
    qtbot: QtBot, window: Window, shift: Shift
) -> None:
    named = {command.words: command.action for command in commands_of(window)}
    named["Add a complaint"].trigger()
    new = window.page
    assert isinstance(new, RegisterEntryPage)
    type_into(new.form.form, "received_on", "20/11/2026")
    type_into(new.form.form, "complainant", "A parent")
    assert new.save()
    page = window.page
    assert isinstance(page, RegisterEntryPage)
    assert (page.head.title.text(), window.windowTitle()) == (
        "Complaint C2627-001",
        "C2627-001 – LADO Desktop",
    )
    type_into(page.form.form, "note", "About a delay.")
    page.keep()
    assert page.form.form.is_edited
    assert page.save()
    assert entries.get(shift, Complaint, page.id).note == "About a delay."

    page.error_act.trigger()
    asked = page.findChild(ReasonAsked)
    assert asked is not None
    asked.reason.setPlainText("Not about this service.")
    asked.accept()
    assert page.head.status.accessibleName() == "Recorded in error"
    assert not page.save_act.isEnabled()
    named["Complaints"].trigger()
    registers = window.page
    assert isinstance(registers, RegistersPage)
    assert registers.register == "Complaints"
    assert registers.table.rows.index(0, 5).data() == "Recorded in error"
    registers.table.filters.choose({"state": "counts"})
    registers.table.show_answer()
    assert registers.table.count.text() == "1 complaint, 0 shown"

    assert undo.undo(shift, undo.undoable(shift, 1)[0].act_id) == "Record entry in error undone"
    window.desk.changes.saved.emit("", None)
    assert registers.table.count.text() == "1 complaint, 1 shown"
    QTest.keyClick(registers.table.view, Qt.Key.Key_Return)
    assert isinstance(window.page, RegisterEntryPage)
    assert window.page.save_act.isEnabled()


def test_a_reference_of_a_register_is_found_and_opens_its_entry(
    window: Window, shift: Shift
) -> None:
    entry = entries.add(shift, TrainingSession, {"held_on": DAY, "audience": "Designated leads"})
    window.search.setText("T2627-001")
    window.search.look()
    (found,) = window.search.found
    assert (found.kind, found.detail) == ("training_session", "Training session · 20 November 2026")
    window.search.chosen.emit(found)
    assert window.page is not None
    assert window.page.place == Place("training_session", entry.id)


def test_a_request_says_the_day_of_the_law_beside_another_stored_day(
    qtbot: QtBot, desk: Desk, shift: Shift
) -> None:
    given = {"kind_of": "sar", "received_on": date(2026, 11, 20), "due_on": date(2026, 12, 23)}
    request = information_requests.add(shift, given)
    page = shown(qtbot, RegisterEntryPage(desk, Place("information_request", request.id)))
    row = page.form.form.rows["due_on"]
    assert row.beside.text() == "By law: 21 December 2026"
    assert row.beside.isVisibleTo(page)
    assert "By law: 21 December 2026" in row.editor.control.accessibleDescription()
    row.editor.control.setFocus()
    QTest.keySequence(row.editor.control, QKeySequence(QKeySequence.StandardKey.SelectAll))
    type_into(page.form.form, "due_on", "21/12/2026")
    assert page.save()
    assert not row.beside.isVisibleTo(page)
