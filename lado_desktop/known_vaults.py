"""Which vaults were opened here, the last one first: their folders and their services' names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from ui.openers import KnownVault

MOST = 8
_VAULT_FILE = "vault.json"
_MADE_BY_HAND = (OSError, ValueError, TypeError, KeyError)
"""What a list that is missing or was written by somebody else may raise."""


def known_vaults(file: Path) -> list[KnownVault]:
    """Return the vaults written down in the file whose folder is still there."""
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        found = [KnownVault(str(each["folder"]), str(each["title"])) for each in said]
    except _MADE_BY_HAND:
        return []
    return [each for each in found if Path(each.folder, _VAULT_FILE).exists()]


def remember(file: Path, vault: KnownVault) -> None:
    """Write a vault down as the one opened last. A file that cannot be written is no harm."""
    others = [each for each in known_vaults(file) if each.folder != vault.folder]
    _write(file, [vault, *others][:MOST])


def _write(file: Path, vaults: Sequence[KnownVault]) -> None:
    said = [{"folder": each.folder, "title": each.title} for each in vaults]
    fresh = file.with_suffix(".new")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh.write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")
        fresh.replace(file)
    except OSError:
        # The next unlock asks where the vault is; nothing else is lost.
        return
