"""Finding records by words: what the index of any engine offers, and the text that it indexes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from db.records.changes import searched_names
from db.search.folding import fold, fold_reference, words_of
from lado_desktop.domain.record import Record

LEAST_BEGINNING = 5
"""Letters of the last word from which `newest` reads it as a beginning."""
_MOST_WORDS = 12


@dataclass(frozen=True)
class Hit:
    """One record found."""

    kind: str
    id: UUID


class SearchIndex(Protocol):
    """The full-text index of an engine, over text folded by `texts_of`."""

    def find(
        self, session: Session, words: str, kinds: Sequence[str] | None = None, limit: int = 50
    ) -> list[Hit]:
        """Return the records that have every one of the words, each as typed or as a beginning.

        The best come first. `words` is what somebody typed; nothing in it is an operator.
        """

    def newest(
        self, session: Session, words: Sequence[str], kinds: Sequence[str], limit: int
    ) -> list[Hit]:
        """Return the newest records of some kinds that have every one of the folded words.

        The last one may be a beginning, of five letters or more. Nothing is ranked and no common
        beginning gathered, so that it is quick where very many records have them.
        """

    def by_reference(self, session: Session, typed: str, limit: int) -> list[Hit]:
        """Return the records whose own reference has all that was typed, the newest first.

        Separators may be left out, and each part may be a beginning.
        """

    def update(self, session: Session, changed: Mapping[tuple[str, UUID], Record | None]) -> None:
        """Bring the index up to date for records that were saved, or are gone (None)."""


def asked_words(typed: str) -> list[str]:
    """Return the folded words of what was typed, 12 at most."""
    return words_of(typed)[:_MOST_WORDS]


def texts_of(record: Record) -> dict[str, str]:
    """Return the folded `reference` and `text` by which a record is found."""
    names = searched_names(type(record))
    values: Iterable[Any] = (getattr(record, name) for name in names if name != "reference")
    reference: str | None = getattr(record, "reference", None) if "reference" in names else None
    return {
        "reference": fold_reference(reference or ""),
        "text": fold(" \n".join(str(value) for value in values if value is not None)),
    }
