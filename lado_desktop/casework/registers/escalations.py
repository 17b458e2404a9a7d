"""Adding and changing escalations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from lado_desktop.casework.registers import entries
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.escalation import Escalation


def add(shift: Shift, given: Mapping[str, Any]) -> Escalation:
    """Keep an escalation under the next reference of its register. Raises Refused."""
    return entries.add(shift, "escalation.add", Escalation, given)


def amend(shift: Shift, id: UUID, version: int, changes: Mapping[str, Any]) -> Escalation:
    """Change an escalation. Raises Refused, NotFound, ChangedMeanwhile."""
    return entries.amend(shift, "escalation.amend", Escalation, id, version, changes)


def get(shift: Shift, id: UUID) -> Escalation:
    """Return an escalation. Raises NotFound."""
    return entries.get(shift, Escalation, id)
