"""Locks a vault for one program. The system releases the lock when the program ends.

The lock is SQLite's, on a separate empty database, so it works on every system and is released even
by kill -9. A file beside it names the holder, for information only.
"""

from __future__ import annotations

import getpass
import json
import platform
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from db.problem import InUse, UnsuitablePlace
from db.vault.in_place import make_file
from db.vault.location import refuse_links

LOCK = "in-use.db"
HOLDER = "in-use.json"


class VaultLock:
    """The lock on a vault, until `release`."""

    def __init__(self, folder: Path) -> None:
        """Lock the vault. Raises InUse with a sentence that says who has it and since when.

        Raises UnsuitablePlace where the folder cannot be written.
        """
        refuse_links(folder)
        self._folder = folder
        self.path = folder / LOCK
        self._connection: Any = None
        # SQLite itself would let everybody read it. A file that is there is not opened: closing it
        # again would drop the lock that another connection of this process has on it.
        with suppress(OSError):
            make_file(self.path)
        try:
            self._connection = dbapi2.connect(
                str(self.path), isolation_level=None, timeout=0, check_same_thread=False
            )
            self._connection.execute("BEGIN EXCLUSIVE")
        except dbapi2.OperationalError as error:
            if self._connection is not None:
                self._connection.close()
            if "locked" in str(error):
                raise InUse(_sentence(folder)) from None
            raise UnsuitablePlace(
                "The vault's folder is missing, or this account may not write in it. "
                "Choose another folder, or ask IT for the right to write in this one."
            ) from error
        _write_holder(folder / HOLDER)

    def release(self) -> None:
        """Release the vault. Calling it twice is harmless."""
        if self._connection is None:
            return
        (self._folder / HOLDER).unlink(missing_ok=True)
        self._connection.close()
        self._connection = None


def _write_holder(path: Path) -> None:
    holder = {
        "account": getpass.getuser(),
        "computer": platform.node(),
        "since": datetime.now().astimezone().isoformat(timespec="seconds"),
    }
    # A new file for this account alone: an earlier one may be readable by all.
    path.unlink(missing_ok=True)
    with suppress(OSError):  # the disk is full, but the lock itself works
        make_file(path)
        path.write_text(json.dumps(holder), encoding="utf-8")


def _sentence(folder: Path) -> str:
    try:
        holder = json.loads((folder / HOLDER).read_text(encoding="utf-8"))
        since = datetime.fromisoformat(holder["since"])
        who = f"by the account {holder['account']} on {holder['computer']}"
        when = f"since {since:%H:%M} on {since.day} {since:%B %Y}"
    except (OSError, ValueError, KeyError, TypeError):
        return "This vault is open in another window or by another account. Close it there first."
    return f"This vault is open already, {who}, {when}. Close it there first."
