"""Adding and changing organisations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from lado_desktop.casework import saving
from lado_desktop.casework.contacts.contact_lines import ContactLines, newest_lines
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.organisation import Organisation


def add(shift: Shift, given: Mapping[str, Any]) -> Organisation:
    """Add a new organisation. Raises Refused."""
    return saving.add(shift, "organisation.add", Organisation, given)


def amend(shift: Shift, id: UUID, version: int, changes: Mapping[str, Any]) -> Organisation:
    """Change an organisation. Raises Refused, NotFound, ChangedMeanwhile."""
    return saving.amend(shift, "organisation.amend", Organisation, id, version, changes)


def contacts_of(shift: Shift, id: UUID, limit: int = 500) -> ContactLines:
    """Return the contacts about adults of an organisation, newest first."""
    with shift.reading() as session:
        return newest_lines(shift, session, Contact.setting_id == id, limit)


def get(shift: Shift, id: UUID) -> Organisation:
    """Return an organisation. Raises NotFound."""
    return saving.get(shift, Organisation, id)
