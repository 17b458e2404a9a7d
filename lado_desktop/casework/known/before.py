"""Finds what is on record while a name, setting, birth date or reference is typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from db.records.visibility import hidden_from
from lado_desktop.casework.known.contacts import nameless, referred_to
from lado_desktop.casework.known.people import people
from lado_desktop.casework.known.record import (
    KnownRecord,
    Typed,
    marked_new,
    ranked,
    with_contacts,
)
from lado_desktop.casework.known.restricted import as_seen
from lado_desktop.casework.known.settings import settings, sure
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.time.typed_day import day_words

_NAMED_IN_NOTE = 8
_COMPARED = (
    "Compared with the adults, the settings and the contacts about nobody named yet in this vault, "
    "with spellings that sound alike."
)


@dataclass(frozen=True)
class Looked:
    """One search: when, for what, and the results, closest first."""

    at: datetime
    typed: Typed
    found: tuple[KnownRecord, ...]

    @property
    def known(self) -> list[KnownRecord]:
        """The results that were on record before the call began."""
        return [each for each in self.found if not each.is_new]

    @property
    def words(self) -> str:
        """The search and its result in words, as filed with the contact."""
        text = ", ".join(self.typed.words)
        when = f"{day_words(self.at.date())} at {self.at:%H:%M}"
        return f"Searched on {when} for {text}. {_COMPARED} {self._result}."

    @property
    def _result(self) -> str:
        if not self.known:
            return "No match found"
        references = list(
            dict.fromkeys(line.reference for each in self.known for line in each.contacts)
        )
        told = list(dict.fromkeys(each.restricted for each in self.known if each.restricted))
        more = len(references) - _NAMED_IN_NOTE
        text = ", ".join(references[:_NAMED_IN_NOTE]) + (f" and {more} more" if more > 0 else "")
        number = len(self.known)
        if not text and not told:
            return f"{number} found, without a contact"
        return "; ".join([f"{number} found" + (f", {text}" if text else ""), *told])


def look(shift: Shift, typed: Typed, limit: int = 12, since: UUID | None = None) -> Looked:
    """Return the people, settings and contacts that may be meant, closest first.

    Records of this officer made after the id `since` and without a contact are marked new. For
    restricted records it returns only that there is one and who sees it: officers must not miss a
    link between two calls.
    """
    with shift.reading_all() as session:
        found = marked_new(shift, session, _found(shift, session, typed, limit), since)
        hidden = hidden_from(session, shift.officer.id)
        if hidden.contacts:
            found = as_seen(session, found, hidden, shift.today)
        known = with_contacts(shift, session, ranked(found)[:limit], hidden.contacts)
    return Looked(shift.clock.now(), typed, tuple(known))


def _found(shift: Shift, session: Session, typed: Typed, limit: int) -> list[KnownRecord]:
    places = settings(session, typed)
    near = sure(places)
    return [
        *people(session, typed, near, limit),
        *places,
        *nameless(shift, session, typed, near, limit),
        *referred_to(shift, session, typed, limit),
    ]


def with_look(given: Mapping[str, Any], looked: Iterable[Looked]) -> dict[str, Any]:
    """Return the values of a contact about to be saved, with a note of each search.

    The result of the history check is left for the officer to choose.
    """
    values = dict(given)
    notes = [values.get("history_note"), *(each.words for each in looked if each.typed.words)]
    values["history_note"] = "\n".join(part for part in notes if part) or None
    return values
