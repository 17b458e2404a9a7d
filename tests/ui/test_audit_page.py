from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lado_desktop.casework.audit.lines import AuditQuery, page
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.officer import Officer
from tests import beneath
from ui.pages.audit import AuditPage
from ui.route import Place
from ui.viewing.print_preview import PrintPreview
from ui.window.menus import commands_of
from ui.window.window import Window


def _to_audit(window: Window) -> AuditPage:
    next(each for each in commands_of(window) if each.words == "Audit").action.trigger()
    assert isinstance(window.page, AuditPage)
    return window.page


def _whats(shift: Shift, **narrowed: Any) -> list[str]:
    return [line.what for line in page(shift, AuditQuery(**narrowed)).lines]


def test_what_was_opened_and_searched_is_read_narrowed_opened_and_printed(
    qtbot: QtBot, window: Window, log: Any
) -> None:
    contact = log()
    window.go(Place("contact", contact.id))
    seq = window.desk.shift.store.head()[0]
    window.go(Place("contacts"))
    window.go(Place("contact", contact.id))
    window.search.setText("wren osulivan")
    window.search.look()
    assert window.desk.shift.store.head()[0] == seq, "no page waits for the audit"

    audit = _to_audit(window)
    assert [line.what for line in audit.rows.lines[:2]] == [
        "Searched everywhere: 2 words of 4 and 8 letters, 0 found",
        "Opened contact",
    ], "a record is one line, however often it is gone back to"
    assert "lines" in audit.count.text()

    audit.filters.reference.setText(contact.reference)
    QTest.keyClick(audit.filters.reference, Qt.Key.Key_Return)
    assert {line.about for line in audit.rows.lines} == {contact.reference}
    audit.view.selectRow(1)
    assert audit.changes.isVisible()
    audit.filters.first.setText("31 February")
    QTest.keyClick(audit.filters.first, Qt.Key.Key_Return)
    assert audit.filters.problem.isVisible()
    audit.filters.first.clear()

    window.acts.print()
    qtbot.waitUntil(lambda: bool(window.findChildren(PrintPreview)))
    preview = window.findChildren(PrintPreview)[0]
    assert preview.file_name == f"audit-{contact.reference}.pdf"
    preview.close()

    QTest.keyClick(audit.view, Qt.Key.Key_Return)
    assert window.page is not None
    assert window.page.place == Place("contact", contact.id)


def test_the_record_and_an_anchor_off_a_paper_are_checked_behind_the_window(
    qtbot: QtBot, window: Window, log: Any, tmp_path: Path
) -> None:
    log()
    seq, digits = window.desk.shift.store.head()
    audit = _to_audit(window)
    audit.anchor.setText("not one")
    audit.anchor_it.click()
    assert "foot of each printed page" in audit.anchor_problem.text()
    audit.anchor.setText(f"{seq}:{digits}")
    QTest.keyClick(audit.anchor, Qt.Key.Key_Return)
    qtbot.waitUntil(audit.anchor_it.isEnabled)
    assert "The line of the anchor is in the audit as it was printed." in audit.found.text()
    audit.anchor.setText(f"{seq}:{'0' * 20}")
    audit.anchor_it.click()
    qtbot.waitUntil(audit.anchor_it.isEnabled)
    assert "it is not the one once printed" in audit.found.text()

    audit.save_csv(tmp_path / "audit")
    qtbot.waitUntil(lambda: "Saved as audit.csv" in window.notices.words)
    assert (tmp_path / "audit.csv").read_text(encoding="utf-8-sig").startswith('"line","at"')
    window.close()
    assert _whats(window.desk.shift, group="coming") == ["Closed the window"]


def test_who_may_not_read_the_audit_is_told_who_does(window: Window) -> None:
    support = Officer(id=window.desk.shift.officer.id, name="Fern Amble", role="business_support")
    window.pages.desk = replace(window.desk, shift=replace(window.desk.shift, officer=support))
    window.go(Place("audit"))
    assert not isinstance(window.page, AuditPage)
    assert "Reading the audit is not part of your role" in window.notices.words


def test_a_search_index_that_lacks_a_record_is_built_anew_beside_the_result(
    qtbot: QtBot, window: Window, log: Any
) -> None:
    log()
    audit = _to_audit(window)
    audit.verify_it.trigger()
    qtbot.waitUntil(audit.anchor_it.isEnabled)
    assert not audit.rebuild_it.isVisible()
    with beneath.vault_of(window.desk.shift.store).between_acts() as cursor:
        cursor.execute("DELETE FROM search_index")
    audit.verify_it.trigger()
    qtbot.waitUntil(audit.anchor_it.isEnabled)
    assert "Rebuild the index." in audit.found.text()
    audit.rebuild_it.click()
    qtbot.waitUntil(audit.anchor_it.isEnabled)
    assert "Every record is what the audit says." in audit.found.text()
    assert not audit.rebuild_it.isVisible()
