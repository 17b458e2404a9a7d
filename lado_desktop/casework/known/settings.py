"""Finds the settings that may be meant."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.search.name_keys import named_like
from lado_desktop.casework.known.closeness import NAME, closeness, typed_words
from lado_desktop.casework.known.record import (
    MOST_LIKE,
    KnownRecord,
    Typed,
    long_enough,
    points,
    ranked,
)
from lado_desktop.domain.kinds.organisation import Organisation

SAME_SETTING = "same setting"
_SHOWN = 4
"""The most settings shown beside the people, who come first."""
_SURE = 90
"""Points from which a setting is assumed to be the one meant."""


def settings(session: Session, typed: Typed, limit: int = _SHOWN) -> list[KnownRecord]:
    """Return the settings that may be meant, closest first. A picked one is the only result."""
    close = _picked(session, typed) if typed.setting_id else _named(session, typed)
    return ranked(
        KnownRecord("organisation", place.id, place.name, why, points(score))
        for score, why, place in close
    )[:limit]


def sure(places: Iterable[KnownRecord]) -> list[UUID]:
    """Return the ids of settings close enough to tell people of the same name apart."""
    return [each.id for each in places if each.closeness >= _SURE]


_Close = tuple[float, tuple[str, ...], Organisation]


def _picked(session: Session, typed: Typed) -> list[_Close]:
    place = session.get(Organisation, typed.setting_id)
    return [] if place is None else [(1.0, (SAME_SETTING,), place)]


def _named(session: Session, typed: Typed) -> list[_Close]:
    if not long_enough(typed.setting):
        return []
    words = typed_words(typed.setting)
    ids = named_like(session, words, "organisation", MOST_LIKE)
    found = []
    for place in session.scalars(select(Organisation).where(Organisation.id.in_(ids))):
        close = closeness(typed.setting, {NAME: place.name}, SAME_SETTING)
        if close is not None:
            found.append((close.score, close.why, place))
    return found
