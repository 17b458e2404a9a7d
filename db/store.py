"""What casework sees of an engine: one act at a time is written, and readers see one moment."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Row, Select
from sqlalchemy.orm import Session

from db.custody import Custody
from db.documents.document_files import Lacking
from db.documents.sealed_file import Seal
from db.records.audit import ActDone
from db.records.visibility import Hidden
from db.search.index import SearchIndex
from lado_desktop.domain.record import Record


class Counters(Protocol):
    """Numbers that are given once, in the transaction that uses them."""

    def next(self, session: Session, name: str) -> int:
        """Count one on and return it. The first is 1."""

    def follow(self, session: Session, name: str, number: int) -> None:
        """Let the next number be above `number`, which came in from elsewhere."""


class Visibility(Protocol):
    """What each officer does not see."""

    def of(self, session: Session, officer_id: UUID) -> Hidden:
        """Return what is hidden from an officer at the moment that the session sees."""


class News(Protocol):
    """What others save while this program has the record open."""

    def wait(self, seconds: float) -> bool:
        """Wait for a save. Tell whether another program may have saved since the last call.

        The first call, and the first after a lost connection, say yes at once. Call it in a thread
        that does nothing else. Raises Disconnected.
        """


class Documents(Protocol):
    """The bytes of documents, sealed. Each key is in the database."""

    def put(self, id: UUID, content: bytes) -> Seal:
        """Store a document's content and return the key that opens it. Raises NotSaved."""

    def get(self, id: UUID, key: bytes, put_back: ActDone) -> bytes:
        """Return a document's content. Raises DocumentLost.

        Where a vault's file is lost, `put_back` is the act that brings it from its backups.
        """

    def remove(self, id: UUID) -> None:
        """Remove a document's bytes and all copies of them."""

    def lacking(self, *, wholly: bool) -> list[Lacking]:
        """Return the documents whose bytes are missing or damaged: `wholly` reads every byte."""


class Store(Protocol):
    """An open record, on any engine. `db/sqlcipher` and `db/postgresql` are the two."""

    @property
    def search(self) -> SearchIndex:
        """The index of words."""

    @property
    def counters(self) -> Counters:
        """The numbers of contacts and register entries."""

    @property
    def hidden(self) -> Visibility:
        """What its officers do not see."""

    @property
    def documents(self) -> Documents:
        """The bytes of documents."""

    @property
    def custody(self) -> Custody:
        """What the engine offers for keys, backups and verification."""

    @property
    def news(self) -> News | None:
        """What others save; None in a vault, which one program has open."""

    def writing(self, act: ActDone) -> AbstractContextManager[Session]:
        """One transaction, with its audit lines: kept at the end, undone on any error.

        Raises NotSaved where it was not stored, PickedIsGone where a record names one that is gone,
        `sqlalchemy.orm.exc.StaleDataError` or ChangedMeanwhile where somebody saved first.
        """

    def reading(self) -> AbstractContextManager[Session]:
        """A session that sees the record as it is at its first question, and cannot write.

        A thread has one at a time and hands it on.
        """

    def lock(self, session: Session, records: Iterable[tuple[type[Record], UUID]]) -> None:
        """Lock these records against other writers until the act ends."""

    def together(self, session: Session, *selects: Select[Any]) -> list[Sequence[Row[Any]]]:
        """Return the rows of several questions that do not depend on each other.

        An engine may ask them in one trip.
        """

    def head(self) -> tuple[int, str]:
        """Return the anchor: the audit's last line and the first 20 hex digits of its chain."""

    def close(self) -> None:
        """Give the record free. Twice does no harm."""


class OnePerThread:
    """Refuses a thread that already has what it asks for: nested ones could deadlock."""

    def __init__(self, refusal: str) -> None:
        self._refusal = refusal
        self._threads: set[int] = set()

    def refuse(self) -> None:
        """Raise RuntimeError where this thread has one."""
        if threading.get_ident() in self._threads:
            raise RuntimeError(self._refusal)

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Let this thread have one for a while. Raises RuntimeError."""
        self.refuse()
        me = threading.get_ident()
        self._threads.add(me)
        try:
            yield
        finally:
            self._threads.remove(me)


def in_turn(session: Session, selects: Iterable[Select[Any]]) -> list[Sequence[Row[Any]]]:
    """Return the rows of each question, asked one after the other."""
    return [session.execute(each).all() for each in selects]
