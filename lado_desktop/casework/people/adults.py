"""Adults: their names and roles, present and past."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from lado_desktop.casework import saving
from lado_desktop.casework.contacts.contact_lines import ContactLine, lines_where
from lado_desktop.casework.contacts.restrictions import restricted_about
from lado_desktop.casework.saving import load
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today.drafts import Drafted, drafted
from lado_desktop.domain.fields.field import fields_of
from lado_desktop.domain.kinds.adult import ADULT_FORM, Adult, RoleHeld
from lado_desktop.domain.kinds.contact import Contact


@dataclass(frozen=True)
class AdultFile:
    """An adult with contacts, newest first, and other roles."""

    adult: Adult
    contacts: list[ContactLine]
    roles: list[RoleHeld]
    restricted: str
    """Says that there are also restricted contacts, and which officer to ask."""
    drafted: Drafted
    """The forms with something typed that is not saved."""


def add(shift: Shift, given: Mapping[str, Any]) -> Adult:
    """Add a new adult. Raises Refused."""
    return saving.add(shift, "adult.add", Adult, given)


def amend(shift: Shift, id: UUID, version: int, changes: Mapping[str, Any]) -> Adult:
    """Change an adult. A changed family name joins the previous names.

    Raises Refused, NotFound, ChangedMeanwhile.
    """
    values = saving.normalised_values(ADULT_FORM, changes)
    with shift.act("adult.amend") as session:
        adult = load(session, Adult, id, version)
        saving.check(shift, Adult, values, whole=False, current=saving.values_of(adult))
        former = adult.family_name
        saving.put(adult, values)
        if adult.family_name != former:
            known = [
                name.strip() for name in (adult.previous_names or "").split(",") if name.strip()
            ]
            if former not in known:
                adult.previous_names = ", ".join([*known, former])
    return adult


def add_role(shift: Shift, adult_id: UUID, given: Mapping[str, Any]) -> RoleHeld:
    """Add another role, present or past. Raises Refused, NotFound."""
    values = {**saving.normalised_values(fields_of(RoleHeld).values(), given), "adult_id": adult_id}
    saving.check(shift, RoleHeld, values, whole=True)
    with shift.act("role_held.add") as session:
        load(session, Adult, adult_id)
        role = RoleHeld(**values)
        session.add(role)
    return role


def amend_role(shift: Shift, id: UUID, version: int, changes: Mapping[str, Any]) -> RoleHeld:
    """Change a role held. Raises Refused, NotFound, ChangedMeanwhile."""
    return saving.amend(shift, "role_held.amend", RoleHeld, id, version, changes)


def open_adult(shift: Shift, id: UUID) -> AdultFile:
    """Return an adult with contacts and roles. Raises NotFound."""
    with shift.reading() as session:
        roles = select(RoleHeld).where(RoleHeld.adult_id == id).order_by(RoleHeld.id)
        return AdultFile(
            adult=load(session, Adult, id),
            contacts=lines_where(shift, session, Contact.adult_id == id),
            roles=list(session.scalars(roles)),
            restricted=restricted_about(session, id, shift.today),
            drafted=drafted(shift, session),
        )
