"""By what the audit is narrowed: a reference, an officer, days, a sort of act."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from lado_desktop.casework.audit.lines import AuditQuery, officers
from lado_desktop.casework.audit.words import GROUPS
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.time.typed_day import typed_day
from ui.lists.filter_bar import under
from ui.look.buttons import button
from ui.look.choice_box import ChoiceBox
from ui.look.flow import Flow
from ui.look.labels import small


class AuditFilters(QWidget):
    """What is typed is taken with Enter or when its box is left; a choice at once."""

    changed = Signal()
    """Something else is asked for."""

    def __init__(self, shift: Shift) -> None:
        super().__init__()
        self._shift = shift
        self.reference = QLineEdit()
        self.officer = _combo()
        self.first, self.last = QLineEdit(), QLineEdit()
        self.group = _combo()
        self.clear_it = button("Clea&r", self.clear, role="quiet")
        self.problem = small("", "danger")
        self.problem.hide()
        for each in (self.reference, self.first, self.last):
            each.editingFinished.connect(self._take)
        for combo in (self.officer, self.group):
            combo.activated.connect(lambda _: self._take())
        self.group.addItem("Any", "")
        for name, (words, _) in GROUPS.items():
            self.group.addItem(words, name)
        row = QWidget()
        flow = Flow(12, row)
        flow.addWidget(under("Re&ference", self.reference))
        flow.addWidget(under("&Officer", self.officer))
        flow.addWidget(under("&From", self.first))
        flow.addWidget(under("&To", self.last))
        flow.addWidget(under("&What", self.group))
        flow.addWidget(under("", self.clear_it))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(row)
        column.addWidget(self.problem)
        self._taken = AuditQuery()

    def look(self) -> None:
        """Offer the officers there are now, staying on the one that was chosen."""
        chosen = self.officer.currentData()
        self.officer.clear()
        self.officer.addItem("Any", None)
        for id, name in officers(self._shift):
            self.officer.addItem(name, id)
        self.officer.setCurrentIndex(max(0, self.officer.findData(chosen)))

    def query(self) -> AuditQuery:
        """Return what is asked for. Raises ValueError with the sentence of a wrong day."""
        return AuditQuery(
            reference=self.reference.text().strip(),
            officer_id=self.officer.currentData(),
            first=self._day(self.first),
            last=self._day(self.last),
            group=str(self.group.currentData()),
        )

    def say_problem(self, sentence: str) -> None:
        """Show the message about the filters; an empty one clears it."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def clear(self) -> None:
        """Ask for the whole audit."""
        for each in (self.reference, self.first, self.last):
            each.clear()
        for combo in (self.officer, self.group):
            combo.setCurrentIndex(0)
        self._take()
        self.reference.setFocus(Qt.FocusReason.OtherFocusReason)

    def _day(self, box: QLineEdit) -> date | None:
        typed = box.text().strip()
        return typed_day(typed, self._shift.today) if typed else None

    def _take(self) -> None:
        try:
            wanted = self.query()
        except ValueError as error:
            self.say_problem(str(error))
            return
        self.say_problem("")
        if wanted != self._taken:
            self._taken = wanted
            self.changed.emit()


def _combo() -> QComboBox:
    combo = ChoiceBox()
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(16)
    return combo
