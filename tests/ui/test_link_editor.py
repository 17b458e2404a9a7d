"""A record is picked by typing its name, with the keyboard alone."""

import sys
from uuid import UUID

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lado_desktop.casework.people import organisations
from lado_desktop.domain.fields.field import field_of
from lado_desktop.domain.kinds.contact import Contact
from tests.lines_by_name import arrow_to, lines_of
from tests.looked_up import look_up
from tests.waiting import in_front
from ui.desk import Desk
from ui.editors.link_editor import LinkEditor
from ui.search.lookup import Lookup

SETTING = field_of(Contact.setting_id)


@pytest.fixture
def schools(desk: Desk) -> dict[str, UUID]:
    return {
        name: organisations.add(desk.shift, {"name": name, "sector": sector}).id
        for name, sector in (
            ("Larkmead Primary School", "edu.primary"),
            ("Larkspur Nursery", "ey.nursery"),
        )
    }


@pytest.fixture
def added() -> list[tuple[str, str]]:
    """What was asked to be added: kind, and what was typed."""
    return []


@pytest.fixture
def editor(
    qtbot: QtBot, desk: Desk, schools: dict[str, UUID], added: list[tuple[str, str]]
) -> LinkEditor:
    def add(kind: str, typed: str, chosen: object) -> None:
        added.append((kind, typed))
        assert callable(chosen)
        chosen(organisations.add(desk.shift, {"name": typed.title()}).id)

    editor = LinkEditor(SETTING, desk, add)
    qtbot.addWidget(editor)
    editor.show()
    in_front(editor)
    editor.line.setFocus()
    return editor


def _offered(editor: LinkEditor) -> list[str]:
    return lines_of(editor.popup)


def _type(editor: LinkEditor, words: str) -> None:
    """Type, and wait for the answer as somebody does who reads it."""
    QTest.keyClicks(editor.line, words)
    look_up(editor)


def _pick(editor: LinkEditor, name: str) -> None:
    arrow_to(editor.popup, name)
    QTest.keyClick(editor.popup, Qt.Key.Key_Return)


def test_arrows_and_enter_pick_what_was_found(
    editor: LinkEditor, schools: dict[str, UUID], qtbot: QtBot
) -> None:
    _type(editor, "lark")
    assert set(_offered(editor)) == {*schools, "Add a new organisation or setting: lark"}
    with qtbot.waitSignal(editor.edited):
        _pick(editor, "Larkmead Primary School")
    assert editor.value() == schools["Larkmead Primary School"]
    assert editor.line.text() == "Larkmead Primary School"
    assert editor.echo.text() == "School, primary"
    assert not editor.popup.isVisible()


def test_what_is_found_is_spoken_with_what_it_is_recognised_by(editor: LinkEditor) -> None:
    _type(editor, "larkspur")
    spoken = editor.popup.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Larkspur Nursery, Nursery or pre-school"


def test_keys_quicker_than_the_answer_mark_its_first_line_and_pick_nobody_unseen(
    editor: LinkEditor, qtbot: QtBot
) -> None:
    QTest.keyClicks(editor.line, "lark")
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.line.text() == "lark"
    qtbot.waitUntil(editor.popup.isVisible)
    assert editor.popup.currentIndex().row() == 0
    QTest.keyClick(editor.popup, Qt.Key.Key_Return)
    assert editor.value() is not None


def test_enter_without_a_line_picks_nobody_and_loses_nothing(editor: LinkEditor) -> None:
    _type(editor, "lark")
    QTest.keyClick(editor.popup, Qt.Key.Key_Return)
    assert editor.line.text() == "lark"
    with pytest.raises(ValueError, match="Setting: pick one from the list, or clear"):
        editor.value()


def test_escape_leaves_what_was_typed_and_down_shows_the_list_again(
    editor: LinkEditor, qtbot: QtBot
) -> None:
    _type(editor, "lark")
    QTest.keyClick(editor.popup, Qt.Key.Key_Escape)
    assert not editor.popup.isVisible()
    assert editor.line.text() == "lark"
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    qtbot.waitUntil(editor.popup.isVisible)
    assert editor.popup.currentIndex().row() == 0


def test_the_last_line_adds_what_was_typed_and_takes_it(
    editor: LinkEditor, added: list[tuple[str, str]]
) -> None:
    _type(editor, "oak lodge")
    assert editor.echo.text().startswith("Nothing found by that name yet.")
    _pick(editor, "Add a new organisation or setting: oak lodge")
    assert added == [("organisation", "oak lodge")]
    assert editor.line.text() == "Oak Lodge"
    assert editor.value() is not None


