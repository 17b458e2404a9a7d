"""Run inside a changed program: where a planted register and a planted field are found.

Each test is one reader of the declarations. `tests/shape/test_kinds.py` runs them all.
"""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from lado_desktop.casework.audit.lines import AuditQuery
from lado_desktop.casework.audit.lines import page as audit_page
from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.imports import importing
from lado_desktop.casework.lists import listing, lists
from lado_desktop.casework.lists.counted_lists import COUNTED_LISTS, COUNTED_WORDS, opens
from lado_desktop.casework.lists.listing import Listing, Query
from lado_desktop.casework.lists.preview import preview
from lado_desktop.casework.registers.by_kind import add, amend
from lado_desktop.casework.registers.entries import record_in_error
from lado_desktop.casework.registers.in_use import registers_in_use
from lado_desktop.casework.search.palette import palette
from lado_desktop.casework.search.search import search
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today.drafts import DraftLine
from lado_desktop.casework.today.unfinished import pages_of
from lado_desktop.casework.undoing.history import history
from lado_desktop.casework.undoing.in_error import ERROR_KINDS
from lado_desktop.casework.undoing.undo import undo, undoable
from lado_desktop.cli import run
from lado_desktop.domain.acts import ACTS, permission_to_change
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.register import Register, RegisterEntry
from lado_desktop.domain.registers import REGISTERS
from lado_desktop.figures.counting.year import figures
from lado_desktop.figures.presenting.result import FigureTable
from lado_desktop.figures.questions.question import Question, practice_for
from lado_desktop.figures.units.countable import COUNTABLES
from lado_desktop.reports.blocks import Facts
from lado_desktop.reports.documents.case_summary import case_summary
from tests.ui.record_pages import shown, type_into
from tests.whole_vault import PASSPHRASE, made_vault
from ui.desk import Desk
from ui.pages.contact import ContactPage
from ui.pages.draft_place import called, place_of
from ui.pages.register_entry import RegisterEntryPage
from ui.pages.registers import RegistersPage
from ui.practice.code_ticks import CodeTicks
from ui.practice.table_head import KINDS
from ui.route import Place
from ui.search.box import KINDS as FOUND
from ui.window.menus import commands_of
from ui.window.navigation import entry_of, page_class
from ui.window.window import Window

DAY = date(2026, 11, 20)
VISIT = {"visited_on": DAY, "setting": "Elm House", "purpose": "checks", "note": "All agreed."}
YEAR = "2026/27"


@pytest.fixture
def visits() -> Register:
    return REGISTERS["visits"]


@pytest.fixture
def visit(shift: Shift, visits: Register) -> RegisterEntry:
    return add(shift, visits.record, VISIT)


@pytest.fixture
def contact(shift: Shift) -> Contact:
    given = {"received_on": DAY, "intake": "referral", "interpreter": True}
    return contacts.log(shift, given)


def _asked(shift: Shift, **question: str) -> FigureTable:
    practice = practice_for(shift.practice, Question("Q", years=1, **question))
    return figures(shift, YEAR, practice=practice).table("question")


def _cells(shift: Shift, of: Listing) -> dict[str, str]:
    (row,) = listing.page(shift, of, Query()).rows
    return dict(zip((column.label for column in of.columns), row.cells, strict=True))


def test_register_permission(visits: Register) -> None:
    assert permission_to_change(visits.form.name) is Permission.RECORD
    assert ACTS["visits.import"].needs is Permission.IMPORT


def test_register_act_words() -> None:
    words = {code: act.words for code, act in ACTS.items() if "visit" in code}
    assert words == {
        "setting_visit.add": "Add visit",
        "setting_visit.amend": "Change visit",
        "visits.import": "Import visits",
    }


def test_register_navigation() -> None:
    assert page_class("setting_visit") is RegisterEntryPage
    assert entry_of(Place("setting_visit")) == "registers"


def test_register_menus(window: Window) -> None:
    named = {command.words: command.action for command in commands_of(window)}
    named["Visits"].trigger()
    page = window.page
    assert isinstance(page, RegistersPage)
    assert page.register == "Visits"
    named["Add a visit"].trigger()
    assert window.page is not None
    assert window.page.place == Place("setting_visit")


