import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.records.tables import AUDIT
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from tests.ui.known_machine import KnownMachine
from tests.waiting import PATIENCE_S, until
from ui.alerts import Question
from ui.contact.closing import ClosingPart
from ui.contact.concern import ConcernPart
from ui.editors.text_position import to_qt
from ui.pages.contact import ContactPage
from ui.pages.today import TodayPage
from ui.preferences import Preferences
from ui.privacy.screen_lock import ScreenLock
from ui.privacy.spot import go_to_spot, spot_of
from ui.route import Place
from ui.start import Program
from ui.unlock.unlocking import KnownVault
from ui.window.window import Window

PASSPHRASE = "orchid tractor seventeen lamp"


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def found() -> list[str]:
    """What opening the vault has to tell."""
    return []


@pytest.fixture
def gone_back() -> list[str]:
    """What opening the vault has to tell of restores."""
    return []


class Machine(KnownMachine):
    """One vault that opens by what is filled in. `said` gets what the program asked for."""

    def __init__(
        self, folder: Path, shift: Shift, said: list[str], found: list[str], gone_back: list[str]
    ) -> None:
        super().__init__(folder, KnownVault("somewhere", "Practice service", PASSPHRASE))
        self.shift, self.said = shift, said
        self.found, self.gone_back = found, gone_back

    def load(self) -> None:
        self.said.append("loaded")

    def open_vault(
        self, folder: str, passphrase: str, progress: object = None, accepted: str = "", /
    ) -> Shift:
        gone_back = tuple(self.gone_back)
        return replace(self.shift, notices=tuple(self.found), gone_back=gone_back)

    def close(self, shift: object, ended: bool) -> None:
        self.said.append("closed" if ended else "closed with work under way")

    def start_again(self) -> None:
        self.said.append("started again")


@pytest.fixture
def program(
    qapp: QApplication,
    shift: Shift,
    tmp_path: Path,
    said: list[str],
    found: list[str],
    gone_back: list[str],
) -> Iterator[Program]:
    """A program at its unlock page, over a vault whose passphrase is filled in."""
    program = Program(Machine(tmp_path, shift, said, found, gone_back), qapp)
    program.opening.show()
    yield program
    program.close()
    if program.window is not None:
        program.window.deleteLater()


@pytest.fixture
def unlocked(qtbot: QtBot, program: Program, said: list[str]) -> Callable[[], Window]:
    def unlock() -> Window:
        qtbot.waitUntil(lambda: "loaded" in said)
        page = program.opening.unlock
        assert page is not None
        QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: program.window is not None)
        assert program.window is not None
        return program.window

    return unlock


def test_enter_on_the_unlock_page_leads_to_today(
    program: Program, unlocked: Callable[[], Window], said: list[str]
) -> None:
    window = unlocked()
    assert isinstance(window.page, TodayPage)
    assert window.isVisible()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(program.opening)
    assert said == ["loaded"]


GONE_BACK = "On 1 December 2026 at 09:05 the vault went back to a backup, by Cora Clerk."


def _notices_read(program: Program) -> int:
    assert program.window is not None
    with program.window.desk.shift.store.reading() as session:
        read = select(AUDIT.c.officer_id).where(AUDIT.c.action == "read notice")
        return len(session.connection().scalars(read).all())


@pytest.mark.parametrize("read", [True, False])
def test_going_back_to_a_backup_is_shown_until_it_is_read(
    program: Program, unlocked: Callable[[], Window], gone_back: list[str], read: bool
) -> None:
    gone_back.append(GONE_BACK)
    (asked,) = unlocked().findChildren(Question)
    assert GONE_BACK in [each.text() for each in asked.findChildren(QLabel)]
    # The Enter after a passphrase is not yet a notice read.
    assert asked.no.isDefault()
    assert _notices_read(program) == 0
    asked.yes.click() if read else QTest.keyClick(asked, Qt.Key.Key_Return)
    assert _notices_read(program) == int(read)


def test_what_was_found_on_the_way_in_is_shown(
    unlocked: Callable[[], Window], found: list[str]
) -> None:
    found += ["vault.json was put right.", "A file is newer."]
    assert unlocked().notices.words == "vault.json was put right.\nA file is newer."


def test_locking_closes_the_vault_before_a_new_process_begins(
    unlocked: Callable[[], Window], said: list[str]
) -> None:
    window = unlocked()
    QTest.keySequence(window, "Ctrl+L")
    assert said == ["loaded", "closed", "started again"]


