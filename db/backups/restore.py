"""Restores a backup. Nothing is overwritten: the replaced records are kept for 30 days of use."""

from __future__ import annotations

import getpass
import platform
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from db.backups import backup, backup_file
from db.documents import document_files
from db.documents.document_files import Lacking
from db.documents.sealed_file import FOLDER as DOCUMENTS
from db.freshness import newest_backups, seen_note, turns
from db.problem import BackupRefused, NotSaved, VaultDamaged, VaultMissing, VaultProblem
from db.records.audit import ActDone, record_event
from db.records.hash_chain import ANCHOR_DIGITS
from db.secrets.keys import DATABASE, sub_key
from db.sqlcipher import copying
from db.sqlcipher.engine import connect
from db.vault import location, slots, vault, vault_file
from db.vault.in_place import make_folder
from db.vault.in_use import VaultLock
from db.vault.replaced import keep_a_while
from db.vault.switching import switch
from db.vault.vault import Unlocked


def restore(
    path: Path,
    master_key: bytes,
    folder: Path,
    act: ActDone,
    present: Unlocked | None = None,
    by: str = "a passphrase",
) -> Unlocked:
    """Put the records of a backup into a closed vault, or into an empty folder.

    `master_key` is that of the backup (`backup.unlock`). `present` is the vault in the folder,
    where it can still be unlocked: its passphrases and sheet then stay. Otherwise those of the
    backup's day are valid again. `by` says in the audit what opened the backup. The backup is
    proved first, then its copy, and one replacement of vault.json switches. Missing documents are
    copied from beside the backup. Those missing there too are reported when the vault is opened.
    Raises BackupRefused, InUse, NotSaved or UnsuitablePlace; nothing is changed then.
    """
    location.check(folder)
    was_there = vault.traces(folder) or bool(seen_note.was_in(folder))
    make_folder(folder)
    lock = VaultLock(folder)
    try:
        with backup.unpacked(path, master_key, folder) as (data, found, manifest):
            if present is not None and present.vault_id != found.vault_id:
                raise BackupRefused(f"The backup {path.name} is that of another vault.")
            fresh = replace(
                found if present is None else slots.present(present),
                # Above both, since the higher number is the newer vault.json.
                seq=max(found.seq, _seq_in(folder)) + 1,
                database=vault.next_database(folder),
            )
            key = master_key if present is None else present.master_key
            slot_id = None if present is None else present.slot_id
            restored = vault.unlocked(folder, fresh, key, slot_id)
            replaced = vault.databases(folder)
            of_backup = vault.unlocked(folder, found, master_key, None)
            left = _left_behind(path, folder, present, was_there, of_backup)
            data_key = sub_key(master_key, DATABASE)
            lacking = _bring_documents(path, data, data_key, folder)
            detail = {
                "file": path.name,
                "made_at": manifest.made_at,
                "by": by,
                "anchor": manifest.anchor,
                "account": f"{getpass.getuser()} on {platform.node()}",
                **left,
                "lacking": [str(each) for each in lacking],
            }

            def tell(session: Session) -> None:
                record_event(session, act, "restore", detail=detail)

            switch(data, data_key, restored, fresh.text(key), act, tell)
        for database in replaced:
            keep_a_while(database, act.at.date())
    finally:
        lock.release()
    return restored


def _bring_documents(path: Path, data: Path, key: bytes, folder: Path) -> list[Lacking]:
    documents = document_files.needed_in(data, key)
    beside = path.parent / DOCUMENTS
    try:
        return document_files.copy_over(beside, folder / DOCUMENTS, documents, wholly=True)
    except OSError as error:
        raise NotSaved(
            "The disk is full or did not take the documents. Nothing was changed: the vault opens "
            "as before. Free as much room as the documents take, then try again."
        ) from error


def _seq_in(folder: Path) -> int:
    """Return the number of the vault.json in the folder, which may be missing or damaged."""
    try:
        return vault_file.parse(vault.text_of(folder)).seq
    except VaultProblem:
        return 0


def _left_behind(
    path: Path, folder: Path, present: Unlocked | None, was_there: bool, found: Unlocked
) -> dict[str, object]:
    """Return what the audit says of the replaced records: `db.freshness.turns` reads it.

    That is their audit head, the highest line number ever used, and their turns. An earlier restore
    may have replaced higher lines, and anchors on prints may have any of these numbers. The backups
    beside this one and the notes of this account may know of more than an older data file does.
    `found` is the vault of the backup.
    """
    told: dict[str, object] = {"unread": True} if was_there else {}
    lines, known = [0], set[str]()
    # Also a damaged page, or a file so short that it is an empty database.
    with suppress(VaultDamaged, VaultMissing, dbapi2.DatabaseError):
        if present is not None:
            head, lines, known = _read(present)
            told = {"replaced": head}
    notes = [each for each in seen_note.notes() if each.vault_id == found.vault_id]
    lines += [each.seq for each in notes]
    known.update(turn for each in notes for turn in each.turns)
    key = found.master_key if present is None else present.master_key
    backed_up = newest_backups.highest_line(
        [path.parent, backup.folder_of(folder)], found.vault_id, key
    )
    own = newest_backups.line_of(backup_file.proved(path, found.master_key)[1])
    lines += [backed_up] if backed_up is not None and backed_up > own else []
    if highest := max(lines):
        told["highest"] = highest
    return {**told, "turns": sorted(known)} if known else told


def _read(present: Unlocked) -> tuple[str, list[int], set[str]]:
    """Return the audit head of a vault, the highest lines that it knows of, and its turns."""
    with closing(connect(present.database, present.key, reading=True)) as connection:
        seq, chain = copying.contents(connection).head
        known = turns.turns(connection.execute)
    lines = [seq, *(each.highest or 0 for each in known)]
    return f"{seq}:{chain[:ANCHOR_DIGITS]}", lines, set(turns.ids(known))
