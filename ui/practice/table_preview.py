"""The table that is edited, counted on this vault for a chosen year while it is edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lado_desktop.domain.reference import year_label
from lado_desktop.figures.counting.preview import preview
from lado_desktop.figures.layout.practice_tables import with_table
from lado_desktop.figures.presenting.result import YearFigures
from ui.desk import Desk
from ui.lists.filter_bar import under
from ui.look.labels import heading, label, restyle
from ui.practice.choices import Choices
from ui.practice.counted_rows import CountedRows

REST_MS = 300
"""How long the editing rests before the table is counted."""
YEARS = 10


class TablePreview(QWidget):
    """Counts in the background. Faults of the table are shown at once, above the figures."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._said: Mapping[str, Any] | None = None
        self._problems: Sequence[str] = ()
        self.year = Choices()
        today, start = desk.shift.today, desk.shift.practice.year_start
        years = [
            year_label(today.replace(year=today.year - back, day=1), start) for back in range(YEARS)
        ]
        self.year.offer([(year, year) for year in years], years[0])
        self.said = label("")
        self.base = label("", size="small", tone="muted")
        self.figures = CountedRows()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading("As it counts now"))
        column.addWidget(under("Reporting &year", self.year))
        for each in (self.said, self.figures, self.base):
            column.addWidget(each)
        column.addStretch(1)
        self.year.activated.connect(lambda _: self._rest.start(0))

    def take_desk(self, desk: Desk) -> None:
        """Count for this desk's practice from now on."""
        self._desk = desk

    def show_table(self, said: Mapping[str, Any], problems: Sequence[str], at_once: bool) -> None:
        """Show a table: what is wrong with it now, its figures after a rest in the editing."""
        self._said, self._problems = said, problems
        if problems:
            self._say("\n".join(problems), "danger")
        else:
            self._say("Counting…", "muted")
        self._rest.start(0 if at_once else REST_MS)

    def count(self) -> None:
        """Count the table now."""
        said, shift, year = self._said, self._desk.shift, str(self.year.currentData())
        if said is None:
            return
        edited = with_table(shift.practice, said)
        table = str(said["id"])

        def show(counted: YearFigures) -> None:
            if said is self._said and year == self.year.currentData():
                self._show(counted, table)

        self._desk.worker.run(self, lambda: preview(shift, edited, table, year), show, self._fail)

    def _show(self, counted: YearFigures, table: str) -> None:
        figures = counted.table(table)
        self.figures.show_table(figures)
        self.figures.show()
        # In so little room a column has its name alone: what it covers is written below the table.
        cut = [
            head for head, name in zip(figures.heads, figures.columns, strict=True) if head != name
        ]
        under_it = " ".join([*(f"{head}." for head in cut[-1:]), figures.base]).strip()
        self.base.setText(under_it)
        self.base.setVisible(bool(under_it))
        if self._problems:
            return
        gaps = counted.gaps
        if gaps:
            self._say("\n".join(["It does not reconcile.", *gaps]), "danger")
        else:
            self._say("It reconciles: counted twice, and with the tables that must agree.", "good")

    def _fail(self, error: Exception) -> None:
        self.figures.hide()
        self.base.hide()
        if not self._problems:
            self._say(str(error), "danger")

    def _say(self, words: str, tone: str) -> None:
        self.said.setText(words)
        restyle(self.said, "tone", tone)
