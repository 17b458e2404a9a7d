"""Adding and changing complaints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from lado_desktop.casework.registers import entries
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.complaint import Complaint


def add(shift: Shift, given: Mapping[str, Any]) -> Complaint:
    """Keep a complaint under the next reference of its register. Raises Refused."""
    return entries.add(shift, "complaint.add", Complaint, given)


def amend(shift: Shift, id: UUID, version: int, changes: Mapping[str, Any]) -> Complaint:
    """Change a complaint. Raises Refused, NotFound, ChangedMeanwhile."""
    return entries.amend(shift, "complaint.amend", Complaint, id, version, changes)


def get(shift: Shift, id: UUID) -> Complaint:
    """Return a complaint. Raises NotFound."""
    return entries.get(shift, Complaint, id)
