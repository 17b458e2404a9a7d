"""Reports: the figures of a year, whether they agree, and the year's summary in print."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QTabWidget,
    QWidget,
)

from lado_desktop.domain.reference import year_label
from lado_desktop.domain.time.typed_day import echo_day, typed_day
from lado_desktop.figures.counting.period import usual_as_at, year_named
from lado_desktop.figures.counting.year import figures
from lado_desktop.figures.presenting.result import YearFigures
from lado_desktop.figures.presenting.view import PUBLIC_NOTE
from lado_desktop.figures.problem import FiguresDisagree
from lado_desktop.figures.publishing.disclosure import public_copy
from lado_desktop.figures.questions.question import Question, practice_for
from lado_desktop.reports.documents.year_summary import summary_of
from lado_desktop.reports.issue import issue_drawn
from lado_desktop.reports.pdf.pdf import draw
from lado_desktop.reports.word.word import draw_word
from ui.desk import Desk
from ui.lists.filter_bar import under
from ui.look.buttons import button
from ui.look.choice_box import ChoiceBox
from ui.look.flow import Flow
from ui.look.labels import label, restyle
from ui.page import Page, Printable
from ui.report.checks import ReportChecks, agreement_words
from ui.report.past import ReportPast
from ui.report.questions import ReportQuestions
from ui.report.saving import FigureSaving, file_name
from ui.report.tables import ReportTables
from ui.route import Place
from ui.tables.figure_view import FigureView
from ui.window.menus import act

YEARS = 10
"""Reporting years that can be chosen: this one and those before it."""


class ReportsPage(Page):
    """Counts a reporting year as at a day, in the background, and shows table after table."""

    manual = "figures"

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, place, parent)
        self.figures: YearFigures | None = None
        self._print = act(self, "&Print summary…", self._preview, sign="printer")
        self.saving = FigureSaving(desk, lambda: self.view.shown)
        self.headed("Reports", self._print, beside=self.saving)

        self.year = ChoiceBox()
        start = desk.shift.practice.year_start
        today = desk.shift.today
        for back in range(YEARS):
            self.year.addItem(year_label(today.replace(year=today.year - back, day=1), start))
        self.as_at = QLineEdit()
        self.echo = label("", size="small", tone="muted")
        row = QWidget()
        flow = Flow(12, row)
        flow.addWidget(under("Reporting &year", self.year))
        as_at = under("As &at", self.as_at, self.echo)
        as_at.setMinimumWidth(26 * self.fontMetrics().averageCharWidth())
        flow.addWidget(as_at)
        self.public = QCheckBox("Pu&blic copy: small figures withheld")
        flow.addWidget(under("", self.public))
        self.body.addWidget(row)

        self.agreement = label("")
        panel = QFrame()
        self._panel = panel
        inside = QHBoxLayout(panel)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(self.agreement, 1)
        self.see_which = button("See &which", lambda: self.tabs.setCurrentWidget(self.checks))
        inside.addWidget(self.see_which)
        self.body.addWidget(panel)

        self._lay_tabs()

        self.year.currentIndexChanged.connect(self._choose_year)
        self.as_at.editingFinished.connect(self.count)
        self.public.toggled.connect(self.count)
        for each in (self.tables, self.checks, self.past, self.questions):
            each.opened.connect(self._open_figure)
        self.questions.asked.connect(self._ask)
        self.tabs.currentChanged.connect(self._turn)
        self._exact: YearFigures | None = None
        self._answer: YearFigures | None = None
        self._asked: tuple[Question, str, str, bool] | None = None
        self._left_for_figure = False
        self._counted: tuple[str, date, bool] | None = None
        self._steps = [
            act(self, "Ne&xt part", lambda: self._step(1), "Ctrl+PgDown"),
            act(self, "Pre&vious part", lambda: self._step(-1), "Ctrl+PgUp"),
        ]
        self.addActions(self._steps)
        self._offer_day()
        self.say_title("Reports")

    def _lay_tabs(self) -> None:
        self.tables = ReportTables()
        self.contents, self.table = self.tables.contents, self.tables.view
        self.checks = ReportChecks()
        self.tabs = QTabWidget()
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(self.tables, "Tables")
        self.tabs.addTab(self.checks, "The numbers agree")
        self.past = ReportPast(self.desk)
        self.tabs.addTab(self.past, "Past years")
        self.questions = ReportQuestions(self.desk)
        self.tabs.addTab(self.questions, "Questions")
        self.body.addWidget(self.tabs, 1)
        self._fit_tabs()

    def start(self) -> None:
        # What was saved meanwhile belongs in the figures.
        self._counted = None
        self.count()
        # Back from the records of a figure, the figure is current again.
        tables = {self.checks: self.checks.table, self.past: self.past.table}
        in_front = tables.get(self.tabs.currentWidget(), self.view.table)
        first = in_front if self._left_for_figure else self.year
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._left_for_figure = False

    def acts(self) -> list[QAction]:
        return [self._print, *self.saving.acts(), *self._steps]

    def _step(self, by: int) -> None:
        at = self.tabs.currentIndex() + by
        if 0 <= at < self.tabs.count():
            self.tabs.setCurrentIndex(at)

    @property
    def view(self) -> FigureView:
        """The table in front."""
        asking = self.tabs.currentWidget() is self.questions
        return self.questions.view if asking else self.table

    @property
    def in_front(self) -> YearFigures | None:
        """What is printed and saved: the year's figures, or the answer to the question in front."""
        asking = self.tabs.currentWidget() is self.questions
        return self._answer if asking else self.figures

    def document(self) -> Printable | None:
        counted = self.in_front
        if counted is None:
            return None
        shift = self.desk.shift
        # Drawn once for the eye; kept, and noted, when it is printed or saved.
        document = summary_of(shift, counted)
        return Printable(
            f"{file_name(counted)}.pdf",
            draw=lambda: draw(document),
            issue=lambda: issue_drawn(shift, "summary", None, document).content,
            word=lambda: draw_word(document),
        )

    def count(self) -> None:
        """Count the chosen year as at the day that was typed, unless it is counted already."""
        shift, year, public = self.desk.shift, self.year.currentText(), self.public.isChecked()
        try:
            day = typed_day(self.as_at.text(), shift.today)
        except ValueError as error:
            self._say_day(str(error), "danger")
            return
        if self._counted == (year, day, public):
            return
        self._counted = (year, day, public)
        self._say_day(echo_day(day), "muted")
        self.figures = None
        self._offer(None)
        self._say_agreement("Counting…")
        restyle(self._panel, "surface", "quiet")

        self._asked = None
        self.desk.worker.run(
            self,
            lambda: _both(figures(shift, year, day), public),
            lambda found: self.show_figures(*found),
            self._fail,
        )

    def show_figures(self, exact: YearFigures, shown: YearFigures) -> None:
        """Show what was counted, unless another year or day was asked for meanwhile."""
        if self._counted != (exact.year, exact.as_at, shown.public):
            if self._counted == (exact.year, exact.as_at, True) and exact.gaps:
                self.public.setChecked(False)
                self.desk.notices.warn(str(FiguresDisagree()))
            return
        self.figures = shown
        words = PUBLIC_NOTE if shown.public else agreement_words(exact)
        self._say_agreement(words, differs=bool(exact.gaps))
        self.tables.show_figures(shown)
        self.checks.show_figures(exact)
        self._exact = exact
        self._turn()

    def _ask(self) -> None:
        """Count what is asked among the questions, while they are in front."""
        counted, shift = self.figures, self.desk.shift
        if counted is None or self.tabs.currentWidget() is not self.questions:
            return
        question, public = self.questions.question, self.public.isChecked()
        asked = question, counted.year, counted.as_at_words, public
        if asked == self._asked:
            return
        self._asked = asked
        practice, year, day = practice_for(shift.practice, question), counted.year, counted.as_at

        def show(found: tuple[YearFigures, YearFigures]) -> None:
            if asked == self._asked:
                self._answer = found[1]
                self.questions.show_figures(found[1])
                self._offer(self.in_front)

        self.desk.worker.run(
            self, lambda: _both(figures(shift, year, day, practice), public), show, self._fail
        )

    def _turn(self) -> None:
        self._offer(self.in_front)
        self._fit_tabs()
        if self.tabs.currentWidget() is self.past and self._exact is not None:
            self.past.show_figures(self._exact)
        self._ask()

    def _fit_tabs(self) -> None:
        """Let the page be as high as the tab in front asks, not as the highest of them."""
        for at in range(self.tabs.count()):
            in_front = at == self.tabs.currentIndex()
            kind = QSizePolicy.Policy.Preferred if in_front else QSizePolicy.Policy.Ignored
            if (tab := self.tabs.widget(at)) is not None:
                tab.setSizePolicy(QSizePolicy.Policy.Preferred, kind)

    def _choose_year(self) -> None:
        self._offer_day()
        self.count()

    def _offer_day(self) -> None:
        """Offer the day as at which the year is usually counted."""
        shift = self.desk.shift
        year = year_named(shift.practice, self.year.currentText())
        usual = usual_as_at(shift.practice, year, shift.today)
        self.as_at.setText(f"{usual.day}/{usual.month}/{usual.year}")

    def _open_figure(self, figure: object) -> None:
        self._left_for_figure = True
        self.going.emit(Place("figure", of=figure))

    def _say_day(self, sentence: str, tone: str) -> None:
        self.echo.setText(sentence)
        restyle(self.echo, "tone", tone)

    def _fail(self, error: Exception) -> None:
        # Asked again, it is tried again.
        self._counted = self._asked = None
        self._say_agreement(str(error))
        restyle(self._panel, "surface", "warn")

    def _say_agreement(self, sentence: str, *, differs: bool = False) -> None:
        self.agreement.setText(sentence)
        self.see_which.setVisible(differs)
        restyle(self._panel, "surface", "warn" if differs else "done")

    def _offer(self, counted: YearFigures | None) -> None:
        self._print.setEnabled(counted is not None)
        self.saving.offer(counted)

    def _preview(self) -> None:
        if (document := self.document()) is not None:
            self.printing.emit(document)


def _both(exact: YearFigures, public: bool) -> tuple[YearFigures, YearFigures]:
    """The figures as they are, and as they are shown."""
    return exact, public_copy(exact) if public and not exact.gaps else exact
