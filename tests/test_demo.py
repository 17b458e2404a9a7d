"""The practice service: every state the program knows, invented, the same each time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from sqlalchemy import func, select

from db.records.audit import verify
from lado_desktop.casework.contacts.by_reference import contact_of, meeting_of
from lado_desktop.casework.contacts.state import STATES
from lado_desktop.casework.documents.kept_documents import documents_of, view
from lado_desktop.casework.lists.listing import Query, page
from lado_desktop.casework.lists.lists import CONTACTS
from lado_desktop.casework.meetings.meeting_file import open_meeting
from lado_desktop.casework.published.questions import saved
from lado_desktop.casework.saving import values_of
from lado_desktop.casework.settings.posts import posts
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today import drafts
from lado_desktop.casework.today.dues import dues
from lado_desktop.casework.today.today import glance
from lado_desktop.cli import run
from lado_desktop.demo.invented.three_years import to_show
from lado_desktop.demo.practice_vault import PASSPHRASE, practice_vault
from lado_desktop.domain.kinds.complaint import Complaint
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.kinds.employment_outcome import EmploymentOutcome
from lado_desktop.domain.kinds.escalation import Escalation
from lado_desktop.domain.kinds.finding import Finding
from lado_desktop.domain.kinds.information_request import InformationRequest
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.kinds.onward_referral import OnwardReferral
from lado_desktop.domain.kinds.restriction import Restriction
from lado_desktop.domain.practice.codes import code_lists
from lado_desktop.domain.practice.practice import practice_named, practice_names
from lado_desktop.domain.registers import REGISTERS
from lado_desktop.figures.counting.year import figures
from lado_desktop.figures.publishing.frozen import since
from lado_desktop.figures.publishing.published import beside
from lado_desktop.reports.issue import OF_A_RECORD
from lado_desktop.reports.pdf.pdf import draw
from lado_desktop.unlocking.opening import open_shift
from tests.accessible import claims, drawn_without_a_character, failed_rules
from tests.every_paper import every_paper

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice vault, built by the command, with its prints beside it."""
    place = tmp_path_factory.mktemp("demo")
    assert run(["demo", str(place / "vault"), "--print", str(place / "prints")]) == 0
    return place


@pytest.fixture
def shift(demo: Path) -> Iterator[Shift]:
    opened = open_shift(demo / "vault", PASSPHRASE)
    yield opened
    opened.store.close()


def numbers(shift: Shift, column: Any) -> Counter[Any]:
    with shift.reading() as session:
        return Counter(dict(session.execute(select(column, func.count()).group_by(column)).all()))


def test_the_service_shows_every_state_that_there_is_and_its_checks_are_closed(
    shift: Shift,
) -> None:
    assert shift.practice_data
    rows = page(shift, CONTACTS, Query(limit=1000)).rows
    assert 130 <= len(rows) <= 180
    states = {cell for row in rows for cell in row.cells} & set(STATES.values())
    assert states == set(STATES.values()) - {STATES["answered"]}
    assert set(numbers(shift, Decision.outcome)) == set(code_lists()["contact_outcome"])
    assert set(numbers(shift, Finding.finding)) == set(code_lists()["finding"])
    assert len(numbers(shift, EmploymentOutcome.outcome)) >= 5
    assert {"dbs", "tra"} <= set(numbers(shift, OnwardReferral.body))
    assert len(numbers(shift, Contact.sector)) >= 12
    assert len(numbers(shift, Contact.category)) >= 7
    assert numbers(shift, Contact.adult_id)[None] >= 10
    assert (
        sum(numbers(shift, Contact.follows_id).values()) - numbers(shift, Contact.follows_id)[None]
        >= 5
    )
    incidents = numbers(shift, Contact.incident_id)
    assert [number for incident, number in incidents.items() if incident is not None].count(2) >= 1
    for dated in (Decision.superseded_on, Finding.superseded_on):
        assert len(numbers(shift, dated)) >= 3
    assert numbers(shift, Meeting.held_on)[None] >= 3
    with shift.reading() as session:
        assert verify(session).sound


def test_each_register_has_entries_of_three_years_and_some_are_open(shift: Shift) -> None:
    for kind in (each.record for each in REGISTERS.values()):
        days = numbers(shift, getattr(kind, kind.day_field))
        assert {day.year for day in days} == {2024, 2025, 2026}, kind
        assert len(days) >= 5, kind
    with shift.reading() as session:
        not_answered = InformationRequest.answered_on.is_(None)
        asked = select(InformationRequest.due_on).where(not_answered)
        due = [day for day in session.scalars(asked) if day is not None]
        for request in session.scalars(select(InformationRequest)):
            by_law = InformationRequest.due_by_law(values_of(request))
            assert by_law in (None, request.due_on), request.reference
        in_error = session.scalar(
            select(func.count()).where(InformationRequest.in_error_on.is_not(None))
        )
    assert any(day < shift.today for day in due)
    assert any(day > shift.today for day in due)
    assert in_error == 1
    assert numbers(shift, Complaint.upheld)[None] >= 1
    assert numbers(shift, Escalation.resolved_on)[None] >= 1


def test_documents_are_kept_with_the_shown_case_and_its_meeting(shift: Shift) -> None:
    contact, meeting = to_show(shift)
    of_contact = documents_of(shift, "contact", contact_of(shift, contact))
    of_meeting = documents_of(shift, "meeting", meeting_of(shift, meeting))
    kinds = [line.document.content_kind for line in (*of_contact, *of_meeting)]
    assert kinds == ["text", "png", "email", "pdf"]
    assert of_contact[0].document.in_error_on is not None
    assert b"Sunniva Halloran" in view(shift, of_contact[-1].document.id)


