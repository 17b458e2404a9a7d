"""What an engine offers for keys, backups and verification.

Pages ask it what they may show. A vault offers all of it. On a server `keys` and `backups` are
None, because those who run it look after them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from db.records.audit import ActDone
from db.records.dangling import Dangling
from db.records.stored_values import Misstored
from db.search.index_check import Stale

SECOND_AT_LEAST_EVERY = timedelta(days=7)
Edit = Callable[[Session], None]


@dataclass(frozen=True)
class BackupState:
    """The state of the backups. Times are ISO 8601 with their zone; "" for never."""

    last_verified: str = ""
    last_line: int = 0
    """The last audit line in it."""
    second_place: str = ""
    """The folder to which each backup is copied: a share, or an encrypted stick."""
    second_verified: str = ""
    second_trouble: str = ""
    """Why the last backup did not reach the second place."""
    last_drill: str = ""
    lacking: Sequence[str] = ()
    """Documents that no backup has, because their file in the vault is damaged."""

    @property
    def verified_at(self) -> datetime | None:
        """When the last backup was made and proved."""
        return _moment(self.last_verified)

    @property
    def second_verified_at(self) -> datetime | None:
        """When the newest proved backup in the second place was made."""
        return _moment(self.second_verified)

    @property
    def drilled_at(self) -> datetime | None:
        """When the newest backup was last opened and compared."""
        return _moment(self.last_drill)

    def second_is_late(self, now: datetime) -> bool:
        """Tell whether no proved backup of the last week is outside this computer."""
        last = self.second_verified_at
        return last is None or now - last > SECOND_AT_LEAST_EVERY


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


@dataclass(frozen=True)
class BackupFile:
    """A backup in the vault's folder or in the second place."""

    path: Path
    made_at: datetime
    size: int
    """Bytes."""
    second: bool
    """It is in the second place."""


class Backups(Protocol):
    """The backups of a vault. Call it off the GUI thread."""

    def state(self) -> BackupState:
        """Return the state of the backups."""

    def is_changed(self) -> bool:
        """Tell whether there was any work since the last one."""

    def is_due(self, now: datetime) -> bool:
        """Tell whether there were changes for 30 minutes without a backup."""

    def drill_is_due(self, now: datetime) -> bool:
        """Tell whether the monthly drill is due."""

    def make(self, act: ActDone, reason: str) -> Path:
        """Make a proved backup. Raises NotSaved, VaultDamaged."""

    def drill(self, act: ActDone) -> Path:
        """Open the newest one and compare it with the record. Raises BackupRefused."""

    def set_second_place(self, folder: Path | None, act: ActDone) -> None:
        """Copy each backup to a folder from now on, or to none. Raises BackupRefused."""

    def files(self) -> list[BackupFile]:
        """Return the backups that can be read, newest first."""

    def prove(self, path: Path) -> str:
        """Check every page and row of one and return its anchor. Raises VaultProblem."""


@dataclass(frozen=True)
class KeySlot:
    """A key slot for one officer's passphrase or code."""

    id: str
    until: date | None
    """The last day on which the code can be claimed; None where there is a passphrase."""


@dataclass(frozen=True)
class FreshKeys:
    """The secrets of a vault with new keys, to be shown once."""

    codes: Mapping[str, str] = field(repr=False)
    """The one-time code of each other officer's slot."""
    groups: Sequence[str] = field(repr=False)
    """The recovery sheet's key, in 14 groups of 4."""
    sheet: str = field(repr=False)
    """The whole recovery sheet as plain text."""


class Keys(Protocol):
    """The keys by which officers open a vault."""

    @property
    def own_slot(self) -> str | None:
        """The slot of the officer at work; None where the recovery sheet opened the vault."""

    def slots(self) -> list[KeySlot]:
        """Return every slot, oldest first."""

    def add_officer(self, officer_id: UUID, label: str, act: ActDone, edit: Edit) -> str:
        """Make a slot and return its one-time code. Raises NotSaved."""

    def renew_code(self, slot_id: str, act: ActDone) -> str:
        """Give another officer a new code. Raises NoSuchSlot, NotSaved."""

    def change_passphrase(
        self, old: str, new: str, act: ActDone, known_words: Iterable[str]
    ) -> None:
        """Change the officer's own passphrase. Raises WrongPassphrase, WeakPassphrase."""

    def problem(self, passphrase: str, known_words: Iterable[str]) -> str | None:
        """Return why a passphrase is too weak, or None."""

    def renew(
        self, passphrase: str, act: ActDone, removed: Sequence[str], today: date, edit: Edit
    ) -> FreshKeys:
        """Give the open vault new keys. Raises WrongPassphrase, NoSuchSlot, NotSaved."""


class Custody(Protocol):
    """Where a record is stored, its keys and backups, and whether it is whole."""

    @property
    def place(self) -> str:
        """Where the record is, for the About page."""

    @property
    def folder(self) -> Path | None:
        """The folder of a vault; None on a server."""

    @property
    def vault_id(self) -> str:
        """The vault's id; "" where its keys are not known."""

    @property
    def keys(self) -> Keys | None:
        """The keys; None on a server, or where the vault was opened without them."""

    @property
    def backups(self) -> Backups | None:
        """The backups; None where others make them."""

    def damage(self) -> list[str]:
        """Return what a quick check finds wrong with the file."""

    def damage_anywhere(self) -> list[str]:
        """Return what is wrong with any page of the file. Other acts wait."""

    def dangling(self, session: Session) -> list[Dangling]:
        """Return the rows that refer to a missing row; normally none."""

    def misstored(self, session: Session) -> list[Misstored]:
        """Return the fields with values that the program would write otherwise; normally none."""

    def stale_indexes(self, session: Session) -> list[Stale]:
        """Return the kinds of record that an index has otherwise; normally none."""

    def rebuild_indexes(self, session: Session) -> None:
        """Rebuild what is derived from the records."""

    def facts(self, session: Session) -> list[str]:
        """Return lines for IT: sizes and versions, nothing about records."""

    def without_fsync(self) -> None:
        """Let the system decide when to write to the disk. Only for practice data."""
