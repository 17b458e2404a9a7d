"""The life of a small invented service in which every table of a vault gets rows.

Each release that changes the shape has one of these vaults (see `tests/samples/__main__.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import select

from lado_desktop.casework.audit import journal
from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.documents import kept_documents
from lado_desktop.casework.imports import batches, importing
from lado_desktop.casework.meetings import meetings
from lado_desktop.casework.people import professionals
from lado_desktop.casework.published import published_figures, questions
from lado_desktop.casework.registers import information_requests
from lado_desktop.casework.registers.entries import record_in_error
from lado_desktop.casework.sent.given_file import given
from lado_desktop.casework.settings import officers, practice_words, spelling
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today import drafts
from lado_desktop.casework.undoing import redo, undo
from lado_desktop.demo.invented.cases import Cases
from lado_desktop.demo.invented.diary import Diary, Life
from lado_desktop.demo.invented.meeting import shown_case
from lado_desktop.demo.invented.meetings import Meetings
from lado_desktop.demo.invented.moments import Moments
from lado_desktop.demo.invented.people import People
from lado_desktop.demo.invented.published import ISSUED_YEAR, Published
from lado_desktop.demo.invented.registers import Registers
from lado_desktop.demo.invented.restricted import RestrictedCases
from lado_desktop.demo.invented.settled import colleagues, more_hours, settled
from lado_desktop.domain.kinds.contact import CONTACT_FORM, Contact
from lado_desktop.domain.kinds.information_request import InformationRequest
from lado_desktop.domain.kinds.meeting import Meeting, MeetingContact
from lado_desktop.domain.kinds.published_figure import PublishedFigure
from lado_desktop.domain.record import new_id
from lado_desktop.domain.time.clock import StoppedClock
from lado_desktop.figures.counting.year import figures
from lado_desktop.figures.publishing import frozen
from lado_desktop.reports.issue import issue
from tests.samples.full_case import full_case

PRACTICE = "working_together"
OFFICER = "Gwendolyn Achebe-Stone"
FIRST_MORNING = StoppedClock(datetime(2024, 4, 2, 7, 30, tzinfo=UTC))
LAST_MORNING = StoppedClock(datetime(2026, 11, 23, 9, 5, tzinfo=UTC))

_TRACKER = """\
reference,received_on,adult_family_name,adult_given_names,adult_born_on,setting,sector,outcome,\
decided_on,finding,concluded_on,employment_outcomes,onward_referrals,summary
OLD-1,2024-01-09,Vantongeren,Isla,1979-03-02,Brackenhurst School,edu.primary,met_meeting,\
2024-01-10,substantiated,2024-03-01,dismissed,dbs,Taken over from the tracker.
OLD-2,2024-02-13,Okonjo-Reid,Ambrose,1988-07-19,Brackenhurst School,edu.primary,enquiry_only,\
2024-02-13,,,,,Taken over from the tracker.
"""
_REQUESTS = "reference,received_on,kind\nR-1,2024-03-05,foi\n"
_TRAINING = "reference,held_on,audience\nT-1,2024-03-05,Head teachers\n"
_LETTER = b"The parents wrote on Friday and asked who decides."


def live(shift: Shift, folder: Path) -> None:
    """Fill an empty vault, up to the last morning. `folder` is for files that are imported."""
    random = Random(1122)
    begun = replace(shift, clock=FIRST_MORNING)
    _took_over(begun, folder)
    service = settled(begun)
    diary = Diary(replace(service, clock=LAST_MORNING), random)
    diary.shift = service
    others = colleagues(service)
    more_hours(service, others.cover)
    people = People(service, random)
    planned = Meetings(diary, people)
    cases = Cases(diary, people, planned)
    for day in (date(2024, 6, 4), date(2025, 3, 11), date(2025, 10, 7), date(2026, 6, 2)):
        diary.begin(cases.contact(day))
    for lives in (
        Moments(diary, people, cases, planned).lives(),
        RestrictedCases(diary, others).lives(),
        _some(Registers(diary, others.support).lives()),
        Published(diary, _publish).lives(),
        [shown_case(diary, people), full_case(diary), _taken_back(diary), _undone(diary)],
    ):
        for life in lives:
            diary.begin(life)
    diary.run()
    _last_morning(replace(service, clock=LAST_MORNING))


def _took_over(shift: Shift, folder: Path) -> None:
    """Import what was kept before: contacts, and two registers, one of them taken out again."""
    for kind, text in (("contacts", _TRACKER), ("requests", _REQUESTS), ("training", _TRAINING)):
        path = folder / f"{kind}.csv"
        path.write_text(text, encoding="utf-8")
        checked = importing.check(shift, path, kind)
        assert not checked.problems
        imported = importing.import_rows(shift, checked)
    batches.undo(shift, imported.batch_id)
    with shift.reading() as session:
        (entry,) = session.scalars(select(InformationRequest.id))
    record_in_error(shift, InformationRequest, entry, "It was answered by another office.")


def _some(lives: Iterator[Life]) -> Iterator[Life]:
    """Every third of many lives."""
    return (life for number, life in enumerate(lives) if number % 3 == 0)


def _publish(shift: Shift) -> None:
    """Freeze the first tables of a year's figures, as its annual report does."""
    counted = figures(shift, ISSUED_YEAR)
    frozen.freeze(shift, counted, f"{shift.practice.report} {ISSUED_YEAR}")


