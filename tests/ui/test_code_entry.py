"""A new officer takes up a one-time code at the unlock page and works in their own name."""

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from db.vault import vault
from lado_desktop.app_paths import own_folder
from lado_desktop.casework.settings import officers
from lado_desktop.unlocking.opening import open_shift
from lado_desktop.unlocking.vault_unlocking import VaultUnlocking
from tests.whole_vault import PASSPHRASE, made_vault
from ui.look.theme import Theme
from ui.unlock.opening import Opening
from ui.unlock.unlocking import KnownVault, NotOpened
from ui.worker import Worker

CHOSEN = "walnut ferry gable nineteen"


@pytest.mark.slow
def test_a_code_opens_the_vault_once_and_the_chosen_passphrase_after(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    own_folder.cache_clear()
    folder = tmp_path / "vault"
    made_vault(folder)
    begun = open_shift(folder, PASSPHRASE)
    code = officers.add(begun, "Fern Amble", "cover")
    begun.store.close()

    worker = Worker(lambda error: isinstance(error, NotOpened))
    opened: list[Any] = []
    window = Opening(VaultUnlocking(KnownVault(str(folder), "Bromley")), worker, opened.append)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.is_loaded)
    assert window.unlock is not None
    window.unlock.by_code.click()
    page = window.code
    assert page is not None
    page.onward.click()
    assert page.said.text() == "Type the code."
    page.code.setText("not a code")
    page.secret.first.setText("Fern Amble, Bromley 2026")
    page.secret.second.setText("Fern Amble, Bromley 2026")
    page.onward.click()
    qtbot.waitUntil(lambda: "five groups of five" in page.said.text())
    page.code.setText(code.lower().replace("-", " "))
    page.onward.click()
    qtbot.waitUntil(lambda: "too easily guessed" in page.said.text())
    assert not opened
    page.secret.first.setText(CHOSEN)
    page.secret.second.setText(CHOSEN)
    page.onward.click()
    qtbot.waitUntil(lambda: bool(opened))
    (shift,) = opened
    assert shift.officer.name == "Fern Amble"
    shift.store.close()
    assert vault.unlock(folder, CHOSEN).slot_id is not None
    assert worker.close()
    own_folder.cache_clear()
