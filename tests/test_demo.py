"""The practice service: every state the program knows, invented, the same each time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from sqlalchemy import func, select

from db.audit import verify
from lado_desktop.casework import drafts
from lado_desktop.casework.by_reference import meeting_of
from lado_desktop.casework.listing import Query, page
from lado_desktop.casework.lists import CONTACTS
from lado_desktop.casework.meeting_file import open_meeting
from lado_desktop.casework.practice_data import to_show
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.state import STATES
from lado_desktop.casework.today import dues, glance
from lado_desktop.cli import run
from lado_desktop.domain.codes import code_lists
from lado_desktop.domain.contact import Contact
from lado_desktop.domain.decision import Decision
from lado_desktop.domain.employment_outcome import EmploymentOutcome
from lado_desktop.domain.finding import Finding
from lado_desktop.domain.meeting import Meeting
from lado_desktop.domain.onward_referral import OnwardReferral
from lado_desktop.opening import open_shift
from lado_desktop.practice_vault import PASSPHRASE, practice_vault

pytestmark = [pytest.mark.xdist_group("demo"), pytest.mark.slow]


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


def test_the_service_shows_every_state_that_there_is(shift: Shift) -> None:
    assert shift.practice_data
    rows = page(shift, CONTACTS, Query(limit=1000)).rows
    assert 130 <= len(rows) <= 180
    states = {cell for row in rows for cell in row.cells} & set(STATES.values())
    assert states == set(STATES.values())
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


def test_today_is_alive_and_a_draft_waits(shift: Shift) -> None:
    seen = glance(shift)
    assert seen.undecided >= 2
    assert seen.under_way >= 5
    assert seen.meetings_ahead >= 3
    assert seen.actions_overdue >= 1
    assert {due.when for due in dues(shift)} == {"overdue", "today", "soon", "later"}
    (draft,) = drafts.all_kept(shift)
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
    assert [path.name.split()[0] for path in prints] == ["actions", "case", "figures", "minutes"]
    for path in prints:
        with pikepdf.open(path) as pdf:
            assert str(pdf.Root.Lang) == "en-GB"
        text = "".join(
            each.get_textpage().get_text_bounded() for each in pypdfium2.PdfDocument(path)
        )
        assert "Practice data" in text


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
