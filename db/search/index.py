"""The search index that every engine offers, and the text that it indexes."""

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
"""Letters of the last word from which `newest` treats it as a prefix."""
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
        """Return the records that have every word, each whole or as a prefix.

        Best first. `words` is typed text; nothing in it is an operator.
        """

    def newest(
        self, session: Session, words: Sequence[str], kinds: Sequence[str], limit: int
    ) -> list[Hit]:
        """Return the newest records of some kinds that have every one of the folded words.

        The last word is a prefix if it has at least 5 letters. Results are not ranked and short
        prefixes are not expanded, so it is fast even for very frequent words.
        """

    def by_reference(self, session: Session, typed: str, limit: int) -> list[Hit]:
        """Return the records whose own reference matches what was typed, newest first.

        Separators may be left out, and each part may be a prefix.
        """

    def update(self, session: Session, changed: Mapping[tuple[str, UUID], Record | None]) -> None:
        """Update the index for records that were saved, or are gone (None)."""


def asked_words(typed: str) -> list[str]:
    """Return the folded words of a typed search, at most 12."""
    return words_of(typed)[:_MOST_WORDS]


def texts_of(record: Record) -> dict[str, str]:
    """Return the folded `reference` and `text` of a record."""
    names = searched_names(type(record))
    values: Iterable[Any] = (getattr(record, name) for name in names if name != "reference")
    reference: str | None = getattr(record, "reference", None) if "reference" in names else None
    return {
        "reference": fold_reference(reference or ""),
        "text": fold(" \n".join(str(value) for value in values if value is not None)),
    }
