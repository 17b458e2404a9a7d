"""An audit of before the codes of acts reads as it always did, and is gone on with."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from db.schema import sample
from lado_desktop.casework.audit.lines import AuditQuery, all_lines, page
from lado_desktop.casework.audit.verifying import verify
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing.binned import bin_contents
from lado_desktop.casework.undoing.history import history
from lado_desktop.casework.undoing.redo import redo, redoable
from lado_desktop.casework.undoing.undo import undo, undoable
from lado_desktop.domain.kinds.contact import Contact
from tests.samples.loaded import opened

OF_0_1_0 = next(path for path in sample.samples() if path.name == "2026-11-22")
LAST = 664
"""The last line of that audit as it was kept."""
AUDIT_OF_0_1_0 = "19540a3838b0bee5cf25e54a7fae048445da5a1f88123050ba05b024117839e7"
UNDOABLE = [
    "Change minutes sent out on (2627-0006-M1)",
    "Change why it is not what is counted today (published figure)",
    "Save question (Sectors by outcome)",
    "Edit words (part of the practice)",
    "Log contact (2627-0014)",
    "Add person (Odalys Ainscough)",
]
BINNED = [
    ("Record document in error", "Kept document: timetable.txt", "2627-0006"),
    ("Undo Log contact", "Query: 2627-0005", "2627-0005"),
    ("Remove attendance", "Attendance: Hester Bly", "2627-0003-M1"),
    ("Record in error", "Query: 2526-0005", "2526-0005"),
    ("Record in error", "Query: 2425-0004", "2425-0004"),
    ("Record entry in error", "Information request: R-1", "R-1"),
]


@pytest.fixture
def shift(tmp_path: Path) -> Iterator[Shift]:
    with opened(OF_0_1_0, tmp_path / "vault") as found:
        yield found


def _audit(shift: Shift) -> str:
    """Every line with its officer and act, as the audit page, its file and its print show them."""
    return "\n".join(
        f"{line.seq} {line.officer}: {line.act}"
        for line in all_lines(shift, AuditQuery())
        if line.seq <= LAST
    )


def test_every_line_has_the_words_that_the_program_of_its_day_had(shift: Shift) -> None:
    assert sha256(_audit(shift).encode()).hexdigest() == AUDIT_OF_0_1_0


def test_the_acts_that_can_be_undone_are_the_same(shift: Shift) -> None:
    assert [step.called for step in undoable(shift, 6)] == UNDOABLE


def test_the_bin_is_the_same(shift: Shift) -> None:
    assert [(each.act, each.what, each.belongs_to) for each in bin_contents(shift)] == BINNED


def test_an_act_of_before_is_undone_and_redone_and_each_is_named_by_what_it_took_back(
    shift: Shift,
) -> None:
    step = undoable(shift, 1)[0]
    assert undo(shift, step.act_id) == "Change minutes sent out on undone"
    offered = redoable(shift)
    assert offered is not None
    assert offered.act == "Change minutes sent out on"
    assert redo(shift, offered.act_id) == "Change minutes sent out on redone"
    assert redoable(shift) is None
    newest = [line.act for line in page(shift, AuditQuery(group="changes"), limit=2).lines]
    assert newest == ["Redo Change minutes sent out on", "Undo Change minutes sent out on"]
    assert undoable(shift, 1)[0].called == "Change minutes sent out on (2627-0006-M1)"
    logged = undoable(shift, 6)[4]
    undo(shift, logged.act_id)
    with shift.reading() as session:
        contact = session.query(Contact).filter_by(reference="2627-0014").one()
    assert history(shift, "contact", contact.id).versions[0].act == "Undo Log contact"
    assert verify(shift).sound
