"""Checks documents' files: restores or reports missing ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from db.documents import document_files, sealed_file
from db.documents.document_files import Lacking, Needed
from db.documents.sealed_file import FOLDER, Seal
from db.problem import DocumentLost, NotSaved
from db.records.audit import ActDone, record_event
from db.schema.upgrade import BACKUPS
from db.sqlcipher.store import SqlCipherStore


class VaultDocuments:
    """`db.store.Documents` of a vault: sealed files in its folder."""

    def __init__(self, store: SqlCipherStore) -> None:
        self._store = store

    def put(self, id: UUID, content: bytes) -> Seal:
        return sealed_file.seal(self._store.folder / FOLDER, id, content)

    def get(self, id: UUID, key: bytes, put_back: ActDone) -> bytes:
        folder = self._store.folder / FOLDER
        try:
            return sealed_file.unseal(folder, id, key)
        except DocumentLost as lost:
            found = [Lacking(each, lost.how) for each in documents_of(self._store) if each.id == id]
            if mend(self._store, found, put_back):
                raise DocumentLost(lost.how, found[0].document.reference) from None
            return sealed_file.unseal(folder, id, key)

    def remove(self, id: UUID) -> None:
        places = [self._store.folder, self._store.folder / BACKUPS]
        backups = self._store.custody.backups
        if backups is not None and (second := backups.state().second_place):
            places.append(Path(second))
        document_files.remove(places, id)

    def lacking(self, *, wholly: bool) -> list[Lacking]:
        return [*lacking(self._store, wholly=wholly), *without_key(self._store)]


def documents_of(store: SqlCipherStore) -> list[Needed]:
    """Return the documents whose keys an open vault has."""
    with store.reading() as session:
        return document_files.needed(session.connection().exec_driver_sql)


def lacking(store: SqlCipherStore, *, wholly: bool) -> list[Lacking]:
    """Return the documents of an open vault whose file is missing or damaged.

    `wholly` reads every byte, 1 s for 1 GB. Otherwise only the lengths are checked.
    """
    return document_files.lacking(store.folder / FOLDER, documents_of(store), wholly=wholly)


def without_key(store: SqlCipherStore) -> list[Lacking]:
    """Return the documents that no key in the vault opens. No act removes a key alone."""
    with store.reading() as session:
        found = document_files.keyless(session.connection().exec_driver_sql)
    return [Lacking(each, "without its key") for each in found]


def mend(store: SqlCipherStore, found: Sequence[Lacking], act: ActDone) -> list[Lacking]:
    """Restore missing files from beside the backups, audit it, and return those still missing.

    Raises NotSaved.
    """
    beside = store.folder / BACKUPS / FOLDER
    try:
        left = document_files.copy_over(
            beside, store.folder / FOLDER, [each.document for each in found], wholly=True
        )
    except OSError as error:
        raise NotSaved("The disk is full or did not take the documents of the backup.") from error
    gone = {each.document.id for each in left}
    with store.writing(act) as session:
        detail = {
            "put back": [str(each) for each in found if each.document.id not in gone],
            "lacking": [str(each) for each in found if each.document.id in gone],
        }
        record_event(session, act, "documents lacking", detail=detail)
    return [each for each in found if each.document.id in gone]


def check_documents(store: SqlCipherStore, act: ActDone, *, wholly: bool) -> list[str]:
    """Check the documents of a newly opened vault, and return the messages.

    Damaged files are restored from beside the backups.
    """
    found = lacking(store, wholly=wholly)
    if not found:
        return []
    if left := mend(store, found, act):
        text = (
            f"Documents cannot be read: {document_files.sentence(left)}, in the vault and beside "
            "its backups. Ask IT for the second place of the backups."
        )
    else:
        text = (
            f"Documents were not as they were kept: {document_files.sentence(found)}. "
            "They were put back from beside the backups. Let IT look at the disk."
        )
    return [text]
