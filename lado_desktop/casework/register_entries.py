"""What the registers do alike: entries are added under a reference of their own, and changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from lado_desktop.casework import saving
from lado_desktop.casework.references import give_entry_reference
from lado_desktop.casework.saving import Rule
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.field import fields_of
from lado_desktop.domain.register import RegisterEntry

E = TypeVar("E", bound=RegisterEntry)


def add(
    shift: Shift, act: str, kind: type[E], given: Mapping[str, Any], rules: Iterable[Rule] = ()
) -> E:
    """Keep a new entry under the next reference of its register. Raises Refused."""
    values = saving.gated_values(fields_of(kind).values(), given)
    saving.check(shift, kind, values, whole=True, rules=rules)
    with shift.act(act) as session:
        reference = give_entry_reference(shift, session, kind, values[kind.day_field])
        entry = kind(reference=reference, **values)
        session.add(entry)
    return entry


def amend(
    shift: Shift,
    act: str,
    kind: type[E],
    id: UUID,
    version: int,
    changes: Mapping[str, Any],
    rules: Iterable[Rule] = (),
) -> E:
    """Change an entry; it keeps its reference. Raises Refused, NotFound, ChangedMeanwhile."""
    return saving.amend(shift, act, kind, id, version, changes, rules)


def get(shift: Shift, kind: type[E], id: UUID) -> E:
    """Return an entry. Raises NotFound."""
    return saving.get(shift, kind, id)
