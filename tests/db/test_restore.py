from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from db.backups import backup
from db.backups.backup import Backup
from db.backups.restore import restore
from db.problem import BackupRefused, InUse, NotSaved, VaultMissing, WrongPassphrase
from db.records.audit import ActDone, verify
from db.secrets.keys import Stretching
from db.sqlcipher.store import SqlCipherStore
from db.vault import slots, vault
from db.vault.opening import open_vault
from db.vault.rotation import rotate
from db.vault.vault import Unlocked
from lado_desktop.domain.kinds.adult import Adult

MakeAct = Callable[..., ActDone]
PASSPHRASE = "cobalt ferret quietly juggles turnips"
ANOTHER = "seven walnuts orbit the lighthouse"
NOW = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)


@contextmanager
def _open(unlocked: Unlocked, *, went_back: bool = False) -> Iterator[SqlCipherStore]:
    """Open the vault; where it went back to a backup, that is shown, and nothing else."""
    opened = open_vault(unlocked, NOW)
    assert (len(opened.gone_back), opened.notices) == (1 if went_back else 0, ())
    said = "went back to the backup of 22 November 2026 at 09:05, by"
    assert all(said in each for each in opened.gone_back)
    try:
        yield opened.store
    finally:
        opened.store.close()


def _add(store: SqlCipherStore, name: str) -> None:
    with store.writing(ActDone("Add", None, NOW)) as session:
        session.add(Adult(family_name=name))


def _names(store: SqlCipherStore) -> list[str]:
    with store.reading() as session:
        assert verify(session).sound
        return sorted(session.scalars(select(Adult.family_name)))


@pytest.fixture
def made(unlocked: Unlocked) -> Backup:
    """A backup with one person in it; a second came later."""
    with _open(unlocked) as store:
        _add(store, "Before")
        found = backup.make(unlocked, NOW, "by hand")
        _add(store, "After")
    return found


def test_a_restore_goes_back_and_keeps_what_it_replaced(
    unlocked: Unlocked, made: Backup, act: MakeAct
) -> None:
    with _open(unlocked) as store:
        replaced = store.head()
    restored = restore(made.path, unlocked.master_key, unlocked.folder, act(), unlocked)
    assert restored.database.name == "data-2.db"
    with _open(vault.unlock(unlocked.folder, PASSPHRASE), went_back=True) as store:
        assert _names(store) == ["Before"]
        with store.reading() as session:
            body = str(
                session.connection()
                .exec_driver_sql(
                    "SELECT body FROM audit_detail JOIN audit USING (seq) WHERE action = 'restore'"
                )
                .scalar()
            )
        assert f"{replaced[0]}:{replaced[1]}" in body
    (kept,) = unlocked.folder.glob("kept-until-*.db")
    assert kept.name == "kept-until-2026-12-22-data-1.db"

    typed = unlocked.folder.parent / "looked-at"
    typed.mkdir()
    copied = typed / "data-1.db"
    copied.write_bytes(kept.read_bytes())
    store = Unlocked(typed, unlocked.vault_id, copied, None, unlocked.key, b"").open()
    assert _names(store) == ["After", "Before"]
    store.close()


