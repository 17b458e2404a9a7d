"""The children that contacts are about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from lado_desktop.casework import saving
from lado_desktop.casework.saving import check, contact_for_change, load, normalised_values, put
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.fields.field import fields_of
from lado_desktop.domain.kinds.child import Child, ChildInvolved


def involve(shift: Shift, contact_id: UUID, given: Mapping[str, Any]) -> ChildInvolved:
    """Add a child to a contact. `part` is the child's part in it.

    Raises Refused, NotFound, and CaseworkError where the contact was recorded in error.
    """
    of_child = normalised_values(fields_of(Child).values(), given)
    of_part = normalised_values(fields_of(ChildInvolved).values(), given)
    check(shift, Child, of_child, whole=True)
    check(shift, ChildInvolved, of_part, whole=True)
    with shift.act("child.add") as session:
        contact_for_change(session, contact_id)
        child = Child(**of_child)
        session.add(child)
        session.flush()
        involved = ChildInvolved(contact_id=contact_id, child_id=child.id, **of_part)
        session.add(involved)
    return involved


def amend(shift: Shift, id: UUID, version: int, changes: Mapping[str, Any]) -> Child:
    """Change a child. Raises Refused, NotFound, ChangedMeanwhile."""
    return saving.amend(shift, "child.amend", Child, id, version, changes)


def amend_involved(
    shift: Shift, id: UUID, version: int, changes: Mapping[str, Any]
) -> ChildInvolved:
    """Change a child and the child's part in a contact.

    `id` and `version` are those of the part. Raises Refused, NotFound, ChangedMeanwhile, and
    CaseworkError where the contact was recorded in error.
    """
    of_child = normalised_values(fields_of(Child).values(), changes)
    of_part = normalised_values(fields_of(ChildInvolved).values(), changes)
    check(shift, Child, of_child, whole=False)
    check(shift, ChildInvolved, of_part, whole=False)
    with shift.act("child.amend") as session:
        involved = load(session, ChildInvolved, id, version)
        contact_for_change(session, involved.contact_id)
        put(involved, of_part)
        put(load(session, Child, involved.child_id), of_child)
    return involved
