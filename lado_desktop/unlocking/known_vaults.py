"""Which vaults were opened here, the last one first: a line each, with name and folder.

Plain lines, since every start reads them before the unlock page and nothing slower is needed.
"""

from __future__ import annotations

from pathlib import Path

from ui.unlock.unlocking import KnownVault

MOST = 8
_VAULT_FILE = "vault.json"


def known_vaults(file: Path) -> list[KnownVault]:
    """Return the vaults written down in the file whose folder is still there."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    parts = (line.partition("\t") for line in lines)
    found = [KnownVault(folder, title) for title, _, folder in parts if folder]
    return [each for each in found if _is_there(Path(each.folder))]


def _is_there(folder: Path) -> bool:
    """Tell whether a vault is there; without its file the recovery sheet still opens it."""
    return (folder / _VAULT_FILE).exists() or any(folder.glob("data-*.db"))


def remember(file: Path, vault: KnownVault) -> None:
    """Write a vault down as the one opened last. A file that cannot be written is no harm."""
    others = [each for each in known_vaults(file) if each.folder != vault.folder]
    lines = [f"{each.title}\t{each.folder}\n" for each in [vault, *others][:MOST]]
    fresh = file.with_suffix(".new")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh.write_text("".join(lines), encoding="utf-8")
        fresh.replace(file)
    except OSError:
        # The next unlock asks where the vault is; nothing else is lost.
        return
