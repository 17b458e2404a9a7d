"""A register and a field that are declared once are found by everything that reads declarations."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.db.changed_program import changed_program, run

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
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each reader says of a changed program: nothing where it found what was planted."""
    folder = tmp_path_factory.mktemp("planted")
    new = {f"{KINDS}/setting_visit.py": REGISTER}
    program = changed_program(folder / "program", BY_HAND, new)
    for command in (
        ("lado_desktop.commands.write_import_kinds",),
        ("db.schema.new_migration", "Visits and interpreters"),
    ):
        written = run(program, "-m", *command)
        assert written.returncode == 0, written.stderr
    told = folder / "told.xml"
    done = run(
        program,
        *("-m", "pytest", "-q", "-p", "no:cacheprovider"),
        f"--junitxml={told}",
        PLANTED.relative_to(Path(__file__).parents[2]).as_posix(),
    )
    assert told.exists(), done.stdout + done.stderr
    return {
        case.attrib["name"].removeprefix("test_"): "\n".join(
            wrong.attrib.get("message", "") for wrong in case
        )
        for case in ET.parse(told).iter("testcase")
    }


def test_a_register_is_one_short_file() -> None:
    assert len(REGISTER.splitlines()) <= 50


@pytest.mark.parametrize("reader", READERS)
def test_what_is_declared_once_is_found_by_every_reader(found: dict[str, str], reader: str) -> None:
    assert found[reader] == ""
