"""Adds and changes an entry of any register, by its own module if it has one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from lado_desktop.casework.registers import entries, information_requests
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.information_request import InformationRequest
from lado_desktop.domain.register import RegisterEntry


def add(shift: Shift, kind: type[RegisterEntry], given: Mapping[str, Any]) -> RegisterEntry:
    """Add an entry under its register's next reference. Raises Refused."""
    if kind is InformationRequest:
        return information_requests.add(shift, given)
    return entries.add(shift, kind, given)


def amend(
    shift: Shift, kind: type[RegisterEntry], id: UUID, version: int, changes: Mapping[str, Any]
) -> RegisterEntry:
    """Change an entry. Raises what `entries.amend` raises."""
    if kind is InformationRequest:
        return information_requests.amend(shift, id, version, changes)
    return entries.amend(shift, kind, id, version, changes)
