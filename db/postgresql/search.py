"""Full-text search on PostgreSQL, with the folded text in a `tsvector`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import REAL, bindparam, cast, delete, func, select
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY, TSVECTOR, insert
from sqlalchemy.orm import Session

from db.postgresql.tables import SEARCH_TEXT
from db.search.index import LEAST_BEGINNING, Hit, asked_words, texts_of
from lado_desktop.domain.record import Record

_WEIGHTS = (0.0, 0.0, 0.1, 1.0)
"""A word in the reference (A) counts as much as ten words in the text (B)."""
_MOST_PLACES = 20
"""The most positions of one word. More do not change the rank, and a vector has at most 1 MB."""
_LAST_PLACE = 16_383
_MOST_LETTERS = 60

_WORDS = SEARCH_TEXT.c.words
_HIT = select(SEARCH_TEXT.c.kind, SEARCH_TEXT.c.record_id)
_NEWEST_FIRST = SEARCH_TEXT.c.number.desc()


class WordVectors:
    """The search index of a server. `db.search.index.SearchIndex`."""

    def find(
        self, session: Session, words: str, kinds: Sequence[str] | None = None, limit: int = 50
    ) -> list[Hit]:
        typed = asked_words(words)
        if not typed or (kinds is not None and not kinds):
            return []
        wanted = _query(_all_or_in_one(typed))
        query = _HIT.where(_WORDS.bool_op("@@")(wanted))
        if kinds is not None:
            query = query.where(SEARCH_TEXT.c.kind.in_(kinds))
        rank = func.ts_rank(cast(list(_WEIGHTS), ARRAY(REAL)), _WORDS, wanted)
        return _hits(session, query.order_by(rank.desc(), _NEWEST_FIRST).limit(limit))

    def newest(
        self, session: Session, words: Sequence[str], kinds: Sequence[str], limit: int
    ) -> list[Hit]:
        if not words:
            return []
        last = _word(words[-1], "*" if len(words[-1]) >= LEAST_BEGINNING else "")
        wanted = _query(" & ".join([*map(_word, words[:-1]), last]))
        query = _HIT.where(_WORDS.bool_op("@@")(wanted), SEARCH_TEXT.c.kind.in_(kinds))
        return _hits(session, query.order_by(_NEWEST_FIRST).limit(limit))

    def by_reference(self, session: Session, typed: str, limit: int) -> list[Hit]:
        words = asked_words(typed)
        if not words:
            return []
        query = _HIT.where(_WORDS.bool_op("@@")(_query(_all_or_in_one(words, "A"))))
        return _hits(session, query.order_by(_NEWEST_FIRST).limit(limit))

    def update(self, session: Session, changed: Mapping[tuple[str, UUID], Record | None]) -> None:
        gone = [id for (_, id), record in changed.items() if record is None]
        kept = [_row(record) for record in changed.values() if record is not None]
        if gone:
            session.connection().execute(
                delete(SEARCH_TEXT).where(SEARCH_TEXT.c.record_id.in_(gone))
            )
        if kept:
            session.connection().execute(_SAVE, kept)


_SAVE = insert(SEARCH_TEXT).values(
    record_id=bindparam("record_id"),
    kind=bindparam("kind"),
    words=cast(bindparam("words"), TSVECTOR),
)
_SAVE = _SAVE.on_conflict_do_update(
    index_elements=[SEARCH_TEXT.c.record_id], set_={"words": _SAVE.excluded.words}
)


def _query(words: str) -> Any:
    return cast(words, TSQUERY)


def _all_or_in_one(words: Sequence[str], weight: str = "") -> str:
    """Return the query for each word, whole or as a prefix, or all joined: "mac donald"."""
    each = " & ".join(_word(word, f"*{weight}") for word in words)
    return each if len(words) == 1 else f"({each}) | {_word(''.join(words), f'*{weight}')}"


def _word(word: str, how: str = "") -> str:
    # Folded words have only letters and digits, so nothing needs quoting.
    return f"'{word[:_MOST_LETTERS]}'" + (f":{how}" if how else "")


def _hits(session: Session, query: Any) -> list[Hit]:
    return [Hit(kind, id) for kind, id in session.connection().execute(query)]


def _row(record: Record) -> dict[str, Any]:
    texts = texts_of(record)
    places: dict[str, list[str]] = defaultdict(list)
    for weight, text in (("A", texts["reference"]), ("B", texts["text"])):
        for place, word in enumerate(text.split(), 1):
            found = places[word[:_MOST_LETTERS]]
            if len(found) < _MOST_PLACES:
                found.append(f"{min(place, _LAST_PLACE)}{weight}")
    words = " ".join(f"'{word}':{','.join(found)}" for word, found in places.items())
    return {"record_id": record.id, "kind": record.kind(), "words": words}
