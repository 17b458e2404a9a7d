"""Writes a tracker's contacts with their adults, settings and dated parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.search.folding import fold
from lado_desktop.casework.contacts.references import keep_reference
from lado_desktop.casework.imports.contact_rows import intake_of
from lado_desktop.casework.imports.row import CheckedRow
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.fields.field import FieldKind, fields_of
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.allegation import Allegation
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.kinds.employment_outcome import EmploymentOutcome
from lado_desktop.domain.kinds.finding import Finding
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.kinds.onward_referral import OnwardReferral
from lado_desktop.domain.kinds.organisation import Organisation
from lado_desktop.domain.practice.codes import meets_threshold
from lado_desktop.domain.record import Record, new_id

_FIELDS = fields_of(Contact)
_MANY = tuple(name for name, field in _FIELDS.items() if field.kind is FieldKind.CHOICES)

Who = tuple[str, str, str]
Where = tuple[str, str | None]


class ContactBatch:
    """Writes rows, and remembers which adults and settings exist by now.

    The same names with the same birth date are one adult. Without a birth date each row has its own
    adult. The same name in the same sector is one setting. An unknown officer is added as a contact
    officer with 0 hours, so that no figure of posts changes.
    """

    def __init__(self, shift: Shift, batch_id: UUID) -> None:
        self._shift = shift
        self._batch_id = batch_id
        with shift.reading_all() as session:
            self._adults: dict[Who, UUID] = {
                _who(*row[1:]): row.id
                for row in session.execute(
                    select(Adult.id, Adult.family_name, Adult.given_names, Adult.born).where(
                        Adult.born.is_not(None)
                    )
                )
            }
            self._settings: dict[Where, UUID] = {
                _where(row.name, row.sector): row.id
                for row in session.execute(
                    select(Organisation.id, Organisation.name, Organisation.sector)
                )
            }
            officers = session.execute(select(Officer.id, Officer.name).order_by(Officer.id.desc()))
            self._officers: dict[str, UUID] = {fold(row.name): row.id for row in officers}

    def add(self, session: Session, rows: Sequence[CheckedRow]) -> None:
        """Write some rows. Each comes after the one that it follows."""
        officers: list[Record] = []
        named: list[Record] = []
        contacts: list[Contact] = []
        hanging: list[Record] = []
        followed = self._followed(session, rows)
        for row in rows:
            officer = self._officer(row, officers)
            contact = Contact(
                id=new_id(),
                batch_id=self._batch_id,
                adult_id=self._adult(row, named),
                setting_id=self._setting(row, named),
                taken_by_id=officer,
                follows_id=followed.get(row.values.get("follows", "")),
                **_values_of(row),
            )
            followed[contact.reference] = contact.id
            contacts.append(contact)
            hanging += _hanging(row, contact.id, officer)
            keep_reference(self._shift, session, contact.reference, contact.received_on)
        # In this order, since later rows refer to earlier ones.
        for records in (officers, named, contacts, hanging):
            session.add_all(records)
            session.flush()

    def _followed(self, session: Session, rows: Iterable[CheckedRow]) -> dict[str, UUID]:
        wanted = {row.values["follows"] for row in rows if "follows" in row.values}
        query = select(Contact.reference, Contact.id).where(Contact.reference.in_(wanted))
        return {row.reference: row.id for row in session.execute(query)}

    def _adult(self, row: CheckedRow, made: list[Record]) -> UUID | None:
        family = row.values.get("adult_family_name")
        if family is None:
            return None
        given, born = row.values.get("adult_given_names"), row.values.get("adult_born_on")
        who = _who(family, given, born)
        known = self._adults.get(who)
        # A year of birth alone does not identify an adult.
        if known is not None and born is not None and born.day is not None:
            return known
        adult = Adult(
            id=new_id(), batch_id=self._batch_id, family_name=family, given_names=given, born=born
        )
        made.append(adult)
        self._adults[who] = adult.id
        return adult.id

    def _setting(self, row: CheckedRow, made: list[Record]) -> UUID | None:
        name, sector = row.values.get("setting"), row.values.get("sector")
        if name is None:
            return None
        where = _where(name, sector)
        if where not in self._settings:
            setting = Organisation(id=new_id(), batch_id=self._batch_id, name=name, sector=sector)
            made.append(setting)
            self._settings[where] = setting.id
        return self._settings[where]

    def _officer(self, row: CheckedRow, made: list[Record]) -> UUID | None:
        name = row.values.get("officer")
        if name is None:
            return None
        if fold(name) not in self._officers:
            officer = Officer(id=new_id(), name=name, role="contact_officer", fte=0)
            made.append(officer)
            self._officers[fold(name)] = officer.id
        return self._officers[fold(name)]


def _values_of(row: CheckedRow) -> dict[str, Any]:
    """Return the row's values of the contact. Many-valued fields without a column are left out."""
    given = {name: value for name, value in row.values.items() if name in _FIELDS}
    made = {"reference": row.values["reference"], "intake": intake_of(row.values)}
    return {**{name: [] for name in _MANY}, **given, **made}


def _who(family: str, given: str | None, born: Any) -> Who:
    return fold(family), fold(given or ""), str(born)


def _where(name: str, sector: str | None) -> Where:
    return fold(name), sector


def _hanging(row: CheckedRow, contact_id: UUID, officer_id: UUID | None) -> Iterator[Record]:
    """Yield the row's decision, allegation, finding, employment outcomes and referrals."""
    values = row.values
    outcome = values.get("outcome")
    if outcome is not None:
        yield Decision(
            contact_id=contact_id,
            outcome=outcome,
            decided_on=values.get("decided_on"),
            decided_by_id=officer_id,
        )
    if meets_threshold(outcome):
        yield Allegation(contact_id=contact_id, lead_id=officer_id)
    if "finding" in values:
        yield Finding(
            contact_id=contact_id, finding=values["finding"], found_on=values["concluded_on"]
        )
    for code in values.get("employment_outcomes", ()):
        yield EmploymentOutcome(contact_id=contact_id, outcome=code)
    for referral in values.get("onward_referrals", ()):
        yield OnwardReferral(
            contact_id=contact_id,
            body=referral.body,
            made_by=referral.made_by,
            made_on=referral.made_on,
        )