def test_register_page(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, RegistersPage(desk, Place("registers")))
    page.choose("Visits")
    assert "Add each visit" in page.table.empty_words.text()
    assert page.primary_button is not None
    assert page.primary_button.text() == "&Add a visit"


def test_register_in_use(shift: Shift, visit: RegisterEntry, visits: Register) -> None:
    assert visits in registers_in_use(shift)


def test_register_form(qtbot: QtBot, desk: Desk, shift: Shift) -> None:
    page = shown(qtbot, RegisterEntryPage(desk, Place("setting_visit")))
    type_into(page.form.form, "visited_on", "20/11/2026")
    type_into(page.form.form, "setting", "Elm House")
    assert page.form.save()
    assert _cells(shift, COUNTED_LISTS["visits"])["Setting"] == "Elm House"


def test_register_draft_words() -> None:
    assert called("setting_visit") == "Visit"


def test_register_draft_place(desk: Desk, shift: Shift, visit: RegisterEntry) -> None:
    line = DraftLine("setting_visit", visit.id, datetime(2026, 11, 20, 9, tzinfo=UTC))
    with shift.reading() as session:
        (found,) = pages_of(session, [line])
    assert place_of(found) == Place("setting_visit", visit.id)


def test_register_list(shift: Shift, visit: RegisterEntry) -> None:
    assert _cells(shift, COUNTED_LISTS["visits"]) == {
        "Reference": "V2627-001",
        "Visited": "20 Nov 2026",
        "Setting": "Elm House",
        "Purpose": "Safer recruitment checks",
        "State": "Counts",
    }
    assert opens(shift, "visits", visit.id) == ("setting_visit", visit.id)


def test_register_preview(shift: Shift, visit: RegisterEntry) -> None:
    assert "Safer recruitment checks" in preview(shift, "setting_visit", visit.id).words


def test_register_search(shift: Shift, visit: RegisterEntry) -> None:
    for words in ("elm house", "V2627-001"):
        (found,) = search(shift, words)
        assert (found.kind, found.id) == ("setting_visit", visit.id)
    assert FOUND["setting_visit"] == "Visit"


def test_register_palette(shift: Shift, visit: RegisterEntry) -> None:
    (line,) = [line for line in palette(shift, "elm house") if line.group == "Text"]
    assert (line.found.kind, line.found.id) == ("setting_visit", visit.id)


def test_register_counted_kind(shift: Shift, visit: RegisterEntry, visits: Register) -> None:
    assert COUNTED_WORDS["visits"] == ("visit", "visits")
    other = add(shift, visits.record, VISIT)
    assert _asked(shift, counts="visits", rows="visit_purpose").total == (2,)
    record_in_error(shift, visits.record, other.id, "Twice.")
    assert _asked(shift, counts="visits", rows="visit_purpose").total == (1,)


def test_register_counted_field(shift: Shift, visit: RegisterEntry) -> None:
    table = _asked(shift, counts="visits", rows="visit_purpose")
    counted = {row.label: row.count for row in table.rows}
    assert counted == {"Advice": (0,), "Safer recruitment checks": (1,)}


def test_register_practice_editor(qtbot: QtBot, shift: Shift) -> None:
    assert KINDS["visits"] == "Visits"
    ticks = CodeTicks()
    qtbot.addWidget(ticks)
    ticks.show_row(shift.practice, {"counts": "visits", "rows": [{"label": "All"}]}, "All")
    assert ticks.field.currentText() == "Purpose"


