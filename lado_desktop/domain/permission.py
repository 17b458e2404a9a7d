"""What each role may do. `Shift` checks before every act what `acts` says it needs.

The program enforces this, not encryption: every officer's passphrase opens the same key. A case
that colleagues must be unable to read needs a separate vault.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType

from lado_desktop.domain.problem import CaseworkError


class Permission(StrEnum):
    """A permission, in the words that begin a refusal."""

    OWN = "Keeping one's own drafts and passphrase"
    READ = "Reading the record"
    LOG = "Logging contacts and the people in them"
    RECORD = "Working on cases: meetings, minutes, actions and registers"
    DECIDE = "Deciding contacts and recording findings"
    CLOSE = "Concluding, closing and reopening"
    APPROVE = "Approving minutes"
    RESTRICT = "Restricting a contact to named officers"
    PRINT = "Printing, exporting and issuing documents"
    FIGURES = "Changing published figures"
    IMPORT = "Importing files"
    SETTLE = "Changing the service's settings, lists and words"
    OFFICERS = "Adding and removing officers, their posts and keys"
    BACKUP = "Making and trying backups"
    RESTORE = "Going back to a backup"
    AUDIT = "Reading the audit"


_EVERYBODY = frozenset({Permission.OWN, Permission.READ, Permission.BACKUP})
_CASEWORK = frozenset({Permission.LOG, Permission.RECORD, Permission.PRINT})
_OVERSIGHT = frozenset({Permission.CLOSE, Permission.RESTRICT, Permission.AUDIT})

ROLES: Mapping[str, frozenset[Permission]] = MappingProxyType(
    {
        "lado": frozenset(Permission),
        "cover": _EVERYBODY
        | _CASEWORK
        | {
            Permission.DECIDE,
            Permission.CLOSE,
            Permission.APPROVE,
            Permission.RESTRICT,
            Permission.FIGURES,
            Permission.RESTORE,
        },
        "safeguarding_officer": _EVERYBODY | _CASEWORK,
        "business_support": _EVERYBODY | _CASEWORK | {Permission.FIGURES, Permission.IMPORT},
        "contact_officer": _EVERYBODY | {Permission.LOG},
        "manager": _EVERYBODY
        | _OVERSIGHT
        | {
            Permission.PRINT,
            Permission.FIGURES,
            Permission.SETTLE,
            Permission.OFFICERS,
            Permission.RESTORE,
        },
        "auditor": _EVERYBODY | {Permission.AUDIT},
    }
)
"""The permissions of each `officer_role` in codes.toml."""


class NotAllowed(CaseworkError):
    """The officer's role does not allow this; the message says whose does."""


def may(role: str, permission: Permission) -> bool:
    """Tell whether a role has a permission. An unknown role has none."""
    return permission in ROLES.get(role, frozenset())


def why_not(role: str, permission: Permission, label: Callable[[str], str]) -> str:
    """Return why a role lacks a permission, and which roles have it; "" where it has it.

    `label` gives the words of a role.
    """
    if may(role, permission):
        return ""
    *more, last = map(label, who_may(permission))
    who = f"{', '.join(more)} or {last}" if more else last
    return f"{permission.value} is not part of your role, {label(role)}. It is done by: {who}."


def who_may(permission: Permission) -> list[str]:
    """Return the roles with a permission, in the order of their list."""
    return [role for role, may_do in ROLES.items() if permission in may_do]
