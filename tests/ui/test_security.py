"""Security in the settings: officers and keys, backups, the unlock log, by real keys."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableWidget, QTabWidget
from pytestqt.qtbot import QtBot

from db.vault import vault
from lado_desktop.casework.people import adults
from lado_desktop.casework.settings.new_keys import unseen_sheet_notice
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.officer import Officer
from tests import beneath
from tests.whole_vault import PASSPHRASE, whole_vault
from ui.pages.settings import SettingsPage
from ui.route import Place
from ui.settings.key_dialogs import AddOfficer, ChangePassphrase, RenewKeys
from ui.settings.shown_once import ShownOnce
from ui.window.window import Window

NEW = "violet hammock ninety compass"


@pytest.fixture
def shift(tmp_path: Path) -> Iterator[Shift]:
    with whole_vault(tmp_path / "vault") as shift:
        yield shift


@pytest.fixture
def page(window: Window) -> SettingsPage:
    window.go(Place("settings"))
    page = window.page
    assert isinstance(page, SettingsPage)
    tabs = page.findChild(QTabWidget)
    assert tabs is not None
    at = next(n for n in range(tabs.count()) if tabs.tabText(n) == "Security")
    tabs.setCurrentIndex(at)
    return page


def _cell(table: QTableWidget, row: int, column: int) -> str:
    item = table.item(row, column)
    assert item is not None
    return item.text()


def test_an_officer_is_added_by_a_code_removed_with_new_keys_and_the_vault_goes_on(
    qtbot: QtBot, window: Window, page: SettingsPage, shift: Shift
) -> None:
    keyholders = page.security.keyholders
    assert not keyholders.remove_it.isEnabled(), "nobody removes themselves"
    keyholders.add_it.trigger()
    asked = keyholders.findChildren(AddOfficer)[0]
    asked.yes.click()
    qtbot.waitUntil(lambda: asked.problem.text() == "The officer's name is needed.")
    asked.name.setText("Fern Amble")
    asked.yes.click()
    qtbot.waitUntil(lambda: bool(window.findChildren(ShownOnce)))
    shown = window.findChildren(ShownOnce)[0]
    code = shown.codes.toPlainText()
    assert code.startswith("Fern Amble: ")
    assert len(code.split(": ")[1].replace("-", "")) == 25
    shown.done_it.click()
    assert _cell(keyholders.table, 1, 2) == "Code, until 7 December 2026"

    keyholders.table.setCurrentCell(1, 0)
    keyholders.remove_it.trigger()
    renewing = keyholders.findChildren(RenewKeys)[0]
    renewing.present.setText(NEW)
    renewing.yes.click()
    qtbot.waitUntil(lambda: "does not open this vault" in renewing.problem.text())
    before = beneath.unlocked(shift.store).key
    renewing.present.setText(PASSPHRASE)
    QTest.keyClick(renewing.present, Qt.Key.Key_Return)

    def sheets() -> list[ShownOnce]:
        return [each for each in window.findChildren(ShownOnce) if each.sheet is not None]

    qtbot.waitUntil(lambda: bool(sheets()))
    last = sheets()[0]
    last.reject()
    assert last.isVisible(), "the sheet is not shown again"
    assert last.sheet is not None
    assert "RECOVERY SHEET" in last.sheet.sheet.toPlainText()
    last.sheet.put_away.setChecked(True)
    last.done_it.click()
    assert keyholders.table.rowCount() == 1
    fresh = window.desk.shift
    assert beneath.unlocked(fresh.store).key != before
    with fresh.reading() as session:
        assert unseen_sheet_notice(session) is None, "it was put away"
    adults.add(fresh, {"family_name": "Vane"})
    assert "new keys" in window.notices.words


def test_a_passphrase_is_judged_while_it_is_typed_and_changed(
    qtbot: QtBot, window: Window, page: SettingsPage, shift: Shift
) -> None:
    page.security.keyholders.change_it.trigger()
    asked = page.findChildren(ChangePassphrase)[0]
    asked.present.setText(PASSPHRASE)
    asked.fresh.first.setText("Ottilie Marsh Bromley")
    qtbot.waitUntil(lambda: asked.fresh.strength.text().startswith("Not strong enough yet."))
    asked.yes.click()
    assert "easily guessed" in asked.problem.text()
    asked.fresh.first.setText(NEW)
    qtbot.waitUntil(lambda: asked.fresh.strength.text() == "Strong enough.")
    asked.fresh.second.setText(NEW)
    asked.yes.click()
    qtbot.waitUntil(lambda: "Your passphrase is changed" in window.notices.words)
    assert vault.unlock(beneath.folder(shift.store), NEW).slot_id is not None


def test_backups_are_made_tried_proved_and_copied_from_the_window(
    qtbot: QtBot, window: Window, page: SettingsPage, tmp_path: Path
) -> None:
    care = page.security.backups
    assert care.second.text().startswith("No second place is chosen.")
    qtbot.waitUntil(lambda: not window.desk.worker.busy)
    assert not care.try_it.isEnabled()
    second = tmp_path / "share"
    care.choose(second)
    qtbot.waitUntil(lambda: "may not write" in window.notices.words)
    second.mkdir()
    care.choose(second)
    qtbot.waitUntil(lambda: "The second place is chosen." in window.notices.words)
    care.make_it.trigger()
    qtbot.waitUntil(lambda: "is made and proved" in window.notices.words)
    qtbot.waitUntil(lambda: care.table.rowCount() == 2)
    assert care.second.text() == "The newest copy reached the second place on 23 November 2026."
    care.try_it.trigger()
    qtbot.waitUntil(lambda: "is the record of this vault" in window.notices.words)
    assert care.drilled.text().startswith("Last tried on 23 November 2026")
    care.prove_it.trigger()
    qtbot.waitUntil(lambda: "is whole" in window.notices.words)
    assert f'restore BACKUP.ladobak "{beneath.folder(window.desk.shift.store)}"' in care.how.text()
    assert _cell(page.security.log, 0, 2) == "Unlocked by passphrase"


def test_who_may_not_change_keys_is_told_who_does(
    window: Window, page: SettingsPage, shift: Shift
) -> None:
    cover = Officer(id=shift.officer.id, name="Ottilie Marsh", role="cover")
    page.security.take_desk(replace(window.desk, shift=replace(shift, officer=cover)))
    keyholders = page.security.keyholders
    assert "is not part of your role" in keyholders.why.text()
    assert not keyholders.add_it.isEnabled()
    assert keyholders.change_it.isEnabled()
