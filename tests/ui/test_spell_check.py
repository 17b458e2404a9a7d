"""Spelling: what is not known is underlined, and put right by mouse or keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from lado_desktop.casework.settings import spelling
from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.kinds.contact import CONTACT_FORM, Contact
from tests.waiting import in_front
from ui.desk import Desk
from ui.editors.spell_check import SpellCheck
from ui.editors.text_editors import ProseEditor
from ui.forms.form_view import FormView

FORM = Form("spelt", Section("", Contact.summary, Contact.place))
WAVE = QTextCharFormat.UnderlineStyle.WaveUnderline


@pytest.fixture
def form(qtbot: QtBot, desk: Desk) -> FormView:
    view = FormView(desk, FORM, draft=False)
    qtbot.addWidget(view)
    view.show()
    in_front(view)
    qtbot.waitUntil(lambda: not desk.worker.busy)
    return view


@pytest.fixture
def text(form: FormView) -> ProseEditor:
    editor = form.editor("summary")
    assert isinstance(editor, ProseEditor)
    editor.text.setFocus()
    return editor


def _underlined(editor: ProseEditor) -> list[str]:
    """Return the words that are underlined with a wave."""
    found: list[str] = []
    block = editor.text.document().begin()
    while block.isValid():
        found += [
            block.text()[part.start : part.start + part.length]
            for part in block.layout().formats()
            if part.format.underlineStyle() == WAVE
        ]
        block = block.next()
    return found


def _menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_a_word_that_is_not_known_is_underlined_once_it_is_left(text: ProseEditor) -> None:
    QTest.keyClicks(text.text, "The child recieved")
    assert _underlined(text) == [], "it is still being typed"
    QTest.keyClicks(text.text, " a bruise.")
    assert _underlined(text) == ["recieved"]


def test_british_spelling_and_the_words_of_the_work_are_known(text: ProseEditor) -> None:
    text.show_value("The behaviour was recognised; the LADO organised a safeguarding review.")
    assert _underlined(text) == []
    text.show_value("The behavior was bad.")
    assert _underlined(text) == ["behavior"]


def test_underlining_is_no_edit(qtbot: QtBot, form: FormView, text: ProseEditor) -> None:
    form.show_values({"summary": "A bruise recieved at school."})
    assert _underlined(text) == ["recieved"]
    with qtbot.assertNotEmitted(form.edited, wait=50):
        underlining = text.text.document().findChild(QSyntaxHighlighter)
        assert isinstance(underlining, QSyntaxHighlighter)
        underlining.rehighlight()
    assert not form.is_edited


def test_f7_goes_to_the_next_mistake_and_enter_takes_what_is_meant(text: ProseEditor) -> None:
    text.show_value("She recieved a leter.")
    QTest.keyClick(text.text, Qt.Key.Key_F7)
    assert text.text.textCursor().selectedText() == "recieved"
    assert _menu().actions()[0].text() == "received"
    QTest.keyClick(_menu(), Qt.Key.Key_Return)
    assert text.value() == "She received a leter."
    QTest.keyClick(text.text, Qt.Key.Key_F7)
    assert text.text.textCursor().selectedText() == "leter"
    _menu().close()
    text.text.undo()
    assert text.value() == "She recieved a leter.", "one step back, as any typing"


def test_a_word_of_the_service_is_added_and_known_from_then_on(
    text: ProseEditor, desk: Desk
) -> None:
    text.show_value("Referred to Thrivewell.")
    QTest.keyClick(text.text, Qt.Key.Key_F7)
    menu = _menu()
    add = next(each for each in menu.actions() if each.text().startswith("Add “Thrivewell”"))
    add.trigger()
    menu.close()
    assert _underlined(text) == []
    assert spelling.own_words(desk.shift) == ["Thrivewell"]


def test_names_and_lines_are_not_checked(form: FormView) -> None:
    assert form.editor("place").findChildren(SpellCheck) == []


def test_what_cannot_be_changed_offers_no_suggestion(text: ProseEditor) -> None:
    text.show_value("A leter.")
    text.text.setReadOnly(True)
    QTest.keyClick(text.text, Qt.Key.Key_F7)
    assert QApplication.activePopupWidget() is None


def test_every_prose_field_of_a_form_has_a_speller(qtbot: QtBot, desk: Desk) -> None:
    view = FormView(desk, CONTACT_FORM, draft=False)
    qtbot.addWidget(view)
    editors = [view.editor(field.name) for field in CONTACT_FORM]
    prose = [editor for editor in editors if isinstance(editor, ProseEditor)]
    assert prose
    assert all(editor.text.findChildren(SpellCheck) for editor in prose)
