"""The vaults opened on this computer, latest first, one line each.

Plain lines, because every start reads them before the unlock page.
"""

from __future__ import annotations

from pathlib import Path

from db.vault.in_place import make_folder
from ui.unlock.unlocking import KnownVault

MOST = 8
_VAULT_FILE = "vault.json"


def known_vaults(file: Path) -> list[KnownVault]:
    """Return the listed vaults whose folder still exists."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    parts = (line.partition("\t") for line in lines)
    found = [KnownVault(folder, title) for title, _, folder in parts if folder]
    return [each for each in found if _is_there(Path(each.folder))]


def _is_there(folder: Path) -> bool:
    """Tell whether a vault exists. Without vault.json its recovery sheet still opens it."""
    return (folder / _VAULT_FILE).exists() or any(folder.glob("data-*.db"))


def remember(file: Path, vault: KnownVault) -> None:
    """Put a vault at the top of the list. Ignores a file that cannot be written."""
    others = [each for each in known_vaults(file) if each.folder != vault.folder]
    lines = [f"{each.title}\t{each.folder}\n" for each in [vault, *others][:MOST]]
    fresh = file.with_suffix(".new")
    try:
        make_folder(file.parent)
        fresh.write_text("".join(lines), encoding="utf-8")
        fresh.replace(file)
    except OSError:
        # The next unlock asks where the vault is. Nothing else is lost.
        return
