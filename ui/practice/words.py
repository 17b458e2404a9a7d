"""The words of the practice, the service's name, and the clocks: one line each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from lado_desktop.casework.settings.practice_words import (
    OFFERED_CLOCKS,
    SERVICE,
    TARGETS,
    WORDS,
    keep_clocks,
    keep_words,
    targets_words,
)
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.practice.practice import Practice, practice_named
from lado_desktop.domain.problem import CaseworkError, Refused
from ui.look.labels import heading, text
from ui.settings.settled import Settled, in_columns, part

_ONE = "Write each word in the singular. What stands in the lists is worded in Settings, Lists."
_LENGTHS = (
    "A length is written as 24 hours, 28 days, 5 working days, 4 weeks or 1 month. Leave a line "
    "empty where the service has no such clock."
)


class LinesView(QWidget):
    """Lines of text that are kept together, each with what is wrong with it beside it."""

    settled = Signal(object, str)
    """The Shift to work on with, and what was done."""

    def __init__(
        self,
        shift: Shift,
        rows: Mapping[str, Settled],
        shown: Callable[[Practice], Mapping[str, str]],
        keep: Callable[[Shift, Mapping[str, str]], Shift],
        laid: Sequence[QWidget],
    ) -> None:
        """`laid` are the rows as they are laid out, with what is between them."""
        super().__init__()
        self._rows, self._shown, self._keep = rows, shown, keep
        self._shift = shift
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(part(*laid))
        self.show_shift(shift)

    def line(self, name: str) -> QLineEdit:
        """Return the line of a name."""
        control = self._rows[name].control
        if not isinstance(control, QLineEdit):
            raise TypeError(control)
        return control

    def problem(self, name: str) -> str:
        """The message beside a line."""
        return self._rows[name].problem

    @property
    def typed(self) -> dict[str, str]:
        """What is in the lines."""
        return {name: self.line(name).text().strip() for name in self._rows}

    @property
    def is_edited(self) -> bool:
        """Whether anything differs from what is settled."""
        return self.typed != dict(self._shown(self._shift.practice))

    def show_shift(self, shift: Shift) -> None:
        """Show what is settled now."""
        self._shift = shift
        for name, words in self._shown(shift.practice).items():
            self.line(name).setText(words)

    def save(self) -> bool:
        """Settle all of it, or say beside each line what is wrong."""
        for row in self._rows.values():
            row.say_problem("")
        if not self.is_edited:
            return True
        try:
            shift = self._keep(self._shift, self.typed)
        except Refused as refused:
            for problem in reversed(refused.problems):
                self._rows[problem.field].say_problem(problem.sentence)
                self._rows[problem.field].control.setFocus()
            return False
        except CaseworkError as error:
            # Of another kind than what is typed: the officer's role does not settle this.
            next(iter(self._rows.values())).say_problem(str(error))
            return False
        self.settled.emit(shift, "Saved for the service.")
        return True


def words_view(shift: Shift) -> LinesView:
    """Return the part with the service's words and name."""
    shipped = practice_named(shift.practice.name)
    said = {**shipped.words, **{name: getattr(shipped, name) for name in SERVICE}}
    rows = {
        name: Settled(label, QLineEdit(), f"As shipped: {said[name]}")
        for name, label in {**WORDS, **SERVICE}.items()
    }

    def shown(practice: Practice) -> dict[str, str]:
        own = {name: practice.word(name) for name in WORDS}
        return own | {name: getattr(practice, name) for name in SERVICE}

    laid = (heading("Words"), text(_ONE), in_columns([*rows.values()]))
    return LinesView(shift, rows, shown, keep_words, laid)


def clocks_view(shift: Shift) -> LinesView:
    """Return the part with lengths of time and targets."""
    clocks = {name: Settled(words, QLineEdit()) for name, words in OFFERED_CLOCKS.items()}
    targets = {
        "targets": Settled(
            "Targets", QLineEdit(), "Concluded within: 1 month 80%, 3 months 90%, 12 months 100%."
        ),
        "local_targets": Settled("Local targets", QLineEdit(), "The service's own, alike."),
        "standards": Settled(
            "Times watched", QLineEdit(), "Without a percentage: 4 weeks, 6 weeks."
        ),
    }

    def shown(practice: Practice) -> dict[str, str]:
        found = {name: practice.clocks.get(name, "") for name in OFFERED_CLOCKS}
        found |= {name: targets_words(getattr(practice, name)) for name in TARGETS}
        return found | {"standards": ", ".join(practice.standards)}

    laid = (
        heading("Clocks"),
        text(_LENGTHS),
        in_columns([*clocks.values()]),
        heading("Targets"),
        *targets.values(),
    )
    return LinesView(shift, clocks | targets, shown, keep_clocks, laid)
