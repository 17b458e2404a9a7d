"""What the program says: quietly in a bar, asked with verbs, and of a bug only a reference."""

import logging
import re
import sys
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from lado_desktop.domain.problem import CaseworkError
from ui.alerts import NoticeBar, ask, ask_reason
from ui.last_chance import LastChance
from ui.look.theme import Theme


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme) -> NoticeBar:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    return bar


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    return window


def test_what_was_done_goes_by_itself_and_what_has_to_be_known_stays(bar: NoticeBar) -> None:
    bar.say("Contact saved.")
    assert bar.words == "Contact saved."
    assert bar.timer.isActive()
    bar.timer.timeout.emit()
    assert bar.words == ""
    bar.warn("NOT SAVED: the disk is full.")
    assert not bar.timer.isActive()
    assert bar.isVisible()


def test_a_warning_about_the_vault_comes_back_until_it_is_put_away(bar: NoticeBar) -> None:
    bar.warn("The vault went back to a backup.", everywhere=True)
    bar.say("Saved.")
    assert bar.words == "Saved."
    bar.timer.timeout.emit()
    assert bar.words == "The vault went back to a backup."
    bar.warn("The backup failed.", everywhere=True)
    bar.note("Log a contact first.")
    away = bar.findChildren(QAbstractButton)[-1]
    away.click()
    assert bar.words == "The vault went back to a backup.\nThe backup failed."
    away.click()
    assert bar.words == ""
    bar.say("Saved.")
    bar.timer.timeout.emit()
    assert bar.words == ""


def test_one_act_is_offered_and_done_once(bar: NoticeBar) -> None:
    done: list[str] = []
    bar.offer("Contact saved.", "Undo Change contact", lambda: done.append("undone"))
    bar.verb.click()
    assert done == ["undone"]
    assert bar.words == ""
    bar.note("Backed up.")
    assert not bar.verb.isVisible()


def test_a_record_in_a_notice_is_not_read_as_markup(bar: NoticeBar) -> None:
    bar.say("<i>x</i>")
    assert bar.said.textFormat() is Qt.TextFormat.PlainText


def test_a_question_has_its_verb_on_the_button_and_escape_leaves_all_as_it_is(
    window: QWidget,
) -> None:
    done: list[str] = []
    asked = ask(window, "Remove this attendee?", verb="Remove", then=lambda: done.append("x"))
    assert (asked.yes.text(), asked.no.text()) == ("Remove", "Cancel")
    assert asked.windowTitle() == "LADO Desktop"
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    assert done == []
    asked = ask(window, "Remove this attendee?", verb="Remove", then=lambda: done.append("x"))
    QTest.keyClick(asked, Qt.Key.Key_Return)
    assert done == ["x"]


def test_enter_presses_the_button_that_has_the_focus_and_no_other(window: QWidget) -> None:
    done: list[str] = []
    asked = ask(window, "Approve these minutes?", verb="Approve", then=lambda: done.append("x"))
    asked.no.setFocus()
    QTest.keyClick(asked.no, Qt.Key.Key_Return)
    assert not asked.isVisible()
    assert done == []
    asked = ask(window, "Destroy?", verb="Destroy", then=lambda: done.append("x"), grave=True)
    asked.yes.setFocus()
    QTest.keyClick(asked.yes, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert done == ["x"]


def test_a_grave_act_is_not_one_enter_away(window: QWidget) -> None:
    done: list[str] = []
    asked = ask(
        window, "Destroy this record?", verb="Destroy", then=lambda: done.append("x"), grave=True
    )
    QTest.keyClick(asked, Qt.Key.Key_Return)
    QTest.keyClick(asked, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert done == []


def test_a_reason_that_is_needed_is_asked_for_until_it_is_given(window: QWidget) -> None:
    given: list[str] = []

    def record(reason: str) -> None:
        if len(reason) > 11:
            raise CaseworkError("Reason must be 11 characters or fewer.")
        given.append(reason)

    asked = ask_reason(
        window, "Record in error?", words="Reason", verb="Record in error", then=record
    )
    asked.yes.click()
    assert given == []
    said = [each.text() for each in asked.findChildren(QLabel) if each.isVisible()]
    assert "Reason is needed." in said
    asked.reason.setPlainText("x" * 12)
    asked.yes.click()
    said = [each.text() for each in asked.findChildren(QLabel) if each.isVisible()]
    assert "Reason must be 11 characters or fewer." in said
    assert (given, asked.isVisible()) == ([], True), "what was typed is not lost"
    asked.reason.clear()
    QTest.keyClicks(asked.reason, "Typed twice")
    QTest.keyClick(asked.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert given == ["Typed twice"]


@pytest.mark.logs
def test_a_bug_leaves_a_reference_and_no_word_of_a_record(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    shown: list[str] = []
    door = LastChance(shown.append)
    door.install()
    try:
        raise KeyError("Priya Raman")
    except KeyError as error:
        sys.excepthook(KeyError, error, error.__traceback__)
    nobody: dict[str, str] = {}
    thread = threading.Thread(target=lambda: nobody["Priya Raman"])
    thread.start()
    thread.join()
    door.remove()
    assert len(shown) == 2
    assert sys.excepthook != door.take
    for sentence, record in zip(shown, caplog.records, strict=True):
        reference = re.search(r"[2-9A-Z]{6}$", sentence)
        assert reference is not None
        assert record.levelno == logging.ERROR
        assert record.getMessage().startswith(f"{reference.group()} KeyError at ui/test_alerts.py:")
        assert "Priya" not in caplog.text + sentence
        assert record.exc_info is None


@pytest.mark.logs
def test_an_expected_failure_that_nobody_took_is_said_in_its_own_sentence(
    caplog: pytest.LogCaptureFixture,
) -> None:
    shown: list[str] = []
    door = LastChance(shown.append, lambda error: isinstance(error, CaseworkError))
    door.take(CaseworkError, CaseworkError("NOT SAVED: the disk is full."), None)
    assert shown == ["NOT SAVED: the disk is full."]
    assert "CaseworkError" in caplog.text
