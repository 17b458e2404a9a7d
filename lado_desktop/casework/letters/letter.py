"""A letter before it is printed or sent: addressee, subject and parts."""

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
    """A list under a title."""

    title: str
    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Quoted:
    """A quotation under a title."""

    title: str
    text: str


LetterPart = str | Rows | Listed | Quoted


@dataclass(frozen=True)
class Letter:
    """One letter. Its subject names nobody."""

    reference: str
    subject: str
    to: tuple[str, ...]
    """The lines of the address: person, role, place; empty where it goes to several people."""
    emails: tuple[str, ...]
    """The known e-mail addresses."""
    greeting: str
    parts: tuple[LetterPart, ...]
    signature: tuple[str, ...]
    of: tuple[UUID, ...]
    """The ids of the records that the letter is about."""


def greeting(name: str | None) -> str:
    """Return the salutation."""
    return sentence("every", "dear", who=name) if name else sentence("every", "dear_colleague")


def signature(shift: Shift) -> tuple[str, ...]:
    """Return the signature: name, role, authority.

    Leaves out a role that the authority's name begins with.
    """
    officer, authority = shift.officer, shift.practice.authority
    role = shift.label("officer_role", officer.role)
    told = authority.casefold().startswith(role.casefold())
    return (officer.name, authority) if told else (officer.name, role, authority)


def address(who: Professional | None, at: Organisation | None) -> tuple[str, ...]:
    """Return the known lines of an address."""
    person = (who.name, who.role) if who else ()
    place = (at.name, *(at.address or "").splitlines()) if at else ()
    return tuple(line.strip() for line in (*person, *place) if line and line.strip())


def emails_of(people: Sequence[Professional | None]) -> tuple[str, ...]:
    """Return the known e-mail addresses, each once."""
    found = (who.email for who in people if who is not None)
    return tuple(dict.fromkeys(email for email in found if email))
