"""What the whole service settles: its practice, letterhead, references and closure days."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from lado_desktop.casework.settings.settings import settings_of, settle
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.practice.practice import practice_named, practice_names
from lado_desktop.domain.problem import CaseworkError, Problem, Refused
from lado_desktop.domain.time.typed_day import day_words, typed_day
from ui.editors.growing_text import GrowingText
from ui.look.buttons import button
from ui.look.choice_box import ChoiceBox
from ui.look.labels import label
from ui.settings.settled import Settled, part


class ServiceOwnSettings(QWidget):
    """Settings for everybody who works in this vault. Saved by its button."""

    settled = Signal(object)
    """The Shift to work on with."""
    editing = Signal()
    """Somebody wants to edit the service's own copy of its practice."""

    def __init__(self, shift: Shift) -> None:
        super().__init__()
        self._shift = shift
        self.practice = ChoiceBox()
        for name in practice_names():
            self.practice.addItem(practice_named(name).authority, name)
        self.edit = button("&Edit it…", self.editing.emit)
        self.letterhead = GrowingText()
        self.pattern = QLineEdit()
        self.closed = GrowingText()
        self.names = QCheckBox("&Names stand in calendar files")
        self.save_it = button("&Save for the service", self.save, role="primary")
        self._rows = {
            "practice": Settled(
                "&Practice",
                self.practice,
                "Decides words, clocks and printed tables. What is settled below stays.",
                beside=self.edit,
            ),
            "letterhead": Settled(
                "&Letterhead",
                self.letterhead,
                "Stands under the e-mail texts, after your name and role.",
            ),
            "reference_pattern": Settled(
                "&References",
                self.pattern,
                "{year2}, {next_year2}, {year4} and {month} are filled in; {number:04} counts "
                "with four digits. References already given stay as they are.",
            ),
            "closure_days": Settled(
                "Closure &days",
                self.closed,
                "One a line: the day, a comma, and why. Clocks of working days leave them out.",
            ),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        why_not = shift.why_not(Permission.SETTLE)
        self.save_it.forbid(why_not)
        said = [label(why_not, tone="muted")] if why_not else []
        column.addWidget(part(*said, *self._rows.values(), self.names, self.save_it))
        self.show_shift(shift)

    def show_shift(self, shift: Shift) -> None:
        """Show what is settled now."""
        self._shift = shift
        settings = settings_of(shift)
        self.practice.setCurrentIndex(self.practice.findData(shift.practice.name))
        self.letterhead.setPlainText("\n".join(settings.letterhead))
        self.pattern.setText(settings.reference_pattern)
        own = practice_named(shift.practice.name).reference_pattern
        self.pattern.setPlaceholderText(own)
        days = settings.closure_days.items()
        self.closed.setPlainText("\n".join(_line(day, why) for day, why in days))
        self.names.setChecked(settings.names_in_calendar)

    def problem(self, name: str) -> str:
        """The message beside a setting."""
        return self._rows[name].problem

    def save(self) -> None:
        """Settle all of it, or say beside each what is wrong."""
        for row in self._rows.values():
            row.say_problem("")
        try:
            days = days_in(self.closed.toPlainText(), self._shift.today)
            shift = settle(
                self._shift,
                practice=self.practice.currentData(),
                letterhead=self.letterhead.toPlainText().splitlines(),
                closure_days=days,
                reference_pattern=self.pattern.text(),
                names_in_calendar=self.names.isChecked(),
            )
        except Refused as refused:
            self._say(refused.problems)
            return
        except CaseworkError as error:
            self._say([Problem("practice", str(error))])
            return
        self.settled.emit(shift)

    def _say(self, problems: list[Problem]) -> None:
        for problem in reversed(problems):
            row = self._rows[problem.field]
            row.say_problem(problem.sentence)
            row.control.setFocus()


def days_in(text: str, today: date) -> dict[date, str]:
    """Return the days of a text, one a line, and why each. Raises Refused that names the line."""
    days: dict[date, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        said, _, why = line.partition(",")
        if not said.strip():
            continue
        try:
            days[typed_day(said.strip(), today)] = why.strip()
        except ValueError as error:
            raise Refused([Problem("closure_days", f"Line {number}: {error}")]) from None
    return days


def _line(day: date, why: str) -> str:
    return f"{day_words(day)}, {why}" if why else day_words(day)
