from dataclasses import replace

from pytestqt.qtbot import QtBot

from lado_desktop.figures.counting.placing import row_cell
from lado_desktop.figures.presenting.result import FigureRow, FigureTable, Peak
from ui.tables.figure_view import FigureView

MONTHS = (*(f"Month {number}" for number in range(1, 13)), "Year")


def test_months_go_down_each_opens_its_records_and_the_box_is_as_high_as_its_rows(
    qtbot: QtBot,
) -> None:
    rows = (
        FigureRow("Contacts", (*range(1, 13), 78), ("count",), {}),
        FigureRow("Busiest", (0,) * 13, ("peak",), {"peak": Peak("Month 12", 12)}, also=True),
    )
    months = FigureTable(
        "t", "By month", MONTHS, MONTHS, rows, {}, {}, (0,) * 13, None, "", (),
        across="months", totalled=True,
    )  # fmt: skip
    view = FigureView()
    qtbot.addWidget(view)
    view.resize(700, 1200)
    view.show()
    view.show_table(months)
    table = view.table
    assert (table.rowCount(), table.columnCount()) == (13, 2)
    assert view.base.text() == "Busiest: Month 12, with 12."
    assert table.height() < 14.5 * table.verticalHeader().defaultSectionSize()
    table.setCurrentCell(4, 1)
    assert view.open.text() == "&Show the 5 contacts"
    with qtbot.waitSignal(view.opened) as opened:
        view.open.click()
    assert opened.args == [row_cell("Contacts"), "Month 5"]

    ended = FigureRow("Ended", (3,), ("count", "percent"), {"percent": (75.0,)})
    within = FigureRow("Proved", (1,), ("count",), {}, part_of="Ended")
    year = ("2025/26",)
    view.show_table(replace(months, columns=year, heads=year, rows=(ended, within), total=(4,)))
    labels = [item.text() for row in range(2) if (item := table.item(row, 0))]
    assert labels[0] == "Ended"
    assert labels[1].strip() == "Proved" != labels[1]
    item = table.item(0, 1)
    assert item is not None
    assert item.text() == "3 (75.0%)"