def test_a_restore_that_was_ended_before_its_renaming_keeps_what_it_replaced(
    unlocked: Unlocked, made: Backup, act: MakeAct, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("db.backups.restore.keep_a_while", ended)
    with pytest.raises(KeyboardInterrupt):
        restore(made.path, unlocked.master_key, unlocked.folder, act(), unlocked)
    monkeypatch.undo()
    assert (unlocked.folder / "data-1.db").exists()
    with _open(vault.unlock(unlocked.folder, PASSPHRASE), went_back=True) as store:
        assert _names(store) == ["Before"]
    (kept,) = unlocked.folder.glob("kept-until-*.db")
    store = Unlocked(kept.parent, unlocked.vault_id, kept, None, unlocked.key, b"").open()
    assert _names(store) == ["After", "Before"]
    store.close()


def test_a_log_that_was_not_renamed_with_its_data_file_is_renamed_at_opening(
    unlocked: Unlocked, made: Backup, act: MakeAct
) -> None:
    restored = restore(made.path, unlocked.master_key, unlocked.folder, act(), unlocked)
    wal = unlocked.folder / "data-1.db-wal"
    wal.write_bytes(b"the last saves")
    open_vault(restored, NOW).store.close()
    (kept,) = unlocked.folder.glob("kept-until-*.db-wal")
    assert (wal.exists(), kept.read_bytes()) == (False, b"the last saves")


def test_a_backup_opens_on_a_new_computer_with_the_passphrase_of_its_day(
    unlocked: Unlocked, made: Backup, act: MakeAct, tmp_path: Path
) -> None:
    key = backup.unlock(made.path, PASSPHRASE)
    restore(made.path, key, tmp_path / "new", act())
    with _open(vault.unlock(tmp_path / "new", PASSPHRASE), went_back=True) as store:
        assert _names(store) == ["Before"]


def test_a_restore_from_before_a_key_change_keeps_the_present_keys(
    unlocked: Unlocked, made: Backup, act: MakeAct
) -> None:
    store = unlocked.open()
    slots.change_passphrase(store, unlocked, PASSPHRASE, ANOTHER, act())
    store.close()
    renewed = rotate(unlocked, ANOTHER, act()).unlocked
    key = backup.unlock(made.path, PASSPHRASE)
    restored = restore(made.path, key, unlocked.folder, act(), renewed)
    assert restored.master_key == renewed.master_key
    with pytest.raises(WrongPassphrase):
        vault.unlock(unlocked.folder, PASSPHRASE)
    with _open(vault.unlock(unlocked.folder, ANOTHER), went_back=True) as store:
        assert _names(store) == ["Before"]


@pytest.mark.parametrize("gone", ["vault.json", "data-1.db", "both"])
def test_a_damaged_vault_is_restored_by_the_backups_own_keys(
    unlocked: Unlocked, made: Backup, act: MakeAct, gone: str
) -> None:
    for name in ("vault.json", "data-1.db"):
        if gone in (name, "both"):
            (unlocked.folder / name).write_bytes(b"damaged")
    restored = restore(made.path, backup.unlock(made.path, PASSPHRASE), unlocked.folder, act())
    with _open(vault.unlock(unlocked.folder, PASSPHRASE), went_back=True) as store:
        assert _names(store) == ["Before"]
    assert restored.database.name == "data-2.db"


def test_a_refused_restore_changes_nothing(
    unlocked: Unlocked,
    made: Backup,
    act: MakeAct,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def try_it(path: Path, present: Unlocked = unlocked) -> None:
        restore(path, unlocked.master_key, unlocked.folder, act(), present)

    bad = tmp_path / "bad.ladobak"
    bad.write_bytes(made.path.read_bytes()[:-3_000])
    with pytest.raises(BackupRefused):
        try_it(bad)
    fast = Stretching(64 * 1024, passes=1)
    other = vault.create(tmp_path / "other", PASSPHRASE, stretching=fast)
    with pytest.raises(BackupRefused, match="another vault"):
        restore(made.path, unlocked.master_key, other.folder, act(), other)
    store = unlocked.open()
    with pytest.raises(InUse):
        try_it(made.path)
    store.close()

    def no_room(_path: Path) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("db.sqlcipher.copying.sync", no_room)
    with pytest.raises(NotSaved, match="Nothing was changed"):
        try_it(made.path)
    monkeypatch.undo()
    with _open(vault.unlock(unlocked.folder, PASSPHRASE)) as store:
        assert _names(store) == ["After", "Before"]
    assert not list(unlocked.folder.glob("unpacked-*"))


def test_the_vault_file_of_before_a_restore_does_not_bring_the_replaced_records_back(
    unlocked: Unlocked, made: Backup, act: MakeAct
) -> None:
    earlier = (unlocked.folder / "vault.json").read_text()
    restore(made.path, unlocked.master_key, unlocked.folder, act(), unlocked)
    (unlocked.folder / "vault.json").write_text(earlier)
    with pytest.raises(VaultMissing, match="earlier copy"):
        open_vault(vault.unlock(unlocked.folder, PASSPHRASE), NOW)
