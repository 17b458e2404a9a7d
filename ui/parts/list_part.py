"""A part of a record's page that is one list of records."""

from __future__ import annotations

from ui.parts.part import Part
from ui.records.record_list import RecordList


class ListPart(Part):
    """Adds and saves entries in its list. Each part provides what the list shows."""

    list: RecordList

    def lay_list(self) -> None:
        """Put the list, once it is made, into the part."""
        self.list.acted.connect(self.acted)
        self.column.addWidget(self.list)

    def begin(self) -> None:
        if self.list.table.isVisible():
            self.list.table.setFocus()
        else:
            self.list.add.setFocus()

    def keep(self) -> None:
        self.list.slot.keep()

    @property
    def is_edited(self) -> bool:
        return self.list.slot.is_edited

    def save(self) -> bool:
        entry = self.list.slot.entry
        return entry is None or entry.run()
