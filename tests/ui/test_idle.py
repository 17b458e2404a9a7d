"""Locking by itself, covering the window, and coming back to the page that was left."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lado_desktop.casework.meetings import meetings
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from ui.preferences import Preferences
from ui.privacy.cover import Cover
from ui.privacy.idle import IdleLock
from ui.route import Place
from ui.window.window import Window


class _Time:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def _watching(window: Window, qapp: QApplication, time: _Time) -> IdleLock:
    idle = IdleLock(window, qapp, window.lock_minutes, time)
    idle.expired.connect(window.lock)
    return idle


def _pass(idle: IdleLock, time: _Time, seconds: int) -> None:
    for _ in range(seconds // 5):
        time.now += 5
        idle.look()


def test_a_window_that_nobody_touches_locks_after_five_minutes(
    window: Window, qapp: QApplication, locked: list[bool]
) -> None:
    time = _Time()
    idle = _watching(window, qapp, time)
    assert idle.timer.isActive()
    _pass(idle, time, 295)
    assert not locked
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    _pass(idle, time, 295)
    assert not locked
    _pass(idle, time, 5)
    assert locked == [True]
    assert not idle.timer.isActive()


def test_the_officer_chooses_the_minutes_from_two_to_fifteen(
    window: Window, qapp: QApplication, locked: list[bool]
) -> None:
    time = _Time()
    idle = _watching(window, qapp, time)
    window.preferences.idle_minutes = 2
    assert Preferences(window.preferences.file).idle_minutes == 2
    _pass(idle, time, 120)
    assert locked == [True]
    window.preferences.idle_minutes = 600
    assert window.preferences.idle_minutes == 5


def test_a_computer_that_slept_is_locked_when_it_wakes(
    window: Window, qapp: QApplication, locked: list[bool]
) -> None:
    time = _Time()
    idle = _watching(window, qapp, time)
    time.now += 90
    idle.look()
    assert locked == [True]


def test_a_meeting_that_is_minuted_waits_a_quarter_of_an_hour(
    window: Window, shift: Shift, allegation: Contact
) -> None:
    meeting = meetings.plan(
        shift, [allegation.id], {"kind_of": "pot_initial", "held_on": shift.today}
    )
    assert window.lock_minutes() == 5
    window.go(Place("meeting", meeting.id))
    assert window.lock_minutes() == 15


def test_one_key_covers_the_window_and_what_is_typed_goes_nowhere(
    qtbot: QtBot, window: Window
) -> None:
    window.find_anything()
    QTest.keyClick(window, Qt.Key.Key_F8)
    (cover,) = window.findChildren(Cover)
    assert cover.geometry() == window.rect()
    assert cover.hasFocus()
    QTest.keyClicks(cover, "a name")
    QTest.keyClick(cover, Qt.Key.Key_Tab)
    assert cover.hasFocus()
    assert window.search.text() == ""
    window.resize(1200, 700)
    assert cover.geometry() == window.rect()
    QTest.keyClick(cover, Qt.Key.Key_Escape)
    assert cover.isHidden()
    assert window.search.hasFocus()


def test_the_page_that_was_locked_is_come_back_to_once_in_that_vault(tmp_path: Path) -> None:
    file, id = tmp_path / "settings.ini", uuid4()
    Preferences(file).leave_place("a-vault", Place("meeting", id))
    assert Preferences(file).take_place("another") is None
    preferences = Preferences(file)
    preferences.leave_place("a-vault", Place("meeting", id))
    assert preferences.take_place("a-vault") == Place("meeting", id)
    assert preferences.take_place("a-vault") is None
    preferences.leave_place("a-vault", Place("contacts"))
    assert preferences.take_place("a-vault") == Place("contacts")


def test_every_page_but_a_meetings_locks_as_chosen(
    window: Window, log: Callable[..., Contact]
) -> None:
    window.go(Place("contact", log().id))
    assert window.page is not None
    assert not window.page.minuting
