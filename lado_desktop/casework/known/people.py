"""Finds the adults that may be meant, by name, former name, sound, or birth date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.search.name_keys import named_like
from lado_desktop.casework.contacts.state import NOT_IN_ERROR
from lado_desktop.casework.known.closeness import (
    KNOWN_AS,
    NAME,
    PREVIOUS,
    closeness,
    typed_words,
)
from lado_desktop.casework.known.record import (
    MOST_LIKE,
    MOST_WORDED,
    KnownRecord,
    Typed,
    long_enough,
    points,
    ranked,
)
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.time.partial_date import PartialDate

_BORN_ALONE = 0.7
_AGREES = 0.06
"""Added for the same birth date or the same setting."""
_BORN_OTHERWISE = 0.15

_NAMED = (
    Adult.id,
    Adult.family_name,
    Adult.given_names,
    Adult.known_as,
    Adult.previous_names,
    Adult.born,
)


def people(
    session: Session, typed: Typed, setting_ids: Sequence[UUID], limit: int
) -> list[KnownRecord]:
    """Return the adults that may be meant, closest first.

    A contact about one of these settings brings an adult closer.
    """
    ids = _who_may_be_meant(session, typed)
    if not ids:
        return []
    scored = []
    for row in session.execute(select(*_NAMED).where(Adult.id.in_(ids))):
        score, why = _close(typed, row)
        if why:
            scored.append((score, why, row))
    scored.sort(key=lambda each: -each[0])
    # A shared setting can move a result up, so more than `limit` are looked at.
    likely = scored[: limit * 3]
    there = _who_was_there(session, [row.id for _, _, row in likely], setting_ids)
    found = []
    for close, reasons, row in likely:
        was_there = row.id in there
        score = close + _AGREES if was_there else close
        why = (*reasons, "same setting") if was_there else reasons
        name = f"{row.given_names} {row.family_name}" if row.given_names else row.family_name
        found.append(KnownRecord("adult", row.id, name, why, points(score)))
    return ranked(found)[:limit]


def _who_may_be_meant(session: Session, typed: Typed) -> set[UUID]:
    ids: set[UUID] = set()
    if long_enough(typed.name):
        words = typed_words(typed.name)
        ids.update(named_like(session, words, "adult", MOST_LIKE))
    if _is_whole(typed.born):
        born = select(Adult.id).where(Adult.born == typed.born).order_by(Adult.id.desc())
        ids.update(session.scalars(born.limit(MOST_WORDED)))
    return ids


def _close(typed: Typed, row: Any) -> tuple[float, tuple[str, ...]]:
    names = {
        NAME: f"{row.given_names or ''} {row.family_name}",
        PREVIOUS: row.previous_names,
        KNOWN_AS: row.known_as,
    }
    close = closeness(typed.name, names)
    score, why = (close.score, close.why) if close else (0.0, ())
    if not (_is_whole(typed.born) and _is_whole(row.born)):
        return score, why
    if typed.born == row.born:
        return max(score, _BORN_ALONE) + _AGREES, (*why, "same date of birth")
    return score - _BORN_OTHERWISE, why


def _is_whole(born: PartialDate | None) -> bool:
    return born is not None and born.day is not None and not born.about


def _who_was_there(
    session: Session, adult_ids: Sequence[UUID], setting_ids: Sequence[UUID]
) -> set[UUID]:
    if not adult_ids or not setting_ids:
        return set()
    query = select(Contact.adult_id).where(
        Contact.adult_id.in_(adult_ids),
        Contact.setting_id.in_(setting_ids),
        NOT_IN_ERROR,
    )
    return {id for id in session.scalars(query) if id is not None}
