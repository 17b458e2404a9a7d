from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.figures.presenting.view import PUBLIC_WARNING
from ui.desk import Desk
from ui.page import Printable
from ui.pages.reports import YEARS, ReportsPage
from ui.report.checks import DIFFERS
from ui.route import Place
from ui.tables.status_cell import STATUS


@pytest.fixture
def reports(qtbot: QtBot, desk: Desk) -> ReportsPage:
    page = ReportsPage(desk, Place("reports"))
    qtbot.addWidget(page)
    page.resize(1100, 650)
    page.show()
    return page


def counted(qtbot: QtBot, page: ReportsPage) -> None:
    qtbot.waitUntil(lambda: page.figures is not None)


def test_the_running_year_is_counted_as_at_today_and_the_figures_agree(
    qtbot: QtBot, reports: ReportsPage, log: Callable[..., Contact]
) -> None:
    log()
    reports.start()
    counted(qtbot, reports)
    assert reports.year.currentText() == "2026/27"
    assert reports.echo.text() == "Monday 23 November 2026"
    assert reports.agreement.text().startswith("The figures agree")
    titles = [reports.contents.item(row).text() for row in range(reports.contents.count())]
    assert titles[0] == reports.table.heading.text()
    first = reports.table.table
    head = first.horizontalHeaderItem(first.columnCount() - 1)
    assert head is not None
    assert head.text() == "2026/27 to 23 November 2026"
    cell = first.item(0, first.columnCount() - 1)
    assert cell is not None
    assert cell.text() == "1"


def test_another_table_is_shown_when_it_is_chosen(qtbot: QtBot, reports: ReportsPage) -> None:
    reports.start()
    counted(qtbot, reports)
    reports.contents.setCurrentRow(1)
    item = reports.contents.item(1)
    assert reports.table.heading.text() == item.text()
    assert reports.table.table.accessibleName() == item.text()


def test_ctrl_and_the_page_keys_turn_the_tabs_and_leave_the_year_alone(
    qtbot: QtBot, reports: ReportsPage
) -> None:
    reports.start()
    counted(qtbot, reports)
    control = Qt.KeyboardModifier.ControlModifier
    reports.year.setFocus()
    QTest.keyClick(reports.year, Qt.Key.Key_PageDown, control)
    QTest.keyClick(reports.year, Qt.Key.Key_PageDown, control)
    assert reports.tabs.currentWidget() is reports.past
    QTest.keyClick(reports.year, Qt.Key.Key_PageUp, control)
    assert reports.tabs.currentWidget() is reports.checks
    # Keys that no shortcut has used pass through the box as well.
    QApplication.sendEvent(
        reports.year, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_PageDown, control)
    )
    assert reports.year.currentIndex() == 0


def test_an_as_at_day_is_typed_as_officers_type_it_and_a_wrong_one_is_reported(
    qtbot: QtBot, reports: ReportsPage, log: Callable[..., Contact]
) -> None:
    log(received_on=date(2026, 11, 20))
    reports.start()
    counted(qtbot, reports)
    reports.as_at.setText("19 nov")
    reports.count()
    counted(qtbot, reports)
    assert reports.figures is not None
    assert reports.figures.as_at == date(2026, 11, 19)
    reports.as_at.setText("31/2/2026")
    reports.count()
    assert reports.echo.property("tone") == "danger"
    assert reports.figures.as_at == date(2026, 11, 19)


def test_an_earlier_year_is_counted_to_its_end(qtbot: QtBot, reports: ReportsPage) -> None:
    reports.start()
    counted(qtbot, reports)
    assert reports.year.count() == YEARS
    reports.year.setCurrentText("2024/25")
    qtbot.waitUntil(lambda: reports.figures is not None and reports.figures.year == "2024/25")
    assert reports.echo.text() == "Monday 31 March 2025"


def test_the_summary_prints_what_is_shown(
    qtbot: QtBot, reports: ReportsPage, log: Callable[..., Contact]
) -> None:
    log()
    reports.start()
    counted(qtbot, reports)
    with qtbot.waitSignal(reports.printing) as printing:
        reports.acts()[0].trigger()
    assert printing.args is not None
    printable = printing.args[0]
    assert isinstance(printable, Printable)
    assert printable.file_name == "figures-2026-27.pdf"
    with pypdfium2.PdfDocument(printable.draw()) as document:
        words = "".join(page.get_textpage().get_text_range() for page in document)
    assert "Figures for 2026/27" in words
    assert printable.issue is not None
    assert printable.issue().startswith(b"%PDF-")


