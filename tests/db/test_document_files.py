"""Sealed files of documents: through backup, drill, restore and a new key, and when they break."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import delete, insert, select

from db.backups import backup, schedule
from db.backups.restore import restore
from db.documents import document_check, sealed_file
from db.documents.document_files import sentence, sweep
from db.documents.sealed_file import FOLDER, UNCLAIMED, path_of
from db.problem import BackupRefused, DocumentLost, NotAsSeen, NotSaved
from db.records.audit import ActDone
from db.records.tables import DOCUMENT_KEY
from db.sqlcipher.store import SqlCipherStore
from db.vault import vault
from db.vault.opening import open_vault
from db.vault.rotation import rotate
from db.vault.vault import Unlocked
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.kept_document import KeptDocument
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.record import new_id

MakeAct = Callable[..., ActDone]
PASSPHRASE = "cobalt ferret quietly juggles turnips"
NOW = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)
LETTER = b"%PDF-1.7 Zebedee " * 400


def _keep(store: SqlCipherStore, content: bytes = LETTER) -> UUID:
    id = new_id()
    seal = sealed_file.seal(store.folder / FOLDER, id, content)
    with store.writing(ActDone("document.add", None, NOW)) as session:
        contact = session.scalar(select(Contact).limit(1))
        if contact is None:
            contact = Contact(reference="2627-0001", received_on=NOW.date(), intake="referral")
            officer = Officer(name="Ottilie Marsh", role="lado")
            session.add_all([contact, officer])
            session.flush()
        number = len(session.scalars(select(KeptDocument)).all()) + 1
        session.add(
            KeptDocument(
                id=id,
                contact_id=contact.id,
                number=number,
                name="Letter.pdf",
                content_kind="pdf",
                size=len(content),
                sha256="",
                sealed_sha256=seal.sha256,
                added_at=NOW.replace(tzinfo=None),
                added_by_id=session.scalars(select(Officer.id)).one(),
            )
        )
        session.flush()
        session.connection().execute(insert(DOCUMENT_KEY).values(document_id=id, key=seal.key))
    return id


def _read(store: SqlCipherStore, id: UUID) -> bytes:
    with store.reading() as session:
        query = select(DOCUMENT_KEY.c.key).where(DOCUMENT_KEY.c.document_id == id)
        key = session.connection().scalar(query)
    assert key is not None
    return sealed_file.unseal(store.folder / FOLDER, id, key)


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _open(
    unlocked: Unlocked, at: datetime = NOW, accepted: str = ""
) -> tuple[SqlCipherStore, tuple[str, ...]]:
    opened = open_vault(unlocked, at, accepted=accepted)
    return opened.store, (*opened.gone_back, *opened.notices)


def test_a_document_is_one_sealed_file_named_by_an_id_and_says_nothing(tmp_path: Path) -> None:
    id = new_id()
    seal = sealed_file.seal(tmp_path / FOLDER, id, LETTER)
    (path,) = (tmp_path / FOLDER).iterdir()
    assert path.name == f"{id.hex}.sealed"
    assert (path.stat().st_mode & 0o777, path.stat().st_size) == (0o600, len(LETTER) + 28)
    assert b"Zebedee" not in path.read_bytes()
    assert seal.key.hex() not in repr(seal)
    assert sealed_file.unseal(tmp_path / FOLDER, id, seal.key) == LETTER
    with pytest.raises(DocumentLost, match="damaged"):
        sealed_file.unseal(tmp_path / FOLDER, id, bytes(32))
    _flip(path)
    with pytest.raises(DocumentLost, match="damaged"):
        sealed_file.unseal(tmp_path / FOLDER, id, seal.key)
    path.write_bytes(b"cut")
    with pytest.raises(DocumentLost, match="damaged"):
        sealed_file.unseal(tmp_path / FOLDER, id, seal.key)
    path.unlink()
    with pytest.raises(DocumentLost, match="missing"):
        sealed_file.unseal(tmp_path / FOLDER, id, seal.key)


def test_a_document_that_the_disk_does_not_take_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_descriptor: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(NotSaved, match="NOT KEPT"):
        sealed_file.seal(tmp_path / FOLDER, new_id(), LETTER)
    assert not list((tmp_path / FOLDER).glob("*.sealed"))
    assert sweep(tmp_path / FOLDER, set()) == 1


def test_each_document_is_copied_once_and_comes_back_on_another_computer(
    unlocked: Unlocked, act: MakeAct, tmp_path: Path
) -> None:
    store, _ = _open(unlocked)
    first = _keep(store)
    second_place = tmp_path / "share"
    second_place.mkdir()
    schedule.set_second_place(store, second_place, act())
    schedule.back_up(store, unlocked, act(), "by hand")
    beside = backup.folder_of(unlocked.folder) / FOLDER
    copied = path_of(beside, first).stat()
    later = _keep(store, LETTER + b"more")
    made = schedule.back_up(store, unlocked, act(), "by hand")
    assert made.manifest.documents == [first.hex, later.hex]
    again = path_of(beside, first).stat()
    assert (again.st_ino, again.st_mtime_ns) == (copied.st_ino, copied.st_mtime_ns)
    assert b"Zebedee" not in made.path.read_bytes()
    schedule.drill(store, unlocked, act())
    store.close()
    # The second place alone, on another computer.
    (found,) = [path for path in backup.all_in(second_place) if path.name == made.path.name]
    new = tmp_path / "new"
    restored = restore(found, backup.unlock(found, PASSPHRASE), new, act())
    store, (went_back,) = _open(restored)
    assert "went back to the backup of " in went_back
    assert (_read(store, first), _read(store, later)) == (LETTER, LETTER + b"more")
    store.close()


def test_a_backup_without_its_documents_is_restored_and_tells_which_are_lacking(
    unlocked: Unlocked, act: MakeAct, tmp_path: Path
) -> None:
    store, _ = _open(unlocked)
    _keep(store)
    made = backup.make(unlocked, NOW, "by hand")
    store.close()
    alone = tmp_path / made.path.name
    alone.write_bytes(made.path.read_bytes())
    restored = restore(alone, backup.unlock(alone, PASSPHRASE), tmp_path / "new", act())
    store, (_, lacking) = _open(restored)
    assert "document 1 of 2627-0001 is missing" in lacking
    store.close()


def test_a_new_master_key_leaves_the_files_alone_and_they_still_open(
    unlocked: Unlocked, act: MakeAct
) -> None:
    store, _ = _open(unlocked)
    id = _keep(store)
    store.close()
    before = path_of(unlocked.folder / FOLDER, id).stat()
    renewed = rotate(unlocked, PASSPHRASE, act()).unlocked
    after = path_of(unlocked.folder / FOLDER, id).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    store, _ = _open(renewed)
    assert _read(store, id) == LETTER
    store.close()


def test_without_the_row_of_its_key_nobody_reads_a_document_anywhere(
    unlocked: Unlocked, act: MakeAct
) -> None:
    store, _ = _open(unlocked)
    id = _keep(store)
    with store.reading() as session:
        key = session.connection().scalar(select(DOCUMENT_KEY.c.key))
    with store.writing(act()) as session:
        session.connection().execute(delete(DOCUMENT_KEY))
    made = backup.make(unlocked, NOW, "by hand")
    assert made.documents == ()
    store.close()
    assert key is not None
    files = [path for path in unlocked.folder.rglob("*") if path.is_file()]
    assert not any(key in path.read_bytes() for path in files)
    assert not path_of(backup.folder_of(unlocked.folder) / FOLDER, id).exists()
    # What nothing needs is swept when the vault is next opened.
    _open(unlocked)[0].close()
    assert not path_of(unlocked.folder / FOLDER, id).exists()


def test_a_flipped_bit_is_reported_by_reference_and_put_back_from_beside_the_backups(
    unlocked: Unlocked, act: MakeAct
) -> None:
    store, _ = _open(unlocked)
    id = _keep(store)
    backup.make(unlocked, NOW, "by hand")
    path = path_of(unlocked.folder / FOLDER, id)
    _flip(path)
    assert document_check.lacking(store, wholly=False) == []
    assert sentence(document_check.lacking(store, wholly=True)) == (
        "document 1 of 2627-0001 is damaged"
    )
    store.close()
    # The weekly look at all of it.
    store, notices = _open(unlocked, NOW + timedelta(days=8))
    assert "document 1 of 2627-0001 is damaged. They were put back" in notices[0]
    assert _read(store, id) == LETTER
    store.close()


def test_a_missing_file_is_noticed_at_once_stops_no_backup_and_is_never_passed_over(
    unlocked: Unlocked, act: MakeAct
) -> None:
    store, _ = _open(unlocked)
    _keep(store)
    lost = _keep(store)
    path_of(unlocked.folder / FOLDER, lost).unlink()
    schedule.back_up(store, unlocked, act(), "by hand")
    assert schedule.backup_state(store).lacking == ["document 2 of 2627-0001 is missing"]
    with pytest.raises(BackupRefused, match="document 2 of 2627-0001 is missing"):
        schedule.drill(store, unlocked, act())
    store.close()
    store, notices = _open(unlocked)
    assert "document 2 of 2627-0001 is missing, in the vault and beside" in notices[0]
    store.close()


def test_a_drill_finds_a_damaged_copy_and_it_is_made_again(
    unlocked: Unlocked, act: MakeAct
) -> None:
    store, _ = _open(unlocked)
    id = _keep(store)
    schedule.back_up(store, unlocked, act(), "by hand")
    _flip(path_of(backup.folder_of(unlocked.folder) / FOLDER, id))
    with pytest.raises(BackupRefused, match="document 1 of 2627-0001 is damaged"):
        schedule.drill(store, unlocked, act())
    schedule.drill(store, unlocked, act())
    store.close()


def test_documents_added_since_a_backup_wait_with_the_records_that_it_replaced(
    unlocked: Unlocked, act: MakeAct
) -> None:
    store, _ = _open(unlocked)
    _keep(store)
    made = backup.make(unlocked, NOW, "by hand")
    since = _keep(store)
    store.close()
    restore(made.path, unlocked.master_key, unlocked.folder, act(), unlocked)
    again = vault.unlock(unlocked.folder, PASSPHRASE)
    _open(again)[0].close()
    aside = unlocked.folder / FOLDER / UNCLAIMED
    assert [path.name.partition("-")[2] for path in aside.iterdir()] == [f"{since.hex}.sealed"]
    # IT puts the replaced record back: its document comes back with it.
    (kept,) = unlocked.folder.glob("kept-until-*.db")
    shutil.copy(kept, again.database)
    with pytest.raises(NotAsSeen) as refused:
        _open(again)
    store, notices = _open(again, accepted=refused.value.anchor)
    assert (_read(store, since), notices) == (LETTER, ())
    store.close()


def test_copies_that_no_backup_needs_go_when_backups_are_thinned(
    unlocked: Unlocked, act: MakeAct
) -> None:
    store, _ = _open(unlocked)
    id = _keep(store)
    beside = backup.folder_of(unlocked.folder) / FOLDER
    old = backup.make(unlocked, NOW - timedelta(days=900), "by hand")
    stray = path_of(beside, new_id())
    stray.write_bytes(b"x")
    new = backup.make(unlocked, NOW, "by hand")
    for minute in range(10):
        shutil.copy(new.path, new.path.with_name(f"2026-11-22T08{minute:02}00Z.ladobak"))
    assert stray.exists()
    assert schedule.thin(new.path.parent, new.path, NOW) == [old.path]
    assert [path.name for path in beside.iterdir()] == [f"{id.hex}.sealed"]
    store.close()
