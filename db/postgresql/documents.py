"""Documents on a server: rows with the same sealed bytes that a vault has as files."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, Select, delete, func, insert, select, text

from db.documents import document_files, sealed_file
from db.documents.document_files import Lacking
from db.documents.sealed_file import Seal
from db.postgresql.engine import in_words
from db.postgresql.tables import SEALED_DOCUMENT
from db.problem import DocumentLost
from db.records.audit import ActDone

_SIZES = select(SEALED_DOCUMENT.c.document_id, func.length(SEALED_DOCUMENT.c.content))


class ServerDocuments:
    """`db.store.Documents` of a server."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(self, id: UUID, content: bytes) -> Seal:
        seal, sealed = sealed_file.sealed(id, content)
        with in_words(), self._engine.begin() as connection:
            connection.execute(insert(SEALED_DOCUMENT).values(document_id=id, content=sealed))
        return seal

    def get(self, id: UUID, key: bytes, put_back: ActDone) -> bytes:
        with in_words(), self._engine.connect() as connection:
            sealed = connection.scalar(_content_of(id))
        if sealed is None:
            raise DocumentLost("missing")
        return sealed_file.opened(id, key, sealed)

    def remove(self, id: UUID) -> None:
        with in_words(), self._engine.begin() as connection:
            connection.execute(delete(SEALED_DOCUMENT).where(SEALED_DOCUMENT.c.document_id == id))

    def lacking(self, *, wholly: bool) -> list[Lacking]:
        return list(self._lacking(wholly=wholly))

    def _lacking(self, *, wholly: bool) -> Iterator[Lacking]:
        with in_words(), self._engine.connect() as connection:
            asked = document_files.needed_by(lambda query: connection.execute(text(query)))
            sizes = {row[0]: row[1] for row in connection.execute(_SIZES)}
            for each in asked:
                if each.id not in sizes:
                    yield Lacking(each, "missing")
                    continue
                whole = sizes[each.id] == each.size
                if whole and wholly:
                    sealed = connection.scalar(_content_of(each.id)) or b""
                    whole = sha256(sealed).hexdigest() == each.sha256
                if not whole:
                    yield Lacking(each, "damaged")


def _content_of(id: UUID) -> Select[Any]:
    return select(SEALED_DOCUMENT.c.content).where(SEALED_DOCUMENT.c.document_id == id)
