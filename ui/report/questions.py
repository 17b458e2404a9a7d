"""Questions: any field by any other, the usual ones ready, one's own kept under a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from lado_desktop.casework.lists.counted_lists import COUNTED_WORDS
from lado_desktop.casework.published import questions
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.figures.presenting.result import YearFigures
from lado_desktop.figures.questions.question import (
    ONLY,
    TIME_COLUMNS,
    Question,
    bases_of,
    fields_of,
    question_of,
    to_save,
    usual_questions,
)
from lado_desktop.figures.questions.targets import TARGETS, verdicts
from lado_desktop.figures.reconciling.behind import Figure
from lado_desktop.figures.units.countable import COUNTABLES
from ui.desk import Desk
from ui.lists.filter_bar import side_by_side
from ui.look.buttons import button
from ui.look.choice_box import ChoiceBox
from ui.look.labels import label
from ui.tables.chart_view import ChartBelow
from ui.tables.figure_view import FigureView

_BASES = {
    "received": "Day received",
    "concluded": "Day concluded",
    "open": "Open at its end",
    "made": "Day referred on",
    "opening": "In post at its beginning",
    "started": "Day begun",
    "ended": "Day ended",
}
_MOST_YEARS = 10


class ReportQuestions(QWidget):
    """What is asked, in choices; below, the answer as a table like the others."""

    asked = Signal()
    """Something else is asked: count it."""
    opened = Signal(object)
    """The Figure whose records somebody wants to see."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._saved: dict[str, UUID] = {}
        self._figures: YearFigures | None = None
        self._filling = False
        self.ready = ChoiceBox()
        self.counts, self.only, self.rows = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.within, self.columns, self.basis = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.years = ChoiceBox()
        for number in range(1, _MOST_YEARS + 1):
            self.years.addItem(str(number), number)
        self.name = QLineEdit()
        self.save = button("Sa&ve question", self._save)
        self.forget = button("&Forget it", self._forget, role="quiet")
        self.verdicts = label("")
        self.verdicts.hide()
        self.view = FigureView()
        self.ready.setMinimumContentsLength(40)
        self.years.setMinimumContentsLength(3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addWidget(side_by_side(("&Question", self.ready), ("", self.forget)))
        column.addWidget(
            side_by_side(
                ("Co&unt", self.counts),
                ("&Only", self.only),
                ("&In rows", self.rows),
                ("Withi&n each", self.within),
                ("In co&lumns", self.columns),
                ("Y&ears", self.years),
                ("By &which day", self.basis),
                letters=11,
            )
        )
        column.addWidget(self.verdicts)
        self.chart = ChartBelow(self.view)
        column.addWidget(self.chart, 1)
        column.addWidget(side_by_side(("&Keep this question as", self.name), ("", self.save)))
        for kind in COUNTABLES:
            if fields_of(desk.shift.practice, kind):
                self.counts.addItem(COUNTED_WORDS[kind][1].capitalize(), kind)
        for key, (words, _) in ONLY.items():
            self.only.addItem(words, key)
        may = desk.shift.may(Permission.FIGURES)
        self.save.setEnabled(may)
        self._fill_ready()
        self.ready.currentIndexChanged.connect(self._take_ready)
        self.counts.currentIndexChanged.connect(self._offer_fields)
        for combo in (self.only, self.rows, self.within, self.columns, self.years, self.basis):
            combo.currentIndexChanged.connect(self._ask)
        self.view.opened.connect(self._open)
        self._take_ready()

    @property
    def question(self) -> Question:
        """What is asked just now."""
        asked = Question(
            "",
            counts=self.counts.currentData(),
            only=self.only.currentData() if self.only.isEnabled() else "",
            rows=self.rows.currentData(),
            within=self.within.currentData() or "",
            columns=self.columns.currentData(),
            years=self.years.currentData(),
            basis=self.basis.currentData() or "",
        )
        ready: Question = self.ready.currentData()
        same = replace(ready, name="", basis=ready.basis or asked.basis) == asked
        return replace(asked, name=ready.name if same else self._words(asked))

    def show_figures(self, counted: YearFigures) -> None:
        """Show the answer."""
        self._figures = counted
        table = counted.tables[0]
        self.view.show_table(table)
        self.chart.show_table(table)
        practice = self._desk.shift.practice
        met = verdicts(practice, table) if self.question.rows == TARGETS else ()
        self.verdicts.setText("\n".join(each.words for each in met))
        self.verdicts.setVisible(bool(self.verdicts.text()))

    def _words(self, asked: Question) -> str:
        what = self.counts.currentText()
        only = f" ({self.only.currentText().lower()})" if asked.only else ""
        within = f" and {self.within.currentText().lower()}" if asked.within else ""
        across = "" if asked.columns == "years" else f", by {self.columns.currentText().lower()}"
        return f"{what}{only} by {self.rows.currentText().lower()}{within}{across}"

    def _fill_ready(self, chosen: str = "") -> None:
        self._filling = True
        self.ready.clear()
        self._saved = {}
        for kept in questions.saved(self._desk.shift):
            self._saved[kept.name] = kept.id
            self.ready.addItem(kept.name, question_of(kept))
        usual = usual_questions(self._desk.shift.practice)
        for each in usual:
            self.ready.addItem(each.name, each)
        first = usual[0].name
        self.ready.setCurrentIndex(max(0, self.ready.findText(chosen or first)))
        self.ready.view().setMinimumWidth(self.ready.view().sizeHintForColumn(0) + 32)
        self._filling = False

    def _take_ready(self) -> None:
        """Set every choice as the question that was chosen has it."""
        ready = self.ready.currentData()
        if self._filling or not isinstance(ready, Question):
            return
        self._filling = True
        _choose(self.counts, ready.counts)
        self._fill_fields(ready)
        _choose(self.only, ready.only)
        _choose(self.years, ready.years)
        self._filling = False
        self._ask()

    def _offer_fields(self) -> None:
        if not self._filling:
            self._filling = True
            first = next(iter(fields_of(self._desk.shift.practice, self.counts.currentData())))
            self._fill_fields(replace(Question("", rows=first), counts=self.counts.currentData()))
            self._filling = False
            self._ask()

    def _fill_fields(self, asked: Question) -> None:
        fields = fields_of(self._desk.shift.practice, asked.counts)
        bases = {base: _BASES[base] for base in bases_of(asked.counts)}
        for combo, options, chosen in (
            (self.rows, fields, asked.rows),
            (self.within, {"": "Nothing more", **fields}, asked.within),
            (self.columns, {**TIME_COLUMNS, **fields}, asked.columns),
            (self.basis, bases, asked.basis or next(iter(bases), "")),
        ):
            _fill(combo, options, chosen)
        self.only.setEnabled(COUNTABLES[asked.counts].is_contact)
        self.basis.setEnabled(bool(bases))

    def _ask(self) -> None:
        if self._filling:
            return
        self.years.setEnabled(self.columns.currentData() == "years")
        own = self.ready.currentText() in self._saved
        self.forget.setVisible(own and self.save.isEnabled())
        self.asked.emit()

    def _save(self) -> None:
        try:
            kept = questions.save(self._desk.shift, to_save(self.question, self.name.text()))
        except CaseworkError as error:
            self._desk.notices.warn(str(error))
            return
        self.name.clear()
        self._fill_ready(kept.name)
        self._take_ready()
        self._desk.changes.saved.emit("saved_question", kept.id)
        self._desk.notices.say(f"“{kept.name}” is kept for everybody.")

    def _forget(self) -> None:
        name = self.ready.currentText()
        try:
            questions.forget(self._desk.shift, self._saved[name])
        except CaseworkError as error:
            self._desk.notices.warn(str(error))
            return
        self._fill_ready()
        self._take_ready()
        self._desk.notices.say(f"“{name}” is forgotten.")

    def _open(self, cell: tuple[str, ...], column: str) -> None:
        figures, shown = self._figures, self.view.shown
        if figures is not None and shown is not None:
            self.opened.emit(
                Figure(figures.source, figures.year, figures.as_at, shown.id, cell, column)
            )


def _fill(combo: QComboBox, options: Mapping[str, str], chosen: str) -> None:
    combo.blockSignals(True)
    combo.clear()
    for key, words in options.items():
        combo.addItem(words, key)
    combo.view().setMinimumWidth(combo.view().sizeHintForColumn(0) + 32)
    _choose(combo, chosen)
    combo.blockSignals(False)


def _choose(combo: QComboBox, key: object) -> None:
    combo.setCurrentIndex(max(0, combo.findData(key)))
