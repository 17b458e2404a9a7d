"""The numbers agree: everything that was compared, and the records behind what differs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from lado_desktop.figures.presenting.result import YearFigures
from lado_desktop.figures.reconciling.check import Check
from lado_desktop.figures.reconciling.difference import Difference, differences
from ui.look.buttons import Button, button
from ui.look.flow import Flow
from ui.look.labels import label
from ui.look.status import status
from ui.tables.plain import fit_rows, plain
from ui.tables.status_cell import STATUS

AGREES, DIFFERS = status("agrees", "Agrees"), status("differs", "Differs")
_HEADS = ("Holds", "Table", "Compared", "Figures")


class ReportChecks(QWidget):
    """A line for each check, what differs first; under it all figures of the current one."""

    opened = Signal(object)
    """The Difference whose records somebody wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: YearFigures | None = None
        self.checks: list[Check] = []
        self.table = CheckTable()
        self.detail = label("")
        self.figures = label("", tone="muted")
        self._behind = QWidget()
        self._buttons = Flow(8, self._behind)
        self.offered: list[Button] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addWidget(self.detail)
        column.addWidget(self.figures)
        column.addWidget(self._behind)
        self.table.currentCellChanged.connect(self._look)
        self.table.opened.connect(self._open_first)

    def show_figures(self, counted: YearFigures) -> None:
        """Show what was compared, staying on the check that was current."""
        stayed = self._current()
        self._figures = counted
        self.checks = sorted(counted.checks, key=lambda check: check.agrees)
        self.table.blockSignals(True)
        self.table.show_checks(self.checks)
        self.table.setCurrentCell(self._place_of(stayed), 0)
        self.table.blockSignals(False)
        self._look()

    def _place_of(self, stayed: Check | None) -> int:
        named = [(check.title, check.what) for check in self.checks]
        key = (stayed.title, stayed.what) if stayed else None
        return named.index(key) if key in named else 0

    def _current(self) -> Check | None:
        row = self.table.currentRow()
        return self.checks[row] if 0 <= row < len(self.checks) else None

    def _differences(self) -> tuple[Difference, ...]:
        check = self._current()
        return differences(self._figures, check) if check and self._figures else ()

    def _look(self) -> None:
        check = self._current()
        for each in self.offered:
            self._buttons.removeWidget(each)
            each.deleteLater()
        self.offered = []
        self.detail.setText(f"{check.title}: {check.what}." if check else "")
        self.figures.setText("  ·  ".join(each.words for each in check.compared) if check else "")
        self.offered = [self._offer(each) for each in self._differences()]
        self._behind.setVisible(bool(self.offered))

    def _offer(self, difference: Difference) -> Button:
        words = f"Show the records behind {difference.compared.words}"
        made = button(words, lambda: self.opened.emit(difference))
        self._buttons.addWidget(made)
        return made

    def _open_first(self) -> None:
        for first in self._differences()[:1]:
            self.opened.emit(first)


def agreement_words(counted: YearFigures) -> str:
    """Say whether the figures agree, and how many checks said so."""
    checks = counted.checks
    differing = sum(not check.agrees for check in checks)
    if not differing:
        return (
            f"The figures agree: every table was counted twice, and across tables, in "
            f"{len(checks):,} checks."
        )
    hold = "check does" if differing == 1 else "checks do"
    return f"The figures do not agree: {differing:,} {hold} not hold, of {len(checks):,}."


class CheckTable(QTableWidget):
    """The table of checks: whether each agrees, what it compares, and its figures.

    The figures are those that differ. Where all agree, they are those of the last column.
    """

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(_HEADS), parent)
        plain(self)
        self.setAccessibleName("Checks")
        self.setHorizontalHeaderLabels(_HEADS)
        self.cellDoubleClicked.connect(lambda _row, _column: self.opened.emit())

    def show_checks(self, checks: list[Check]) -> None:
        """Fill in the lines."""
        self.setRowCount(len(checks))
        for row, check in enumerate(checks):
            holds = AGREES if check.agrees else DIFFERS
            shown = check.differing or check.compared[-1:]
            cells = (holds.word, check.title, check.what, ", ".join(e.words for e in shown))
            for place, words in enumerate(cells):
                item = QTableWidgetItem(words)
                spoken = f"{_HEADS[place]}: {words or 'nothing'}"
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
                if place == 0:
                    item.setData(STATUS, holds)
                self.setItem(row, place, item)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        fit_rows(self)
        metrics = self.fontMetrics()
        self.setMinimumHeight(7 * metrics.height())
        first = metrics.horizontalAdvance(AGREES.word) + 4 * metrics.height()
        room = max(self.viewport().width() - first, 60 * metrics.averageCharWidth())
        for place, width in enumerate((first, room * 3 // 10, room * 4 // 10, room * 3 // 10)):
            self.setColumnWidth(place, width)
