import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from db.problem import WrongPassphrase
from db.secrets import sheet
from tests.ui.known_machine import KnownMachine
from tests.waiting import PATIENCE_MS, PATIENCE_S
from ui.alerts import Question
from ui.look.theme import Theme
from ui.unlock.code_entry import CodePage
from ui.unlock.opening import Opening
from ui.unlock.sheet_entry import SheetPage
from ui.unlock.unlock import Attempt, UnlockPage
from ui.unlock.unlocking import CodeOpening, KnownVault, NotOpened, Progress
from ui.worker import Worker

BROMLEY = KnownVault("somewhere", "Bromley LADO service")
PRACTICE = KnownVault("elsewhere", "Practice service", "orchid tractor seventeen lamp")
WRONG = str(WrongPassphrase())


class Machine(KnownMachine):
    """Everything in order, one vault known, its passphrase `open sesame`."""

    def open_vault(
        self, folder: str, passphrase: str, progress: Any = None, accepted: str = "", /
    ) -> Any:
        if passphrase != "open sesame":
            raise NotOpened(WRONG, wait=2 if passphrase == "a fourth guess" else 0)
        return folder

    def practice_vault(self) -> KnownVault:
        return PRACTICE


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path, BROMLEY)


class Upgrading(Machine):
    """An older vault: its upgrade is at the second step of three until `seen` is set."""

    def __init__(self, folder: Path, *known: KnownVault) -> None:
        super().__init__(folder, *known)
        self.seen = threading.Event()

    def open_vault(
        self, folder: str, passphrase: str, progress: Any = None, accepted: str = "", /
    ) -> Any:
        progress(1, 3)
        assert self.seen.wait(PATIENCE_S)
        return folder

    def open_by_code(self, given: CodeOpening, progress: Progress, /) -> Any:
        self.open_vault("", "", progress)
        raise NotOpened("A step of the upgrade failed.")

    def sheet_officers(
        self, folder: str, typed: str, progress: Progress, accepted: str = "", /
    ) -> Any:
        self.open_vault("", "", progress)
        raise NotOpened("A step of the upgrade failed.")


@pytest.fixture
def open_window(
    qtbot: QtBot, theme: Theme, worker_of_opening: Worker, machine: Machine
) -> Callable[..., tuple[Opening, list[Any]]]:
    def make(machine: Machine = machine) -> tuple[Opening, list[Any]]:
        opened: list[Any] = []
        window = Opening(machine, worker_of_opening, opened.append)
        qtbot.addWidget(window)
        window.show()
        return window, opened

    return make


@pytest.fixture
def worker_of_opening(qapp: object) -> Any:
    worker = Worker(lambda error: isinstance(error, NotOpened))
    yield worker
    assert worker.close(PATIENCE_MS), "a task did not end"


def test_typing_the_passphrase_and_enter_opens_the_vault(
    qtbot: QtBot, open_window: Callable[..., tuple[Opening, list[Any]]]
) -> None:
    window, opened = open_window()
    assert window.unlock is not None
    QTest.keyClicks(window.unlock.passphrase, "open sesame")
    QTest.keyClick(window.unlock.passphrase, Qt.Key.Key_Return)
    assert window.unlock.unlock.text() == "Opening…"
    # An impatient Space must not show the passphrase to the room.
    assert not window.unlock.show_it.isEnabled()
    assert not window.unlock.unlock.isEnabled()
    qtbot.waitUntil(lambda: bool(opened))
    assert opened == ["somewhere"]


def test_an_older_vault_says_how_far_its_upgrade_is(
    qtbot: QtBot, tmp_path: Path, open_window: Callable[..., tuple[Opening, list[Any]]]
) -> None:
    machine = Upgrading(tmp_path, BROMLEY)
    window, opened = open_window(machine)
    page = window.unlock
    assert page is not None
    QTest.keyClicks(page.passphrase, "open sesame")
    QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "step 2 of 3" in page.note.text())
    assert page.note.isVisible()
    machine.seen.set()
    qtbot.waitUntil(lambda: bool(opened))


def _typed_code(window: Opening) -> CodePage:
    assert window.unlock is not None
    window.unlock.by_code.click()
    page = window.code
    assert page is not None
    page.code.setText("any code")
    for box in (page.secret.first, page.secret.second):
        box.setText("walnut ferry gable nineteen")
    page.onward.click()
    return page


def _typed_sheet(window: Opening) -> SheetPage:
    assert window.unlock is not None
    window.unlock.by_sheet.click()
    page = window.sheet
    assert page is not None
    QGuiApplication.clipboard().setText("-".join(sheet.groups(bytes(32))))
    page.groups.boxes[0].paste()
    page.onward.click()
    return page