def _logged(shift: Shift, **more: Any) -> Contact:
    values = {"received_on": shift.today, "intake": "referral", "source": "health", **more}
    return contacts.log(shift, values)


def _taken_back(diary: Diary) -> Life:
    """A change, taken back and done once more; an attendance that is taken off its meeting."""
    yield diary.at(date(2026, 10, 13), 10)
    contact = _logged(diary.shift, summary="A parent rang about a lift home after training.")
    contacts.amend(diary.shift, contact.id, contact.version, {"place": "The car park"})
    undo.undo(diary.shift, undo.undoable(diary.shift, 1)[0].act_id)
    undoing = redo.redoable(diary.shift)
    assert undoing is not None
    redo.redo(diary.shift, undoing.act_id)
    yield diary.after(1)
    values = {"kind_of": "pot_initial", "planned_for": date(2026, 12, 1), "mode": "virtual"}
    meeting = meetings.plan(diary.shift, [contact.id], values)
    officer = professionals.add(diary.shift, {"name": "Hester Bly", "role": "Welfare officer"})
    present = meetings.attend(diary.shift, meeting.id, {"professional_id": officer.id})
    meetings.remove_attendance(diary.shift, present.id)


def _undone(diary: Diary) -> Life:
    """A contact whose logging is undone: it is in error since."""
    yield diary.at(date(2026, 11, 2), 11)
    _logged(diary.shift, summary="Typed into the wrong window.")
    undo.undo(diary.shift, undo.undoable(diary.shift, 1)[0].act_id)


def _last_morning(shift: Shift) -> None:
    """What the officer settles, issues, looks at and begins on the last morning."""
    days = {"identity_proved_on": 6, "fee_paid_on": 7, "clarification_asked_on": 9}
    days |= {"clarification_answered_on": 13, "extension_told_on": 20}
    asked = {name: date(2024, 5, day) for name, day in days.items()}
    information_requests.add(shift, {"kind_of": "sar", "received_on": date(2024, 5, 2), **asked})
    shift = practice_words.keep_words(shift, {"contact": "Query"})
    spelling.add_word(shift, "Fernbank")
    officers.add(shift, "Rosalind Quartey", "cover")
    question = {"name": "Sectors by outcome", "counts": "contacts", "rows": "sector", "years": 3}
    questions.save(
        shift, {**question, "columns": "years", "within": "outcome", "basis": "received_on"}
    )
    with shift.reading() as session:
        meeting = session.scalars(select(Meeting).where(Meeting.purpose.is_not(None))).first()
        figure = session.scalars(select(PublishedFigure)).first()
        assert meeting is not None
        assert figure is not None
        about = MeetingContact.meeting_id == meeting.id
        contact = session.scalars(select(MeetingContact.contact_id).where(about)).one()
    published_figures.amend(shift, figure.id, figure.version, {"because": "Typed from a draft."})
    meetings.amend(shift, meeting.id, meeting.version, {"minutes_sent_on": shift.today})
    issue(shift, "minutes", meeting.id)
    seen: list[journal.Seen] = [
        journal.opened(shift, "contact", contact, first=True),
        journal.opened(shift, "meeting", meeting.id, first=True),
        journal.searched(shift, "lift home", 1, "search"),
    ]
    journal.write_down(shift, seen)
    journal.took_out(shift, "actions as an e-mail", "meeting", meeting.id)
    unsaved = {"received_on": "23 nov", "summary": "A coach was at the hall on"}
    drafts.save(shift, CONTACT_FORM.name, None, unsaved)
    drafts.save(shift, CONTACT_FORM.name, contact, {"safety": "He is at home."})
    kept_documents.set_aside(shift, given("letter.txt", _LETTER), new_id())
    journal.ended(shift, locked=False)
