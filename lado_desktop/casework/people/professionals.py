"""Adding and changing professionals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from lado_desktop.casework import saving
from lado_desktop.casework.contacts.contact_lines import ContactLines, newest_lines
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.professional import Professional


def add(shift: Shift, given: Mapping[str, Any]) -> Professional:
    """Add a new professional. Raises Refused."""
    return saving.add(shift, "professional.add", Professional, given)


def amend(shift: Shift, id: UUID, version: int, changes: Mapping[str, Any]) -> Professional:
    """Change a professional. Raises Refused, NotFound, ChangedMeanwhile."""
    return saving.amend(shift, "professional.amend", Professional, id, version, changes)


def contacts_of(shift: Shift, id: UUID, limit: int = 500) -> ContactLines:
    """Return the contacts that a professional made, newest first."""
    with shift.reading() as session:
        return newest_lines(shift, session, Contact.caller_id == id, limit)


def get(shift: Shift, id: UUID) -> Professional:
    """Return a professional. Raises NotFound."""
    return saving.get(shift, Professional, id)
