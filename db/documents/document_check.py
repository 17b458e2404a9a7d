"""The files of the documents looked over: what is lacking is told, what nothing needs is swept."""

from __future__ import annotations

from collections.abc import Sequence

from db.backups import backup
from db.documents import document_files
from db.documents.document_files import Lacking, Needed
from db.documents.sealed_file import FOLDER
from db.problem import NotSaved
from db.records.audit import ActDone, record_event
from db.sqlcipher.store import Store


def documents_of(store: Store) -> list[Needed]:
    """Return the documents that an open vault has the keys of."""
    with store.reading() as session:
        return document_files.needed(session.connection().exec_driver_sql)


def lacking(store: Store, *, wholly: bool) -> list[Lacking]:
    """Return the documents of an open vault whose file is missing or damaged.

    Every byte is looked at `wholly`, a second a gigabyte; else that each has its length.
    """
    return document_files.lacking(store.folder / FOLDER, documents_of(store), wholly=wholly)


def mend(store: Store, found: Sequence[Lacking], act: ActDone) -> list[Lacking]:
    """Put files back from beside the backups, write it into the audit, and return those not there.

    Raises NotSaved.
    """
    beside = backup.folder_of(store.folder) / FOLDER
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


def look_over(store: Store, act: ActDone, *, wholly: bool, sweep: bool) -> list[str]:
    """Look over the documents of a vault that was just opened; return what is to be said.

    What is not whole is put back from beside the backups. With `sweep` go the files that no
    document needs: what a crash left before its row was written.
    """
    if sweep:
        kept = {each.id.hex for each in documents_of(store)}
        document_files.sweep(store.folder / FOLDER, kept)
    found = lacking(store, wholly=wholly)
    if not found:
        return []
    if left := mend(store, found, act):
        said = (
            f"Documents cannot be read: {document_files.sentence(left)}, in the vault and beside "
            "its backups. Ask IT for the second place of the backups."
        )
    else:
        said = (
            f"Documents were not as they were kept: {document_files.sentence(found)}. "
            "They were put back from beside the backups. Let IT look at the disk."
        )
    return [said]
