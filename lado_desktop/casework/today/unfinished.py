"""What was typed and not saved, each with the page on which it was typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from lado_desktop.casework.audit.brief import Brief, Key, briefs
from lado_desktop.casework.documents.kept_documents import waiting
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today.drafts import DraftLine, all_drafts
from lado_desktop.domain.records import PAGES, RECORDS

_PAGES = sorted(PAGES, key=lambda kind: RECORDS[kind].page_under != "contacts")
"""Contacts first: most drafts are of one."""
_PARTS = tuple(kind for kind, record in RECORDS.items() if record.belongs_to)
_ON_ALLEGATION = ("allegation", "finding")
"""Forms on the page of an allegation, which has the key of its contact."""


@dataclass(frozen=True)
class Unfinished:
    """One draft, and the page on which it goes on."""

    line: DraftLine
    page: str
    """The kind of the page."""
    id: UUID | None = None
    """The record of the page; None for a new one."""
    called: str = ""
    """The reference, or else the name, of that record."""


def unfinished(shift: Shift) -> list[Unfinished]:
    """Return the officer's drafts, and the new contacts of which but a file is kept.

    Drafts whose record is gone are left out. It asks as often for ten drafts as for one.
    """
    found = all_drafts(shift)
    typed = {line.target_id for line in found if line.form == "contact"}
    files = {each.draft_id: each for each in waiting(shift) if each.draft_id not in typed}
    found += [DraftLine("contact", id, each.added_at) for id, each in files.items()]
    with shift.reading() as session:
        return pages_of(session, found)


def pages_of(session: Session, drafts: Iterable[DraftLine]) -> list[Unfinished]:
    """Return drafts with their pages, but those whose record is gone."""
    lines = list(drafts)
    known = briefs(session, [key for line in lines for key in _likely(line)])
    lost = [line for line in lines if line.target_id and not any(map(known.get, _likely(line)))]
    briefs(session, [key for line in lost if line.form != "contact" for key in _possible(line)])
    keys = [(line, _key_of(line, known)) for line in lines]
    briefs(session, [key for _, key in keys if key is not None])
    return [_unfinished(line, key, known) for line, key in keys if key is not None]


def _unfinished(line: DraftLine, key: Key, known: Mapping[Key, Brief | None]) -> Unfinished:
    kind, id = str(key[0]), key[1]
    brief = known.get(key)
    # An allegation is worked on its contact's page, opened there.
    page = "allegation" if kind == "contact" and line.form in _ON_ALLEGATION else kind
    return Unfinished(line, page, id, brief.words if brief is not None else "")


def _key_of(line: DraftLine, known: Mapping[Key, Brief | None]) -> Key | None:
    """Return kind and key of the record on whose page a draft is; None where it is gone."""
    if line.target_id is None:
        return (line.form, None) if line.form in (*_PAGES, "practice") else None
    for kind, id in (*_likely(line), *_possible(line)):
        if (brief := known.get((kind, id))) is None:
            continue
        if kind in PAGES:
            return kind, id
        # The case comes before the meeting.
        return next((owner for owner in reversed(brief.owners) if owner[0] in PAGES), None)
    # The key of the draft of a contact that is not logged yet is no record's.
    return ("contact", None) if line.form == "contact" else None


def _likely(line: DraftLine) -> Iterator[Key]:
    """Go through the records that a draft most likely is of, the likeliest first."""
    if line.target_id is not None:
        of_form = [kind for _, kind in RECORDS[line.form].owners()] if line.form in RECORDS else []
        for kind in dict.fromkeys((*of_form, "contact")):
            yield kind, line.target_id


def _possible(line: DraftLine) -> Iterator[Key]:
    for kind in (*_PAGES, *_PARTS):
        yield kind, line.target_id
