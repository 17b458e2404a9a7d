"""Where a vault may be: on a local disk, and not in a folder that a cloud service copies."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path, PurePath, PureWindowsPath

from platformdirs import site_data_path, user_data_path

from db.problem import UnsuitablePlace

APP = "LADO Desktop"
VAULT = "vault"

LOCAL_TYPES = frozenset(
    (
        *("ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "jfs"),
        *("ecryptfs", "overlay", "tmpfs"),
    )
)
"""Linux types of file systems on this computer that keep files for one account alone, as in
/proc/mounts. Others may be remote, as FUSE, 9p and NFS are, or have no rights, as exFAT."""

_SYNCED = re.compile(
    r"(OneDrive|Dropbox|Google Drive|iCloud ?Drive|Nextcloud|ownCloud|Egnyte|pCloud|Proton Drive)\b"
    r"|(My Drive|Box|Box Sync|SharePoint|.+ - Documents)$",
    re.IGNORECASE,
)
"""Folders of cloud services. A SharePoint library is called "Team - Documents"."""
_NAMES = (
    *("vault.json", "in-use.db", "in-use.json", "unlock-log.jsonl", "ballast.bin"),
    *("documents", "backups"),
)
_DATA = "data-*.db*"
_DRIVE_REMOTE = 4  # GetDriveTypeW, fileapi.h


def default_folder() -> Path:
    """Return the vault's default folder: the shared one if IT made it, else the officer's own.

    Never the roaming profile, which Windows copies over the network.
    """
    shared = site_data_path(APP, appauthor=False) / VAULT
    if shared.is_dir():
        return shared
    return user_data_path(APP, appauthor=False, roaming=False) / VAULT


def account_folder() -> Path:
    """Return the folder of this account's notes of the vaults that it opened.

    It is local: a roaming profile would bring the notes of another computer.
    """
    return user_data_path(APP, appauthor=False, roaming=False) / "seen"


def check(folder: Path) -> None:
    """Raise UnsuitablePlace with the reason, if a folder is unsuitable for a vault."""
    folder = folder.expanduser()
    if is_synced(folder, os.environ) or is_synced(folder.resolve(), os.environ):
        raise UnsuitablePlace(
            "This folder is copied to a cloud service while it is being written, which can destroy "
            "the vault. Keep the vault on this computer and send the backups there."
        )
    if _is_remote(folder):
        raise UnsuitablePlace(
            "This folder is on another computer, a network drive or a stick, where a vault can be "
            "damaged or read by others. Keep the vault on a disk of this computer and send the "
            "backups there."
        )


def refuse_links(folder: Path) -> None:
    """Raise UnsuitablePlace where a name of the vault leads elsewhere: nothing is written there."""
    for path in (*(folder / name for name in _NAMES), *folder.glob(_DATA)):
        if path.is_symlink():
            raise UnsuitablePlace(
                f"{path.name} in the vault's folder is a link to another place, which the program "
                "does not follow. Ask IT who put it there, and to remove it."
            )


def open_to_others(folder: Path) -> list[str]:
    """Return a sentence where other accounts may write in the vault's folder."""
    # On Windows the rights of a folder are not in its mode.
    if os.name != "posix" or not folder.stat().st_mode & 0o022:
        return []
    sentence = (
        "Other accounts of this computer may write in the vault's folder, and so replace or delete "
        "what is in it. Ask IT to take that right away."
    )
    return [sentence]


def is_synced(folder: PurePath, environment: Mapping[str, str]) -> bool:
    """Tell whether a cloud service copies the folder, by its name or the service's settings."""
    if any(_SYNCED.match(part) for part in folder.parts):
        return True
    roots = (
        environment.get(name) for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
    )
    return any(folder.is_relative_to(root) for root in roots if root)


def _is_remote(folder: Path) -> bool:
    if sys.platform == "win32":
        return is_remote_windows_path(folder) or _on_remote_drive(folder.resolve())
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False  # not Linux; the names of cloud folders were looked at already
    return file_system(folder.resolve(), mounts) not in LOCAL_TYPES


def is_remote_windows_path(folder: PurePath) -> bool:
    r"""Tell whether a Windows path is on another computer: `\\server\share\...`."""
    drive = PureWindowsPath(folder).drive
    return drive.startswith("\\\\") and not re.match(r"\\\\[?.]\\[A-Za-z]:", drive)


def _on_remote_drive(folder: Path) -> bool:
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  (only Windows has it)
    drive_type: int = kernel.GetDriveTypeW(folder.anchor)
    return drive_type == _DRIVE_REMOTE


def file_system(folder: Path, mounts: str) -> str:
    """Return the type of a folder's file system, from the text of /proc/mounts."""
    best, found = -1, ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = Path(re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), fields[1]))
        # Of two mounts at one point the later one is in force.
        if folder.is_relative_to(point) and len(point.parts) >= best:
            best, found = len(point.parts), fields[2]
    return found
