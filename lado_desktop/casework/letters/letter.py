"""A letter before it is printed or sent: to whom, about what, and its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from lado_desktop.casework.letters.wording import sentence
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.organisation import Organisation
from lado_desktop.domain.kinds.professional import Professional


@dataclass(frozen=True)
class Rows:
    """Labels and values."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Listed:
    """A list under a line that says what it is."""

    title: str
    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Quoted:
    """What somebody wrote, under a line that says what it is."""

    title: str
    text: str


LetterPart = str | Rows | Listed | Quoted


@dataclass(frozen=True)
class Letter:
    """One letter. Its subject names nobody."""

    reference: str
    subject: str
    to: tuple[str, ...]
    """The lines of the address: who, what they are, where; empty where it goes to several."""
    emails: tuple[str, ...]
    """The addresses that are known."""
    greeting: str
    parts: tuple[LetterPart, ...]
    signature: tuple[str, ...]
    of: tuple[UUID, ...]
    """The records that it tells of."""


def greeting(name: str | None) -> str:
    """Return how a letter begins."""
    return sentence("every", "dear", who=name) if name else sentence("every", "dear_colleague")


def signature(shift: Shift) -> tuple[str, ...]:
    """Return who writes: name, role, authority; no role that the authority's name says."""
    officer, authority = shift.officer, shift.practice.authority
    role = shift.label("officer_role", officer.role)
    told = authority.casefold().startswith(role.casefold())
    return (officer.name, authority) if told else (officer.name, role, authority)


def address(who: Professional | None, at: Organisation | None) -> tuple[str, ...]:
    """Return the lines of an address, those that are known."""
    person = (who.name, who.role) if who else ()
    place = (at.name, *(at.address or "").splitlines()) if at else ()
    return tuple(line.strip() for line in (*person, *place) if line and line.strip())


def emails_of(people: Sequence[Professional | None]) -> tuple[str, ...]:
    """Return the e-mail addresses that are known, each once."""
    found = (who.email for who in people if who is not None)
    return tuple(dict.fromkeys(email for email in found if email))
