"""Ctrl+K: everything by a few letters and Enter, the latest first, each act with its keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from ui.look.theme import Mode, Theme
from ui.route import Place
from ui.search.palette import Palette, matching
from ui.window.menus import ShortcutsDialog, commands_of
from ui.window.window import Window

Log = Callable[..., Contact]


def _open(window: Window) -> Palette:
    QTest.keySequence(window, QKeySequence("Ctrl+K"))
    box = window.findChild(Palette)
    assert box is not None
    return box


def _titles(box: Palette) -> list[str]:
    return [answer.title for answer in box.answers.answers]


def test_a_person_is_found_by_the_beginning_of_a_name_and_enter_opens(
    qtbot: QtBot, window: Window, log: Log
) -> None:
    contact = log()
    box = _open(window)
    qtbot.waitUntil(box.words.hasFocus)
    QTest.keyClicks(box.words, "suill")
    QTest.keyClick(box.words, Qt.Key.Key_Return)
    assert window.history.place == Place("adult", contact.adult_id)


def test_a_reference_a_setting_and_a_text_are_found(window: Window, log: Log) -> None:
    contact = log()
    box = _open(window)
    for typed, title in (
        (contact.reference, contact.reference),
        ("northg", "Northgate Nursery"),
        ("lifted", contact.reference),
    ):
        box.words.setText(typed)
        box.look()
        assert any(each.startswith(title) for each in _titles(box)), typed
    box.reject()


def test_what_an_answer_is_is_said_once(window: Window, log: Log) -> None:
    file = open_contact(window.desk.shift, log().id)
    assert file.adult is not None
    window.go(Place("adult", file.adult.id))
    window.desk.journal.write_now()
    (person,) = (each for each in _open(window).answers.answers if each.kind == "Person")
    assert person.detail == "Person"


def test_empty_it_shows_what_was_opened_last_and_then_every_act(window: Window, log: Log) -> None:
    first, second = log(), log()
    for each in (first, second, first):
        window.go(Place("contact", each.id))
    window.go(Place("today"))
    box = _open(window)
    assert [title[:9] for title in _titles(box)[:2]] == [first.reference, second.reference]
    assert _titles(box)[2] == "New contact"
    box.reject()


def test_every_act_of_the_menus_is_in_it_by_name_with_its_keys(window: Window) -> None:
    box = _open(window)
    shown = {(answer.title, answer.keys) for answer in box.answers.answers}
    enabled = [each for each in commands_of(window) if each.action.isEnabled()]
    assert {(each.words, each.keys) for each in enabled} <= shown
    assert ("Lock", "Ctrl+L") in shown
    assert ("125 %", "") in shown
    box.reject()


def test_an_act_is_done_by_two_letters_and_enter(qtbot: QtBot, window: Window) -> None:
    box = _open(window)
    QTest.keyClicks(box.words, "shortc")
    assert _titles(box) == ["All shortcuts"], "acts are found while one types"
    QTest.keyClick(box.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.findChild(ShortcutsDialog) is not None)


def test_a_choice_of_a_menu_comes_after_what_is_done_and_what_is_found(
    window: Window, log: Log
) -> None:
    contact = log(summary="Two minutes before lunch.")
    box = _open(window)
    QTest.keyClicks(box.words, "minut")
    box.look()
    titles = _titles(box)
    assert titles[0].startswith(contact.reference)
    assert titles[-1] == "15 minutes", "it is still found, by its number too"
    box.words.setText("15 minut")
    box.look()
    assert _titles(box) == ["15 minutes"]
    box.reject()


def test_undo_in_the_box_names_its_act(
    qtbot: QtBot, window: Window, shift: Shift, log: Log
) -> None:
    contact = log()
    contacts.amend(shift, contact.id, contact.version, {"place": "The hall"})
    box = _open(window)
    QTest.keyClicks(box.words, "undo chan")
    assert _titles(box)[0] == "Undo Change where (2627-0001)"
    QTest.keyClick(box.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: open_contact(shift, contact.id).contact.place is None)


def test_the_arrows_mark_another_answer_and_come_round(window: Window) -> None:
    box = _open(window)
    box.words.setText("contact")
    box.look()
    count = len(box.answers.answers)
    QTest.keyClick(box.words, Qt.Key.Key_Down)
    assert box.answers.currentIndex().row() == 1
    QTest.keyClick(box.words, Qt.Key.Key_Up)
    QTest.keyClick(box.words, Qt.Key.Key_Up)
    assert box.answers.currentIndex().row() == count - 1
    box.reject()


def test_esc_leaves_everything_as_it_was(window: Window) -> None:
    before = window.history.place
    box = _open(window)
    QTest.keyClicks(box.words, "rep")
    QTest.keyClick(box.words, Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert window.history.place == before


def test_nothing_found_says_what_to_try(window: Window) -> None:
    box = _open(window)
    box.words.setText("zebrazebra")
    box.look()
    assert box.said.isVisible()
    assert not box.answers.isVisible()
    QTest.keyClick(box.words, Qt.Key.Key_Return)
    assert box.isVisible()
    box.reject()


def test_a_screen_reader_says_what_an_answer_is(window: Window, log: Log) -> None:
    log()
    box = _open(window)
    box.words.setText("northg")
    box.look()
    index = box.answers.model().index(0, 0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Setting: Northgate Nursery")
    box.reject()


def test_words_of_an_act_are_found_by_their_beginnings_in_any_order(window: Window) -> None:
    found = [each.words for each in matching(commands_of(window), "text lar")]
    assert found == ["Larger text"]


@pytest.mark.parametrize("size", [100, 200])
def test_the_box_stays_within_a_small_window(window: Window, theme: Theme, size: int) -> None:
    theme.apply(Mode.LIGHT, size)
    box = _open(window)
    assert window.geometry().contains(box.geometry())
    assert box.words.height() >= 24
    box.reject()