def test_register_import(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    vault, file, password = (tmp_path / name for name in ("vault", "visits.csv", "passphrase"))
    made_vault(vault)
    password.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    lines = ("reference,visited_on,setting,purpose", "V-1,2026-10-01,Elm House,advice", "V-2,,,")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = [str(vault), str(file), "--kind", "visits", "--password-file", str(password)]
    assert run(["import", *told]) == 1
    assert "1 in, 1 refused." in capsys.readouterr().out
    assert run(["import", *told, "--undo"]) == 0
    assert "1 taken out again." in capsys.readouterr().out


def test_register_command_help(capsys: pytest.CaptureFixture[str]) -> None:
    run(["import", "--help"])
    assert "visits" in capsys.readouterr().out


def test_register_undo(shift: Shift, visit: RegisterEntry, visits: Register) -> None:
    amend(shift, visits.record, visit.id, visit.version, {"note": "More."})
    changed, added = undoable(shift)
    assert changed.words == "Undo Change what was seen and agreed"
    assert added.called == "Add visit (V2627-001)"
    undo(shift, changed.act_id)
    undo(shift, added.act_id)
    assert listing.page(shift, COUNTED_LISTS["visits"], Query()).total == 0


def test_register_in_error(shift: Shift, visit: RegisterEntry, visits: Register) -> None:
    assert "setting_visit" in ERROR_KINDS
    record_in_error(shift, visits.record, visit.id, "Of another service.")
    assert _cells(shift, COUNTED_LISTS["visits"])["State"] == "Recorded in error"


def test_register_history(shift: Shift, visit: RegisterEntry) -> None:
    (version,) = history(shift, "setting_visit", visit.id).versions
    assert version.act == "Add visit"
    assert ("Purpose", "Safer recruitment checks") in {
        (change.label, change.after) for change in version.changes
    }


def test_register_audit(shift: Shift, visit: RegisterEntry) -> None:
    (line,) = audit_page(shift, AuditQuery(group="changes"), limit=1).lines
    assert (line.act, line.what, line.about) == ("Add visit", "Added setting visit", "V2627-001")
    assert line.page == ("setting_visit", visit.id)


def test_field_form(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, ContactPage(desk, Place("contact")))
    editor = page.call.form.editor("interpreter")
    assert editor.field.label == "Interpreter needed"


def test_field_list(shift: Shift, contact: Contact) -> None:
    assert _cells(shift, lists.CONTACTS)["Interpreter needed"] == "Yes"


def test_field_audit(shift: Shift, contact: Contact) -> None:
    contacts.amend(shift, contact.id, contact.version, {"interpreter": False})
    (line,) = audit_page(shift, AuditQuery(group="changes"), limit=1).lines
    (change,) = line.changes
    assert (change.label, change.before, change.after) == ("Interpreter needed", "Yes", "No")
    assert undoable(shift)[0].act == "Change interpreter needed"


def test_field_search(shift: Shift, contact: Contact) -> None:
    contacts.amend(shift, contact.id, contact.version, {"language": "Tigrinya"})
    assert [found.id for found in search(shift, "tigrinya")] == [contact.id]


def test_field_import(shift: Shift, tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    lines = ("reference,received_on,interpreter", "A-1,2026-10-01,yes", "A-2,2026-10-02,")
    path.write_text("\n".join((*lines, "A-3,2026-10-02,maybe")) + "\n", encoding="utf-8")
    done = importing.import_rows(shift, importing.check(shift, path, "contacts"))
    assert (done.rows_in, done.rows_refused) == (2, 1)
    rows = listing.page(shift, lists.CONTACTS, Query(sort="reference")).rows
    at = [column.name for column in lists.CONTACTS.columns].index("interpreter")
    assert sorted(row.cells[at] for row in rows) == ["No", "Yes"]


def test_field_question(shift: Shift, contact: Contact) -> None:
    contacts.log(shift, {"received_on": DAY, "intake": "enquiry"})
    assert COUNTABLES["contacts"].fields["interpreter"].words == "Interpreter needed"
    table = _asked(shift, counts="contacts", rows="interpreter", within="intake")
    counted: dict[str, Any] = {row.label: row.count for row in table.rows}
    assert (counted["Yes"], counted["No"]) == ((1,), (1,))


def test_field_case_summary(shift: Shift, contact: Contact) -> None:
    facts = [
        fact
        for block in case_summary(shift, contact.id).blocks
        if isinstance(block, Facts)
        for fact in block.rows
    ]
    assert ("Interpreter needed", "Yes") in facts


def test_field_carried(shift: Shift, contact: Contact) -> None:
    another: Any = contacts.log_another_adult(shift, contact.id, {"described_as": "A coach"})
    followed: Any = contacts.follow_up(shift, contact.id, {"received_on": DAY})
    assert (another.interpreter, followed.interpreter) == (True, False)
