"""Every clock, target, word and list that the window offers drives something in the product."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from lado_desktop.casework.contacts import decisions
from lado_desktop.casework.meetings import meetings
from lado_desktop.casework.people import professionals
from lado_desktop.casework.settings.code_lists import WORDED_LISTS
from lado_desktop.casework.settings.practice_words import OFFERED_CLOCKS, WORDS, keep_clocks
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today.dues import dues
from lado_desktop.domain.fields.field import fields_of
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.records import RECORDS
from lado_desktop.domain.time.due import CLOCKS
from lado_desktop.figures.questions.targets import targets_of
from ui.practice.words import clocks_view, words_view

ROOT = Path(__file__).parents[2]
OTHER = {"targets": "5 months 55%", "local_targets": "5 months 55%", "standards": "5 months"}


@pytest.fixture
def in_hand(shift: Shift, log: Any, allegation: Contact) -> Shift:
    """A shift with something waiting at every step of the work."""
    log()
    advised = {"outcome": "below_advice", "rationale": "No.", "advice": "Keep a note."}
    decisions.decide(shift, log().id, advised)
    reviewed = log()
    met = {"outcome": "met_no_meeting", "criteria": ["harm"], "rationale": "The child was hurt."}
    decisions.decide(shift, reviewed.id, met)
    chair = professionals.add(shift, {"name": "Ines Vale"})
    held = {"kind_of": "pot_initial", "held_on": date(2026, 11, 20), "chair_id": chair.id}
    meetings.plan(shift, [reviewed.id], held)
    approved = meetings.plan(shift, [reviewed.id], held)
    meetings.attend(shift, approved.id, {"professional_id": chair.id, "status": "chair"})
    meetings.approve(shift, approved.id)
    return shift


def read_of(shift: Shift) -> object:
    """What the product derives from the clocks and targets of its practice."""
    due = [(each.sentence, each.due_on) for each in dues(shift)]
    return due, targets_of(shift.practice)


def test_every_clock_and_target_that_is_offered_is_read(qtbot: QtBot, in_hand: Shift) -> None:
    view = clocks_view(in_hand)
    qtbot.addWidget(view)
    assert {*OFFERED_CLOCKS} < {*view.typed}
    for name in view.typed:
        changed = keep_clocks(in_hand, {**view.typed, name: OTHER.get(name, "77 days")})
        assert read_of(changed) != read_of(in_hand), name


def test_every_word_that_is_offered_is_read(qtbot: QtBot, shift: Shift) -> None:
    view = words_view(shift)
    qtbot.addWidget(view)

    def read(practice: Any) -> object:
        labels = [practice.codes(name) for name in ("contact_outcome", "employer_status")]
        return practice.worded("Open the contact and the allegation"), labels

    for name in WORDS:
        other = replace(shift.practice, words={**shift.practice.words, name: "Query"})
        assert read(other) != read(shift.practice), name


def test_every_list_that_is_offered_is_that_of_a_field() -> None:
    of_fields = {field.codes for each in RECORDS.values() for field in fields_of(each).values()}
    assert WORDED_LISTS.keys() <= of_fields


def test_a_clock_that_the_source_asks_by_name_is_offered() -> None:
    """What begins to be read must be offered: this fails until a Step of the work has it."""
    sources = [
        path
        for folder in ("lado_desktop", "ui")
        for path in (ROOT / folder).rglob("*.py")
        if path != ROOT / "lado_desktop/domain/time/due.py"
    ]
    said = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    asked = {name for name in CLOCKS if re.search(rf'"{name}"', said)}
    assert asked == OFFERED_CLOCKS.keys()
