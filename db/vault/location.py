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

REMOTE_TYPES = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "davfs", "fuse.davfs2"}
)
"""Linux types of network file systems, as in /proc/mounts."""

_SYNCED = re.compile(r"(OneDrive|Dropbox|Google Drive|iCloudDrive)\b", re.IGNORECASE)
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
            "This folder is on another computer or a network drive, where a vault can be damaged. "
            "Keep the vault on this computer and send the backups there."
        )


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
    return file_system(folder.resolve(), mounts) in REMOTE_TYPES


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