@pytest.mark.parametrize("type_it", [_typed_code, _typed_sheet])
def test_by_code_and_by_sheet_too_an_older_vault_says_how_far_its_upgrade_is(
    qtbot: QtBot,
    tmp_path: Path,
    open_window: Callable[..., tuple[Opening, list[Any]]],
    type_it: Callable[[Opening], CodePage | SheetPage],
) -> None:
    machine = Upgrading(tmp_path, BROMLEY)
    window, _ = open_window(machine)
    page = type_it(window)
    said = "This version of the program is newer than the vault"

    def notes() -> list[str]:
        shown = [each for each in page.findChildren(QLabel) if each.isVisible()]
        return [each.text() for each in shown if each.text().startswith(said)]

    qtbot.waitUntil(lambda: len(notes()) == 1)
    assert "step 2 of 3" in notes()[0]
    machine.seen.set()
    qtbot.waitUntil(page.said.isVisible)
    assert notes() == []


class Earlier(Machine):
    """A vault that is not as it was last seen. It opens by its anchor alone."""

    sentence = "This vault is not as it was last seen."

    def open_vault(
        self, folder: str, passphrase: str, progress: Any = None, accepted: str = "", /
    ) -> Any:
        if accepted != "412:09ab":
            raise NotOpened(self.sentence, anchor="412:09ab")
        return "opened all the same"

    def open_by_code(self, given: CodeOpening, progress: Progress, /) -> Any:
        raise NotOpened(self.sentence, anchor="412:09ab")

    def sheet_officers(
        self, folder: str, typed: str, progress: Progress, accepted: str = "", /
    ) -> Any:
        return [("slot", str(self.open_vault("", "", progress, accepted)))]


def _typed_passphrase(window: Opening) -> UnlockPage:
    assert window.unlock is not None
    QTest.keyClicks(window.unlock.passphrase, "open sesame")
    QTest.keyClick(window.unlock.passphrase, Qt.Key.Key_Return)
    return window.unlock


def test_a_code_opens_no_vault_that_is_not_as_last_seen(
    qtbot: QtBot, tmp_path: Path, open_window: Callable[..., tuple[Opening, list[Any]]]
) -> None:
    window, opened = open_window(Earlier(tmp_path, BROMLEY))
    page = _typed_code(window)
    qtbot.waitUntil(page.said.isVisible)
    assert page.said.text() == Earlier.sentence
    assert not window.findChildren(Question)
    assert not opened


@pytest.mark.parametrize("type_it", [_typed_passphrase, _typed_sheet])
def test_a_vault_that_is_not_as_last_seen_is_asked_about_before_it_is_opened(
    qtbot: QtBot,
    tmp_path: Path,
    open_window: Callable[..., tuple[Opening, list[Any]]],
    type_it: Callable[[Opening], Any],
) -> None:
    window, opened = open_window(Earlier(tmp_path, BROMLEY))
    page = type_it(window)

    def question() -> Question:
        (found,) = window.findChildren(Question)
        return found

    qtbot.waitUntil(lambda: len(window.findChildren(Question)) == 1)
    assert Earlier.sentence in [each.text() for each in question().findChildren(QLabel)]
    # A second Enter after the passphrase opens nothing.
    assert question().no.isDefault()
    question().reject()
    assert page.said.text() == Earlier.sentence
    assert not opened
    qtbot.waitUntil(lambda: not window.findChildren(Question))
    again = page.unlock if isinstance(page, UnlockPage) else page.onward
    again.click()
    qtbot.waitUntil(lambda: len(window.findChildren(Question)) == 1)
    question().accept()
    if isinstance(page, SheetPage):
        qtbot.waitUntil(lambda: page.officer.currentText() == "opened all the same")
    else:
        qtbot.waitUntil(lambda: opened == ["opened all the same"])


def _refused(qtbot: QtBot, window: Opening, passphrase: str) -> UnlockPage:
    """The unlock page after a passphrase that is not the vault's."""
    page = window.unlock
    assert page is not None
    QTest.keyClicks(page.passphrase, passphrase)
    QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(page.said.isVisible)
    return page


def test_a_wrong_passphrase_is_reported_beside_the_field_and_can_be_typed_over(
    qtbot: QtBot, open_window: Callable[..., tuple[Opening, list[Any]]]
) -> None:
    window, opened = open_window()
    page = _refused(qtbot, window, "open says me")
    assert page.said.text() == WRONG
    assert page.passphrase.accessibleDescription() == WRONG
    assert page.passphrase.selectionLength() == len("open says me")
    assert not opened