def test_the_figures_are_saved_for_a_spreadsheet(
    qtbot: QtBot, reports: ReportsPage, tmp_path: Path
) -> None:
    reports.start()
    counted(qtbot, reports)
    saving = reports.saving
    saving.save_csv(tmp_path / "figures.csv")
    text = (tmp_path / "figures.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == '"table","title","row","column","measure","value"'
    assert reports.desk.notices.words == "Saved as figures.csv."
    saving.save_excel(tmp_path / "figures.xlsx")
    assert (tmp_path / "figures.xlsx").read_bytes().startswith(b"PK")
    reports.contents.setCurrentRow(1)
    saving.save_table(tmp_path / "table.csv")
    assert reports.table.heading.text() in (tmp_path / "table.csv").read_text(encoding="utf-8-sig")
    saving.save_csv(tmp_path / "missing" / "figures.csv")
    assert reports.desk.notices.words.startswith("Not saved:")


def test_a_public_copy_shows_prints_and_saves_no_small_figure(
    qtbot: QtBot, reports: ReportsPage, log: Callable[..., Contact], tmp_path: Path
) -> None:
    log()
    reports.start()
    counted(qtbot, reports)
    cell = reports.table.table.item(0, reports.table.table.columnCount() - 1)
    assert cell is not None
    assert cell.text() == "1"
    reports.public.setChecked(True)
    qtbot.waitUntil(lambda: reports.figures is not None and reports.figures.public)
    shown = reports.table.table
    cell = shown.item(0, shown.columnCount() - 1)
    assert cell is not None
    assert cell.text() == "c"
    assert not reports.table.open.isEnabled()
    assert PUBLIC_WARNING in reports.agreement.text()
    document = reports.document()
    assert document is not None
    assert document.file_name == "figures-2026-27-public.pdf"
    with pypdfium2.PdfDocument(document.draw()) as pdf:
        words = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert "PUBLIC COPY" in words
    assert PUBLIC_WARNING in " ".join(words.split())
    assert "OFFICIAL-SENSITIVE" not in words
    reports.saving.save_csv(tmp_path / "figures.csv")
    assert '"count","c"' in (tmp_path / "figures.csv").read_text(encoding="utf-8-sig")


def test_a_question_is_answered_as_a_table_kept_under_a_name_and_opened(
    qtbot: QtBot, reports: ReportsPage, log: Callable[..., Contact]
) -> None:
    log()
    log(sector="health.nhs", source="health")
    reports.start()
    counted(qtbot, reports)
    asking = reports.questions
    reports.tabs.setCurrentWidget(asking)
    qtbot.waitUntil(lambda: asking.view.shown is not None)
    assert asking.view.heading.text() == "Contacts by whether the threshold was met"
    asking.rows.setCurrentIndex(asking.rows.findData("sector"))
    asking.columns.setCurrentIndex(asking.columns.findData("quarters"))
    wanted = "Contacts by sector, by quarters of the year"
    qtbot.waitUntil(lambda: asking.view.heading.text() == wanted)
    shown = asking.view.shown
    assert shown is not None
    assert shown.total[-1] is None  # no records before the third quarter
    assert shown.total[2] == 2
    asking.name.setText("Sectors each quarter")
    asking.save.click()
    qtbot.waitUntil(lambda: asking.view.heading.text() == "Sectors each quarter")
    assert asking.ready.currentText() == "Sectors each quarter"
    document = reports.document()
    assert document is not None
    with pypdfium2.PdfDocument(document.draw()) as pdf:
        assert "Sectors each quarter" in pdf[0].get_textpage().get_text_range()
    asking.forget.click()
    assert asking.ready.findText("Sectors each quarter") == -1
    asking.counts.setCurrentIndex(asking.counts.findData("meetings"))
    qtbot.waitUntil(lambda: asking.view.heading.text() == "Meetings by kind of meeting")
    assert not asking.basis.isEnabled()


def test_a_frozen_report_is_beside_what_is_counted_now_with_the_cases(
    qtbot: QtBot, reports: ReportsPage, shift: Shift, log: Callable[..., Contact]
) -> None:
    log()
    reports.start()
    counted(qtbot, reports)
    past = reports.past
    reports.tabs.setCurrentWidget(past)
    assert past.said.text().startswith("Nothing published is kept yet.")
    past.report.setText("LADO Annual Report 2026/27")
    past.freeze.click()
    assert past.said.text().startswith("0 of ")
    late = log()
    contacts.record_in_error(shift, log().id, "Twice.")
    reports.start()
    qtbot.waitUntil(lambda: bool(past.shown))
    reports.tabs.setCurrentWidget(past)
    item = past.table.item(0, 0)
    assert item is not None
    assert item.text() == "Differs"
    assert item.data(STATUS) == DIFFERS
    assert past.why.text() == "Published 1, recomputed 2", "the cases are compared behind"
    said = (
        f"Published 1, recomputed 2, because 1 more (logged since). {late.reference} logged since."
    )
    qtbot.waitUntil(lambda: past.why.text() == said)
    with qtbot.waitSignal(past.opened) as opening:
        past.open.click()
    assert opening.args is not None
    assert opening.args[0].records(shift) == [late.id]
    past.figure.setText("700")
    past.authority.setText("Next Borough")
    past.type_in.click()
    assert past.row.currentIndex() == 1
    past.choice.setCurrentIndex(past.choice.findData("others"))
    item = past.table.item(0, 0)
    assert item is not None
    assert item.text() == "Next Borough's"
    past.figure.setText("many")
    past.type_in.click()
    assert reports.desk.notices.words == "Published must be a whole number, as printed."


def test_a_count_that_failed_is_tried_again_when_it_is_asked_for(
    qtbot: QtBot, reports: ReportsPage, shift: Shift
) -> None:
    reports.start()
    counted(qtbot, reports)
    qtbot.waitUntil(lambda: not reports.desk.worker.busy)
    shift.store.close()
    reports.start()
    qtbot.waitUntil(lambda: reports.agreement.text().startswith("The vault is closed."))
    reports.count()
    assert reports.agreement.text() == "Counting…"
    qtbot.waitUntil(lambda: not reports.desk.worker.busy)
