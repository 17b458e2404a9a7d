"""Tells whether a new vault may be made in a folder.

It loads neither keys nor SQLAlchemy, since the first run asks it before anything is loaded.
"""

from __future__ import annotations

from pathlib import Path

from db.problem import VaultExists
from db.vault import location, unfinished


def check(folder: Path) -> None:
    """Raise UnsuitablePlace or VaultExists where no vault may be created in a folder."""
    location.check(folder)
    if not unfinished.is_broken_off(folder):
        refuse_vault(folder)


def refuse_vault(folder: Path) -> None:
    """Raise VaultExists where a vault is in a folder, or was as far as this account knows."""
    if is_vault(folder):
        raise VaultExists(
            "There is a vault in this folder already. Open it, or choose another folder."
        )
    if _was_in(folder):
        raise VaultExists(
            "This account had a vault open in this folder, and its files are gone. Ask IT where "
            "they are, restore a backup, or choose another folder for a new vault."
        )


def is_vault(folder: Path) -> bool:
    """Tell whether the folder has a vault, or the remains of one."""
    return (folder / "vault.json").exists() or any(folder.glob("data-*.db"))


def _was_in(folder: Path) -> bool:
    if not location.account_folder().is_dir():
        return False
    # Notes are proved by keys, whose library takes a tenth of the start.
    from db.freshness import seen_note  # noqa: PLC0415

    return bool(seen_note.was_in(folder))
