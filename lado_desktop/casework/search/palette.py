"""What Ctrl+K finds: people, settings, references, text. The window adds commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.search.folding import words_of
from db.search.index import Hit
from lado_desktop.casework.known.people import people
from lado_desktop.casework.known.record import KnownRecord, Typed, with_contacts
from lado_desktop.casework.known.settings import settings
from lado_desktop.casework.search.picking import suggest
from lado_desktop.casework.search.search import Found, found_of
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today.recents import opened
from lado_desktop.domain.records import RECORDS

_OF_EACH = 5
_NAMED = frozenset(kind for kind, record in RECORDS.items() if record.page_under == "people")
_TEXTS = tuple(kind for kind in RECORDS if kind not in _NAMED)
"""All kinds except people and settings, which have their own groups."""
_LEAST_TEXT = 3
"""The fewest letters of the longest word that start a search in texts."""


@dataclass(frozen=True)
class PaletteLine:
    """One line of the palette, in its group."""

    group: str
    """Recent, References, People, Settings, Professionals, or Text."""
    found: Found


def palette(shift: Shift, typed: str, of_each: int = _OF_EACH) -> list[PaletteLine]:
    """Return what the words find, by group; without words, the recent records.

    In each group the records opened lately come first. No record is listed twice.
    """
    with shift.reading() as session:
        recent = opened(shift, session, of_each * 2)
        if not words_of(typed):
            return list(_lines(shift, session, "Recent", recent))
        lately = {(hit.kind, hit.id): place for place, hit in enumerate(recent)}
        lines = [
            *_lines(shift, session, "References", _references(shift, session, typed, of_each)),
            *_known(shift, session, "People", people(session, Typed(typed), (), of_each)),
            *_known(shift, session, "Settings", settings(session, Typed(setting=typed), of_each)),
        ]
        texts = list(_lines(shift, session, "Text", _texts(shift, session, typed, of_each)))
    lines += [PaletteLine("Professionals", each) for each in _professionals(shift, typed, of_each)]
    unlike = {(line.found.kind, line.found.id): line for line in reversed([*lines, *texts])}
    groups = ("References", "People", "Settings", "Professionals", "Text")
    kept = [line for line in [*lines, *texts] if unlike[line.found.kind, line.found.id] is line]
    return sorted(
        kept,
        key=lambda line: (
            groups.index(line.group),
            lately.get((line.found.kind, line.found.id), len(lately)),
        ),
    )


def _lines(
    shift: Shift, session: Session, group: str, hits: Iterable[Hit]
) -> Iterator[PaletteLine]:
    for hit in hits:
        found = found_of(shift, session, hit)
        if found is not None:
            yield PaletteLine(group, found)


def _references(shift: Shift, session: Session, typed: str, limit: int) -> list[Hit]:
    # Without a digit it is a name or a text, not a reference.
    is_reference = any(letter.isdigit() for letter in typed)
    return shift.store.search.by_reference(session, typed, limit) if is_reference else []


def _known(
    shift: Shift, session: Session, group: str, found: Sequence[KnownRecord]
) -> Iterator[PaletteLine]:
    for known in with_contacts(shift, session, found):
        number = known.contacts_in_all
        contacts = f"{number} contact{'' if number == 1 else 's'}" if number else "no contact"
        detail = " · ".join((*known.why, shift.worded(contacts)))
        yield PaletteLine(group, Found(known.kind, known.id, known.title, detail))


def _professionals(shift: Shift, typed: str, limit: int) -> list[Found]:
    return [
        Found("professional", each.id, each.label, each.detail)
        for each in suggest(shift, "professional", typed, limit)
    ]


def _texts(shift: Shift, session: Session, typed: str, limit: int) -> list[Hit]:
    words = words_of(typed)
    if max(map(len, words)) < _LEAST_TEXT:
        return []
    return shift.store.search.newest(session, words, _TEXTS, limit)
