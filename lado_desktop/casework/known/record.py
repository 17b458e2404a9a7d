"""What somebody typed to be looked for, and what is known of one record that may be meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from lado_desktop.casework.contact_lines import ContactLine, lines_where
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.contact import Contact
from lado_desktop.domain.partial_date import PartialDate

LINES_SHOWN = 5
MOST_LIKE = 250
"""Records that have a sound or a beginning in common, of which the closest are then looked for."""
MOST_WORDED = 60
STANDING = case((Contact.in_error_on.is_(None), 1), else_=0) == 1
"""Not recorded in error. A plain IS NULL has SQLite walk the index of nearly every contact."""

LEAST_TYPED = 2
"""Letters from which a look begins."""


@dataclass(frozen=True)
class Typed:
    """What was typed so far. A setting that was picked has its key."""

    name: str = ""
    setting: str = ""
    setting_id: UUID | None = None
    born: PartialDate | None = None
    reference: str = ""

    @property
    def words(self) -> list[str]:
        """Each part as it is read back."""
        born = f"born {self.born.words}" if self.born else ""
        parts = (self.name, born, self.setting, self.reference)
        return [" ".join(part.split()) for part in parts if part.strip()]


@dataclass(frozen=True)
class KnownRecord:
    """One person, setting or contact that may be meant."""

    kind: str
    """The noun of the record to open: adult, organisation or contact; or `restricted`."""
    id: UUID
    title: str
    why: tuple[str, ...]
    closeness: int
    """From 0 to 100: by it they are ranked."""
    contacts: tuple[ContactLine, ...] = ()
    """Its newest contacts: reference, day received, setting, finding."""
    contacts_in_all: int = 0
    restricted: str = ""
    """Says that some of its contacts are restricted, and to whom to speak."""


def long_enough(text: str) -> bool:
    """Tell whether so much was typed that a look is worth while."""
    return sum(letter.isalnum() for letter in text) >= LEAST_TYPED


def with_contacts(
    shift: Shift,
    session: Session,
    column: InstrumentedAttribute[UUID | None],
    found: Sequence[KnownRecord],
) -> list[KnownRecord]:
    """Return the adults or settings with their standing contacts; `column` names them."""
    ids = [each.id for each in found]
    if not ids:
        return []
    condition = column.in_(ids) & STANDING
    lines = lines_where(shift, session, condition)
    owners = select(Contact.id, column).where(Contact.id.in_([line.id for line in lines]))
    owner_of = {row[0]: row[1] for row in session.execute(owners)}
    counted = select(column, func.count()).where(condition).group_by(column)
    number_of = {row[0]: row[1] for row in session.execute(counted)}
    return [
        replace(
            each,
            contacts=tuple([line for line in lines if owner_of[line.id] == each.id][:LINES_SHOWN]),
            contacts_in_all=number_of.get(each.id, 0),
        )
        for each in found
    ]


def points(score: float) -> int:
    """Return a closeness from 0 to 1 as one from 0 to 100."""
    return max(0, min(100, round(score * 100)))
