"""Backups while the window is open."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.vault import vault
from lado_desktop.casework.custody import backups
from lado_desktop.casework.custody.backup_list import backup_files
from lado_desktop.casework.people import adults
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.time.clock import LONDON, StoppedClock
from lado_desktop.unlocking.opening import begin_shift
from lado_desktop.unlocking.vault_unlocking import VaultUnlocking
from tests import beneath
from tests.whole_vault import NOW, PASSPHRASE, whole_vault
from ui.look.theme import Theme
from ui.preferences import Preferences
from ui.window.backups import Backups
from ui.window.window import Window
from ui.worker import Worker


@pytest.fixture
def shift(tmp_path: Path) -> Iterator[Shift]:
    with whole_vault(tmp_path / "vault") as shift:
        yield shift


def _made(shift: Shift) -> list[str]:
    return sorted(path.name for path in (beneath.folder(shift.store) / "backups").glob("*.ladobak"))


def test_a_backup_is_made_when_due_tried_once_and_said_in_the_status_line(
    qtbot: QtBot, worker: Worker, theme: Theme, tmp_path: Path, shift: Shift
) -> None:
    preferences = Preferences(tmp_path / "settings.ini")
    window = Window(shift, worker, theme, preferences, lock=lambda: None)
    qtbot.addWidget(window)
    backup_files = Backups(lambda: window.desk, window.statusBar())
    assert backup_files.timer.isActive()
    assert backup_files.line.text().strip() == "No backup yet"
    backup_files.look()
    qtbot.waitUntil(lambda: backup_files.line.text().strip() == "Last backup 09:05, verified")
    assert _made(shift) == ["2026-11-23T090500Z.ladobak"]
    assert backups.backup_state(shift).drilled_at == NOW

    adults.add(shift, {"family_name": "Featherstone"})
    backup_files.look()
    qtbot.waitUntil(lambda: not worker.busy)
    assert len(_made(shift)) == 1, "half an hour has not gone by"
    later = StoppedClock(NOW + timedelta(minutes=31))
    window.pages.desk = replace(window.desk, shift=replace(shift, clock=later))
    backup_files.look()
    qtbot.waitUntil(lambda: backup_files.line.text().strip() == "Last backup 09:36, verified")
    assert len(_made(shift)) == 2


def test_the_line_of_another_day_names_the_day(shift: Shift) -> None:
    backups.back_up(shift, "asked for")
    later = StoppedClock(datetime(2026, 12, 1, 9, 0, tzinfo=LONDON))
    line = backups.status_line(replace(shift, clock=later))
    assert line == "Last backup 23 November 2026, 09:05, verified"


def test_closing_after_work_makes_a_backup_and_after_none_makes_none(shift: Shift) -> None:
    folder, close = beneath.folder(shift.store), VaultUnlocking().close
    adults.add(shift, {"family_name": "Featherstone"})
    close(shift, False)  # one may still be under way behind the window
    assert not _made(shift)
    for _ in range(2):
        close(begin_shift(vault.unlock(folder, PASSPHRASE), NOW), True)
        assert len(_made(shift)) == 1


def test_invented_people_are_not_backed_up_unasked(shift: Shift) -> None:
    practising = replace(shift, practice_data=True)
    backups.back_up_when_due(practising)
    assert not backups.back_up_if_changed(practising, "at the end")
    assert not _made(shift)


def test_a_second_place_that_is_late_is_reported_when_the_window_opens(
    qtbot: QtBot, worker: Worker, theme: Theme, tmp_path: Path, shift: Shift
) -> None:
    second = tmp_path / "share"
    second.mkdir()
    backups.choose_second_place(shift, second)
    backups.back_up(shift, "asked for")
    later = replace(shift, clock=StoppedClock(NOW + timedelta(days=8)))
    window = Window(later, worker, theme, Preferences(tmp_path / "settings.ini"), lock=lambda: None)
    qtbot.addWidget(window)
    backup_files = Backups(lambda: window.desk, window.statusBar())
    (said,) = backup_files.found
    assert said.startswith("The second place is late")
    assert backup_files.line.text().strip().endswith("; the second place is late")


def test_work_that_is_in_no_backup_is_reported_at_the_next_opening_and_backed_up(
    qtbot: QtBot, worker: Worker, theme: Theme, tmp_path: Path, shift: Shift
) -> None:
    preferences = Preferences(tmp_path / "settings.ini")
    backups.back_up(shift, "asked for")
    window = Window(shift, worker, theme, preferences, lock=lambda: None)
    qtbot.addWidget(window)
    assert Backups(lambda: window.desk, window.statusBar()).found == []
    folder = beneath.folder(shift.store) / "backups"
    adults.add(shift, {"family_name": "Featherstone"})
    folder.rename(folder.with_name("away"))
    folder.write_bytes(b"")  # no room for a folder of this name
    VaultUnlocking().close(shift, True)
    folder.unlink()
    folder.with_name("away").rename(folder)

    again = begin_shift(vault.unlock(folder.parent, PASSPHRASE), NOW)
    later = replace(again, clock=StoppedClock(NOW + timedelta(minutes=1)))
    window = Window(later, worker, theme, preferences, lock=lambda: None)
    qtbot.addWidget(window)
    backup_files = Backups(lambda: window.desk, window.statusBar())
    (said,) = backup_files.found
    assert said.startswith("What was done since the last backup, of 09:05, is in none")
    qtbot.waitUntil(lambda: backup_files.line.text().strip() == "Last backup 09:06, verified")
    assert len(_made(later)) == 2
    again.store.close()


def test_what_cannot_be_looked_at_in_the_second_place_is_left_out(
    shift: Shift, tmp_path: Path
) -> None:
    own = beneath.folder(shift.store) / "backups"
    own.mkdir(exist_ok=True)
    (own / "2026-11-20T090000Z.ladobak").symlink_to(tmp_path / "gone")
    assert backup_files(shift) == []
