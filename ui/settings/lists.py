"""The coded lists as the service words them: called otherwise, added to, retired, in its order."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lado_desktop.casework.settings.code_lists import (
    OPEN_LISTS,
    WORDED_LISTS,
    add,
    offer_again,
    rename,
    reorder,
    retire,
)
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.problem import CaseworkError
from ui.look.buttons import button
from ui.look.choice_box import ChoiceBox
from ui.look.flow import Flow
from ui.look.labels import label, small
from ui.page import act_button
from ui.settings.settled import Settled, part
from ui.window.menus import act

_CODE = Qt.ItemDataRole.UserRole
_LINES = 8


class ListSettingsView(QWidget):
    """One list at a time. Each act is saved at once; existing records are not changed."""

    settled = Signal(object)
    """The Shift to work on with."""

    def __init__(self, shift: Shift) -> None:
        super().__init__()
        self._shift = shift
        self.which = ChoiceBox()
        for code_list, words in sorted(WORDED_LISTS.items(), key=lambda each: each[1]):
            self.which.addItem(words, code_list)
        self.codes = QListWidget()
        self.label = QLineEdit()
        self.rename_it = button("Re&name", self._rename)
        self.retire_it = act(self, "Re&tire", self._retire)
        self.up = act(self, "Move &up", lambda: self._move(-1), "Alt+Up")
        self.down = act(self, "Move do&wn", lambda: self._move(1), "Alt+Down")
        for step in (self.up, self.down):
            step.setProperty("steps", True)
        self.new = QLineEdit()
        self.add_it = button("&Add", self._add)
        self.under = ChoiceBox()
        self._why_not = shift.why_not(Permission.SETTLE)
        acts = (self.rename_it, self.retire_it, self.up, self.down, self.add_it)
        for each in acts:
            each.forbid(self._why_not)
        self._lay_out()
        self.which.currentIndexChanged.connect(lambda _: self.look())
        self.codes.currentItemChanged.connect(lambda *_: self._show_code())
        self.label.returnPressed.connect(self._rename)
        self.new.returnPressed.connect(self._add)
        self.look()

    @property
    def code_list(self) -> str:
        """The name of the list that is shown."""
        return str(self.which.currentData())

    @property
    def code(self) -> str:
        """The code that is marked."""
        row = self.codes.currentRow()
        return "" if row < 0 else str(self.codes.item(row).data(_CODE))

    @property
    def refused(self) -> str:
        """The message why the last act was refused; empty after a success."""
        return self._codes.problem or self._label.problem or self._new.problem

    def acts(self) -> list[QAction]:
        """What can be done to the code that is marked."""
        return [self.retire_it, self.up, self.down]

    def show_shift(self, shift: Shift) -> None:
        """Show the lists as they are now."""
        self._shift = shift
        self.look()

    def look(self, code: str = "") -> None:
        """Show the list; `code` is to be marked, else the one that was."""
        marked = code or self.code
        known = self._shift.practice.codes(self.code_list)
        offered = self._shift.practice.offered(self.code_list)
        with QSignalBlocker(self.codes):
            self.codes.clear()
            for each, words in known.items():
                retired = each not in offered
                item = QListWidgetItem(f"{words} (retired)" if retired else words)
                item.setData(_CODE, each)
                self.codes.addItem(item)
            self.codes.setCurrentRow(list(known).index(marked) if marked in known else 0)
        is_open = self.code_list in OPEN_LISTS
        self._new.setVisible(is_open)
        groups = dict.fromkeys(each.partition(".")[0] for each in known if "." in each)
        self.under.clear()
        self.under.addItem("No group", "")
        for group in groups:
            self.under.addItem(self._group_words(group, known), group)
        self._under.setVisible(is_open and bool(groups))
        self._fixed.setVisible(not is_open)
        self._empty.setVisible(not known)
        self._codes.setVisible(bool(known))
        self._acts.setVisible(bool(known))
        self._label.setVisible(bool(known))
        self._show_code()

    def _group_words(self, group: str, known: dict[str, str]) -> str:
        return known.get(group) or ", ".join(
            [words for code, words in known.items() if code.startswith(f"{group}.")][:2]
        )

    def _show_code(self) -> None:
        known = self._shift.practice.codes(self.code_list)
        is_open = self.code_list in OPEN_LISTS
        retired = self.code not in self._shift.practice.offered(self.code_list)
        self.label.setText(known.get(self.code, ""))
        self.retire_it.setText("O&ffer again" if retired else "Re&tire")
        row = self.codes.currentRow()
        self.retire_it.setEnabled(is_open and row >= 0)
        self.up.setEnabled(is_open and row > 0)
        self.down.setEnabled(is_open and 0 <= row < self.codes.count() - 1)

    def _rename(self) -> None:
        code, words = self.code, self.label.text()
        self._do(lambda: rename(self._shift, self.code_list, code, words), self._label)

    def _add(self) -> None:
        words, under = self.new.text(), str(self.under.currentData() or "")
        before = set(self._shift.practice.codes(self.code_list))
        if self._do(lambda: add(self._shift, self.code_list, words, under), self._new):
            self.new.clear()
            added = set(self._shift.practice.codes(self.code_list)) - before
            self.look(next(iter(added), ""))

    def _retire(self) -> None:
        retired = self.code not in self._shift.practice.offered(self.code_list)
        do = offer_again if retired else retire
        self._do(lambda: do(self._shift, self.code_list, self.code), self._codes)

    def _move(self, by: int) -> None:
        row = self.codes.currentRow()
        codes = list(self._shift.practice.codes(self.code_list))
        codes.insert(row + by, codes.pop(row))
        self._do(lambda: reorder(self._shift, self.code_list, codes), self._codes)

    def _do(self, do: Callable[[], Shift], beside: Settled) -> bool:
        """Change the list, or say beside what was asked why not."""
        for each in (self._codes, self._label, self._new):
            each.say_problem("")
        try:
            shift = do()
        except CaseworkError as error:
            beside.say_problem(str(error))
            return False
        self.show_shift(shift)
        self.settled.emit(shift)
        return True

    def _lay_out(self) -> None:
        self.codes.setMinimumHeight(round(_LINES * 1.8 * self.fontMetrics().height()))
        self._empty = small("The list is empty. Add its first line below.")
        self._fixed = small("Rules and figures rest on this list: its words can change, no more.")
        self._codes = Settled("Lin&es of the list", self.codes)
        self._label = Settled(
            "&Called", self.label, "Empty: as the practice has it.", self.rename_it
        )
        self._new = Settled("Add a l&ine", self.new, beside=self.add_it)
        self._under = Settled("Counted &in", self.under, "The tables count it with this group.")
        self._acts = QWidget()
        row = Flow(8, self._acts)
        for each in (self.retire_it, self.up, self.down):
            row.addWidget(act_button(each))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            part(
                *([label(self._why_not, tone="muted")] if self._why_not else []),
                Settled("&List", self.which),
                self._fixed,
                self._empty,
                self._codes,
                self._acts,
                self._label,
                self._new,
                self._under,
            )
        )
