"""Every kind of record by its noun: what the schema, the search and the audit go through."""

from __future__ import annotations

from lado_desktop.domain.action import Action
from lado_desktop.domain.adult import Adult, RoleHeld
from lado_desktop.domain.allegation import Allegation
from lado_desktop.domain.attendance import Attendance
from lado_desktop.domain.child import Child, ChildInvolved
from lado_desktop.domain.contact import Contact
from lado_desktop.domain.decision import Decision
from lado_desktop.domain.employment_outcome import EmploymentOutcome
from lado_desktop.domain.finding import Finding
from lado_desktop.domain.imported import ImportBatch
from lado_desktop.domain.issued_document import IssuedDocument
from lado_desktop.domain.kept_document import KeptDocument
from lado_desktop.domain.meeting import Meeting
from lado_desktop.domain.minute_section import MinuteSection
from lado_desktop.domain.officer import Officer
from lado_desktop.domain.onward_referral import OnwardReferral
from lado_desktop.domain.organisation import Organisation
from lado_desktop.domain.practice_part import PracticePart
from lado_desktop.domain.professional import Professional
from lado_desktop.domain.published_figure import FrozenReport, PublishedFigure
from lado_desktop.domain.record import Record
from lado_desktop.domain.registers import REGISTERS
from lado_desktop.domain.restriction import Restriction
from lado_desktop.domain.saved_question import SavedQuestion

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
    *REGISTERS.values(),
    FrozenReport,
    PublishedFigure,
    SavedQuestion,
    PracticePart,
    IssuedDocument,
    KeptDocument,
    ImportBatch,
)
RECORDS: dict[str, type[Record]] = {record.kind(): record for record in _KINDS}
