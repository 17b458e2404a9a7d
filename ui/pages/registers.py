"""Registers: what is counted beside contacts, one register at a time."""

from __future__ import annotations

from PySide6.QtGui import QAction, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from lado_desktop.casework.registers.in_use import registers_in_use
from lado_desktop.casework.registers.lists import REGISTER_LISTS
from lado_desktop.domain.registers import REGISTERS
from ui.desk import Desk
from ui.lists.list_table import ListTable, ListWords
from ui.look.choice_box import ChoiceBox
from ui.page import Page
from ui.preferences import Preferences
from ui.route import Place
from ui.window.menus import act

_CHECKS = "Checks"
_LISTINGS = {title: each for title, each in REGISTER_LISTS.items() if title != "Officers"}
_WORDS = {
    _CHECKS: ListWords(
        _CHECKS,
        "check",
        "checks",
        "A check is a contact: log one with the button above and choose it as what came in.",
    ),
    **{
        each.title: ListWords(each.title, each.one, each.many, each.empty)
        for each in REGISTERS.values()
    },
}
_ACTS = {
    _CHECKS: "&Log a check",
    **{each.title: f"&Add {each.a_new_one}" for each in REGISTERS.values()},
}
_NOUNS = {_CHECKS: "contact", **{each.title: each.kind for each in REGISTERS.values()}}
_KEY = "registers"
_OTHERS = "Other registers"


class RegistersPage(Page):
    """The list of one register, chosen above it. Its act: add an entry."""

    manual = "registers"

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, place, parent)
        self._preferences: Preferences | None = None
        self._tables: dict[str, ListTable] = {}
        self._add = act(self, "", self._add_one, sign="plus")
        self.headed("Registers", self._add)
        self.which = ChoiceBox()
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.which.setAccessibleName("Register")
        self.beside_title(self.which)
        self.stack = QStackedWidget()
        self.body.addWidget(self.stack, 1)
        self._offer()
        self.which.currentIndexChanged.connect(self._turned)
        self._show()
        self.say_title("Registers")

    @property
    def register(self) -> str:
        """The title of the register that is shown."""
        return str(self.which.currentData())

    @property
    def table(self) -> ListTable:
        """The list that is shown."""
        return self._tables[self.register]

    def choose(self, register: str) -> None:
        """Show a register by its title."""
        self.which.setCurrentIndex(self.which.findData(register))

    def recall(self, preferences: Preferences) -> None:
        self._preferences = preferences
        left = preferences.list_left(_KEY).get("register", "")
        if left in _LISTINGS:
            self.choose(left)
        for table in self._tables.values():
            table.recall(preferences)

    def start(self) -> None:
        asked = dict(self.place.narrowed).get("register")
        if asked:
            self.choose(asked)
        self.table.start(self.primary_button)

    def keep(self) -> None:
        for table in self._tables.values():
            table.leave()
        if self._preferences is not None:
            self._preferences.leave_list(_KEY, {"register": self.register})

    def choose_columns(self) -> bool:
        return self.table.choose_columns()

    def acts(self) -> list[QAction]:
        return [self._add]

    def _offer(self) -> None:
        """Offer the registers that the service uses, then the others under their own heading."""
        used = [each.title for each in registers_in_use(self.desk.shift)]
        if self._counts_checks():
            used.append(_CHECKS)
        others = [title for title in _LISTINGS if title not in used]
        for title in sorted(used):
            self.which.addItem(title, title)
        if used and others:
            self.which.addItem(_OTHERS)
            model = self.which.model()
            if isinstance(model, QStandardItemModel):
                model.item(self.which.count() - 1).setEnabled(False)
        for title in sorted(others):
            self.which.addItem(title, title)

    def _counts_checks(self) -> bool:
        return any(table.get("counts") == "checks" for table in self.desk.shift.practice.tables)

    def _turned(self) -> None:
        self._show()
        if self.isVisible():
            self.table.look()

    def _show(self) -> None:
        """Show the chosen register's list, made when it is first wanted."""
        register = self.register
        if register not in self._tables:
            words, key = _WORDS[register], f"register-{register.lower()}"
            table = ListTable(self.desk, _LISTINGS[register], words, key)
            table.view.opened.connect(self._open)
            if self._preferences is not None:
                table.recall(self._preferences)
            self._tables[register] = table
            self.stack.addWidget(table)
        self.stack.setCurrentWidget(self._tables[register])
        self._add.setText(_ACTS[register])

    def _add_one(self) -> None:
        self.going.emit(Place(_NOUNS[self.register]))

    def _open(self, row: int) -> None:
        self.going.emit(Place(_NOUNS[self.register], self.table.rows.id_at(row)))
