"""Above a list: what to search for, and what to narrow it by."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from lado_desktop.casework.lists.listing import Listing
from lado_desktop.casework.shift import Shift
from ui.look.buttons import Button
from ui.look.choice_box import ChoiceBox
from ui.look.flow import Flow
from ui.look.labels import label

REST_MS = 150
"""How long the typing rests before the list is searched."""
_LETTERS = 11
"""Wide letters that a filter shows; one that is set shows all of its words."""


class FilterBar(QWidget):
    """A search box and one choice for each filter of a listing."""

    changed = Signal()
    """Something else is asked for."""
    downward = Signal()
    """Down or Enter in the search box: on to the list."""

    def __init__(self, shift: Shift, listing: Listing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLineEdit()
        self.words.setClearButtonEnabled(True)
        self.words.setPlaceholderText("Name, reference or word")
        self.combos: dict[str, QComboBox] = {}
        self._line = line = Flow(12, self)
        line.addWidget(under("&Find in this list", self.words))
        self.fold = Button("Fi&lters")
        self.fold.setCheckable(True)
        self.fold.toggled.connect(self._fold)
        self._folded = under("", self.fold)
        self._folded.hide()
        line.addWidget(self._folded)
        self._lists: list[QWidget] = []
        for each in listing.filters:
            combo = ChoiceBox()
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(_LETTERS)
            combo.addItem("Any", "")
            for code, words in each.options(shift).items():
                combo.addItem(words, code)
            combo.view().setMinimumWidth(combo.view().sizeHintForColumn(0) + 32)
            combo.currentIndexChanged.connect(self._chosen)
            self.combos[each.name] = combo
            self._lists.append(under(each.label, combo))
            line.addWidget(self._lists[-1])
        self.clear = Button("Clea&r")
        self.clear.setAccessibleName("Clear the search and the filters")
        self.clear.setProperty("role", "quiet")
        self.clear.clicked.connect(self.empty)
        self._clear = under("", self.clear)
        line.addWidget(self._clear)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.changed)
        self.words.textChanged.connect(self._typed)
        self._clear.hide()
        self._fit()

    @property
    def chosen(self) -> dict[str, str]:
        """The code chosen for each filter that is set."""
        return {
            name: combo.currentData() for name, combo in self.combos.items() if combo.currentData()
        }

    @property
    def is_set(self) -> bool:
        """Whether anything is searched or narrowed."""
        return bool(self.words.text().strip() or self.chosen)

    def choose(self, chosen: dict[str, str]) -> None:
        """Set the filters without a sound; a code that the list no longer has is left out."""
        for name, combo in self.combos.items():
            combo.blockSignals(True)
            combo.setCurrentIndex(max(0, combo.findData(chosen.get(name, ""))))
            combo.blockSignals(False)
        self._say_set()

    def set_to(self, chosen: dict[str, str]) -> None:
        """Set the filters without a sound, with nothing searched for."""
        self.words.blockSignals(True)
        self.words.clear()
        self.words.blockSignals(False)
        self.choose(chosen)

    def empty(self) -> None:
        """Ask for the whole list."""
        self.set_to({})
        self.changed.emit()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape empty the search box, and Down or Enter lead to the list."""
        if event.key() == Qt.Key.Key_Escape and self.words.text():
            self.words.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._rest.stop()
            self.changed.emit()
            self.downward.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Show the filters only when asked for, where they would need a second line."""
        wide = sum(each.sizeHint().width() + self._line.spacing() for each in self._lists)
        # Without the extra width of a filter that is set: the bar must not fold for that.
        more = sum(each.minimumContentsLength() - _LETTERS for each in self.combos.values())
        wide -= more * self._wide_letter
        rest = (self._line.itemAt(0), self._line.itemAt(self._line.count() - 1))
        wide += sum(each.sizeHint().width() for each in rest if each is not None)
        is_tight = bool(self._lists) and wide > self.width()
        self._folded.setVisible(is_tight)
        for each in self._lists:
            each.setVisible(not is_tight or self.fold.isChecked())

    @property
    def _wide_letter(self) -> int:
        """The letter by which Qt counts the contents of a box."""
        return self.fontMetrics().horizontalAdvance("X")

    def _say_set(self) -> None:
        self._clear.setVisible(self.is_set)
        for combo in self.combos.values():
            words = self.fontMetrics().horizontalAdvance(combo.currentText())
            combo.setMinimumContentsLength(max(_LETTERS, words // self._wide_letter + 2))
        number = len(self.chosen)
        self.fold.setText(f"Fi&lters, {number} set" if number else "Fi&lters")

    def _fit(self) -> None:
        self.words.setMinimumWidth(24 * self.fontMetrics().averageCharWidth())

    def _typed(self) -> None:
        self._say_set()
        self._rest.start()

    def _chosen(self) -> None:
        self._say_set()
        self.changed.emit()


def under(words: str, field: QWidget, said: QWidget | None = None) -> QWidget:
    """Return a field under its label, with what is `said` of it below."""
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    above = label(words, size="small", tone="muted", wraps=False)
    if words:
        above.setBuddy(field)
    column.addWidget(above)
    column.addWidget(field)
    if said is not None:
        column.addWidget(said)
        column.addStretch(1)
    return both


def side_by_side(*fields: tuple[str, QWidget], letters: int = 12) -> QWidget:
    """Return fields under their labels, in as many lines as they need.

    A list to choose from shows so many letters, unless it asks for more or fewer by itself.
    """
    line = QWidget()
    flow = Flow(12, line)
    for words, field in fields:
        if isinstance(field, QComboBox):
            field.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            field.setMinimumContentsLength(field.minimumContentsLength() or letters)
        flow.addWidget(under(words, field))
    return line
