"""Past years: what was published beside what is counted today, each difference with its cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from lado_desktop.casework.published import published_figures
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.figures.presenting.result import FigureRow, FigureTable, YearFigures
from lado_desktop.figures.publishing.frozen import Since, freeze, since
from lado_desktop.figures.publishing.published import Beside, beside
from ui.desk import Desk
from ui.lists.filter_bar import side_by_side
from ui.look.buttons import button
from ui.look.choice_box import ChoiceBox
from ui.look.labels import label
from ui.look.status import Status
from ui.parts.short_table import Head, ShortTable
from ui.report.checks import AGREES, DIFFERS
from ui.search.lookup import Lookup

_MOST = 200
"""Lines shown at once; the choice above narrows them."""
_REST_MS = 100
_SHOWN = {
    "differ": "Those that differ",
    "own": "All of our own",
    "others": "Other authorities'",
}
_HEADS = (
    Head("Holds", 2),
    Head("Figure", 6),
    Head("Column", 2),
    Head("Published", 2),
    Head("Counted now", 2),
    Head("Where it was published", 5),
)
_FIGURES = (3, 4)
"""The columns of figures, aligned right."""


@dataclass(frozen=True)
class Compared:
    """A published figure beside today's, and what became of it where that is known."""

    beside: Beside
    since: Since | None

    @property
    def words(self) -> str:
        """All that is shown of it."""
        said = self.beside.words
        if self.since is not None and self.since.because:
            named = f" {self.since.named}." if self.since.named else ""
            said = f"{said}, {self.since.because}.{named}"
        return said


