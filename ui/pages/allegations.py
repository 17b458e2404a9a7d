"""Allegations: the contacts that met the threshold."""

from __future__ import annotations

from lado_desktop.casework.lists.lists import ALLEGATIONS
from ui.lists.list_page import ListPage
from ui.lists.list_table import ListWords
from ui.route import Place

WORDS = ListWords(
    title="Allegations",
    one="allegation",
    many="allegations",
    empty="A contact becomes one when it is decided that it meets the threshold.",
)


class AllegationsPage(ListPage):
    """The list of allegations. None is made here: each grows from a contact."""

    listing = ALLEGATIONS
    words = WORDS
    manual = "allegations"

    def opens(self, row: int) -> Place:
        """Return the allegation of the contact in a row."""
        return Place("allegation", self.table.rows.id_at(row))
