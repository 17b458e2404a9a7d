"""Letters under the service's letterhead: advice, invitation, outcome, conclusion."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from uuid import UUID

from lado_desktop.casework.letters import letters
from lado_desktop.casework.letters.letter import Letter, LetterPart, Listed, Quoted, Rows
from lado_desktop.casework.letters.wording import sentence
from lado_desktop.casework.meetings.meeting_file import open_meeting
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.time.typed_day import day_words
from lado_desktop.reports.blocks import (
    Block,
    Bullets,
    Column,
    Document,
    Facts,
    Heading,
    KeepTogether,
    Numbered,
    Prose,
    Table,
    plain_rows,
)
from lado_desktop.reports.heading import document


def advice_letter(shift: Shift, contact_id: UUID) -> Document:
    """Return the advice as a letter to the caller. Raises what `letters.advice` raises."""
    return _document(shift, letters.advice(shift, contact_id))


def outcome_letter(shift: Shift, contact_id: UUID) -> Document:
    """Return the outcome as a letter to the employer. Raises what `letters.outcome` raises."""
    return _document(shift, letters.outcome(shift, contact_id))


def concluded_letter(shift: Shift, contact_id: UUID) -> Document:
    """Return the letter to the adult concerned. Raises what `letters.concluded` raises."""
    return _document(shift, letters.concluded(shift, contact_id))


def invitation_letter(shift: Shift, meeting_id: UUID) -> Document:
    """Return the invitation to a meeting, with a list of those invited. Raises NotFound."""
    invited = letters.invited(open_meeting(shift, meeting_id))
    columns = (Column("Name"), Column("Agency"))
    people = Table(sentence("every", "invited"), columns, plain_rows(invited), header_column=True)
    return _document(shift, letters.invitation(shift, meeting_id), people if invited else None)


OF_A_CONTACT: dict[str, Callable[[Shift, UUID], Document]] = {
    "advice": advice_letter,
    "outcome": outcome_letter,
    "concluded": concluded_letter,
}
OF_A_MEETING: dict[str, Callable[[Shift, UUID], Document]] = {"invitation": invitation_letter}


def _document(shift: Shift, letter: Letter, last: Table | None = None) -> Document:
    subject = letter.subject[0].upper() + letter.subject[1:]
    printed = document(
        shift,
        title=f"Letter: {subject}",
        reference=letter.reference,
        blocks=[*_blocks(shift, letter, subject), *([last] if last else [])],
        of=letter.of,
    )
    return replace(printed, letterhead=tuple(shift.practice.letterhead))


def _blocks(shift: Shift, letter: Letter, subject: str) -> Iterator[Block]:
    if letter.to:
        yield Prose("\n".join(letter.to))
    reference = sentence("every", "reference", reference=letter.reference)
    yield Prose(f"{day_words(shift.today)}\n{reference}")
    yield Prose(letter.greeting)
    yield Heading(subject, 1, in_text=True)
    for each in letter.parts:
        yield from _said(each)
    # Room for a handwritten signature.
    signed = f"{sentence('every', 'yours')}\n\u00a0\n\u00a0\n" + "\n".join(letter.signature)
    yield KeepTogether((Prose(signed),))


def _said(part: LetterPart) -> Iterator[Block]:
    match part:
        case Rows(rows):
            yield Facts(rows)
        case Listed(title, items, numbered):
            yield Prose(title, leads=True)
            yield Numbered(items) if numbered else Bullets(items)
        case Quoted(title, text):
            yield Prose(title, leads=True)
            yield Prose(text)
        case str():
            yield Prose(part)
