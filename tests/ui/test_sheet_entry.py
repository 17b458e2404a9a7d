"""Opening a vault by its recovery sheet, typed in groups as on the paper."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.problem import WrongPassphrase
from db.records.tables import AUDIT, AUDIT_DETAIL
from db.vault import vault
from lado_desktop.app_paths import own_folder
from lado_desktop.casework.settings import posts
from lado_desktop.casework.settings.posts import PostGiven
from lado_desktop.casework.shift import Shift
from lado_desktop.unlocking.by_sheet import AFTERWARDS
from lado_desktop.unlocking.opening import open_shift
from lado_desktop.unlocking.vault_unlocking import VaultUnlocking
from tests.whole_vault import PASSPHRASE as FORGOTTEN
from tests.whole_vault import made_vault
from ui.look.theme import Theme
from ui.unlock.opening import Opening
from ui.unlock.sheet_entry import SheetPage
from ui.unlock.unlocking import KnownVault, NotOpened, SheetOpening
from ui.worker import Worker

CHOSEN = "walnut ferry gable nineteen"
Make = Callable[[], tuple[SheetPage, list[Any]]]


@pytest.fixture
def groups(tmp_path: Path) -> list[str]:
    """The groups of the sheet of a vault whose passphrase was forgotten."""
    return list(made_vault(tmp_path / "vault").groups)


@pytest.fixture
def page(
    qtbot: QtBot,
    theme: Theme,
    groups: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Make]:
    """The page of the sheet, come to from the unlock page, and what was opened."""
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    own_folder.cache_clear()
    worker = Worker(lambda error: isinstance(error, NotOpened))

    def make() -> tuple[SheetPage, list[Any]]:
        opened: list[Any] = []
        window = Opening(
            VaultUnlocking(KnownVault(str(tmp_path / "vault"), "Bromley")), worker, opened.append
        )
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: window.is_loaded)
        assert window.unlock is not None
        window.unlock.by_sheet.click()
        assert window.sheet is not None
        return window.sheet, opened

    yield make
    assert worker.close()
    own_folder.cache_clear()


def _type(text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def test_the_sheet_gives_an_officer_a_new_passphrase_and_the_audit_says_so(
    qtbot: QtBot, page: Make, groups: list[str], tmp_path: Path
) -> None:
    # Whose first post is over and who works in another is in post all the same.
    before = open_shift(tmp_path / "vault", FORGOTTEN)
    (first,) = posts.posts(before)
    posts.add(before, first.id, PostGiven("lado", 1, date(2026, 4, 1)))
    ended = PostGiven("lado", 1, date(2025, 4, 1), date(2026, 3, 31))
    posts.change(before, first.id, first.version, ended)
    before.store.close()
    sheet, opened = page()
    qtbot.waitUntil(sheet.groups.boxes[0].hasFocus)
    for group in groups:
        assert not sheet.onward.isEnabled()
        for sign in group.lower():
            _type(sign)
    assert sheet.answer.text() == "All 14 groups are typed as they are printed."
    QTest.keyClick(sheet.groups.boxes[-1], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sheet.stack.currentIndex() == 1)
    assert sheet.officer.currentText() == "Ottilie Marsh"
    sheet.secret.first.setText("too short")
    sheet.onward.click()
    assert sheet.said.text().startswith("The passphrase needs 15")
    for box in (sheet.secret.first, sheet.secret.second):
        box.setText(CHOSEN)
    sheet.onward.click()
    qtbot.waitUntil(lambda: bool(opened))
    shift: Shift = opened[0]
    assert (shift.officer.name, shift.notices) == ("Ottilie Marsh", (AFTERWARDS,))
    with shift.reading() as session:
        query = select(AUDIT.c.action, AUDIT_DETAIL.c.body).join(AUDIT_DETAIL)
        query = query.where(AUDIT.c.action.in_(("unlock", "replace passphrase")))
        lines = session.connection().execute(query.order_by(AUDIT.c.seq)).all()
    shift.store.close()
    said = [(action, json.loads(body).get("by")) for action, body in lines]
    assert said == [
        ("unlock", "passphrase"),
        ("unlock", "recovery sheet"),
        ("replace passphrase", None),
        ("unlock", "passphrase"),
    ]
    with pytest.raises(WrongPassphrase):
        vault.unlock(tmp_path / "vault", FORGOTTEN)
    assert vault.unlock(tmp_path / "vault", CHOSEN).slot_id


def test_a_typing_error_is_reported_as_soon_as_it_can_be_known(
    qtbot: QtBot, page: Make, groups: list[str]
) -> None:
    sheet, _ = page()
    boxes = sheet.groups.boxes
    qtbot.waitUntil(boxes[0].hasFocus)
    QGuiApplication.clipboard().setText("-".join(groups).replace("O", "0").replace("I", "1"))
    boxes[0].paste()
    assert [box.text() for box in boxes] == groups
    assert boxes[-1].hasFocus()
    assert sheet.onward.isEnabled()
    other = "B" if groups[2][0] != "B" else "C"
    boxes[2].setFocus()
    boxes[2].setSelection(0, 1)
    _type(other)
    assert boxes[2].text() == other + groups[2][1:]
    assert boxes[2].cursorPosition() == 1
    assert "typing error" in sheet.answer.text()
    assert not sheet.onward.isEnabled()
    boxes[2].setSelection(0, 1)
    _type("9")
    assert sheet.answer.text().startswith("Group 3: a sign that is on no sheet")
    assert boxes[2].property("problem") == "true"
    boxes[4].clear()
    boxes[4].setFocus()
    QTest.keyClick(boxes[4], Qt.Key.Key_Backspace)
    assert boxes[3].hasFocus()
    QGuiApplication.clipboard().clear()


def test_the_sheet_of_another_vault_opens_nothing_and_is_reported(
    qtbot: QtBot, page: Make, groups: list[str]
) -> None:
    sheet, opened = page()
    from db.secrets import sheet as sheets

    sheet.groups.boxes[0].textEdited.emit(" ".join(sheets.groups(bytes(32))))
    sheet.onward.click()
    qtbot.waitUntil(sheet.said.isVisible)
    assert "belongs to another vault" in sheet.said.text()
    assert not opened
    sheet.back.click()
    qtbot.waitUntil(lambda: not sheet.isVisible())


def test_what_was_typed_is_in_no_representation_of_it() -> None:
    said = SheetOpening("somewhere", "ABCD EFGH", "slot", "a passphrase")
    assert "ABCD" not in repr(said)
    assert "a passphrase" not in repr(said)
