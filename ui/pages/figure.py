"""The records behind a figure: a list in which each opens its own page."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Protocol, runtime_checkable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lado_desktop.casework.lists.counted_lists import COUNTED_LISTS, COUNTED_WORDS, opens
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.problem import CaseworkError, NotFound
from ui.desk import Desk
from ui.lists.list_table import ListTable, ListWords
from ui.look.labels import label, restyle
from ui.page import Page
from ui.route import Place
from ui.window.navigation import has_page


@runtime_checkable
class Counted(Protocol):
    """Something counted whose records can be found."""

    @property
    def title(self) -> str:
        """What was counted, in words."""

    @property
    def words(self) -> str:
        """The place of the figure."""

    @property
    def kind(self) -> str:
        """The kind of its records, as a table's `counts` names it."""

    def records(self, shift: Shift) -> list[UUID]:
        """Return the records. Raises CaseworkError."""


class FigurePage(Page):
    """Looks for the records in the background and lists them. Back leads to the figure again."""

    manual = "figures"

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, place, parent)
        self.figure = _counted(place.of)
        self.headed(self.figure.words)
        one, many = COUNTED_WORDS[self.figure.kind]
        words = ListWords(self.figure.words, one, many, "Nothing is counted here.")
        self.said = label(self.figure.title, tone="muted")
        self.body.addWidget(self.said)
        self.table = ListTable(
            desk, COUNTED_LISTS[self.figure.kind], words, f"behind-{self.figure.kind}"
        )
        self.table.among = ()
        self.body.addWidget(self.table, 1)
        self.table.view.opened.connect(self._open)
        self.say_title("Records behind a figure")

    @property
    def to_come_back(self) -> Place:
        return Place("reports")

    def start(self) -> None:
        shift, figure = self.desk.shift, self.figure
        self.table.setVisible(False)
        self.desk.worker.run(self, lambda: figure.records(shift), self.show_records, self._fail)

    def show_records(self, found: list[UUID]) -> None:
        """List the records, and say where not all that are counted can be listed."""
        self.table.among = set(found)
        self.table.setVisible(True)
        self.table.show_answer()
        hidden = len(self.table.among) - self.table.rows.of
        said = [self.figure.title]
        if hidden:
            said.append(f"{hidden:,} more {'is' if hidden == 1 else 'are'} counted, not listed.")
        self.said.setText(". ".join(said))
        if self.isVisible():
            self.table.start()

    def choose_columns(self) -> bool:
        return self.table.choose_columns()

    def _open(self, row: int) -> None:
        try:
            noun, id = opens(self.desk.shift, self.figure.kind, self.table.rows.id_at(row))
        except NotFound as error:
            self.desk.notices.warn(str(error))
            return
        if has_page(noun):
            self.going.emit(Place(noun, id))
        else:
            self.desk.notices.note("What is known of this record stands in its row here.")

    def _fail(self, error: Exception) -> None:
        self.said.setText(str(error))
        restyle(self.said, "tone", "danger")


def _counted(of: Hashable) -> Counted:
    if not isinstance(of, Counted):
        raise CaseworkError("Choose a figure under Reports first.")
    return of
