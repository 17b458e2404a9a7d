"""Every document that a service can print: of each record, of each year, of each question."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from lado_desktop.casework.audit.lines import AuditQuery
from lado_desktop.casework.meetings.meeting_file import open_meeting
from lado_desktop.casework.published.questions import saved
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.issued_document import OF_A_CONTACT
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.practice.practice import practice_named, practice_names
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.figures.counting.year import figures
from lado_desktop.figures.publishing.disclosure import public_copy
from lado_desktop.figures.questions.question import practice_for, question_of, usual_questions
from lado_desktop.reports.blocks import Document
from lado_desktop.reports.documents.audit_extract import audit_extract
from lado_desktop.reports.documents.year_summary import summary_of
from lado_desktop.reports.issue import OF_A_RECORD

YEARS = ("2024/25", "2025/26", "2026/27")


def every_paper(shift: Shift) -> Iterator[tuple[str, Document]]:
    """Yield what it is, and the document. Letters that have nothing to say yet are left out."""
    yield from _of_records(shift)
    yield from _of_figures(shift)


def _of_records(shift: Shift) -> Iterator[tuple[str, Document]]:
    with shift.reading() as session:
        contacts = list(session.scalars(select(Contact.id)))
        meetings = list(session.scalars(select(Meeting.id)))
    for name, drawn in OF_A_RECORD.items():
        for target in contacts if name in OF_A_CONTACT else meetings:
            try:
                document = drawn(shift, target)
            except CaseworkError:
                continue
            yield name, document
    for target in meetings:
        reference = open_meeting(shift, target).meeting.reference
        yield "audit", audit_extract(shift, AuditQuery(reference=reference))


def _of_figures(shift: Shift) -> Iterator[tuple[str, Document]]:
    for year in YEARS:
        exact = figures(shift, year)
        yield "figures", summary_of(shift, exact)
        yield "public copy", summary_of(shift, public_copy(exact))
    for name in practice_names():
        yield "figures", summary_of(shift, figures(shift, YEARS[-1], None, practice_named(name)))
    questions = [*usual_questions(shift.practice), *map(question_of, saved(shift))]
    for question in questions:
        answer = figures(shift, YEARS[-1], None, practice_for(shift.practice, question))
        yield "answer", summary_of(shift, answer)
