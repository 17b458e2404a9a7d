"""Results that are restricted: only that there is one, and which officer to ask.

An officer who cannot see a restricted record still learns that it exists. A second call about the
same person must reach the officers who know of the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.records.visibility import Hidden
from lado_desktop.casework.contacts.restrictions import and_words, restricted_words, speak_to
from lado_desktop.casework.contacts.state import NOT_IN_ERROR
from lado_desktop.casework.known.record import KnownRecord
from lado_desktop.domain.kinds.contact import Contact

RESTRICTED = "restricted"
_NO_KEY = UUID(int=0)
_BY = {"adult": Contact.adult_id, "organisation": Contact.setting_id}


def as_seen(
    session: Session, found: Sequence[KnownRecord], hidden: Hidden, today: date
) -> list[KnownRecord]:
    """Replace the results that the officer may not see by a note on whom to ask."""
    seen: list[KnownRecord] = []
    told: dict[str, KnownRecord] = {}
    for known in found:
        if known.id not in hidden.keys:
            seen.append(_told_of_restricted(session, known, hidden, today))
            continue
        theirs = {known.id} if known.kind == "contact" else _contacts(session, known, hidden)
        words = f"speak to {and_words(speak_to(session, theirs, today))}"
        card = KnownRecord(
            RESTRICTED,
            _NO_KEY,
            "There is a restricted record",
            (words,),
            known.closeness,
            restricted=f"a restricted record, {words}",
        )
        # A person and their contact give one note.
        if words not in told or told[words].closeness < card.closeness:
            told[words] = card
    return [*told.values(), *seen]


def _told_of_restricted(
    session: Session, known: KnownRecord, hidden: Hidden, today: date
) -> KnownRecord:
    theirs = _contacts(session, known, hidden)
    if not theirs:
        return known
    text = restricted_words(session, theirs, today).removesuffix(".")
    return replace(known, restricted=text)


def _contacts(session: Session, known: KnownRecord, hidden: Hidden) -> set[UUID]:
    """Return the hidden contacts of a person or setting."""
    column = _BY.get(known.kind)
    if column is None:
        return set()
    query = select(Contact.id).where(
        column == known.id, Contact.id.in_(hidden.contacts), NOT_IN_ERROR
    )
    return set(session.connection().scalars(query))