def test_one_restricted_contact_is_seen_and_one_is_the_managers_alone(shift: Shift) -> None:
    with shift.reading_all() as session:
        manager = session.scalars(select(Officer).where(Officer.role == "manager")).one()
        restricted = set(session.scalars(select(Restriction.contact_id)))
    assert len(restricted) == 2
    seen = {row.id for row in page(shift, CONTACTS, Query(limit=1000)).rows}
    of_manager = replace(shift, officer=manager)
    seen_by_manager = {row.id for row in page(of_manager, CONTACTS, Query(limit=1000)).rows}
    assert len(restricted & seen) == 1
    assert seen_by_manager - seen == restricted - seen


def test_the_service_settled_its_own_and_asks_its_own_questions(shift: Shift) -> None:
    assert shift.practice.letterhead
    assert len(shift.practice.closure_days) >= 4
    assert set(numbers(shift, Contact.area)) - {None} == set(shift.practice.codes("area"))
    assert len(saved(shift)) == 3
    in_post = [post for post in posts(shift) if post.ended_on is None]
    assert {(post.role, post.fte) for post in in_post} == {
        ("lado", 1.0),
        ("cover", 0.6),
        ("manager", 0.2),
        ("business_support", 0.8),
    }


def test_a_year_was_published_and_says_why_it_counts_otherwise_now(shift: Shift) -> None:
    now = figures(shift, "2026/27")
    found = {(each.row, each.column, each.published.authority): each for each in beside(shift, now)}
    own = found["All contacts", "2024/25", None]
    assert own.differs
    behind = since(shift, now, own)
    assert behind is not None
    assert {why.because for why in behind.why} == {"logged since", "recorded in error since"}
    assert ("Threshold met", "2025/26", "Northmere Borough") in found
    assert not any(column == "Year" for _, column, _ in found)


@pytest.mark.parametrize("name", practice_names())
@pytest.mark.parametrize("year", ["2024/25", "2025/26", "2026/27"])
def test_every_table_reconciles_whoever_counts_it(shift: Shift, name: str, year: str) -> None:
    practice = shift.practice if name == shift.practice.name else practice_named(name)
    counted = figures(shift, year, practice=practice)
    assert [gap for table in counted.tables for gap in table.gaps] == []
    assert [each.title for each in counted.agreements if not each.agrees] == []


def test_today_is_alive_and_a_draft_waits(shift: Shift) -> None:
    seen = glance(shift)
    assert seen.undecided >= 2
    assert seen.under_way >= 5
    assert seen.meetings_ahead >= 3
    assert seen.actions_overdue >= 1
    assert {due.when for due in dues(shift)} == {"overdue", "today", "soon", "later"}
    (draft,) = drafts.all_drafts(shift)
    assert draft.form == "contact"


def test_the_meeting_that_is_shown_is_whole(shift: Shift) -> None:
    _, reference = to_show(shift)
    file = open_meeting(shift, meeting_of(shift, reference))
    assert file.approved
    assert (len(file.attendances), len(file.actions)) == (14, 20)
    assert len(file.written("reports")) == 6
    unwritten = {"introductions", "actions", "distribution"}
    written = {section.heading for section in file.sections}
    assert written | unwritten == set(code_lists()["minute_heading"])


def test_its_documents_are_printed_marked_as_practice(demo: Path) -> None:
    prints = sorted((demo / "prints").iterdir())
    kinds = ["actions", "audit", "case", "figures", *["letter"] * 4, "minutes"]
    assert [path.name.split()[0] for path in prints] == kinds
    for path in prints:
        with pikepdf.open(path) as pdf:
            assert str(pdf.Root.Lang) == "en-GB"
        text = "".join(
            each.get_textpage().get_text_bounded() for each in pypdfium2.PdfDocument(path)
        )
        assert "Practice data" in text


def test_every_document_that_it_can_print_is_accessible_as_it_claims(shift: Shift) -> None:
    drawn: Counter[str] = Counter()
    for name, document in every_paper(shift):
        data = draw(document)
        assert claims(data), name
        assert failed_rules(data) == set(), name
        assert drawn_without_a_character(data) == [], name
        drawn[name] += 1
    assert set(drawn) == {*OF_A_RECORD, "audit", "figures", "public copy", "answer"}
    assert drawn.total() > 500


def test_it_is_built_once_and_never_over_something_else(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (demo / "vault" / "vault.json").read_bytes()
    assert practice_vault(demo / "vault").passphrase == PASSPHRASE
    assert (demo / "vault" / "vault.json").read_bytes() == before
    (tmp_path / "letter.txt").write_text("mine")
    assert run(["demo", str(tmp_path), "--print", str(tmp_path / "prints")]) == 1
    assert "something else" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.slow
def test_another_process_builds_the_same_service(demo: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "lado_desktop", "demo", str(tmp_path / "vault")]
    subprocess.run(
        [*command, "--print", str(tmp_path / "prints")],
        env={**os.environ, "PYTHONHASHSEED": "77"},
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert [path.name for path in sorted((tmp_path / "prints").iterdir())] == [
        path.name for path in sorted((demo / "prints").iterdir())
    ]
    lists = []
    for folder in (demo, tmp_path):
        opened = open_shift(folder / "vault", PASSPHRASE)
        rows = page(opened, CONTACTS, Query(limit=1000, sort="reference")).rows
        lists.append([row.cells for row in rows])
        opened.store.close()
    assert lists[0] == lists[1]
