"""A machine for the tests of the unlock page, on which nothing has to be opened or made."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lado_desktop.unlocking.vault_unlocking import VaultUnlocking
from ui.unlock.unlocking import KnownVault, NewVault


class KnownMachine(VaultUnlocking):
    """Answers at once from what the test gave it. What is read of a sheet is the real thing."""

    def __init__(self, folder: Path, *known: KnownVault, opened: object = None) -> None:
        super().__init__()
        self.folder, self.known, self.opened = folder, known, opened
        self.settings_file = folder / "settings.ini"
        self.manual = None

    def vaults(self) -> Sequence[KnownVault]:
        return self.known

    def load(self) -> None:
        pass

    def waiting(self, folder: str) -> tuple[int, str]:
        return 0, ""

    def open_vault(
        self, folder: str, passphrase: str, progress: Any = None, accepted: str = "", /
    ) -> Any:
        return self.opened

    def close(self, shift: object, ended: bool) -> None:
        pass

    def start_again(self) -> None:
        pass

    def default_folder(self) -> str:
        return str(self.folder / "vault")

    def create_vault(self, new: NewVault) -> str:
        return "sheet"