def test_a_wrong_passphrase_may_make_the_next_one_wait(
    qtbot: QtBot, open_window: Callable[..., tuple[Opening, list[Any]]]
) -> None:
    window, _ = open_window()
    page = _refused(qtbot, window, "a fourth guess")
    assert page.unlock.text() == "Wait 2 s"
    assert not page.unlock.isEnabled()
    with qtbot.assertNotEmitted(page.tried, wait=10):
        QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    page.timer.timeout.emit()
    assert page.unlock.text() == "Wait 1 s"
    page.timer.timeout.emit()
    assert (page.unlock.isEnabled(), page.said.text()) == (True, WRONG)


def test_a_vault_that_has_to_wait_says_so_before_anything_is_typed(
    qtbot: QtBot, tmp_path: Path, open_window: Callable[..., tuple[Opening, list[Any]]]
) -> None:
    held = {"somewhere": (900, "100 wrong passphrases were typed in a row.")}

    class Held(Machine):
        def waiting(self, folder: str) -> tuple[int, str]:
            return held.get(folder, (0, ""))

    window, _ = open_window(Held(tmp_path, BROMLEY, PRACTICE))
    page = window.unlock
    assert page is not None
    page.passphrase.setText("half ty")
    qtbot.waitUntil(lambda: page.unlock.text() == "Wait 15:00 min")
    assert page.said.text().startswith("100 wrong")
    assert (page.passphrase.text(), page.passphrase.hasSelectedText()) == ("half ty", False)
    page.chooser.setCurrentIndex(1)
    assert (page.unlock.isEnabled(), page.said.text()) == (True, "")
    held["somewhere"] = (1, "100 wrong passphrases were typed in a row.")
    page.chooser.setCurrentIndex(0)
    assert page.unlock.text() == "Wait 1 s"
    page.timer.timeout.emit()
    assert (page.unlock.text(), page.said.text()) == ("&Unlock", "")


def test_the_practice_vaults_passphrase_is_filled_in_shown_and_explained(qtbot: QtBot) -> None:
    page = UnlockPage([PRACTICE, BROMLEY])
    qtbot.addWidget(page)
    assert page.passphrase.text() == "orchid tractor seventeen lamp"
    assert page.passphrase.echoMode() is QLineEdit.EchoMode.Normal
    assert "invented" in page.note.text()
    page.chooser.setCurrentIndex(1)
    assert page.passphrase.text() == ""
    assert page.passphrase.echoMode() is QLineEdit.EchoMode.Password
    assert page.note.isHidden()


def test_the_vault_that_is_chosen_is_the_one_that_is_tried(qtbot: QtBot) -> None:
    page = UnlockPage([PRACTICE, BROMLEY])
    qtbot.addWidget(page)
    page.chooser.setCurrentIndex(1)
    page.passphrase.setText("open sesame")
    with qtbot.waitSignal(page.tried) as tried:
        page.unlock.click()
    assert tried.args == [Attempt(BROMLEY, "open sesame")]


def test_the_passphrase_is_shown_and_hidden_again(qtbot: QtBot) -> None:
    page = UnlockPage([BROMLEY])
    qtbot.addWidget(page)
    page.show_it.click()
    assert (page.passphrase.echoMode(), page.show_it.text()) == (
        QLineEdit.EchoMode.Normal,
        "&Hide",
    )
    page.show_it.click()
    assert page.passphrase.echoMode() is QLineEdit.EchoMode.Password


def test_escape_empties_the_passphrase(qtbot: QtBot) -> None:
    page = UnlockPage([BROMLEY])
    qtbot.addWidget(page)
    page.passphrase.setText("typed in the wrong place")
    QTest.keyClick(page.passphrase, Qt.Key.Key_Escape)
    assert page.passphrase.text() == ""


def test_no_passphrase_is_in_what_an_attempt_says_of_itself() -> None:
    assert "sesame" not in repr(Attempt(BROMLEY, "open sesame"))


def test_the_practice_vault_is_offered_from_the_first_run(
    qtbot: QtBot, tmp_path: Path, open_window: Callable[..., tuple[Opening, list[Any]]]
) -> None:
    window, _ = open_window(Machine(tmp_path))
    assert window.first_run is not None
    window.first_run.practise.click()
    qtbot.waitUntil(lambda: window.unlock is not None)
    assert window.unlock is not None
    assert window.unlock.vault == PRACTICE


def test_the_opening_and_the_first_run_load_nothing_of_the_record() -> None:
    code = (
        "import sys; import ui.start, ui.unlock.first_run; "
        "print([m for m in sys.modules if m.split('.')[0] in "
        "('sqlalchemy', 'alembic', 'sqlcipher3', 'reportlab', 'cyclopts', 'zxcvbn', 'db') "
        "or m.startswith('lado_desktop.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "[]\n", done.stderr
