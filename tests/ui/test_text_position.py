"""Places in a text with characters that Qt counts twice: emoji, families, rare ideographs."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.unlocking.vault_unlocking import VaultUnlocking
from tests.ui.record_pages import shown
from tests.waiting import in_front
from ui.desk import Desk
from ui.editors.spell_check import SpellCheck
from ui.editors.text_editors import ProseEditor
from ui.editors.text_position import from_qt, to_qt
from ui.forms.form_view import FormView
from ui.pages.contact import ContactPage
from ui.privacy.spot import go_to_spot, spot_of
from ui.route import Place
from ui.unlock.sheet_groups import SheetGroups

PIECES = ("😀", "👨‍👩‍👧‍👦", "🏳️‍🌈", "𠀀", "𝄞", "é", "the child said", "no.", "\n", " ")
around = st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join)
wrong = st.sampled_from(("recieved", "chlid", "wnet", "behavior"))
some = settings(
    max_examples=25,
    deadline=None,
    # The widgets are those of one test: each example fills them afresh.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def text(qtbot: QtBot, desk: Desk) -> QPlainTextEdit:
    """A text of a form, with the dictionary loaded."""
    view = FormView(desk, Form("spelt", Section("", Contact.summary)), draft=False)
    qtbot.addWidget(view)
    view.show()
    in_front(view)
    qtbot.waitUntil(lambda: not desk.worker.busy)
    editor = view.editor("summary")
    assert isinstance(editor, ProseEditor)
    editor.text.setFocus()
    return editor.text


def _waved(text: QPlainTextEdit) -> list[str]:
    """The words with a wave under them, cut out by Qt itself."""
    found = []
    block = text.document().begin()
    while block.isValid():
        for part in block.layout().formats():
            if part.format.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline:
                cursor = text.textCursor()
                cursor.setPosition(block.position() + part.start)
                cursor.setPosition(
                    block.position() + part.start + part.length, cursor.MoveMode.KeepAnchor
                )
                found.append(cursor.selectedText())
        block = block.next()
    return found


def _menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


@given(said=st.text(alphabet="aé😀𠀀\u200d\n", max_size=12), data=st.data())
def test_a_place_is_the_same_after_it_went_to_qt_and_came_back(said: str, data: Any) -> None:
    at = data.draw(st.integers(0, len(said)))
    units = len(said[:at].encode("utf-16-le")) // 2
    assert to_qt(said, at) == units
    assert from_qt(said, units) == at
    assert from_qt(said, units + 1000) == len(said)


@given(before=around, word=wrong, after=around)
@some
def test_f7_changes_the_word_that_is_misspelt_and_nothing_else(
    text: QPlainTextEdit, before: str, word: str, after: str
) -> None:
    text.setPlainText(f"{before} {word} {after}")
    assert _waved(text) == [word]
    QTest.keyClick(text, Qt.Key.Key_F7)
    assert text.textCursor().selectedText() == word
    meant = _menu().actions()[0].text()
    QTest.keyClick(_menu(), Qt.Key.Key_Return)
    assert text.toPlainText() == f"{before} {meant} {after}"
    assert _waved(text) == []


@given(before=around, word=wrong, after=around)
@some
def test_the_menu_of_a_misspelt_word_is_that_of_the_word_under_the_mouse(
    text: QPlainTextEdit, before: str, word: str, after: str
) -> None:
    text.setPlainText(f"{before} {word} {after}")
    check = text.findChild(SpellCheck)
    assert isinstance(check, SpellCheck)
    cursor = text.textCursor()
    cursor.setPosition(to_qt(text.toPlainText(), len(before) + 3))
    menu = check.menu(text.cursorRect(cursor).center())
    assert f"Add “{word}” to the service's words" in [each.text() for each in menu.actions()]
    menu.actions()[0].trigger()
    assert text.toPlainText() == f"{before} {menu.actions()[0].text()} {after}"
    menu.deleteLater()


@given(said=around.filter(bool), data=st.data())
@some
def test_the_cursor_comes_back_to_the_same_place(
    text: QPlainTextEdit, page: ContactPage, said: str, data: Any
) -> None:
    summary = page.call.form.editor("summary").control
    assert isinstance(summary, QPlainTextEdit)
    summary.setPlainText(said)
    at = to_qt(said, data.draw(st.integers(0, len(said))))
    cursor = summary.textCursor()
    cursor.setPosition(at)
    summary.setTextCursor(cursor)
    summary.setFocus()
    left = spot_of(page)
    summary.moveCursor(cursor.MoveOperation.Start)
    page.call.form.editor("place").control.setFocus()
    go_to_spot(page, left)
    assert page.focusWidget() is summary
    assert summary.textCursor().position() == at


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> ContactPage:
    return shown(qtbot, ContactPage(desk, Place("contact")))


def test_the_time_goes_into_notes_that_hold_an_emoji(page: ContactPage) -> None:
    notes = page.call.form.editor("summary").control
    assert isinstance(notes, QPlainTextEdit)
    notes.setPlainText("😀😀 She saw it.\nHe left.")
    page.time_act.trigger()
    assert notes.toPlainText() == "😀😀 She saw it.\nHe left.\n09:05 "
    cursor = notes.textCursor()
    cursor.setPosition(to_qt(notes.toPlainText(), 3))
    notes.setTextCursor(cursor)
    page.time_act.trigger()
    assert notes.toPlainText() == "😀😀 \n09:05 She saw it.\nHe left.\n09:05 "


def test_a_group_of_the_sheet_is_full_by_its_signs(qtbot: QtBot) -> None:
    groups = SheetGroups(VaultUnlocking())
    qtbot.addWidget(groups)
    first, second = groups.boxes[:2]
    first.setFocus()
    first.insert("ab😀c")
    assert groups.wrong == [1], "a sign that is on no sheet"
    assert groups.focusWidget() is second
    first.clear()
    first.insert("ab😀cd😀")
    assert [first.text(), second.text()] == ["AB😀C", "D😀"]
    assert second.cursorPosition() == to_qt(second.text(), 2)
