"""Saving records: normalise typed values, check them against declarations, set them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session
from sqlalchemy.orm.interfaces import ORMOption

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.fields.field import Field, FieldKind, fields_of, problems_of
from lado_desktop.domain.fields.text import clean, one_line
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.practice.codes import code_lists
from lado_desktop.domain.problem import (
    CaseworkError,
    ChangedMeanwhile,
    NotFound,
    Problem,
    Refused,
)
from lado_desktop.domain.record import Record
from lado_desktop.domain.register import RegisterEntry

R = TypeVar("R", bound=Record)
Rule = Callable[[Mapping[str, Any]], list[Problem]]


def normalised(field: Field, value: Any) -> Any:
    """Clean a value for storage. Empty text becomes None."""
    if isinstance(value, str):
        text = clean(value) if field.kind is FieldKind.PROSE else one_line(value)
        return text.strip() or None
    if field.kind is FieldKind.CHOICES:
        return list(dict.fromkeys(value or ()))
    return value


def normalised_values(fields: Iterable[Field], given: Mapping[str, Any]) -> dict[str, Any]:
    """Clean the given values of these fields. Values of other fields are left out."""
    return {
        field.name: normalised(field, given[field.name]) for field in fields if field.name in given
    }


def known_codes(shift: Shift) -> dict[str, Iterable[str]]:
    """Return the codes that this service knows, by list."""
    return {name: shift.practice.codes(name) for name in (*code_lists(), "area")}


def check(
    shift: Shift,
    record: type[Record],
    values: Mapping[str, Any],
    *,
    whole: bool,
    rules: Iterable[Rule] = (),
    current: Mapping[str, Any] | None = None,
) -> None:
    """Raise Refused with every problem of these values.

    A `whole` record must have all required values. Otherwise only the given values are checked. The
    rules between fields see the given values over the `current` ones. A problem that was there
    before and does not depend on the change is ignored.
    """
    fields = fields_of(record).values()
    seen = {field.name: values.get(field.name) for field in fields} if whole else values
    found = problems_of(fields, seen, today=shift.today, known_codes=known_codes(shift))
    together = {**(current or {}), **values}
    named = {problem.field for problem in found}
    for rule in (record.problems_between, *rules):
        old = _old_problems(rule, current, values) if current else ()
        found += [
            problem
            for problem in rule(together)
            if problem.field not in named and problem not in old
        ]
    if found:
        raise Refused(found)


def _old_problems(
    rule: Rule, current: Mapping[str, Any], values: Mapping[str, Any]
) -> list[Problem]:
    """Return the problems that were there before a change and do not depend on it.

    A record older than a rule can so be changed elsewhere.
    """
    kept = {name: value for name, value in current.items() if values.get(name, value) == value}
    still = rule(kept)
    return [problem for problem in rule(current) if problem in still]


def values_of(record: Record) -> dict[str, Any]:
    """Return the declared values of a loaded record by name."""
    return {
        name: list(getattr(record, name))
        if field.kind is FieldKind.CHOICES
        else getattr(record, name)
        for name, field in fields_of(type(record)).items()
    }


def put(record: Record, values: Mapping[str, Any]) -> None:
    """Set values on a record, skipping equal ones."""
    for name, value in values.items():
        current = getattr(record, name)
        if isinstance(value, list):
            if set(current) != set(value):
                setattr(record, name, value)
        elif current != value:
            setattr(record, name, value)


def load(
    session: Session,
    record: type[R],
    id: UUID,
    version: int | None = None,
    options: Iterable[ORMOption] = (),
) -> R:
    """Load a record. Raises NotFound, and ChangedMeanwhile where it has another version."""
    found = session.get(record, id, options=list(options))
    if found is None:
        raise NotFound(record.noun())
    if version is not None and found.version != version:
        raise ChangedMeanwhile
    return found


def refuse_in_error(record: Record) -> None:
    """Raise CaseworkError where a contact or an entry was recorded in error."""
    if isinstance(record, Contact | RegisterEntry) and record.in_error_on is not None:
        text = "contact" if isinstance(record, Contact) else "entry"
        raise CaseworkError(f"This {text} was recorded in error and can no longer be changed.")


def contact_for_change(
    session: Session,
    id: UUID,
    version: int | None = None,
    options: Iterable[ORMOption] = (),
    *,
    still_open: bool = False,
) -> Contact:
    """Load a contact that may be changed, and is not closed if `still_open`.

    Raises NotFound, ChangedMeanwhile, and CaseworkError where it was recorded in error or closed.
    """
    contact = load(session, Contact, id, version, options)
    refuse_in_error(contact)
    if still_open and contact.closed_on is not None:
        raise CaseworkError("This contact is closed. Reopen it first.")
    return contact


def marked_in_error(shift: Shift, record: type[Record], reason: str) -> dict[str, Any]:
    """Return the values that mark a record as in error. Raises Refused without a reason."""
    fields = [fields_of(record)[name] for name in ("in_error_on", "in_error_reason")]
    values = normalised_values(fields, {"in_error_on": shift.today, "in_error_reason": reason})
    if not values["in_error_reason"]:
        raise Refused([Problem("in_error_reason", "Why it was recorded in error is needed.")])
    check(shift, record, values, whole=False)
    return {**values, "in_error_by_id": shift.officer.id}


def add(shift: Shift, act: str, record: type[R], given: Mapping[str, Any], **known: Any) -> R:
    """Add a record with typed values and further ones.

    Raises Refused, and PickedIsGone where it refers to a record that is gone.
    """
    values = normalised_values(fields_of(record).values(), given)
    check(shift, record, {**values, **known}, whole=True)
    with shift.act(act) as session:
        made = record(**values, **known)
        session.add(made)
    return made


def amend(
    shift: Shift,
    act: str,
    record: type[R],
    id: UUID,
    version: int,
    changes: Mapping[str, Any],
) -> R:
    """Change a record. Raises Refused, NotFound, ChangedMeanwhile, PickedIsGone."""
    values = normalised_values(fields_of(record).values(), changes)
    with shift.act(act) as session:
        found = load(session, record, id, version)
        check(shift, record, values, whole=False, current=values_of(found))
        put(found, values)
    return found


def get(shift: Shift, record: type[R], id: UUID) -> R:
    """Return one record, loaded and detached. Raises NotFound."""
    with shift.reading() as session:
        return load(session, record, id)
