"""What each act on a contact's page needs of the officer's role."""

from __future__ import annotations

from collections.abc import Sequence

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.permission import Permission
from ui.menus import MenuAct

NEEDS = (
    Permission.DECIDE,
    Permission.READ,
    Permission.RECORD,
    Permission.DECIDE,
    Permission.RECORD,
    Permission.RECORD,
    Permission.LOG,
    Permission.LOG,
    Permission.LOG,
    Permission.CLOSE,
    Permission.CLOSE,
    Permission.PRINT,
    Permission.DECIDE,
)
"""What each act of the menu needs, in its order."""


def hold_to_role(shift: Shift, acts: Sequence[MenuAct]) -> None:
    """Keep grey what is not the officer's to do."""
    for act, permission in zip(acts, NEEDS, strict=True):
        act.forbid(shift.why_not(permission))
