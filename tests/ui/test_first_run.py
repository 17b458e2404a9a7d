from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from db.problem import VaultProblem
from db.secrets import sheet
from db.secrets.keys import Stretching
from db.vault import vault
from db.vault.vault import Unlocked
from tests.ui.known_machine import KnownMachine
from ui.look.theme import Mode, Theme
from ui.unlock.opening import Opening
from ui.unlock.unlocking import NewVault, NotOpened
from ui.worker import Worker

PASSPHRASE = "orchid tractor seventeen lamp"


@pytest.fixture
def made() -> list[NewVault]:
    return []


class Machine(KnownMachine):
    """The real vault, made and opened; its shift is the unlocked vault itself."""

    def __init__(self, folder: Path, made: list[NewVault]) -> None:
        super().__init__(folder)
        self.made = made

    def create_vault(self, new: NewVault) -> str:
        self.made.append(new)
        try:
            unlocked = vault.create(
                Path(new.folder),
                new.passphrase,
                stretching=Stretching(memory_kib=64 * 1024, passes=1),
            )
        except VaultProblem as error:
            raise NotOpened(str(error)) from None
        return sheet.page(unlocked.master_key, unlocked.vault_id, date(2026, 11, 23))

    def open_vault(
        self, folder: str, passphrase: str, progress: Any = None, accepted: str = "", /
    ) -> Any:
        return vault.unlock(Path(folder), passphrase)


@pytest.fixture
def opening(
    qtbot: QtBot, theme: Theme, tmp_path: Path, made: list[NewVault]
) -> Iterator[Callable[[], tuple[Opening, list[Unlocked]]]]:
    worker = Worker(lambda error: isinstance(error, NotOpened))

    def make() -> tuple[Opening, list[Unlocked]]:
        opened: list[Any] = []
        window = Opening(Machine(tmp_path, made), worker, opened.append)
        qtbot.addWidget(window)
        window.show()
        page = window.first_run
        assert page is not None
        qtbot.waitUntil(page.service.practice.isEnabled)
        return window, opened

    yield make
    assert worker.close()


def _type(text: str) -> None:
    """Type into the widget that has the focus, and press Enter."""
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_by_keyboard_alone_a_vault_is_made_its_sheet_put_away_and_the_vault_opened(
    qtbot: QtBot,
    opening: Callable[[], tuple[Opening, list[Unlocked]]],
    made: list[NewVault],
    tmp_path: Path,
) -> None:
    window, opened = opening()
    page = window.first_run
    assert page is not None
    window.activateWindow()
    qtbot.waitUntil(page.place.folder.hasFocus)
    _type("")
    assert page.step.text() == "Step 2 of 3"
    page.service.practice.setCurrentText("London Borough of Bromley")
    _type("Ottilie Marsh")
    assert page.step.text() == "Step 3 of 3"
    _type(PASSPHRASE)
    _type(PASSPHRASE)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.sheet)
    assert made == [
        NewVault(str(tmp_path / "vault"), "bromley", "Ottilie Marsh", "lado", PASSPHRASE)
    ]
    assert not page.onward.isEnabled()
    page.sheet.put_away.setFocus()
    QTest.keyClick(page.sheet.put_away, Qt.Key.Key_Space)
    page.onward.click()
    qtbot.waitUntil(lambda: bool(opened))
    shown = page.sheet.sheet.toPlainText()
    assert all(group in shown for group in sheet.groups(opened[0].master_key))


def test_the_sheet_saved_as_pdf_reads_as_it_was_shown(
    qtbot: QtBot, opening: Callable[[], tuple[Opening, list[Unlocked]]], tmp_path: Path
) -> None:
    window, _ = opening()
    page = window.first_run
    assert page is not None
    page.made("Recovery sheet\n\nABCD EFGH JKLM\n")
    page.sheet.save_as(str(tmp_path / "sheet.pdf"))
    with pypdfium2.PdfDocument(tmp_path / "sheet.pdf") as document:
        words = document[0].get_textpage().get_text_range()
    assert "ABCD EFGH JKLM" in words
    assert (tmp_path / "sheet.pdf").stat().st_mode & 0o077 == 0
    assert page.sheet.saved.text() == "Saved."
    page.sheet.save_as(str(tmp_path / "missing" / "sheet.pdf"))
    assert page.sheet.saved.text().startswith("Not saved: ")


@pytest.mark.parametrize("size", [100, 200])
def test_at_every_step_its_button_is_in_sight_and_tab_goes_from_box_to_box(
    qtbot: QtBot,
    theme: Theme,
    opening: Callable[[], tuple[Opening, list[Unlocked]]],
    size: int,
) -> None:
    theme.apply(Mode.LIGHT, size)
    window, _ = opening()
    page = window.first_run
    assert page is not None
    steps = page.findChild(QScrollArea)
    assert steps is not None

    def seen() -> bool:
        """All of the button, in all of the areas that could scroll it away."""
        shown = page.onward.visibleRegion().boundingRect().size() == page.onward.size()
        return shown and (size > 100 or steps.verticalScrollBar().maximum() == 0)

    qtbot.waitUntil(seen)
    page.onward.click()
    page.service.officer.setText("Ottilie Marsh")
    qtbot.waitUntil(seen)
    page.onward.click()
    qtbot.waitUntil(seen)
    QTest.keyClick(page.secret.first, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.secret.second
    page.made("Recovery sheet\n\nABCD EFGH JKLM\n")
    qtbot.waitUntil(seen)
    theme.apply(Mode.LIGHT, 100)


def test_a_remote_or_copied_folder_is_refused_with_its_sentence(
    opening: Callable[[], tuple[Opening, list[Unlocked]]], tmp_path: Path
) -> None:
    window, _ = opening()
    page = window.first_run
    assert page is not None
    page.place.folder.setText(str(tmp_path / "OneDrive - Council" / "vault"))
    page.onward.click()
    assert page.step.text() == "Step 1 of 3"
    assert "OneDrive" in page.said.text() or "cloud" in page.said.text()


@pytest.mark.parametrize(
    "first,second,sentence",
    [
        ("", "", "Type a passphrase."),
        ("short", "short", "The passphrase needs 15 characters or more; this has 5."),
        ("bromleybromleybromley", "bromleybromleybromley", "This passphrase is too easily guessed"),
        (PASSPHRASE, "orchid", "The two passphrases are not the same."),
    ],
)
def test_a_passphrase_that_will_not_do_is_told_why_and_nothing_is_made(
    opening: Callable[[], tuple[Opening, list[Unlocked]]],
    made: list[NewVault],
    first: str,
    second: str,
    sentence: str,
) -> None:
    window, _ = opening()
    page = window.first_run
    assert page is not None
    page.onward.click()
    page.service.officer.setText("Ottilie Marsh")
    page.service.practice.setCurrentText("London Borough of Bromley")
    page.onward.click()
    page.secret.first.setText(first)
    page.secret.second.setText(second)
    page.onward.click()
    assert page.said.text().startswith(sentence)
    assert not made


def test_back_keeps_what_was_answered(
    opening: Callable[[], tuple[Opening, list[Unlocked]]],
) -> None:
    window, _ = opening()
    page = window.first_run
    assert page is not None
    page.onward.click()
    page.service.officer.setText("Ottilie Marsh")
    page.back.click()
    assert page.step.text() == "Step 1 of 3"
    page.onward.click()
    assert page.service.officer.text() == "Ottilie Marsh"
