"""An open vault. One act at a time writes, and two readers each see one moment."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Connection, Engine, Row, Select
from sqlalchemy.orm import Session

from db.custody import Custody
from db.problem import VaultClosed, VaultDamaged
from db.records import audit
from db.records.audit import ActDone
from db.records.hash_chain import ANCHOR_DIGITS, audit_key
from db.records.session import ReadingSession, WritingSession
from db.records.visibility import HiddenKnown
from db.schema import upgrade
from db.schema.upgrade import Before, Progress
from db.sqlcipher.access_lock import AccessLock
from db.sqlcipher.counters import MetaCounters
from db.sqlcipher.engine import in_words, reading_engine, writing_engine
from db.sqlcipher.full_text import FullText
from db.sqlcipher.opened_files import OpenedFiles
from db.store import Documents, News, OnePerThread, in_turn
from db.vault.in_use import VaultLock
from lado_desktop.domain.record import Record


class Seen(Protocol):
    """Keeps a note of how far the audit went (`db.freshness.keeping_note`)."""

    def is_due(self) -> bool:
        """Tell whether the last note is old enough for another."""

    def keep(self, ask: Callable[[str], Iterable[Any]]) -> None:
        """Keep a note of what `ask` reads. Failures are left alone."""


class SqlCipherStore:
    """An open vault. `db.store.Store` says what its methods promise."""

    search = FullText()
    counters = MetaCounters()
    news: News | None = None
    documents: Documents
    custody: Custody
    """`db.sqlcipher.opening` gives both, and `db.vault.opening` the custody of the keys."""
    seen: Seen | None = None
    """`db.vault.opening` gives it to a vault whose keys are known."""

    def __init__(
        self,
        database: Path,
        key: bytes,
        lock: VaultLock,
        before_upgrade: Before | None = None,
        progress: Progress = lambda _done, _of: None,
        first: Callable[[Connection], None] = lambda _: None,
    ) -> None:
        """Open the database and bring it to the newest shape; `open_store` is the way in."""
        self.database, self._key = database, key
        self._vault_lock = lock
        self._access = AccessLock()
        self._turn = threading.Lock()
        self.hidden = HiddenKnown()
        """What its officers cannot see."""
        self._act = OnePerThread("One act is still being written in this thread.")
        self._look = OnePerThread("The vault is still being read in this thread.")
        self._writer: Engine = writing_engine(database, key)
        self._readers: Engine = reading_engine(database, key)
        try:
            with self._writer.connect() as connection:
                if upgrade.current(connection) is None:
                    raise VaultDamaged(
                        "The data file is empty: its records are gone. Restore the newest backup."
                    )
                first(connection)
            upgrade.upgrade(database, key, before_upgrade, progress)
            with Session(self._writer) as session:
                self._audit_key = audit_key(session)
        except BaseException:
            self._dispose()
            raise
        self._files = OpenedFiles(database, lock.path)
        self._open = True

    @property
    def folder(self) -> Path:
        """The vault's folder."""
        return self.database.parent

    @contextmanager
    def writing(self, act: ActDone) -> Iterator[Session]:
        """Open a transaction. Others wait their turn."""
        # Before any waiting: a nested act would wait for itself.
        self._act.refuse()
        with self._access.shared(), self._turn, self._act.entered():
            self._refuse_if_closed()
            self._files.refuse_others()
            session = WritingSession(self._writer, act, self._audit_key, self.search)
            with in_words(), session:
                session.connection()
                yield session
                session.commit()
                self.hidden.written()
            # Once more before the save is acknowledged.
            self._files.refuse_others()
            if self.seen is not None and self.seen.is_due():
                self._see(self.seen)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that sees one moment.

        One for each thread: two threads that each waited for the other's second one would deadlock.
        """
        self._look.refuse()
        with self._access.shared(), self._look.entered():
            self._refuse_if_closed()
            with in_words(), ReadingSession(self._readers) as session:
                yield session

    def lock(self, session: Session, records: Iterable[tuple[type[Record], UUID]]) -> None:
        """Do nothing: the one writing act has the whole vault."""

    def together(self, session: Session, *selects: Select[Any]) -> list[Sequence[Row[Any]]]:
        """Run the queries in turn: a round trip to the file costs nothing."""
        return in_turn(session, selects)

    @contextmanager
    def between_acts(self) -> Iterator[Any]:
        """Yield a cursor of the writer outside any transaction. Acts wait meanwhile."""
        with self._access.shared(), self._turn:
            self._refuse_if_closed()
            connection = self._writer.raw_connection()
            try:
                yield connection.cursor()
            finally:
                connection.close()

    def head(self) -> tuple[int, str]:
        """Return the anchor: the audit's last line and the first 20 hex digits of its chain."""
        with self.reading() as session:
            seq, chain = audit.head(session)
        return seq, chain[:ANCHOR_DIGITS]

    def replace_database(self, task: Callable[[VaultLock], tuple[Path, bytes]]) -> None:
        """Close the data file, let `task` replace it, and open the file that it returns.

        The vault stays locked and others wait. If the task fails, the old file is opened again and
        the error raised.
        """
        with self._access.exclusive(), self._turn:
            self._refuse_if_closed()
            self._dispose()
            try:
                self.database, self._key = task(self._vault_lock)
            finally:
                # After a failed task these are the old file and the old key.
                self._writer = writing_engine(self.database, self._key)
                self._readers = reading_engine(self.database, self._key)
                self._files = OpenedFiles(self.database, self._vault_lock.path)
                self.hidden.written()

    def refuse_replaced(self) -> None:
        """Raise FilesReplaced where other files have the names of those that are open."""
        self._files.refuse_others()

    def see(self) -> None:
        """Keep a note of how far the audit goes now."""
        with self._access.shared(), self._turn:
            self._refuse_if_closed()
            if self.seen is not None:
                self._see(self.seen)

    def _see(self, seen: Seen) -> None:
        with self._writer.connect() as connection:
            seen.keep(connection.exec_driver_sql)

    def close(self) -> None:
        """Write everything into the main file and release the vault. Twice is harmless."""
        if not self._open:
            return
        with self._turn:
            self._readers.dispose()
            try:
                if self.seen is not None:
                    self._see(self.seen)
                connection = self._writer.raw_connection()
                # A log that is not empty tells the next opening that this one was not closed.
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.close()
            finally:
                self._open = False
                self._dispose()
                self._vault_lock.release()

    def _refuse_if_closed(self) -> None:
        # An engine would reconnect, but background work must not outlive the lock.
        if not self._open:
            raise VaultClosed("The vault is closed. Nothing more was written.")

    def _dispose(self) -> None:
        self._readers.dispose()
        self._writer.dispose()
