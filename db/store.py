"""The protocols through which casework uses an engine."""

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
        """Increment a counter and return it. The first is 1."""

    def follow(self, session: Session, name: str, number: int) -> None:
        """Raise a counter to `number`, which an import has used. Never lower it."""


class Visibility(Protocol):
    """What each officer cannot see."""

    def of(self, session: Session, officer_id: UUID) -> Hidden:
        """Return what is hidden from an officer in this session."""


class News(Protocol):
    """What others save while this program has the record open."""

    def wait(self, seconds: float) -> bool:
        """Wait for a save. Return whether another program may have saved since the last call.

        The first call, and the first after a lost connection, return True at once. Call it in a
        thread that does nothing else. Raises Disconnected.
        """


class Documents(Protocol):
    """The sealed bytes of documents. Their keys are in the database."""

    def put(self, id: UUID, content: bytes) -> Seal:
        """Store a document's content and return the key that opens it. Raises NotSaved."""

    def get(self, id: UUID, key: bytes, put_back: ActDone) -> bytes:
        """Return a document's content. Raises DocumentLost.

        A vault restores a lost file from its backups by the act `put_back`.
        """

    def remove(self, id: UUID) -> None:
        """Remove a document's bytes and all their copies."""

    def lacking(self, *, wholly: bool) -> list[Lacking]:
        """Return the documents whose bytes are missing or damaged. `wholly` reads every byte."""


class Store(Protocol):
    """An open record, on any engine. `db/sqlcipher` and `db/postgresql` are the two."""

    @property
    def search(self) -> SearchIndex:
        """The search index."""

    @property
    def counters(self) -> Counters:
        """The numbers of contacts and register entries."""

    @property
    def hidden(self) -> Visibility:
        """What its officers cannot see."""

    @property
    def documents(self) -> Documents:
        """The bytes of documents."""

    @property
    def custody(self) -> Custody:
        """Keys, backups and verification."""

    @property
    def news(self) -> News | None:
        """What others save; None in a vault, which one program has open."""

    def writing(self, act: ActDone) -> AbstractContextManager[Session]:
        """Open the transaction of an act. Its end commits with audit lines; an error rolls back.

        Raises NotSaved where it was not stored, PickedIsGone where a record refers to one that is
        gone, and `sqlalchemy.orm.exc.StaleDataError` or ChangedMeanwhile where somebody saved
        first.
        """

    def reading(self) -> AbstractContextManager[Session]:
        """Open a session that sees the moment of its first query, and cannot write.

        A thread has at most one, which it passes on.
        """

    def lock(self, session: Session, records: Iterable[tuple[type[Record], UUID]]) -> None:
        """Lock these records against other writers until the act ends."""

    def together(self, session: Session, *selects: Select[Any]) -> list[Sequence[Row[Any]]]:
        """Return the rows of several independent queries.

        An engine may run them in one round trip.
        """

    def head(self) -> tuple[int, str]:
        """Return the anchor: the audit's last line and the first 20 hex digits of its chain."""

    def close(self) -> None:
        """Release the record. Calling it twice is harmless."""


class OnePerThread:
    """Allows a thread one at a time, because nested ones could deadlock."""

    def __init__(self, refusal: str) -> None:
        self._refusal = refusal
        self._threads: set[int] = set()

    def refuse(self) -> None:
        """Raise RuntimeError where this thread has one."""
        if threading.get_ident() in self._threads:
            raise RuntimeError(self._refusal)

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Mark this thread inside the block. Raises RuntimeError where it has one."""
        self.refuse()
        me = threading.get_ident()
        self._threads.add(me)
        try:
            yield
        finally:
            self._threads.remove(me)


def in_turn(session: Session, selects: Iterable[Select[Any]]) -> list[Sequence[Row[Any]]]:
    """Return the rows of each query, run one after another."""
    return [session.execute(each).all() for each in selects]
