"""What is known already: other contacts about the same adult, incident or enquiry."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lado_desktop.casework.contacts.contact_file import ContactFile
from lado_desktop.casework.contacts.contact_lines import ContactLine
from lado_desktop.domain.time.typed_day import day_words
from ui.desk import Desk
from ui.parts.filled_table import FilledTable
from ui.parts.part import Group
from ui.parts.short_table import Head, ShortTable

HEADS = (
    Head("Why", 3),
    Head("Reference", 2),
    Head("Received", 3),
    Head("Adult", 3),
    Head("Setting", 4),
    Head("Decision or finding", 4),
)
Linked = Sequence[tuple[str, ContactLine]]


def linked_with(file: ContactFile) -> Linked:
    """Return the contacts that belong with one, each with the reason, a contact once."""
    found: list[tuple[str, ContactLine]] = []
    if file.follows is not None:
        found.append(("The enquiry it follows", file.follows))
    found += [("Referral that followed", line) for line in file.followed_by]
    found += [("Same incident", line) for line in file.incident]
    found += [("Same person", line) for line in file.same_adult]
    once: dict[UUID, tuple[str, ContactLine]] = {}
    for why, line in found:
        once.setdefault(line.id, (why, line))
    return list(once.values())


class KnownBefore(Group):
    """A table of linked contacts, hidden while there are none. Enter opens one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Known before", parent)
        self._desk = desk
        self._lines: Linked = []
        self.rows = FilledTable("Known before", HEADS, self)
        self.rows.opened.connect(self._open)
        self.column.addWidget(self.rows)
        self.hide()

    @property
    def table(self) -> ShortTable:
        """The rows as a table."""
        return self.rows.table

    def show_lines(self, lines: Linked, besides: str = "") -> None:
        """Show these contacts with the reason why each belongs here.

        `besides` says that there are restricted ones, and to whom to speak.
        """
        self._lines = lines
        self.rows.show_rows(
            [
                (
                    why,
                    line.reference,
                    day_words(line.received_on),
                    line.who,
                    line.setting,
                    line.result,
                )
                for why, line in lines
            ]
        )
        self.say_empty(besides)
        self.setVisible(bool(lines or besides))

    def _open(self, row: int) -> None:
        self._desk.open_record("contact", self._lines[row][1].id)
