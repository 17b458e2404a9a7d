"""The keys and backups of an open vault."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from db.backups import backup, backup_file, schedule
from db.custody import BackupFile, Backups, BackupState, Edit, FreshKeys, Keys, KeySlot
from db.problem import EarlierKeys, WeakPassphrase
from db.records.audit import ActDone
from db.secrets import passphrase as passphrases
from db.secrets import sheet
from db.sqlcipher.store import SqlCipherStore
from db.sqlcipher.vault_files import VaultFiles
from db.vault import slots, vault_file
from db.vault.in_use import VaultLock
from db.vault.rotation import Rotated, rotate
from db.vault.vault import Unlocked


class VaultCustody(VaultFiles):
    """The custody of an unlocked vault. Without `unlocked` it only offers to read backups."""

    def __init__(self, store: SqlCipherStore, unlocked: Unlocked | None) -> None:
        super().__init__(store)
        self.unlocked = unlocked
        """Today's keys. `VaultKeys.renew` replaces them."""

    @property
    def vault_id(self) -> str:
        return "" if self.unlocked is None else self.unlocked.vault_id

    @property
    def keys(self) -> Keys | None:
        return None if self.unlocked is None else VaultKeys(self._store, self)

    @property
    def backups(self) -> Backups | None:
        return VaultBackups(self._store, self)

    @property
    def known(self) -> Unlocked:
        """Return the keys. Raises ValueError where the vault was opened without them."""
        if self.unlocked is None:
            raise ValueError("This vault was opened without its keys.")
        return self.unlocked


class VaultBackups:
    """`db.custody.Backups` of a vault."""

    def __init__(self, store: SqlCipherStore, custody: VaultCustody) -> None:
        self._store, self._custody = store, custody

    def state(self) -> BackupState:
        return schedule.backup_state(self._store)

    def is_changed(self) -> bool:
        return schedule.is_changed(self._store)

    def is_due(self, now: datetime) -> bool:
        return schedule.is_due(self._store, now)

    def drill_is_due(self, now: datetime) -> bool:
        return schedule.drill_is_due(self._store, now)

    def make(self, act: ActDone, reason: str) -> Path:
        return schedule.back_up(self._store, self._custody.known, act, reason).path

    def drill(self, act: ActDone) -> Path:
        return schedule.drill(self._store, self._custody.known, act)

    def set_second_place(self, folder: Path | None, act: ActDone) -> None:
        schedule.set_second_place(self._store, folder, act)

    def files(self) -> list[BackupFile]:
        second = self.state().second_place
        places = [(backup.folder_of(self._store.folder), False)]
        places += [(Path(second), True)] if second else []
        found = []
        for folder, is_second in places:
            with suppress(OSError):
                for path in backup.all_in(folder):
                    made = backup.time_of(path)
                    if made is not None and path.is_file():
                        found.append(BackupFile(path, made, path.stat().st_size, is_second))
        return sorted(found, key=lambda one: one.made_at, reverse=True)

    def prove(self, path: Path) -> str:
        unlocked = self._custody.known
        made_under = vault_file.parse(backup_file.text(path, vault_file.NAME)).key_gen
        if made_under != slots.present(unlocked).key_gen:
            raise EarlierKeys(
                f"{path.name} was made before the keys were renewed: it opens by the recovery "
                "sheet or a passphrase of that day. It was proved when it was made."
            )
        return backup.verify(path, unlocked.master_key).anchor


class VaultKeys:
    """`db.custody.Keys` of a vault."""

    def __init__(self, store: SqlCipherStore, custody: VaultCustody) -> None:
        self._store, self._custody = store, custody

    @property
    def own_slot(self) -> str | None:
        return self._custody.known.slot_id

    def slots(self) -> list[KeySlot]:
        return [KeySlot(each.id, each.until) for each in slots.slots(self._store.folder)]

    def add_officer(self, officer_id: UUID, label: str, act: ActDone, edit: Edit) -> str:
        return slots.add_officer(
            self._store, self._custody.known, officer_id, label, act, edit=edit
        )

    def renew_code(self, slot_id: str, act: ActDone) -> str:
        return slots.renew_code(self._store, self._custody.known, slot_id, act)

    def change_passphrase(
        self, old: str, new: str, act: ActDone, known_words: Iterable[str]
    ) -> None:
        slots.change_passphrase(self._store, self._custody.known, old, new, act, known_words)

    def problem(self, passphrase: str, known_words: Iterable[str]) -> str | None:
        try:
            passphrases.check(passphrase, known_words)
        except WeakPassphrase as error:
            return str(error)
        return None

    def renew(
        self, passphrase: str, act: ActDone, removed: Sequence[str], today: date, edit: Edit
    ) -> FreshKeys:
        done: list[Rotated] = []

        def task(lock: VaultLock) -> tuple[Path, bytes]:
            done.append(rotate(self._custody.known, passphrase, act, removed, lock, edit))
            return done[0].unlocked.database, done[0].unlocked.key

        self._store.replace_database(task)
        fresh = self._custody.unlocked = done[0].unlocked
        self._store.see()
        return FreshKeys(
            done[0].codes,
            sheet.groups(fresh.master_key),
            sheet.page(fresh.master_key, fresh.vault_id, today),
        )
