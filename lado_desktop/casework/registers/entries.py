"""Acts that all registers share: add, change, record in error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from lado_desktop.casework import saving
from lado_desktop.casework.contacts.references import give_entry_reference
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.register import RegisterEntry

E = TypeVar("E", bound=RegisterEntry)


def add(shift: Shift, kind: type[E], given: Mapping[str, Any]) -> E:
    """Add an entry under its register's next reference. Raises Refused."""
    values = saving.normalised_values(kind.typed_fields(), given)
    saving.check(shift, kind, values, whole=True)
    with shift.act(f"{kind.kind()}.add") as session:
        reference = give_entry_reference(shift, session, kind, values[kind.day_field])
        entry = kind(reference=reference, **values)
        session.add(entry)
    return entry


def amend(shift: Shift, kind: type[E], id: UUID, version: int, changes: Mapping[str, Any]) -> E:
    """Change an entry. Its reference stays.

    Raises Refused, NotFound, ChangedMeanwhile, and CaseworkError for an entry recorded in error.
    """
    saving.refuse_in_error(get(shift, kind, id))
    typed = {field.name for field in kind.typed_fields()}
    asked = {name: value for name, value in changes.items() if name in typed}
    return saving.amend(shift, f"{kind.kind()}.amend", kind, id, version, asked)


def get(shift: Shift, kind: type[E], id: UUID) -> E:
    """Return an entry. Raises NotFound."""
    return saving.get(shift, kind, id)


def record_in_error(shift: Shift, kind: type[RegisterEntry], id: UUID, reason: str) -> None:
    """Mark an entry as recorded in error. It retains its reference and is not counted.

    Raises Refused without a reason, NotFound, and CaseworkError where it was marked before.
    """
    values = saving.marked_in_error(shift, kind, reason)
    with shift.act("register.in_error") as session:
        entry = saving.load(session, kind, id)
        if entry.in_error_on is not None:
            raise CaseworkError("This entry was recorded in error already.")
        saving.put(entry, values)
