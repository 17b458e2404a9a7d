"""Finds contacts that may be meant: about unnamed adults, or by reference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.search.folding import fold, words_of
from db.search.name_keys import named_like
from lado_desktop.casework.contacts.contact_lines import ContactLine, lines_where
from lado_desktop.casework.contacts.state import NOT_IN_ERROR
from lado_desktop.casework.known.closeness import KNOWN_AS, closeness, typed_words
from lado_desktop.casework.known.record import (
    MOST_LIKE,
    MOST_WORDED,
    KnownRecord,
    Typed,
    long_enough,
    points,
)
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact

_DESCRIBED = "described in a nameless contact"
_SPOKEN_OF = "named in what was said"
_NAMELESS = 0.9
"""The weight of a description beside that of a name."""
_IN_TEXT = 0.6
_AGREES = 0.06
_SHOWN = 4
_LEAST_SPOKEN = 4
"""The shortest word that is looked for in summaries."""


def nameless(
    shift: Shift, session: Session, typed: Typed, setting_ids: Sequence[UUID], limit: int
) -> list[KnownRecord]:
    """Return contacts about nobody named yet who may be the one, the closest first.

    Contacts about others follow, where their summaries have the words.
    """
    if not long_enough(typed.name):
        return []
    words = typed_words(typed.name)
    described = named_like(session, words, "contact", MOST_LIKE)
    spoken_of = []
    if max(map(len, words), default=0) >= _LEAST_SPOKEN:
        hits = shift.store.search.newest(session, words, ("contact",), MOST_WORDED)
        spoken_of = [hit.id for hit in hits]
    if not (described or spoken_of):
        return []
    query = select(
        Contact.id, Contact.adult_id, Contact.described_as, Contact.summary, Contact.setting_id
    ).where(Contact.id.in_({*described, *spoken_of}), NOT_IN_ERROR)
    scored: list[tuple[float, tuple[str, ...], UUID]] = []
    for row in session.execute(query):
        close = closeness(typed.name, {KNOWN_AS: row.described_as}, "")
        there = row.setting_id in setting_ids
        also = ("same setting",) if there else ()
        more = _AGREES if there else 0.0
        if row.adult_id is None and close is not None:
            reasons = tuple(why for why in close.why if why != KNOWN_AS)
            scored.append((close.score * _NAMELESS + more, (_DESCRIBED, *reasons, *also), row.id))
        elif _says(row.summary, words):
            scored.append((_IN_TEXT + more, (_SPOKEN_OF, *also), row.id))
    scored.sort(key=lambda each: -each[0])
    best = scored[: min(limit, _SHOWN)]
    lines = _lines(shift, session, [id for _, _, id in best])
    return [_known(lines[id], score, why) for score, why, id in best if id in lines]


def referred_to(shift: Shift, session: Session, typed: Typed, limit: int) -> list[KnownRecord]:
    """Return the contacts whose reference is typed, in whole or as far as it goes."""
    if not long_enough(typed.reference):
        return []
    text = "".join(words_of(typed.reference))
    hits = shift.store.search.by_reference(session, typed.reference, MOST_WORDED)
    found = []
    for line in _lines(shift, session, [hit.id for hit in hits]).values():
        reference = "".join(words_of(line.reference))
        if reference == text:
            found.append(_known(line, 1.0, ("same reference",)))
        elif text in reference:
            found.append(_known(line, 0.8, ("reference begins so",)))
    return sorted(found, key=lambda each: -each.closeness)[:limit]


def _says(text: str | None, words: Sequence[str]) -> bool:
    spoken = set(fold(text or "").split())
    return bool(words) and all(word in spoken for word in words)


def _lines(shift: Shift, session: Session, ids: Sequence[UUID]) -> Mapping[UUID, ContactLine]:
    if not ids:
        return {}
    condition = Contact.id.in_(ids) & NOT_IN_ERROR
    return {line.id: line for line in lines_where(shift, session, condition)}


def _known(line: ContactLine, score: float, why: tuple[str, ...]) -> KnownRecord:
    title = f"{line.reference}  {line.who}"
    return KnownRecord("contact", line.id, title, why, points(score), (line,), 1)
