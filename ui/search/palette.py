"""The box for everything (Ctrl+K): people, settings, references, text, acts of the menus."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from lado_desktop.casework.search.palette import PaletteLine, palette
from lado_desktop.casework.search.search import Found
from lado_desktop.casework.shift import Shift
from ui.look.labels import label
from ui.search.answers import Answer, AnswerList
from ui.search.box import KINDS
from ui.window.menus import MenuLine

REST_MS = 120
_MOST_COMMANDS = 6
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 6,
    Qt.Key.Key_PageUp: -6,
}
_HELP = "Names, settings, references, words, or what you want to do"


class Palette(QDialog):
    """One box and its answers. The focus stays in the box; the arrows mark, Enter opens."""

    found = Signal(object)
    """A Found that somebody wants opened."""
    looked = Signal(str, int, str)
    """It was searched: the words, how much they found, and where they were typed."""

    def __init__(self, shift: Shift, commands: Sequence[MenuLine], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._shift = shift
        self._commands = [each for each in commands if each.action.isEnabled()]
        self._lines: list[PaletteLine] = []
        self.setWindowTitle("Find or do anything")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("surface", "box")
        self.setModal(True)
        self.words = QLineEdit()
        self.words.setPlaceholderText(_HELP)
        self.words.setAccessibleName("Find or do anything")
        self.words.setAccessibleDescription(_HELP)
        self.words.installEventFilter(self)
        self.answers = AnswerList("Answers")
        self.answers.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.answers.clicked.connect(lambda _: self.answers.choose())
        self.answers.chosen.connect(self._choose)
        self.said = label("", tone="muted")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.look)
        self.words.textEdited.connect(self._edited)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        for each in (self.words, self.said, self.answers):
            column.addWidget(each)
        self._place(parent)
        self.look()
        self.words.setFocus()

    def look(self) -> None:
        """Search now, and show the answers."""
        self._rest.stop()
        words = self.words.text().strip()
        self._lines = palette(self._shift, words)
        if words:
            self.looked.emit(words, len(self._lines), "palette")
        self._show_answers()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows and Enter act on the answers while the focus stays in the box."""
        if watched is self.words and isinstance(event, QKeyEvent) and event.type() == _PRESSED:
            key = Qt.Key(event.key())
            if key in _STEPS:
                self.answers.step(_STEPS[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._rest.isActive():
                    self.look()
                self.answers.choose()
                return True
        return super().eventFilter(watched, event)

    def _edited(self) -> None:
        # Acts are found while one types; records once the fingers rest.
        self._show_answers()
        self._rest.start()

    def _show_answers(self) -> None:
        typed = self.words.text()
        commands = matching(self._commands, typed)
        records = [_record_answer(self._shift, line) for line in self._lines]
        if typed.strip():
            # A line of a choice, "2 minutes", only sets something: it is never the nearest meant.
            acts = [each for each in commands if each.action.actionGroup() is None]
            choices = [each for each in commands if each.action.actionGroup() is not None]
            answers = [*_act_answers(acts), *records, *_act_answers(choices)]
        else:
            answers = [*records, *map(_act_answer, commands)]
        self.answers.show_answers(answers)
        self.answers.setVisible(bool(answers))
        self.said.setVisible(not answers)
        self.said.setText("Nothing found. Try fewer words, or the beginning of a name.")

    def _choose(self, value: object) -> None:
        self.accept()
        if isinstance(value, Found):
            self.found.emit(value)
        elif isinstance(value, MenuLine):
            # After this box is gone: what it opens gets the focus.
            QTimer.singleShot(0, value.action, value.action.trigger)

    def _place(self, parent: QWidget) -> None:
        wide = min(parent.width() - 40, 76 * self.fontMetrics().averageCharWidth())
        self.resize(wide, min(parent.height() - 80, 26 * self.fontMetrics().height()))
        middle = parent.mapToGlobal(QPoint((parent.width() - wide) // 2, 48))
        self.move(middle)


_PRESSED = QEvent.Type.KeyPress


def matching(commands: Sequence[MenuLine], typed: str) -> list[MenuLine]:
    """Return the acts in whose words, or menu, each typed word begins a word; all for none."""
    wanted = typed.casefold().split()

    def has_all(command: MenuLine) -> bool:
        words = f"{command.words} {command.menu}".casefold().replace(",", " ").split()
        return all(any(word.startswith(each) for word in words) for each in wanted)

    return [each for each in commands if has_all(each)]


def _act_answers(commands: Sequence[MenuLine]) -> list[Answer]:
    return [_act_answer(each) for each in commands[:_MOST_COMMANDS]]


def _act_answer(command: MenuLine) -> Answer:
    return Answer(command.words, f"Menu {command.menu}", command, keys=command.keys)


def _record_answer(shift: Shift, line: PaletteLine) -> Answer:
    found = line.found
    own = KINDS.get(found.kind, found.kind)
    kind = shift.worded(own)
    detail = found.detail
    if line.group in ("Recent", "Text"):
        # What tells the record apart may begin with what it is, or say no more than that.
        detail = " · ".join(
            [kind, *(each for each in detail.split(" · ") if each not in ("", own))]
        )
    return Answer(found.title, detail, found, kind)