def test_the_screen_does_not_wait_for_what_is_still_being_done(
    program: Program, unlocked: Callable[[], Window]
) -> None:
    window = unlocked()
    shown: list[bool] = []
    begun = threading.Event()

    def still_being_done() -> None:
        begun.set()
        until(lambda: not window.isVisible())
        shown.append(window.isVisible())

    program.worker.run(program, still_being_done, lambda _: None)
    assert begun.wait(PATIENCE_S)
    QTest.keySequence(window, "Ctrl+L")
    assert shown == [False]


def test_no_second_backup_is_begun_where_one_may_still_be_under_way(
    program: Program,
    unlocked: Callable[[], Window],
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unlocked()
    monkeypatch.setattr("ui.start.PATIENCE_MS", 100)
    begun, done = Event(), Event()

    def under_way() -> None:
        begun.set()
        done.wait(PATIENCE_S)

    program.worker.run(program, under_way, lambda _: None)
    assert begun.wait(PATIENCE_S)
    program.close()
    done.set()
    assert said[-1] == "closed with work under way"


def test_a_screen_that_is_locked_locks_the_vault(
    qtbot: QtBot, unlocked: Callable[[], Window], said: list[str]
) -> None:
    window = unlocked()
    qtbot.waitUntil(lambda: bool(window.findChildren(ScreenLock)))
    window.findChildren(ScreenLock)[0].slept_or_covered(True)
    assert said == ["loaded", "closed", "started again"]


def test_after_a_lock_the_same_page_comes_back(
    program: Program, unlocked: Callable[[], Window], tmp_path: Path
) -> None:
    Preferences(tmp_path / "settings.ini").leave_place("", Place("contacts"))
    window = unlocked()
    assert window.page is not None
    assert window.page.place == Place("contacts")
    window.go(Place("meetings"))
    assert window.page is not None
    left = spot_of(window.page)
    assert left
    QTest.keySequence(window, "Ctrl+L")
    assert Preferences(tmp_path / "settings.ini").take_place("") == Place("meetings")
    assert Preferences(tmp_path / "settings.ini").take_spot() == left


@pytest.mark.parametrize("before", ["", "😀" * 10])
def test_after_a_lock_the_cursor_is_in_the_same_word_of_the_same_part(
    program: Program, unlocked: Callable[[], Window], log: Callable[..., Contact], before: str
) -> None:
    window = unlocked()
    window.go(Place("contact", log(summary=f"{before}Tom has a mark.").id))
    page = window.page
    assert isinstance(page, ContactPage)
    page.show_tab(ClosingPart)
    page.show_tab(ConcernPart)
    page.concern.form.set_read_only(False)
    summary = page.concern.form.editor("summary").control
    assert isinstance(summary, QPlainTextEdit)
    page.concern.form.go_to("summary")
    cursor = summary.textCursor()
    at = to_qt(summary.toPlainText(), len(before) + 11)
    cursor.setPosition(at)
    summary.setTextCursor(cursor)
    left = spot_of(page)
    assert "Tom" not in left
    window.go(Place("today"))
    window.go(Place("contact", page.place.id))
    again = window.page
    assert isinstance(again, ContactPage)
    assert again is not page
    go_to_spot(again, left)
    found = again.focusWidget()
    assert isinstance(found, QPlainTextEdit)
    assert found.textCursor().position() == at
    assert found.toPlainText().startswith(f"{before}Tom")
    go_to_spot(again, "9 Gone.away 3 0")
    go_to_spot(again, "not a spot")
    assert again.focusWidget() is found


def test_a_program_that_is_closed_twice_closes_its_vault_once(
    program: Program, unlocked: Callable[[], Window], said: list[str]
) -> None:
    unlocked()
    program.close()
    program.close()
    assert said.count("closed") == 1


@pytest.mark.logs
def test_a_bug_is_reported_by_a_reference_and_nothing_of_a_record(
    unlocked: Callable[[], Window],
) -> None:
    window = unlocked()
    sys.excepthook(RuntimeError, RuntimeError("Wren Ó Súilleabháin"), None)
    assert "Reference for support" in window.notices.words
    assert "Wren" not in window.notices.words


@pytest.mark.logs
def test_a_bug_before_the_window_is_reported_on_the_unlock_page(program: Program) -> None:
    sys.excepthook(RuntimeError, RuntimeError("Wren Ó Súilleabháin"), None)
    page = program.opening.unlock
    assert page is not None
    assert "Reference for support" in page.said.text()
