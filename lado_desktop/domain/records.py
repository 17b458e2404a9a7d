"""All kinds of record by noun, for the schema, search and audit."""

from __future__ import annotations

from lado_desktop.domain.kinds.action import Action
from lado_desktop.domain.kinds.adult import Adult, RoleHeld
from lado_desktop.domain.kinds.allegation import Allegation
from lado_desktop.domain.kinds.attendance import Attendance
from lado_desktop.domain.kinds.child import Child, ChildInvolved
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.kinds.employment_outcome import EmploymentOutcome
from lado_desktop.domain.kinds.finding import Finding
from lado_desktop.domain.kinds.imported import ImportBatch
from lado_desktop.domain.kinds.issued_document import IssuedDocument
from lado_desktop.domain.kinds.kept_document import KeptDocument
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.kinds.minute_section import MinuteSection
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.kinds.onward_referral import OnwardReferral
from lado_desktop.domain.kinds.organisation import Organisation
from lado_desktop.domain.kinds.practice_part import PracticePart
from lado_desktop.domain.kinds.professional import Professional
from lado_desktop.domain.kinds.published_figure import FrozenReport, PublishedFigure
from lado_desktop.domain.kinds.restriction import Restriction
from lado_desktop.domain.kinds.saved_question import SavedQuestion
from lado_desktop.domain.record import Record
from lado_desktop.domain.registers import BY_KIND, REGISTERS

_KINDS: tuple[type[Record], ...] = (
    Officer,
    Professional,
    Organisation,
    Adult,
    RoleHeld,
    Child,
    ChildInvolved,
    Contact,
    Restriction,
    Decision,
    Allegation,
    Finding,
    OnwardReferral,
    EmploymentOutcome,
    Meeting,
    Attendance,
    MinuteSection,
    Action,
    *(each.record for each in REGISTERS.values()),
    FrozenReport,
    PublishedFigure,
    SavedQuestion,
    PracticePart,
    IssuedDocument,
    KeptDocument,
    ImportBatch,
)
RECORDS: dict[str, type[Record]] = {record.kind(): record for record in _KINDS}

PAGES = tuple(kind for kind, record in RECORDS.items() if record.page_under)
"""The kinds with a page, in the order of RECORDS."""


def title_of(kind: str) -> str:
    """Return the noun of a kind for a heading; for an entry, its register's words."""
    return BY_KIND[kind].one.capitalize() if kind in BY_KIND else RECORDS[kind].title()
