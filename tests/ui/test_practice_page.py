"""The practice in the window: tables edited with their figures beside them, words, undo, files."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lado_desktop.casework.settings.settings import service_practice
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.practice.practice import practice_named
from lado_desktop.figures.counting.year import figures
from lado_desktop.figures.presenting.viewing import view_of
from tests.ui.record_pages import shown
from ui.desk import Desk
from ui.pages.practice import PracticePage
from ui.pages.reports import ReportsPage
from ui.practice.tables import TablesView
from ui.route import Place
from ui.window.window import Window

AGENCY = "referrals_by_agency"
YEAR = "2026/27"


def the_page(window: Window) -> PracticePage:
    window.go(Place("practice"))
    page = window.page
    assert isinstance(page, PracticePage)
    page.tables.choose(AGENCY)
    return page


def tick(tables: TablesView, words: str) -> None:
    codes = tables.rows.ticks.codes
    item = next(
        codes.item(at) for at in range(codes.count()) if codes.item(at).text().startswith(words)
    )
    item.setCheckState(
        Qt.CheckState.Unchecked
        if item.checkState() == Qt.CheckState.Checked
        else Qt.CheckState.Checked
    )


def previewed(qtbot: QtBot, tables: TablesView) -> dict[str, list[str]]:
    """Count now, and return the rows of the preview."""
    tables.preview.count()
    qtbot.waitUntil(lambda: not tables.desk.worker.busy)
    model = tables.preview.figures.model()
    return {
        str(model.index(row, 0).data()).strip(): [
            str(model.index(row, at).data()) for at in range(1, model.columnCount())
        ]
        for row in range(model.rowCount())
    }


def test_a_table_is_edited_counted_saved_undone_and_gone_back_from(
    qtbot: QtBot, window: Window, shift: Shift, allegation: Contact
) -> None:
    page = the_page(window)
    tables = page.tables
    assert previewed(qtbot, tables)["Early Years"] == ["1"]
    assert "It reconciles" in tables.preview.said.text()

    # A code is given to another row: it is taken from the row that had it, and counted there.
    tables.rows.mark("Transport")
    tick(tables, "Nursery")
    tables.rows.label.setText("Transport and nurseries")
    tables.rows.label.editingFinished.emit()
    assert tables.problems == []
    counted = previewed(qtbot, tables)
    assert (counted["Early Years"], counted["Transport and nurseries"]) == (
        ["0"], ["1"],
    )  # fmt: skip
    assert "(not saved yet)" in tables.which.currentText()
    assert page.save()
    now = service_practice(shift.store, practice_named("bromley"))
    told = figures(shift, YEAR, practice=now).table(AGENCY)
    assert {row.label: list(row.texts) for row in view_of(told).rows} == counted
    window.go(Place("reports"))
    reports = window.page
    assert isinstance(reports, ReportsPage)
    assert reports.desk.shift.practice.tables == now.tables

    page = the_page(window)
    assert page.records(), "it has a history"
    window.undoing.undo_last()
    assert window.notices.words == "Edit table undone."
    assert page.tables.shift.practice.stamp == ()
    assert "Transport" in [row["label"] for row in page.tables.said["rows"]]


def test_what_is_wrong_is_reported_while_it_is_edited_and_kept_as_a_draft(
    qtbot: QtBot, desk: Desk
) -> None:
    page = shown(qtbot, PracticePage(desk, Place("practice")))
    tables = page.tables
    tables.choose(AGENCY)
    tables.rows.mark("Transport")
    tables.rows.condition.setText('sector = ["transport", "ey*"]')
    tables.rows.condition.editingFinished.emit()
    assert tables.preview.said.text() == "One unit could stand in “Early Years” and in “Transport”."
    assert not page.save()
    assert "One unit could stand in" in tables.refused

    tables.rows.condition.setText('sector = ["transport"')
    tables.rows.condition.editingFinished.emit()
    assert tables.rows.problem.startswith("This is no condition.")
    tables.rows.condition.setText('sector = ["spaceport"]')
    tables.rows.condition.editingFinished.emit()
    assert "“sector” has no code “spaceport”" in tables.preview.said.text()
    text = tables.text
    written = text.text.toPlainText()
    for typed, told in (
        (written.replace("[[table]]", "[[table"), "cannot be read"),
        (written.replace(AGENCY, "another"), "Its id stays"),
        (written.replace("[[table]]", "[table]"), "It is one table"),
        (written.replace("label = ", "called = "), "Each row stands in braces"),
    ):
        text.text.setPlainText(typed)
        text.take.click()
        assert told in text.problem
    text.text.setPlainText(written + '\ndp = 0\nshow = ["count", "percent"]')
    text.take.click()
    assert (tables.said["dp"], tables.head.shown.currentText()) == (0, "Counts and percentages")
    page.keep()
    again = PracticePage(desk, Place("practice"))
    qtbot.addWidget(again)
    again.tables.choose(AGENCY)
    again.tables.rows.mark("Transport")
    assert again.tables.rows.condition.text() == 'sector = ["spaceport"]'
    again.tables.shipped.trigger()
    assert not again.tables.is_edited
    qtbot.waitUntil(lambda: not desk.worker.busy)


def test_an_edit_that_the_disk_does_not_keep_is_warned_of(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, PracticePage(desk, Place("practice")))
    page.tables.choose(AGENCY)
    page.tables.head.title.setText("Whoever referred")
    page.tables.head.title.textEdited.emit("Whoever referred")
    qtbot.waitUntil(lambda: not desk.worker.busy)
    desk.shift.store.close()
    page.tables.keep()
    assert desk.notices.words.startswith("The vault is closed.")


def test_a_table_is_added_moved_removed_and_put_back(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, PracticePage(desk, Place("practice")))
    settled: list[Any] = []
    page.settled.connect(settled.append)
    tables = page.tables
    tables.add_table.trigger()
    tables.head.title.setText("Who told us")
    tables.head.title.editingFinished.emit()
    tables.rows.add_row.trigger()
    tables.rows.label.setText("Schools")
    tables.rows.label.editingFinished.emit()
    tables.rows.ticks.field.setCurrentIndex(tables.rows.ticks.field.findData("source"))
    tables.rows.ticks.field.activated.emit(0)
    tick(tables, "Education")
    tables.head.shown.setCurrentIndex(1)
    tables.head.shown.activated.emit(1)
    columns = tables.head.columns
    columns.setCurrentIndex(columns.findData("quarters"))
    columns.activated.emit(columns.currentIndex())
    assert tables.problems == []
    assert page.save()
    made = tables.shift.practice.tables[-1]
    assert (made["show"], made["columns"]) == (["count", "percent"], {"quarters": 4})
    assert columns.currentData() == "quarters"
    assert made["rows"] == [{"label": "Everything"}, {"label": "Schools", "source": ["education"]}]
    tables.up.trigger()
    assert tables.shift.practice.tables[-2] == made

    tables.choose(AGENCY)
    tables.remove.trigger()
    assert tables.which.currentText().endswith("(removed)")
    assert not tables.preview.isVisible()
    tables.shipped.trigger()
    assert (tables.table, tables.refused) == (AGENCY, "")
    assert tables.preview.isVisible()
    assert len(settled) == 4
    qtbot.waitUntil(lambda: not desk.worker.busy)


def test_an_officer_whose_role_does_not_settle_this_is_told_who_does(
    qtbot: QtBot, desk: Desk, shift: Shift
) -> None:
    support = Officer(id=shift.officer.id, name=shift.officer.name, role="business_support")
    working = replace(desk, shift=replace(shift, officer=support))
    page = shown(qtbot, PracticePage(working, Place("practice")))
    page.words.line("contact").setText("Query")
    assert not page.save()
    assert "is not part of your role" in page.words.problem("contact")
    page.words.show_shift(shift)
    page.statements.lines[0][0].setText("Why we meet")
    assert not page.save()
    assert "is not part of your role" in page.statements.problem.text()
    page.statements.show_shift(shift)
    page.tables.choose(AGENCY)
    page.tables.remove.trigger()
    assert "is not part of your role" in page.tables.refused
    qtbot.waitUntil(lambda: not desk.worker.busy)


def test_words_clocks_and_statements_are_settled_and_the_whole_goes_out_and_in(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    page = shown(qtbot, PracticePage(desk, Place("practice")))
    page.words.line("contact").setText("Query")
    page.clocks.line("meeting_hold").setText("soon")
    assert not page.save()
    assert page.clocks.problem("meeting_hold").startswith("A length of time is written as")
    page.clocks.line("meeting_hold").setText("3 working days")
    page.statements.lines[0][0].setText("Why we meet")
    assert page.save()
    practice = page.tables.shift.practice
    assert practice.word("contact") == "Query"
    assert practice.clocks["meeting_hold"] == "3 working days"
    assert practice.statements[0].title == "Why we meet"

    page.desk = page.tables.desk
    page.write_out(tmp_path / "own.toml")
    page.words.line("contact").setText("")
    assert page.save()
    page.read_in(tmp_path / "own.toml")
    assert page.tables.shift.practice.word("contact") != "Query", "it is read behind the window"
    qtbot.waitUntil(lambda: page.tables.shift.practice.word("contact") == "Query")
    (tmp_path / "own.toml").write_text("[service]")
    page.read_in(tmp_path / "own.toml")
    qtbot.waitUntil(lambda: not desk.worker.busy)
    assert desk.notices.words.startswith("Nothing was taken in. This is no practice's file")
    qtbot.waitUntil(lambda: not desk.worker.busy)


def test_the_reporting_year_stays_in_sight_where_the_room_grows_less(
    window: Window, qtbot: QtBot
) -> None:
    tables = the_page(window).tables
    assert previewed(qtbot, tables)
    figures = tables.preview.figures
    window.show()
    figures.setFixedWidth(250)
    qtbot.waitUntil(lambda: figures.viewport().width() <= 250)
    item = figures.item(0, figures.columnCount() - 1)
    assert item is not None
    last = figures.visualItemRect(item)
    assert 0 <= last.left() < last.right() <= figures.viewport().width()
