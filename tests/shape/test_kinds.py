"""A register and a field that are declared once are found by everything that reads declarations."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from lado_desktop.casework.lists.counted_lists import COUNTED_LISTS, COUNTED_WORDS
from lado_desktop.domain.acts import ACTS
from lado_desktop.domain.records import PAGES, RECORDS
from lado_desktop.domain.registers import BY_KIND
from lado_desktop.figures.units.countable import COUNTABLES
from tests.db.changed_program import changed_program, run
from ui.page import Page
from ui.route import Place
from ui.window.navigation import ENTRIES, entry_of, page_class

PLANTED = Path(__file__).parents[1] / "ui" / "planted.py"
READERS = re.findall(r"^def test_(\w+)\(", PLANTED.read_text(encoding="utf-8"), re.MULTILINE)
REGISTER = '''"""The register of visits to settings."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from lado_desktop.domain.fields.field import choice, day, line, prose
from lado_desktop.domain.register import Register, RegisterEntry


class SettingVisit(RegisterEntry):
    """One visit to a setting. It counts on the day of the visit."""

    __tablename__ = "setting_visit"
    day_field = "visited_on"
    prefix = "V"

    visited_on: Mapped[date] = day("Visited", required=True, not_future=True)
    setting: Mapped[str | None] = line("Setting", searched=True)
    purpose: Mapped[str | None] = choice("Purpose", "visit_purpose", counted=True)
    note: Mapped[str | None] = prose("What was seen and agreed")


VISITS = Register(
    record=SettingVisit,
    key="visits",
    one="visit",
    many="visits",
    empty="Add each visit to a setting.",
    listed=(SettingVisit.visited_on, SettingVisit.setting, SettingVisit.purpose),
)
'''
CODES = """[visit_purpose]
advice = "Advice"
checks = "Safer recruitment checks"

[complaint_stage]"""
TICK = """interpreter: Mapped[bool] = tick(
        "Interpreter needed", listed=True, printed=True, imported=True, counted=True,
        carried=(INCIDENT,),
    )"""
KINDS, REGISTERS = "lado_desktop/domain/kinds", "lado_desktop/domain/registers.py"
BY_HAND = (
    (REGISTERS, r"(import TRAINING\n)", r"\1from .kinds.setting_visit import VISITS\n"),
    (REGISTERS, r"ALERTS, ESCALATIONS\)", "ALERTS, ESCALATIONS, VISITS)"),
    (
        "resources/codes.toml",
        r"\[complaint_stage\]",
        CODES,
    ),
    # A tick of contacts: three lines.
    (f"{KINDS}/contact.py", r"    prose,\n", "    prose,\n    tick,\n"),
    (
        f"{KINDS}/contact.py",
        r"    taken_by_id: M",
        f"    {TICK}\n    taken_by_id: M",
    ),
    (f"{KINDS}/contact.py", r"(        Contact.area,\n)", r"\1        Contact.interpreter,\n"),
    # A text of contacts: two.
    (
        f"{KINDS}/contact.py",
        r"    adult_id: M",
        '    language: Mapped[str | None] = line("Language", searched=True)\n    adult_id: M',
    ),
    (f"{KINDS}/contact.py", r"(        Contact.summary,\n)", r"\1        Contact.language,\n"),
)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A changed program: a stranger's register and fields, with their step and help written."""
    folder = tmp_path_factory.mktemp("planted") / "program"
    new = {f"{KINDS}/setting_visit.py": REGISTER}
    made = changed_program(folder, BY_HAND, new)
    for command in (
        ("lado_desktop.commands.write_import_kinds",),
        ("db.schema.new_migration", "Visits and interpreters"),
    ):
        written = run(made, "-m", *command)
        assert written.returncode == 0, written.stderr
    return made


def _said(program: Path, *options: str) -> dict[str, str]:
    """Run the planted tests there. Return what each says: nothing where it found all."""
    report = program.parent / "report.xml"
    done = run(
        program,
        *("-m", "pytest", "-q", "-p", "no:cacheprovider", *options),
        f"--junitxml={report}",
        PLANTED.relative_to(Path(__file__).parents[2]).as_posix(),
    )
    assert report.exists(), done.stdout + done.stderr
    return {
        case.attrib["name"].removeprefix("test_"): "\n".join(
            wrong.attrib.get("message", "") for wrong in case
        )
        for case in ET.parse(report).iter("testcase")
    }


@pytest.fixture(scope="module")
def found(program: Path) -> dict[str, str]:
    """What each reader says of the changed program."""
    return _said(program)


@pytest.fixture(scope="module")
def missed(program: Path) -> dict[str, str]:
    """What each test says where its own reader reads nothing of what was planted."""
    return _said(program, "-p", "tests.ui.taken_out")


def test_a_register_is_one_short_file() -> None:
    assert len(REGISTER.splitlines()) <= 50


def test_a_field_is_three_lines_in_one_file() -> None:
    tick = [edit for edit in BY_HAND if "tick" in edit[2] or "interpreter" in edit[2]]
    assert len(tick) == 3
    assert {file for file, _, _ in tick} == {f"{KINDS}/contact.py"}


@pytest.mark.parametrize("reader", READERS)
def test_what_is_declared_once_is_found_by_every_reader(found: dict[str, str], reader: str) -> None:
    assert found[reader] == ""


@pytest.mark.slow
@pytest.mark.parametrize("reader", READERS)
def test_a_reader_that_is_taken_out_is_noticed(missed: dict[str, str], reader: str) -> None:
    assert missed[reader] != ""


def test_every_kind_that_is_counted_has_a_list_words_and_units() -> None:
    declared = {record.counted_as for record in RECORDS.values() if record.counted_as}
    counted = {*declared, *(each.key for each in BY_KIND.values()), "checks"}
    for reader in (COUNTED_LISTS, COUNTED_WORDS, COUNTABLES):
        assert set(reader) == counted


@pytest.mark.parametrize("kind", PAGES)
def test_every_kind_with_a_page_has_it_under_a_line_of_the_navigation(kind: str) -> None:
    assert issubclass(page_class(kind), Page)
    assert entry_of(Place(kind)) in {entry.noun for entry in ENTRIES}


@pytest.mark.parametrize("kind", sorted(set(RECORDS) - set(PAGES)))
def test_a_part_of_a_contact_or_meeting_says_so(kind: str) -> None:
    named = {
        column.name
        for column in RECORDS[kind].__table__.c
        for key in column.foreign_keys
        if key.column.table.name in ("contact", "meeting")
    }
    assert named <= set(RECORDS[kind].belongs_to)
    assert dict(RECORDS[kind].owners()).keys() == set(RECORDS[kind].belongs_to)


@pytest.mark.parametrize("kind", RECORDS)
def test_what_a_kind_declares_names_its_own_columns_and_a_known_act(kind: str) -> None:
    record = RECORDS[kind]
    assert {*record.once, *record.after_approval} <= set(record.__table__.c.keys())
    assert record.in_error_act in {"", *ACTS}
    assert bool(record.in_error_act) <= ("in_error_on" in record.__table__.c)