class ReportPast(QWidget):
    """A line for each published figure. Under it: why, freezing a report, typing figures in."""

    opened = Signal(object)
    """What somebody wants to see the cases of."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        # Both counts and compares: it may need as long as a report.
        self._lookup = Lookup(desk.worker, _REST_MS, self)
        self._lookup.failed.connect(desk.notices.warn)
        self._known: dict[Beside, Since | None] = {}
        self._figures: YearFigures | None = None
        self._beside: tuple[Beside, ...] = ()
        self.shown: list[Beside] = []
        self.current: Compared | None = None
        """The figure in front, with what became of it."""
        self.choice = ChoiceBox()
        for key, words in _SHOWN.items():
            self.choice.addItem(words, key)
        self.said = label("", tone="muted")
        self.table = ShortTable("Published figures", _HEADS, marked=True)
        self.why = label("")
        self.open = button("Show the &cases", self._open)
        self.report = QLineEdit()
        self.report.setPlaceholderText("LADO Annual Report 2025/26")
        self.freeze = button("&Freeze these figures", self._freeze)
        self.figure_table, self.row, self.column = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.figure, self.authority, self.source = QLineEdit(), QLineEdit(), QLineEdit()
        self.authority.setPlaceholderText("Empty for our own")
        for line in (self.report, self.authority):
            shown = line.fontMetrics().horizontalAdvance(line.placeholderText())
            line.setMinimumWidth(shown + 4 * line.fontMetrics().averageCharWidth())
        self.because = QLineEdit()
        self.type_in = button("&Type it in", self._type_in)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addWidget(side_by_side(("S&how", self.choice), ("", self.open), letters=14))
        for each in (self.said, self.why, self.table):
            column.addWidget(each)
        column.addWidget(side_by_side(("&Issued as", self.report), ("", self.freeze)))
        column.addWidget(
            side_by_side(
                ("Tab&le", self.figure_table),
                ("R&ow", self.row),
                ("Col&umn", self.column),
                ("Publishe&d", self.figure),
                ("Authorit&y", self.authority),
                ("&In which report", self.source),
                ("Why it is &not today's", self.because),
                ("", self.type_in),
                letters=14,
            )
        )
        column.addStretch(1)
        for made in (self.freeze, self.type_in):
            made.setEnabled(desk.shift.may(Permission.FIGURES))
        self.choice.currentIndexChanged.connect(self._show)
        self.table.currentCellChanged.connect(self._look)
        self.table.opened.connect(lambda _row: self._open())
        self.figure_table.currentIndexChanged.connect(self._offer_rows)
        self.figure.setMaxLength(20)
        self.figure.returnPressed.connect(self._type_in)

    def show_figures(self, counted: YearFigures) -> None:
        """Compare what was published with these figures."""
        self._figures = counted
        stayed = self.figure_table.currentData()
        self.figure_table.blockSignals(True)
        self.figure_table.clear()
        for table in counted.tables:
            self.figure_table.addItem(table.title, table.id)
        self.figure_table.setCurrentIndex(max(0, self.figure_table.findData(stayed)))
        self.figure_table.blockSignals(False)
        self._offer_rows()
        self._compare()

    def _compare(self) -> None:
        if self._figures is not None:
            self._known.clear()
            self._beside = beside(self._desk.shift, self._figures)
            self._show()

    def _wanted(self) -> Iterator[Beside]:
        which = self.choice.currentData()
        for each in self._beside:
            own = each.published.authority is None
            if own is (which != "others") and (which != "differ" or each.differs):
                yield each

    def _show(self) -> None:
        figures = self._figures
        if figures is None:
            return
        wanted = list(self._wanted())
        self.said.setText(_count_words(len(wanted), len(self._beside)))
        self.shown = wanted[:_MOST]
        self.table.blockSignals(True)
        self.table.show_rows([_cells(figures, each) for each in self.shown])
        self._set_figures_right()
        self.table.blockSignals(False)
        self.table.setVisible(bool(self.shown))
        self._look()

    def _set_figures_right(self) -> None:
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for place in _FIGURES:
            rows = (self.table.item(row, place) for row in range(self.table.rowCount()))
            for item in (self.table.horizontalHeaderItem(place), *rows):
                if item is not None:
                    item.setTextAlignment(right)

    def _look(self) -> None:
        """Show why the chosen figure differs, by the records of then and now."""
        row, figures, shift = self.table.currentRow(), self._figures, self._desk.shift
        self._lookup.forget()
        if figures is None or not 0 <= row < len(self.shown):
            self._say(None)
            return
        each = self.shown[row]
        self._say(Compared(each, self._known.get(each)))
        if each.differs and each not in self._known:
            self._lookup.ask(
                lambda: since(shift, figures, each), lambda found: self._know(each, found)
            )

    def _know(self, each: Beside, found: Since | None) -> None:
        self._known[each] = found
        self._say(Compared(each, found))

    def _say(self, current: Compared | None) -> None:
        self.current = current
        self.why.setText(current.words[:1].upper() + current.words[1:] if current else "")
        self.open.setVisible(bool(current and current.since and current.since.why))

    def _open(self) -> None:
        current = self.current
        if current is not None and current.since is not None and current.since.why:
            self.opened.emit(current.since)

    def _chosen_table(self) -> FigureTable | None:
        if self._figures is None or self.figure_table.currentData() is None:
            return None
        return self._figures.table(self.figure_table.currentData())

    def _offer_rows(self) -> None:
        table = self._chosen_table()
        self.row.clear()
        self.column.clear()
        if table is not None:
            rows: tuple[FigureRow, ...] = table.rows
            self.row.addItems([row.label for row in rows])
            self.column.addItems(list(table.columns))

    def _freeze(self) -> None:
        if self._figures is None:
            return
        try:
            kept = freeze(self._desk.shift, self._figures, self.report.text())
        except CaseworkError as error:
            self._desk.notices.warn(str(error))
            return
        self.report.clear()
        self._compare()
        self._desk.notices.say(f"{kept:,} figures are frozen as they were issued.")

    def _type_in(self) -> None:
        table, written = self._chosen_table(), self.figure.text().replace(",", "").strip()
        if table is None:
            return
        if not written.isdecimal():
            self._desk.notices.warn("Published must be a whole number, as printed.")
            return
        given = {
            "table_id": table.id,
            "row_label": self.row.currentText(),
            "column_name": self.column.currentText(),
            "figure": int(written),
            "authority": self.authority.text(),
            "source": self.source.text(),
            "because": self.because.text(),
        }
        try:
            published_figures.type_in(self._desk.shift, given)
        except CaseworkError as error:
            self._desk.notices.warn(str(error))
            return
        self._desk.notices.say(f"{self.row.currentText()}: {int(written):,} typed in.")
        # On to the next row: a table is typed in from its first to its last.
        self.row.setCurrentIndex(min(self.row.currentIndex() + 1, self.row.count() - 1))
        self.figure.clear()
        self.because.clear()
        self._compare()


def _cells(figures: YearFigures, each: Beside) -> tuple[str | Status, ...]:
    theirs = each.published.authority
    holds: str | Status
    if theirs is not None:
        holds = f"{theirs}'s"
    elif each.recomputed is None:
        holds = "No records"
    else:
        holds = DIFFERS if each.differs else AGREES
    now = "" if each.recomputed is None else f"{each.recomputed:,}"
    figure = f"{figures.table(each.table).title}: {each.row}"
    return holds, figure, each.column, f"{each.published.figure:,}", now, each.origin


def _count_words(shown: int, every: int) -> str:
    if not every:
        return (
            "Nothing published is kept yet. Freeze the figures of a report when it is issued, or "
            "type in those of an earlier one."
        )
    more = f", the first {_MOST} shown" if shown > _MOST else ""
    return f"{shown:,} of {every:,} published figures{more}."
