from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from lado_desktop.figures.presenting.result import FigureRow, FigureTable
from ui.look.theme import Mode, Theme
from ui.tables.chart_view import ChartBelow
from ui.tables.figure_view import FigureView


def table(*rows: FigureRow) -> FigureTable:
    return FigureTable(
        "t", "Findings", ("2024/25", "2025/26"), ("2024/25", "2025/26"), rows, {}, {},
        (0, 0), None, "", (),
    )  # fmt: skip


def test_a_chart_is_under_its_table_in_the_colours_of_the_window(
    qtbot: QtBot, theme: Theme
) -> None:
    view = ChartBelow(FigureView())
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    rows = [FigureRow(label, (1, 4), ("count",), {}) for label in ("Proved", "Not proved")]
    view.show_table(table(*rows))
    assert view.drawn.isVisible()
    drawn = view.drawn
    assert drawn.accessibleName() == view.caption.text() == "Findings: 2024/25, 2025/26"
    assert "The greatest is 4" in drawn.accessibleDescription()
    light = drawn.grab().toImage()
    accent = QColor(theme.colours.accent)
    assert any(
        _near(light.pixelColor(x, y), accent)
        for x in range(0, light.width(), 3)
        for y in range(0, light.height(), 3)
    ), "no bar is drawn in the accent"
    high = drawn.height()
    try:
        theme.apply(Mode.DARK, 200)
        assert drawn.height() > 1.5 * high, "its words are not larger"
        assert drawn.grab().toImage().pixelColor(700, 1).lightness() < 128
    finally:
        theme.apply(Mode.LIGHT, 100)
    view.show_table(table(FigureRow("Proved", (0, 0), ("count",), {})))
    assert not view.drawn.isVisible()
    assert not view.caption.isVisible()


def _near(one: QColor, other: QColor) -> bool:
    apart = (one.red() - other.red(), one.green() - other.green(), one.blue() - other.blue())
    return max(map(abs, apart)) < 4
