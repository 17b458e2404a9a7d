"""Adding and changing safeguarding alerts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from lado_desktop.casework.registers import entries
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.safeguarding_alert import SafeguardingAlert


def add(shift: Shift, given: Mapping[str, Any]) -> SafeguardingAlert:
    """Keep a safeguarding alert under the next reference of its register. Raises Refused."""
    return entries.add(shift, "safeguarding_alert.add", SafeguardingAlert, given)


def amend(shift: Shift, id: UUID, version: int, changes: Mapping[str, Any]) -> SafeguardingAlert:
    """Change a safeguarding alert. Raises Refused, NotFound, ChangedMeanwhile."""
    return entries.amend(shift, "safeguarding_alert.amend", SafeguardingAlert, id, version, changes)


def get(shift: Shift, id: UUID) -> SafeguardingAlert:
    """Return a safeguarding alert. Raises NotFound."""
    return entries.get(shift, SafeguardingAlert, id)