def test_what_was_picked_is_let_go_by_a_key_or_the_cross(
    editor: LinkEditor, schools: dict[str, UUID]
) -> None:
    one = schools["Larkspur Nursery"]
    editor.show_value(one)
    QTest.keyClick(editor.line, Qt.Key.Key_Backspace)
    assert (editor.value(), editor.line.text()) == (None, "")
    editor.show_value(one)
    editor.clear_button.click()
    assert (editor.value(), editor.line.text()) == (None, "")
    assert not editor.line.isReadOnly()


def test_a_stray_key_changes_no_name_that_was_picked_and_is_told_how_to(
    editor: LinkEditor, schools: dict[str, UUID]
) -> None:
    one = schools["Larkspur Nursery"]
    editor.show_value(one)
    QTest.keyClick(editor.line, Qt.Key.Key_X)
    assert editor.value() == one
    assert "Backspace lets go of it" in editor.echo.text()


def test_another_name_typed_over_the_whole_of_one_that_was_picked_takes_its_place(
    editor: LinkEditor, schools: dict[str, UUID]
) -> None:
    one = schools["Larkspur Nursery"]
    editor.show_value(one)
    QTest.keySequence(editor.line, QKeySequence.StandardKey.SelectAll)
    QTest.keyClicks(editor.line, "oak")
    assert (editor.line.text(), editor.line.isReadOnly()) == ("oak", False)
    assert editor.typed() == "oak", "the one that was picked is let go of"
    QTest.keySequence(editor.line, QKeySequence.StandardKey.Undo)
    assert editor.value() == one, "and is brought back as typing is elsewhere"


def test_a_name_that_was_copied_is_pasted_over_one_that_was_picked(
    editor: LinkEditor, schools: dict[str, UUID]
) -> None:
    editor.show_value(schools["Larkspur Nursery"])
    QGuiApplication.clipboard().setText("Oak Lodge")
    QTest.keySequence(editor.line, QKeySequence.StandardKey.SelectAll)
    QTest.keySequence(editor.line, QKeySequence.StandardKey.Paste)
    assert editor.typed() == "Oak Lodge"
    QGuiApplication.clipboard().clear()


def test_tab_leads_past_the_signs_beside_a_name_and_keys_do_what_they_do(
    editor: LinkEditor, schools: dict[str, UUID], opened: list[tuple[str, UUID]]
) -> None:
    one = schools["Larkspur Nursery"]
    editor.show_value(one)
    assert editor.open_button.isVisible()
    for each, keys in ((editor.open_button, "Alt+Enter"), (editor.clear_button, "Backspace")):
        assert each.focusPolicy() == Qt.FocusPolicy.NoFocus
        assert keys in each.toolTip()
        assert keys in editor.line.accessibleDescription()
    QTest.keyClick(editor.line, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert opened == [("organisation", one)]


def test_what_was_picked_can_be_gone_to(
    editor: LinkEditor, schools: dict[str, UUID], opened: list[tuple[str, UUID]]
) -> None:
    assert editor.open_button.isHidden()
    editor.show_value(schools["Larkspur Nursery"])
    editor.open_button.click()
    assert opened == [("organisation", schools["Larkspur Nursery"])]


@pytest.mark.parametrize("pick", [True, False])
def test_a_draft_brings_back_what_was_picked_or_only_typed(
    editor: LinkEditor, schools: dict[str, UUID], pick: bool
) -> None:
    if pick:
        editor.show_value(schools["Larkspur Nursery"])
    else:
        _type(editor, "lark")
    kept, words = editor.typed(), editor.line.text()
    editor.clear()
    editor.show_typed(kept)
    assert editor.line.text() == words
    assert editor.line.isReadOnly() is pick


def test_a_look_that_failed_is_reported_and_keys_are_keys_again(
    editor: LinkEditor, desk: Desk, qtbot: QtBot
) -> None:
    desk.shift.store.close()
    QTest.keyClicks(editor.line, "lark")
    qtbot.waitUntil(lambda: editor.echo.text().startswith("The vault is closed."))
    assert editor.line.text() == "lark"


def test_a_bug_in_a_look_leaves_nobody_waiting(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: reached.append(kind))
    owner = QObject()
    lookup = Lookup(desk.looking, 0, owner)
    lookup.ask(lambda: 1 // 0, lambda _: None)
    qtbot.waitUntil(lambda: reached == [ZeroDivisionError])
    assert not lookup.is_waiting
