"""Settings: taken at once or refused beside what was typed, and true on every page from then on."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from lado_desktop import __version__
from lado_desktop.casework.settings.code_lists import retire
from lado_desktop.casework.settings.settings import settings_of
from lado_desktop.casework.settings.spelling import own_words
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.fields.field import fields_of
from lado_desktop.domain.kinds.contact import Contact
from tests import beneath
from ui.desk import Desk
from ui.editors.choice_editor import ChoiceEditor
from ui.editors.editors import editor_for
from ui.editors.tick_editors import ChoicesEditor
from ui.look.theme import Mode, Theme
from ui.pages.contact import ContactPage
from ui.pages.settings import SettingsPage
from ui.route import Place
from ui.settings.about import parts
from ui.window.window import Window

ROOT = Path(__file__).parents[2]


@pytest.fixture
def page(window: Window) -> SettingsPage:
    QTest.keySequence(window, QKeySequence("Ctrl+,"))
    page = window.page
    assert isinstance(page, SettingsPage)
    return page


def _choose_list(page: SettingsPage, name: str) -> None:
    page.lists.which.setCurrentIndex(page.lists.which.findData(name))


def test_colours_and_size_are_taken_at_once_and_follow_the_menu(
    page: SettingsPage, window: Window, theme: Theme
) -> None:
    QTest.keyClick(page.own.colours, Qt.Key.Key_End)
    assert theme.mode is Mode.DARK
    page.own.text_size.activated.emit(page.own.text_size.findData(125))
    assert (theme.size, window.preferences.size) == (125, 125)
    QTest.keySequence(window, QKeySequence("Ctrl+0"))
    assert page.own.text_size.currentText() == "100 %"


def test_the_service_settles_its_letterhead_references_and_closure_days(
    page: SettingsPage, window: Window, shift: Shift
) -> None:
    page.service.letterhead.setPlainText("LADO service\nCivic Centre")
    page.service.pattern.setText("B{year2}-{number:03}")
    page.service.closed.setPlainText("24 Dec 2026, Council closed\n\n28/12/2026")
    page.service.names.setChecked(True)
    page.service.save_it.click()
    settings = settings_of(shift)
    assert settings.letterhead == ("LADO service", "Civic Centre")
    assert [(day.isoformat(), why) for day, why in settings.closure_days.items()] == [
        ("2026-12-24", "Council closed"),
        ("2026-12-28", ""),
    ]
    assert settings.names_in_calendar
    assert page.service.closed.toPlainText().startswith("24 December 2026, Council closed")
    assert window.notices.words == "Saved for the service."
    assert window.desk.shift.practice.reference_pattern == "B{year2}-{number:03}"


def test_what_is_wrong_is_reported_beside_it_and_nothing_is_saved(
    page: SettingsPage, shift: Shift
) -> None:
    page.service.closed.setPlainText("24 Dec 2026\nChristmas, all of it")
    page.service.letterhead.setPlainText("Kept?")
    page.service.save_it.click()
    assert page.service.problem("closure_days").startswith("Line 2: ")
    assert settings_of(shift).letterhead == ()
    page.service.closed.clear()
    page.service.pattern.setText("no number")
    page.service.save_it.click()
    assert page.service.problem("closure_days") == ""
    assert page.service.problem("reference_pattern")
    assert page.service.letterhead.toPlainText() == "Kept?"


def test_what_the_disk_does_not_take_is_reported_and_not_called_a_bug(
    qtbot: QtBot, page: SettingsPage, window: Window, shift: Shift
) -> None:
    # The backups are still being listed behind the window.
    qtbot.waitUntil(lambda: not window.desk.worker.busy and not window.desk.looking.busy)
    shift.store.close()
    page.service.save_it.click()
    assert page.service.problem("practice").startswith("The vault is closed.")


def test_another_practice_changes_the_words_on_every_page(
    page: SettingsPage, window: Window
) -> None:
    page.service.practice.setCurrentIndex(page.service.practice.findData("kent"))
    page.service.save_it.click()
    assert window.desk.shift.practice.name == "kent"
    window.go(Place("contacts"))
    assert window.page is not None
    assert window.page.desk.shift.practice.name == "kent"


def test_a_line_is_renamed_added_moved_and_retired_for_every_page(
    page: SettingsPage, window: Window
) -> None:
    lists = page.lists
    _choose_list(page, "contact_method")
    lists.label.setText("Duty line")
    QTest.keyClick(lists.label, Qt.Key.Key_Return)
    assert lists.codes.item(0).text() == "Duty line"
    lists.new.setText("Pigeon post")
    QTest.keyClick(lists.new, Qt.Key.Key_Return)
    assert lists.codes.currentItem().text() == "Pigeon post"
    lists.up.trigger()
    assert lists.codes.item(lists.codes.count() - 2).text() == "Pigeon post"
    lists.codes.setCurrentRow(0)
    lists.retire_it.trigger()
    assert lists.codes.item(0).text() == "Duty line (retired)"
    assert lists.retire_it.text() == "O&ffer again"
    window.go(Place("contact"))
    assert isinstance(window.page, ContactPage)
    offered = window.desk.shift.practice.offered("contact_method").values()
    assert "Pigeon post" in offered
    assert "Duty line" not in offered
    assert window.page.desk.shift is window.desk.shift


def test_a_retired_line_is_offered_no_more_and_read_where_a_record_has_it(desk: Desk) -> None:
    shift = retire(desk.shift, "contact_method", "letter")
    editor = editor_for(replace(desk, shift=shift), fields_of(Contact)["method"])
    assert isinstance(editor, ChoiceEditor)
    editor.fill()
    offered = [editor.combo.itemText(at) for at in range(editor.combo.count())]
    assert "Duty telephone line" in offered
    assert "Letter" not in offered
    editor.show_value("letter")
    assert (editor.line.text(), editor.value()) == ("Letter", "letter")
    editor.deleteLater()


def test_of_a_list_of_ticks_a_retired_line_shows_where_a_record_has_it_alone(desk: Desk) -> None:
    shift = retire(desk.shift, "category", "neglect")
    editor = editor_for(replace(desk, shift=shift), fields_of(Contact)["further_categories"])
    assert isinstance(editor, ChoicesEditor)
    editor.more.click()
    boxes = [box for box in editor.findChildren(QCheckBox) if box.isVisibleTo(editor)]
    assert "Neglect" not in [box.text() for box in boxes]
    editor.show_value(["neglect"])
    (box,) = [box for box in editor.findChildren(QCheckBox) if box.text() == "Neglect"]
    assert box.isVisibleTo(editor)
    assert editor.value() == ["neglect"]
    box.click()
    assert editor.value() == []
    editor.deleteLater()


def test_a_list_on_which_rules_rest_keeps_its_lines_and_order(page: SettingsPage) -> None:
    _choose_list(page, "finding")
    assert not page.lists.retire_it.isEnabled()
    assert not page.lists.up.isEnabled()
    page.tabs.setCurrentIndex(2)
    assert not page.lists.new.isVisible()


def test_a_name_that_the_list_has_already_is_refused_beside_it(page: SettingsPage) -> None:
    _choose_list(page, "contact_method")
    page.lists.new.setText("letter")
    page.lists.add_it.click()
    assert page.lists.refused == "The list has this label already."
    assert page.lists.new.text() == "letter"


def test_a_new_line_can_be_counted_with_a_group(page: SettingsPage, window: Window) -> None:
    _choose_list(page, "sector")
    page.lists.under.setCurrentIndex(page.lists.under.findData("edu"))
    page.lists.new.setText("Forest school")
    page.lists.add_it.click()
    assert "edu.forest_school" in window.desk.shift.practice.codes("sector")


def test_about_says_where_the_vault_is_and_every_library_with_its_licence(
    page: SettingsPage, window: Window, qtbot: QtBot
) -> None:
    page.tabs.setCurrentIndex(page.tabs.count() - 1)
    said = page.about.facts.toPlainText()
    assert str(beneath.folder(window.desk.shift.store)) in said
    assert f"LADO Desktop {__version__}" in said
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    needed = {each.split(">")[0].split("=")[0] for each in project["dependencies"]}
    named = {name: (version, licence) for name, version, licence in parts()}
    assert needed <= set(named)
    assert all(named[name][0] and named[name][1] for name in needed)
    qtbot.waitUntil(page.about.parts.isVisible)


def test_the_keys_of_the_lists_are_in_the_menu(page: SettingsPage, window: Window) -> None:
    assert page.lists.up in window.record_menu.actions()


def test_a_word_added_to_the_spelling_by_mistake_is_taken_out_again(
    page: SettingsPage, window: Window, shift: Shift
) -> None:
    assert page.words.take_out.isHidden()
    for word in ("apprx", "Featherstonehaugh"):
        window.desk.spelling.add(word)
    page.words.look()
    page.words.take_out.click()
    assert own_words(shift) == ["Featherstonehaugh"]
    assert window.notices.words == "“apprx” is underlined again."
    assert [each.word for each in window.desk.spelling.mistakes("It was apprx")] == ["apprx"]
    page.words.take_out.click()
    assert page.words.take_out.isHidden()
